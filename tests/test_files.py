"""A file is replaced as a whole or not at all, whichever step fails."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from foreword import files
from foreword.errors import ChangedOnDisk, FileProblem, OutsideRoot
from foreword.files import Fingerprint


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "post.md"
    path.write_bytes(b"old")
    return path


def test_replaces_and_keeps_permissions(post):
    post.chmod(0o640)
    assert files.write_file(post, b"new") == Fingerprint.of(b"new")
    assert post.read_bytes() == b"new"
    assert stat.S_IMODE(post.stat().st_mode) == 0o640
    assert [entry.name for entry in post.parent.iterdir()] == ["post.md"]


def test_a_link_stays_a_link(post, tmp_path):
    link = tmp_path / "link.md"
    link.symlink_to(post.name)
    files.write_file(link, b"new")
    assert link.is_symlink()
    assert post.read_bytes() == b"new"


def test_a_changed_file_is_left_alone(post):
    with pytest.raises(ChangedOnDisk, match="changed by another program"):
        files.write_file(post, b"new", expected=Fingerprint.of(b"else"))
    assert post.read_bytes() == b"old"


def test_a_removed_file_is_reported(post):
    post.unlink()
    with pytest.raises(ChangedOnDisk, match="no longer in its folder"):
        files.write_file(post, b"new", expected=Fingerprint.of(b"old"))
    assert not post.exists()


def _fail(error: int):
    def failing(*args, **kwargs):
        raise OSError(error, os.strerror(error))

    return failing


STEPS = {
    "temporary file": ("tempfile.mkstemp", errno.ENOSPC),
    "open": ("os.fdopen", errno.EIO),
    "fsync": ("os.fsync", errno.ENOSPC),
    "permissions": ("pathlib.Path.chmod", errno.EPERM),
    "rename": ("pathlib.Path.replace", errno.EACCES),
}


@pytest.mark.parametrize("step", STEPS)
def test_when_a_step_fails_the_old_file_is_whole(post, monkeypatch, step):
    target, number = STEPS[step]
    monkeypatch.setattr(target, _fail(number))
    with pytest.raises(FileProblem, match=r"Could not save “post\.md”"):
        files.write_file(post, b"new")
    monkeypatch.undo()
    assert post.read_bytes() == b"old"
    assert [entry.name for entry in post.parent.iterdir()] == ["post.md"]


def test_a_full_disk_is_named(post, monkeypatch):
    monkeypatch.setattr("os.fsync", _fail(errno.ENOSPC))
    with pytest.raises(FileProblem, match="the disk is full"):
        files.write_file(post, b"new")


def test_a_protected_file_is_not_replaced(post, monkeypatch):
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with pytest.raises(FileProblem, match="you are not allowed to"):
        files.write_file(post, b"new")
    assert post.read_bytes() == b"old"


def test_creating_refuses_an_existing_file(post):
    with pytest.raises(FileProblem, match="Could not create"):
        files.create_file(post, b"new")
    assert post.read_bytes() == b"old"


def test_creating_makes_the_folders(tmp_path):
    files.create_file(tmp_path / "a" / "b.md", b"x")
    assert (tmp_path / "a" / "b.md").read_bytes() == b"x"


@pytest.mark.parametrize("path", ["../outside", "/etc/passwd", "link/passwd"])
def test_stays_inside(tmp_path, path):
    root = tmp_path / "site"
    root.mkdir()
    (root / "link").symlink_to("/etc")
    with pytest.raises(OutsideRoot):
        files.resolve_inside(root, path)
    assert files.resolve_inside(root, "a/../b.md") == root.resolve() / "b.md"


def test_creating_leaves_nothing_when_it_fails(tmp_path, monkeypatch):
    monkeypatch.setattr("os.fsync", _fail(errno.ENOSPC))
    with pytest.raises(FileProblem, match="the disk is full"):
        files.create_file(tmp_path / "new.md", b"new")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("path", ["pipe", "/dev/zero", "link-to-pipe"])
def test_what_is_no_ordinary_file_is_refused_at_once(tmp_path, path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link-to-pipe").symlink_to("pipe")
    for refused in (
        lambda: files.read_file(tmp_path / path),
        lambda: files.write_file(tmp_path / path, b"x"),
        lambda: files.write_file(tmp_path / path, b"x", expected=Fingerprint.of(b"")),
    ):
        with pytest.raises(FileProblem, match="it is not an ordinary file"):
            refused()
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("folder.md", "it is a folder"),
        ("gone.md", "no longer there"),
        ("loop.md", "symbolic links"),
        ("a" * 300 + ".md", "too long"),
        ("a\0b.md", "such a name"),
        ("\ud800.md", "such a name"),
        ("folder.md/a.md", "no longer there"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path, name, reason):
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "loop.md").symlink_to("loop.md")
    with pytest.raises(FileProblem, match=rf"Could not read “.*”: .*{reason}.*\.") as caught:
        files.read_file(tmp_path / name)
    assert "\n" not in str(caught.value)


def test_what_the_system_lets_be_kept_is_kept(post, monkeypatch):
    given = {}

    def give(path, name, value):
        if name.startswith("security."):
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
        given[name] = value

    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("os.listxattr", lambda path: ["security.x", "user.tag"], raising=False)
    monkeypatch.setattr("os.getxattr", lambda path, name: b"blue", raising=False)
    monkeypatch.setattr("os.setxattr", give, raising=False)
    owners = []
    monkeypatch.setattr("os.chown", lambda path, owner, group: owners.append((owner, group)))
    status = list(post.stat())
    status[stat.ST_UID], status[stat.ST_GID] = 4321, 8765
    monkeypatch.setattr("foreword.files._status_to_keep", lambda target: os.stat_result(status))
    post.chmod(0o664)
    status[stat.ST_MODE] = stat.S_IFREG | 0o664
    files.write_file(post, b"new")
    assert post.read_bytes() == b"new"
    assert given == {"user.tag": b"blue"}
    assert owners == [(4321, 8765), (-1, 8765)]
    assert stat.S_IMODE(post.stat().st_mode) == 0o644, "another group was given what the old one had"


def test_a_file_that_changes_while_it_is_saved_is_left_alone(post, monkeypatch):
    monkeypatch.setattr("os.fsync", lambda handle: post.write_bytes(b"else"))
    with pytest.raises(ChangedOnDisk, match="changed by another program"):
        files.write_file(post, b"new", expected=Fingerprint.of(b"old"))
    assert post.read_bytes() == b"else"
    assert [entry.name for entry in post.parent.iterdir()] == ["post.md"]


WRITER = """
import sys
from pathlib import Path
from foreword import files
from foreword.errors import ChangedOnDisk
path, letter, count = Path(sys.argv[1]), sys.argv[2].encode(), 15
while count:
    data = path.read_bytes()
    try:
        files.write_file(path, data + letter, expected=files.Fingerprint.of(data))
        count -= 1
    except ChangedOnDisk:
        pass
"""


def test_of_several_that_write_at_once_none_loses_a_letter(post):
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(post), letter]) for letter in "abc"]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    written = post.read_text(encoding="ascii").removeprefix("old")
    assert {letter: written.count(letter) for letter in "abc"} == dict.fromkeys("abc", 15)


def test_a_lock_of_another_program_is_not_waited_for(post, monkeypatch):
    monkeypatch.setattr("foreword.files._LOCK_PAUSE", 0)
    with post.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        files.write_file(post, b"new", expected=Fingerprint.of(b"old"))
    assert post.read_bytes() == b"new"


def test_a_file_without_a_name_of_its_own_is_named_by_its_path():
    with pytest.raises(FileProblem, match="“/”"):
        files.read_file(Path("/"))
