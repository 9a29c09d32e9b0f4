"""Importing is harmless: no Qt below desktop/, and nothing happens by it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

# Runs in a process of its own: {name of module: what importing it did}, after the module list on stdin.
WATCHING = """
import builtins, importlib, json, os, sys, threading
names, without_qt = json.load(sys.stdin)

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError(f"{name} is not here")

if without_qt:
    sys.meta_path.insert(0, NoQt())

written, started = [], []

def hear(event, arguments):
    if event == "open" and isinstance(arguments[2], int):
        if arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and not str(arguments[0]).endswith(".pyc"):
            written.append(str(arguments[0]))
    elif event in ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chdir", "os.putenv", "os.unsetenv"):
        written.append(f"{event} {arguments[0]!r}")
    elif event in ("subprocess.Popen", "os.system", "os.fork", "os.posix_spawn", "socket.connect"):
        started.append(event)

sys.dont_write_bytecode = True
sys.addaudithook(hear)
found = {}
for name in names:
    written.clear(), started.clear()
    environment, threads, folder = dict(os.environ), threading.active_count(), os.getcwd()
    handlers, path = (sys.excepthook, sys.stdout, sys.stderr), list(sys.path)
    try:
        importlib.import_module(name)
    except Exception as error:
        found[name] = [f"{type(error).__name__}: {error}"]
        continue
    effects = [f"writes {each}" for each in written] + [f"starts {each}" for each in started]
    effects += ["changes the environment"] if dict(os.environ) != environment else []
    effects += ["starts a thread"] if threading.active_count() != threads else []
    effects += ["changes the folder"] if os.getcwd() != folder else []
    effects += ["changes hooks"] if (sys.excepthook, sys.stdout, sys.stderr) != handlers else []
    effects += ["changes sys.path"] if sys.path != path else []
    if "PySide6.QtCore" in sys.modules and sys.modules["PySide6.QtCore"].QCoreApplication.instance():
        effects.append("makes an application")
    if effects:
        found[name] = effects
found["loaded"] = [name for name in sys.modules if name.partition(".")[0] in ("PySide6", "shiboken6")]
print(json.dumps(found))
"""


def module_names(root: Path) -> list[str]:
    """All modules of the package, those behind the entry point included."""
    package = root / "app" / "foreword"
    names = [
        ".".join(path.relative_to(package.parent).with_suffix("").parts) for path in package.rglob("*.py")
    ]
    return sorted(name.removesuffix(".__init__") for name in names)


def effects_of_importing(names: list[str], *, without_qt: bool, more: str = "") -> dict[str, list[str]]:
    """Imports the modules one after the other in a new process and tells what each did."""
    finished = subprocess.run(
        [sys.executable, "-c", more + WATCHING],
        input=json.dumps([names, without_qt]),
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    found: dict[str, list[str]] = json.loads(finished.stdout)
    return found


def test_everything_below_desktop_imports_without_qt(root: Path) -> None:
    names = [name for name in module_names(root) if not name.startswith("foreword.desktop")]
    assert {"foreword.cli", "foreword.__main__", "foreword.posts", "foreword.rendering.document"} <= set(
        names
    )
    assert effects_of_importing(names, without_qt=True) == {"loaded": []}


def test_qt_was_really_out_of_reach() -> None:
    found = effects_of_importing(["PySide6.QtCore"], without_qt=True)
    assert found["PySide6.QtCore"] == ["ImportError: PySide6 is not here"]


@pytest.mark.desktop
def test_nothing_happens_at_import(root: Path) -> None:
    libraries = ["PySide6.QtCore"]  # what these do is theirs
    found = effects_of_importing([*libraries, *module_names(root)], without_qt=False)
    assert found.pop("loaded")
    for name in libraries:
        found.pop(name, None)
    assert found == {}


@pytest.mark.parametrize(
    ("line", "effect"),
    [
        ("import os; os.environ['X_Y'] = '1'", "changes the environment"),
        ("import pathlib; pathlib.Path('written').write_text('x')", "writes written"),
        (
            "import threading; threading.Thread(target=threading.Event().wait, daemon=True).start()",
            "starts a thread",
        ),
        ("import subprocess, sys; subprocess.run([sys.executable, '-c', ''])", "starts subprocess.Popen"),
        ("import sys; sys.path.append('x')", "changes sys.path"),
    ],
)
def test_an_effect_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, effect: str) -> None:
    (tmp_path / "restless.py").write_text(line, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = effects_of_importing(["restless"], without_qt=False, more="import sys; sys.path.insert(0, '')\n")
    assert effect in found["restless"]
