"""A whole window for each test: real panels, real files, a page in Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.window.driver import AnsweringPrompts, Driver
from foreword.desktop.application import Folders, build
from foreword.desktop.preview import register_scheme

NO_GPU = ("QRhiGles2: Failed to create", "Failed to create RHI", "GPUInfo not initialized")
OFFSCREEN = ("This plugin does not support",)


def pytest_itemcollected(item: pytest.Item) -> None:
    """What Qt says of a machine without a graphics card is no fault of the window's."""
    if item.path.is_relative_to(Path(__file__).parent):
        item.add_marker(pytest.mark.qt_log_ignore(*NO_GPU, *OFFSCREEN, extend=True))


def pytest_collection_finish() -> None:
    """Before the first fixture makes the application."""
    register_scheme()


@pytest.fixture
def driver(qapp: QApplication, tmp_path: Path) -> Iterator[Driver]:
    """A window that is shown, with nothing open."""
    prompts = AnsweringPrompts()
    home = tmp_path / "home"
    home.mkdir()
    desk, commands = build(qapp, Folders(home / "settings.ini", home / "cache", home / "data"), prompts)
    desk.preferences.set("theme", "light")
    desk.window.show()
    assert QTest.qWaitForWindowExposed(desk.window)
    desk.window.activateWindow()
    assert QTest.qWaitForWindowActive(desk.window)
    yield Driver(desk, commands, prompts)
    prompts.answers = ["discard"]
    desk.window.close()
    desk.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def sample_blog(tmp_path: Path, shared: Path) -> Path:
    """A Jekyll blog that holds the owner's post."""
    blog = tmp_path / "blog"
    (blog / "_posts").mkdir(parents=True)
    (blog / "_config.yml").write_text("title: Steady Letters\n", encoding="utf-8")
    for post in (shared / "sample").glob("*.md"):
        shutil.copyfile(post, blog / "_posts" / post.name)
    return blog


@pytest.fixture
def post(sample_blog: Path) -> Path:
    """The owner's post in its blog."""
    return next((sample_blog / "_posts").glob("*.md"))
