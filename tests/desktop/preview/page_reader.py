"""How a test sees what the preview's page shows."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer

from foreword.desktop.preview import PreviewPanel, Unit
from foreword.desktop.preview.page import WORLD

PATIENCE = 15_000
"""Milliseconds after which a condition that is waited for counts as failed."""


class Reader:
    """A started panel, and how a test sees what its page shows."""

    def __init__(self, panel: PreviewPanel) -> None:
        self.panel = panel
        self.console: list[str] = []
        self._token = 0

    def js(self, code: str) -> Any:
        """The value of a JavaScript expression in the page when it has made all changes; what is no JSON value is None."""
        found: list[Any] = []
        loop = QEventLoop()
        web = self.panel.web
        assert web is not None
        self.until(lambda: not self.panel.is_busy)

        def take(value: Any) -> None:
            found.append(value)
            loop.quit()

        web.page.runJavaScript(f"JSON.stringify([({code})])", WORLD, take)
        self._run(loop, lambda: bool(found), f"an answer to {code[:80]}")
        assert found[0], f"an error in {code}; {self.console}"
        return json.loads(found[0])[0]

    def until(self, condition: str | Callable[[], bool]) -> None:
        """Waits until the expression, or the function, is true."""
        if callable(condition):
            loop = QEventLoop()
            poll = QTimer(interval=5)
            poll.timeout.connect(lambda: loop.quit() if condition() else None)
            poll.start()
            self._run(loop, condition, repr(condition))
            poll.stop()
        else:
            expression = f"Boolean({condition})"
            deadline = QTimer(singleShot=True, interval=PATIENCE)
            deadline.start()
            while not self.js(expression):
                assert deadline.isActive(), f"never true: {condition}"

    def frames(self) -> None:
        """Lets two animation frames pass."""
        self._token += 1
        token = self._token
        done: list[int] = []
        connection = self.panel.painted.connect(done.append)
        self.panel.report_paint(token)
        self.until(lambda: token in done)
        self.panel.painted.disconnect(connection)

    def show(self, units: Sequence[Unit | str], header: str = "") -> list[Unit]:
        """Shows the article and waits until the page has all of it."""
        made = [unit if isinstance(unit, Unit) else Unit(place, unit, 1) for place, unit in enumerate(units)]
        done: list[bool] = []
        connection = self.panel.completed.connect(lambda: done.append(True))
        self.panel.show_article(header, made)
        self.until(lambda: bool(done))
        self.panel.completed.disconnect(connection)
        return made

    def dom(self) -> str:
        """The article's HTML without the wrappers of units and the cards of pictures, attributes sorted."""
        return str(
            self.js(
                """(() => {
                const copy = document.querySelector('.foreword-article').cloneNode(true);
                for (const card of copy.querySelectorAll('[data-foreword-card]')) card.remove();
                for (const kind of ['.foreword-block', '.foreword-group'])
                    for (const box of copy.querySelectorAll(kind)) box.replaceWith(...box.childNodes);
                copy.normalize();
                for (const element of copy.querySelectorAll('*')) {
                    const attributes = [...element.attributes].sort((a, b) => a.name < b.name ? -1 : 1);
                    for (const attribute of attributes) element.removeAttributeNode(attribute);
                    for (const attribute of attributes) element.setAttributeNode(attribute);
                }
                return copy.innerHTML;
                })()"""
            )
        )

    @staticmethod
    def _run(loop: QEventLoop, reached: Callable[[], bool], what: str) -> None:
        if reached():
            return
        timer = QTimer(singleShot=True, interval=PATIENCE)
        timer.timeout.connect(loop.quit)
        timer.start()
        loop.exec()
        assert reached(), f"waited in vain for {what}"
