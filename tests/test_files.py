"""A file is replaced as a whole or not at all, whichever step fails."""

from __future__ import annotations

import errno
import os
import stat
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
