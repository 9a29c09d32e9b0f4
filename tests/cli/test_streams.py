"""What a command does when its output, its input or its folder is not what it should be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAD = "---\ntitle: A\n---\nBody\n"


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_text(HEAD, encoding="utf-8")
    return path


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs a line of the shell in which ``foreword`` is this Foreword, for people who have UTF-8."""
    script = f'foreword() {{ "{sys.executable}" -m foreword "$@"; }}\n{command}'
    environment = {**os.environ, "PYTHONUTF8": "1"}
    environment.pop("PYTHONUNBUFFERED", None)
    return subprocess.run(
        ["bash", "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "command", ["get a.md", "render a.md", "list . --json", "set a.md title=B", "new . --title New"]
)
def test_output_for_which_there_is_no_room(command: str, post: Path) -> None:
    done = shell(f"foreword {command} > /dev/full", post.parent)
    assert done.returncode == 1
    assert done.stderr == "foreword: The output could not be written: No space left on device.\n"


@pytest.mark.parametrize("closed", [">&-", "<&-", ">&- 2>&-", ">&- 2>&- <&-"])
def test_a_closed_stream_harms_nothing(closed: str, post: Path) -> None:
    done = shell(f"foreword set a.md title=B {closed}", post.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert post.read_text(encoding="utf-8") == HEAD.replace("A", "B")
    done = shell(f"foreword render --jsonl {closed}", post.parent)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_an_error_without_stderr_does_not_become_output(post: Path) -> None:
    done = shell("foreword get none.md 2>&-", post.parent)
    assert (done.returncode, done.stdout) == (1, "")


@pytest.mark.parametrize("command", ["get a.md", "render a.md", "list .", "new . --title x", "set a.md x=1"])
def test_a_folder_that_is_gone(command: str, tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    done = shell(f"cd gone && rmdir ../gone && foreword {command} 2>&1 | tail -n 1", tmp_path)
    assert done.stdout.startswith("foreword: ")
    assert "no longer there" in done.stdout


def test_an_interrupt_is_quiet(post: Path) -> None:
    command = [sys.executable, "-m", "foreword", "render", "--jsonl"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write('{"id": 1, "body": "x"}\n')
        process.stdin.flush()
        assert process.stdout.readline() == '{"id": 1, "html": "<p>x</p>\\n"}\n'
        process.send_signal(2)
        assert process.wait(30) == 130
        assert process.stderr.read() == ""
