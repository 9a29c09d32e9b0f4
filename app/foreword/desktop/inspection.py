"""Opens the newest post and waits until its preview is painted: for the self-check of a bundle and for pictures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from foreword.desktop.desk import Desk

_PATIENCE_MS = 30_000
_SETTLE_MS = 600


class Inspection(QObject):
    """Drives the window once and reports what it found."""

    def __init__(self, desk: Desk, done: Callable[[Desk, dict[str, object]], None]) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._done = done
        self._finished = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(lambda: self._finish(painted=False))

    def start(self) -> None:
        """Begins; the report comes once."""
        self._patience.start(_PATIENCE_MS)
        preview = self._desk.window.panels.preview
        preview.completed.connect(lambda: preview.report_paint(1))
        preview.painted.connect(
            lambda _token: QTimer.singleShot(_SETTLE_MS, lambda: self._finish(painted=True))
        )
        self._desk.blog.listed.connect(self._open_first)
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

    def _finish(self, *, painted: bool) -> None:
        if self._finished:
            return
        self._finished = True
        self._patience.stop()
        title = self._desk.session.head.fields.get("title")
        found = {"posts": len(self._desk.blog.posts), "title": title, "preview": painted}
        self._done(self._desk, found)
