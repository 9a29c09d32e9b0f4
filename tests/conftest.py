"""What all tests share: the data beside the project, --long, a home of their own, and Qt's platform."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

# No test reads or writes the settings, journals and caches of whoever runs it. Programs that tests start inherit this.
HOME = tempfile.mkdtemp(prefix="foreword-tests-")
for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
    os.environ[variable] = str(Path(HOME, variable.lower()))


def pytest_unconfigure() -> None:
    """Removes the home."""
    shutil.rmtree(HOME, ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds --long."""
    parser.addoption("--long", action="store_true", help="also run the tests that take minutes")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out the tests marked long unless asked for."""
    if config.getoption("--long"):
        return
    chosen = [item for item in items if item.get_closest_marker("long") is None]
    if len(chosen) != len(items):
        config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
        items[:] = chosen


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """A command sets the garbage collector of its process, and all tests share one."""
    threshold = gc.get_threshold()
    yield
    if gc.get_threshold() != threshold:
        gc.unfreeze()
        gc.set_threshold(*threshold)
    gc.enable()


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The data beside the project: corpus, fidelity, sample. Absent data fails under CI and skips elsewhere."""
    folder = ROOT.parent / "shared"
    if not (folder / "corpus" / "manifest.json").is_file():
        message = f"the shared test data is missing: {folder}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return folder


@pytest.fixture(scope="session")
def x_display() -> Iterator[dict[str, str]]:
    """An environment with a real X screen of its own, 1280x800, for programs that a test starts.

    The tests themselves paint offscreen; ``QT_QPA_PLATFORM=xcb xvfb-run -a python3 dev.py test`` puts them on X too.
    """
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        with os.fdopen(reader, encoding="ascii") as answer:
            number = answer.readline().strip()
        assert number, "Xvfb did not start"
        yield {**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{number}"}
        server.terminate()
