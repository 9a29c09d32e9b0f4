"""“Keep pictures for offline”: fetches the pictures of other sites before the writer goes where there is no network."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from foreword.desktop.preview.remote import RemotePictures
from foreword.desktop.preview.sources import Found
from foreword.desktop.tasks import TaskRunner
from foreword.errors import ForewordError
from foreword.library.remote_pictures import remote_pictures
from foreword.sites import Site

_AT_ONCE = 4


class OfflinePictures(QObject):
    """Fetches into the folder that the preview reads from. One run at a time; it can be stopped."""

    progressed = Signal(int, int)  # done, of how many
    finished = Signal(int, int)  # kept, not to be had

    def __init__(self, folder: Path, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._remote = RemotePictures(folder, self)
        self._tasks = tasks
        self._waiting: list[str] = []
        self._running = 0
        self._total = 0
        self._kept = 0
        self._missing = 0

    @property
    def is_running(self) -> bool:
        """Whether pictures are being fetched."""
        return bool(self._waiting or self._running)

    def keep(self, site: Site, posts: Sequence[Path]) -> None:
        """Fetches the pictures of these posts, unless a run is under way."""
        if self.is_running:
            return
        now = datetime.now().astimezone()
        self._tasks.run(lambda: remote_pictures(site, posts, now), self._begin, self._fail)

    def stop(self) -> None:
        """Fetches no more than what is under way."""
        self._waiting.clear()

    def _begin(self, addresses: Sequence[str]) -> None:
        self._waiting = list(addresses)
        self._total, self._kept, self._missing = len(addresses), 0, 0
        if not addresses:
            self.finished.emit(0, 0)
        for _ in range(min(_AT_ONCE, len(addresses))):
            self._next()

    def _next(self) -> None:
        if self._waiting:
            self._running += 1
            self._remote.fetch(self._waiting.pop(0), self._take)

    def _take(self, found: Found | None) -> None:
        self._running -= 1
        self._kept += found is not None
        self._missing += found is None
        self.progressed.emit(self._kept + self._missing, self._total)
        if self._waiting:
            QTimer.singleShot(0, self._next)
        elif not self._running:
            self.finished.emit(self._kept, self._missing)

    def _fail(self, _error: ForewordError) -> None:
        self.finished.emit(0, 0)
