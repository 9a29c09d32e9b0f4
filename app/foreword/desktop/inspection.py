"""Opens the newest post and waits until its preview is painted: for the self-check of a bundle and for pictures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from foreword.desktop.desk import Desk
from foreword.desktop.preview.page import WORLD

_PATIENCE_MS = 30_000
_POLL_MS = 60
_READY = """
document.querySelector('.foreword-article')?.children.length > 0 &&
[...document.images].every(i => (i.complete && i.naturalWidth > 0) ||
    i.getBoundingClientRect().top > innerHeight || i.parentNode.querySelector('[data-foreword-card]'))
"""
"""The article stands in the page; each picture in view is there, or the card that stands for it."""
_STILL = 6
"""Looks in a row in which nothing has changed, until the last frame counts as there."""
_FEWEST_COLOURS = 8
"""Text with smooth edges has many more; a page that has not reached the window yet has one."""


class Inspection(QObject):
    """Drives the window once and reports what it found."""

    def __init__(self, desk: Desk, done: Callable[[Desk, dict[str, object]], None]) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._done = done
        self._finished = False
        self._picture = QImage()
        self._still = 0
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(lambda: self._finish(painted=False))
        self._poll = QTimer(self)
        self._poll.setInterval(_POLL_MS)
        self._poll.timeout.connect(self._look)

    def start(self) -> None:
        """Begins; the report comes once."""
        self._patience.start(_PATIENCE_MS)
        self._desk.window.panels.preview.painted.connect(lambda _token: self._look_at_picture())
        self._desk.blog.listed.connect(self._open_first)
        self._poll.start()
        if self._desk.blog.posts:
            self._open_first()

    def _open_first(self) -> None:
        if self._desk.session.is_open:
            return
        first = next((post for post in self._desk.blog.posts if post.status == "published"), None)
        if first is None:
            self._finish(painted=False)
        else:
            self._desk.window.panels.library.post_requested.emit(first.path)

    def _look(self) -> None:
        """Asks the page once everything has been given to it."""
        web = self._desk.window.panels.preview.web
        listed = bool(self._desk.blog.posts)
        shown = (
            self._desk.session.is_open and bool(self._desk.live.dialect_name) and self._desk.live.up_to_date
        )
        if listed and shown and web is not None and web.is_ready:
            web.page.runJavaScript(_READY, WORLD, self._take)

    def _take(self, ready: object) -> None:
        if ready is True and self._poll.isActive():
            self._poll.stop()
            self._desk.window.panels.preview.report_paint(1)

    def _look_at_picture(self) -> None:
        """The page says when it drew a frame, not when that frame reached the window: that is seen in its picture,
        which changes no more then."""
        web = self._desk.window.panels.preview.web
        picture = web.view.grab().toImage() if web is not None else QImage()
        self._still = self._still + 1 if picture == self._picture else 0
        self._picture = picture
        if self._still >= _STILL and len(_colours(picture)) >= _FEWEST_COLOURS:
            self._finish(painted=True)
        elif not self._finished:
            QTimer.singleShot(_POLL_MS, self, self._look_at_picture)

    def _finish(self, *, painted: bool) -> None:
        if self._finished:
            return
        self._finished = True
        self._patience.stop()
        self._poll.stop()
        title = self._desk.session.head.fields.get("title")
        found = {"posts": len(self._desk.blog.posts), "title": title, "preview": painted}
        self._done(self._desk, found)


def _colours(picture: QImage) -> set[int]:
    """Colours on every third point of every third line."""
    return {picture.pixel(x, y) for y in range(0, picture.height(), 3) for x in range(0, picture.width(), 3)}
