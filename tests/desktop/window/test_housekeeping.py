"""Garbage is collected in pauses, in the real window."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.window.driver import Driver
from foreword.desktop.housekeeping import Housekeeping


class Ring:
    """Garbage that only the collector finds."""

    def __init__(self) -> None:
        self.itself = self


def test_old_garbage_goes_when_the_writer_pauses(driver: Driver, post: Path, qtbot: QtBot) -> None:
    gc.disable()  # as foreword.__main__ does
    Housekeeping(driver.desk, pause_ms=20)
    driver.commands.open_path(post)
    qtbot.waitUntil(gc.isenabled)
    assert gc.get_freeze_count() > 0
    ring = Ring()
    gc.collect(0)
    gc.collect(1)
    kept = weakref.ref(ring)
    del ring  # it is old by now: collections of young objects pass over it
    driver.desk.session.state_changed.emit()
    qtbot.waitUntil(lambda: kept() is None)
