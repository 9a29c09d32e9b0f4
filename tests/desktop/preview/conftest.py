"""One preview for all tests of this room, its page read through the script world that posts cannot reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from desktop.preview.page_reader import Reader
from foreword.desktop.preview import PreviewPanel, register_scheme

NO_GPU = ("QRhiGles2: Failed to create", "Failed to create RHI", "GPUInfo not initialized")
"""What Qt says of a machine without a graphics card before it paints by itself; no fault of the preview's."""


def pytest_itemcollected(item: pytest.Item) -> None:
    """Lets the first test that shows a web view pass where there is no graphics card."""
    if item.path.is_relative_to(Path(__file__).parent):
        item.add_marker(pytest.mark.qt_log_ignore(*NO_GPU, extend=True))


def pytest_collection_finish() -> None:
    """Before the first fixture makes the application."""
    register_scheme()


@pytest.fixture(scope="session")
def shared_reader(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The panel that all tests of this room share; making one takes half a second."""
    panel = PreviewPanel(remote_folder=tmp_path_factory.mktemp("remote"))
    panel.resize(480, 720)
    panel.show()
    reader = Reader(panel)
    started: list[bool] = []
    panel.started.connect(lambda: started.append(True))
    panel.start()
    assert panel.web is not None
    panel.web.page.console.connect(reader.console.append)
    reader.until(lambda: bool(started))
    yield reader
    panel.stop()
    panel.close()
    panel.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def reader(shared_reader: Reader) -> Reader:
    """The shared panel with an empty article and everything as at the start."""
    panel = shared_reader.panel
    panel.resize(480, 720)
    panel.set_zoom(1.0)
    panel.set_theme({}, dark=False)
    panel.set_pictures(None)
    panel.set_remote_allowed(None)
    shared_reader.show([])
    shared_reader.console.clear()
    return shared_reader


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    """A blog's folder with pictures of 40 by 30 pixels beside a post, at the site's root, and outside."""
    root = tmp_path / "blog"
    for folder in ("_posts", "assets", "static/img", "../outside"):
        (root / folder).resolve().mkdir(parents=True)
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    for name, colour in {
        "_posts/beside.png": "red",
        "assets/pic.png": "green",
        "assets/with space ä.png": "blue",
        "static/img/x.png": "cyan",
        "../outside/secret.png": "black",
    }.items():
        image.fill(QColor(colour))
        assert image.save(str((root / name).resolve()))
    (root / "assets" / "leak.png").symlink_to(tmp_path / "outside" / "secret.png")
    (root / "assets" / "text.png").write_text("not a picture")
    (root / "assets" / "drawing.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30"/></svg>'
    )
    return root
