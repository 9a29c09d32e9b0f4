"""Every command says in a sentence what is wrong with a file, whatever it is."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from foreword.__main__ import main
from foreword.cli.values import to_json


@pytest.mark.parametrize("command", [["get"], ["render"], ["render", "--page"], ["set", "title=x"]])
@pytest.mark.parametrize("name", ["pipe.md", "folder.md", "gone.md", "loop.md", "a" * 300, "loop.md/a.md"])
def test_no_post(
    command: list[str], name: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "loop.md").symlink_to("loop.md")
    assert main([command[0], str(tmp_path / name), *command[1:]]) == 1
    out, err = capfdbinary.readouterr()
    assert out == b""
    assert err.decode().startswith("foreword: Could not read “")
    assert err.count(b"\n") == 1


@pytest.mark.parametrize("command", [["list"], ["new", "--title", "x"]])
def test_a_folder_that_may_not_be_looked_into(
    command: list[str],
    tmp_path: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert main([command[0], str(tmp_path), *command[1:]]) == 1
    assert "not allowed" in capfdbinary.readouterr()[1].decode()


def test_a_list_has_a_line_for_each_post(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    folder = os.fsencode(tmp_path)
    for name in (b"two\nlines\t.md", b"bytes\xff.md"):
        Path(os.fsdecode(folder + b"/" + name)).write_bytes(b"---\ntitle: A\n---\n")
    main(["list", str(tmp_path)])
    rows = [line.split(b"\t") for line in capfdbinary.readouterr()[0].splitlines()]
    assert sorted(row[0] for row in rows) == [folder + b"/bytes\xff.md", folder + rb"/two\nlines\t.md"]
    assert {len(row) for row in rows} == {5}
    main(["list", str(tmp_path), "--json"])
    paths = {row["path"] for row in json.loads(capfdbinary.readouterr()[0].decode("utf-8"))}
    assert paths == {str(path) for path in tmp_path.iterdir()}


def test_a_change_that_could_not_be_saved_is_not_printed(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    post = tmp_path / "a.md"
    post.write_text("---\ntitle: A\n---\n", encoding="utf-8")
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert main(["set", str(post), "title=B"]) == 1
    assert capfdbinary.readouterr()[0] == b""


def test_set_prints_nothing_but_the_changed_lines(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    post = tmp_path / "a.md"
    post.write_text("---\ntitle: A\nx: 1\ntags:\n- x\n---\n", encoding="utf-8")
    assert main(["set", str(post), "title=B", "tags=[z]"]) == 0
    out = capfdbinary.readouterr()[0].decode().splitlines()
    assert out == ["-title: A", "+title: B", "-- x", "+- z"]


def test_json_is_utf_8_whatever_a_value_holds() -> None:
    assert json.loads(to_json({"a": "\ud83d", "é": "\U0001f600"}).encode("utf-8")) == {
        "a": "\ud83d",
        "é": "\U0001f600",
    }
