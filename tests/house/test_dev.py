"""dev.py sets up what a machine lacks, says what it does, and tells the truth in its exit code."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import pytest

TRIXIE = """libasound2:
  Installed: (none)
  Candidate: (none)
  Version table:
libasound2t64:
  Installed: (none)
  Candidate: 1.2.14-1
  Version table:
     1.2.14-1 500
libnss3:
  Installed: (none)
  Candidate: 2:3.110-1
  Version table:
     2:3.110-1 500
"""
BOOKWORM = """libasound2:
  Installed: (none)
  Candidate: 1.2.8-1+b1
  Version table:
libnss3:
  Installed: (none)
  Candidate: 2:3.87.1-1
  Version table:
"""
NAMES = ["libasound2", "libnss3"]


@pytest.fixture
def dev(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A fresh dev.py whose checkout is an empty folder with a pyproject.toml."""
    spec = importlib.util.spec_from_file_location("dev_under_test", root / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "pyproject.toml").write_text("one", encoding="utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "stamp")
    monkeypatch.setattr(module.time, "sleep", lambda seconds: None)
    return module


def answers(**by_program: str) -> Callable[[Sequence[object]], str]:
    """What each program would print, by its name."""
    return lambda command: by_program.get(str(command[0]).replace("-", "_"), "")


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (TRIXIE, (["libasound2t64", "libnss3"], [])),
        (BOOKWORM, (["libasound2", "libnss3"], [])),
        ("", (["libasound2", "libnss3"], NAMES)),
    ],
)
def test_names_are_those_of_the_system(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, policy: str, expected: object
) -> None:
    monkeypatch.setattr(dev, "answer", answers(apt_cache=policy))
    assert dev.resolve(NAMES) == expected


def test_without_lists_the_installed_libraries_tell_the_system(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "answer", answers(dpkg_query="libssl3t64 3.5"))
    assert dev.resolve(NAMES) == (["libasound2t64", "libnss3"], NAMES)


def test_a_library_counts_under_either_name(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    status = "ii  libasound2t64\nrc  libnss3\nun  libgbm1\nhi  libegl1\n"
    monkeypatch.setattr(dev, "answer", answers(dpkg_query=status))
    assert dev.missing_packages(["libasound2", "libnss3", "libgbm1", "libegl1"]) == ["libnss3", "libgbm1"]


def test_who_is_not_root_gets_one_line_and_nothing_happens(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(dev, "is_root", lambda: False)
    monkeypatch.setattr(dev, "answer", answers(apt_cache=TRIXIE))
    monkeypatch.setattr(dev, "missing_packages", lambda wanted: NAMES)
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert dev.main(["run"]) == 1
    lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith("sudo")]
    assert lines == ["sudo apt-get install --no-install-recommends libasound2t64 libnss3"]
    assert not (tmp_path / ".venv").exists()


def test_the_environment_is_set_up_again_only_for_a_reason(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    done: list[str] = []

    def make(command: Sequence[object]) -> None:
        done.append("venv")
        dev.venv_python().parent.mkdir(parents=True)
        dev.venv_python().touch()

    monkeypatch.setattr(dev, "must", make)
    monkeypatch.setattr(dev, "retry", lambda command: done.append("install"))
    monkeypatch.setattr(dev, "answer", lambda command: sys.version)
    dev.set_up_venv()
    dev.set_up_venv()
    assert done == ["venv", "install"]
    (tmp_path / "pyproject.toml").write_text("two", encoding="utf-8")
    dev.set_up_venv()
    assert done == ["venv", "install", "install"]


def test_an_interrupted_set_up_is_taken_up_again(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(command: object) -> None:
        raise dev.Failed("no network")

    done: list[object] = []
    monkeypatch.setattr(dev, "must", lambda command: (tmp_path / ".venv").mkdir(exist_ok=True))
    monkeypatch.setattr(dev, "retry", fail)
    with pytest.raises(dev.Failed):
        dev.set_up_venv()
    monkeypatch.setattr(dev, "retry", done.append)
    dev.set_up_venv()
    assert len(done) == 1


@pytest.mark.parametrize("failing", ["ruff", "mypy", "pytest", None])
def test_every_check_runs_and_counts(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, failing: str | None
) -> None:
    ran: list[list[str]] = []

    def call(command: Sequence[object]) -> int:
        ran.append([str(part) for part in command[2:]])
        return int(command[2] == failing)

    monkeypatch.setattr(dev, "set_up", lambda *packages: None)
    monkeypatch.setattr(dev, "call", call)
    assert dev.main(["test", "-k", "undo"]) == int(failing is not None)
    assert [step[0] for step in ran] == ["ruff", "ruff", "mypy", "pytest"]
    assert ran[-1] == ["pytest", "-k", "undo"]


def test_what_needs_the_network_is_tried_again(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = [1, 1, 0]
    monkeypatch.setattr(dev, "call", lambda command, environment: codes.pop(0))
    dev.retry(["pip"])
    assert codes == []
    codes[:] = [1] * dev.ATTEMPTS
    with pytest.raises(dev.Failed):
        dev.retry(["pip"])


def test_the_sample_is_copied_never_opened(dev: ModuleType) -> None:
    copy = dev.copy_of_sample()
    try:
        assert dev.SAMPLE not in copy.parents
        assert {p.relative_to(copy) for p in copy.rglob("*")} == {
            p.relative_to(dev.SAMPLE) for p in dev.SAMPLE.rglob("*")
        }
        assert len(list(copy.rglob("*.md"))) >= 3
    finally:
        dev.shutil.rmtree(copy.parent)


def test_a_wrong_command_shows_the_right_ones(dev: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["tset"]) == 2
    assert "dev.py test" in capsys.readouterr().err
    assert dev.main(["bench", "nothing-of-this-name"]) == 1


def test_an_older_python_gets_one_sentence(root: Path) -> None:
    source = (root / "dev.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))
    pretend = f"import runpy, sys; sys.hexversion = 0x03080000; runpy.run_path({str(root / 'dev.py')!r})"
    finished = subprocess.run(
        [sys.executable, "-c", pretend], capture_output=True, text=True, timeout=60, check=False
    )
    assert finished.returncode == 1
    assert finished.stderr.startswith("Foreword needs Python 3.11 or later; this is Python ")
    assert finished.stderr.count("\n") == 1


def test_it_needs_nothing_but_python(root: Path) -> None:
    tree = ast.parse((root / "dev.py").read_text(encoding="utf-8"))
    imported = {
        alias.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    imported |= {
        str(node.module).split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
    }
    assert len(imported) > 5
    assert imported <= sys.stdlib_module_names
