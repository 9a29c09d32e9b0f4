"""Collects cyclic garbage when the writer pauses: a full collection takes too long for a key."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from foreword import garbage
from foreword.desktop.desk import Desk

_PAUSE_MS = 2000


class Housekeeping(QObject):
    """Expects the collector switched off, as a start needs it; from the first pause on young objects are collected
    as usual and old ones in pauses. What the start has made stays for good, so collections pass over it.

    A pause is ``pause_ms`` milliseconds without an edit and without news in the preview.
    """

    def __init__(self, desk: Desk, pause_ms: int = _PAUSE_MS) -> None:
        super().__init__(desk.window)
        self._has_started = False
        self._pause = QTimer(self, singleShot=True, interval=pause_ms)
        self._pause.timeout.connect(self._collect)
        for moment in (desk.session.opened, desk.session.state_changed, desk.live.rendered):
            moment.connect(self._pause.start)
        self._pause.start()

    def _collect(self) -> None:
        if self._has_started:
            gc.collect()
            return
        self._has_started = True
        garbage.put_off()
