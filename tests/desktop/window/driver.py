"""A window under test: real keys, the real page, answers for the dialogs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer, QUrl
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from foreword.desktop.commands import Commands
from foreword.desktop.desk import Desk
from foreword.desktop.preview.page import WORLD
from foreword.desktop.prompts import Prompts

PATIENCE = 20_000
"""Milliseconds after which a condition that is waited for counts as failed."""


class AnsweringPrompts(Prompts):
    """Answers questions from a list; a question without an answer fails the test."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[Any] = []
        self.questions: list[str] = []
        self.opened: list[str] = []

    def _next(self, question: str) -> Any:
        self.questions.append(question)
        assert self.answers, f"nobody expected the question: {question}"
        return self.answers.pop(0)

    def ask(self, title: str, text: str, choices: object) -> str:
        return str(self._next(f"{title} {text}"))

    def folder(self, title: str, start: Path | None) -> Path | None:
        return self._next(title)

    def picture(self, title: str, start: Path | None) -> Path | None:
        return self._next(title)

    def text(self, title: str, label: str, suggestion: str = "") -> str:
        return str(self._next(title))

    def open_in_browser(self, url: QUrl) -> None:
        self.opened.append(url.toString())


class Driver:
    """Drives one window as its user would."""

    def __init__(self, desk: Desk, commands: Commands, prompts: AnsweringPrompts) -> None:
        self.desk = desk
        self.commands = commands
        self.prompts = prompts
        self.window = desk.window
        self.panels = desk.window.panels
        self.rendered = 0
        desk.live.rendered.connect(self._count)

    def _count(self) -> None:
        self.rendered += 1

    def open(self, path: Path) -> None:
        """Opens a folder or a post and waits for the list and the preview."""
        before = self.rendered
        listed: list[bool] = []
        connection = self.desk.blog.listed.connect(lambda: listed.append(True))
        self.commands.open_path(path)
        self.until(lambda: bool(listed))
        self.desk.blog.listed.disconnect(connection)
        if path.is_file():
            self.until(lambda: self.rendered > before)
            self.settled()

    def keys(self, text: str, widget: QWidget | None = None) -> None:
        """Types text with real key events into a widget, or into the one that has the focus."""
        target = widget or QApplication.focusWidget()
        assert target is not None
        target = target.focusProxy() or target
        for character in text:
            if character.isascii():
                QTest.keyClick(target, character)
            else:
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, character)
                    QApplication.sendEvent(target, event)

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        widget: QWidget | None = None,
    ) -> None:
        """Presses one key."""
        target = widget or QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target.focusProxy() or target, key, modifier)

    def click(self, widget: QWidget) -> None:
        """Clicks into the middle of a widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def until(self, condition: Callable[[], bool]) -> None:
        """Handles events until the condition is true."""
        if condition():
            return
        loop = QEventLoop()
        poll = QTimer(interval=5)
        poll.timeout.connect(lambda: loop.quit() if condition() else None)
        patience = QTimer(singleShot=True, interval=PATIENCE)
        patience.timeout.connect(loop.quit)
        poll.start()
        patience.start()
        loop.exec()
        assert condition(), "waited in vain"

    def js(self, expression: str) -> Any:
        """The value of a JavaScript expression in the preview's page."""
        found: list[str] = []
        self.until(lambda: self.panels.preview.web is not None and self.panels.preview.web.is_ready)
        web = self.panels.preview.web
        assert web is not None
        web.page.runJavaScript(f"JSON.stringify([({expression})])", WORLD, found.append)
        self.until(lambda: bool(found))
        return json.loads(found[0])[0]

    def page_text(self) -> str:
        """The text of the preview's page."""
        return str(self.js("document.body.innerText"))

    def settled(self) -> None:
        """Waits until the page shows all that follows from the text as it is now."""
        self.until(lambda: self.desk.live.up_to_date and self._has_page())

    def _has_page(self) -> bool:
        web = self.panels.preview.web
        return web is not None and web.is_ready and not self.panels.preview.is_busy

    def until_js(self, expression: str) -> None:
        """Waits until an expression is true in the page."""
        deadline = QTimer(singleShot=True, interval=PATIENCE)
        deadline.start()
        while not self.js(f"Boolean({expression})"):
            assert deadline.isActive(), f"never true: {expression}"

    def frames(self) -> None:
        """Lets two animation frames pass."""
        painted: list[int] = []
        connection = self.panels.preview.painted.connect(painted.append)
        self.panels.preview.report_paint(7)
        self.until(lambda: bool(painted))
        self.panels.preview.painted.disconnect(connection)

    def still(self) -> float:
        """Waits until the page has stopped scrolling; where it stands then."""
        places: list[float] = []
        while len(places) < 6 or len(set(places[-6:])) > 1:
            self.frames()
            places.append(self.js("window.scrollY"))
            assert len(places) < 400, f"the page never stands still: {places[-6:]}"
        return places[-1]

    def shown(self, text: str) -> None:
        """Waits until the preview shows a text."""
        deadline = QTimer(singleShot=True, interval=PATIENCE)
        deadline.start()
        while text not in self.page_text():
            assert deadline.isActive(), f"the preview never showed {text!r}"
