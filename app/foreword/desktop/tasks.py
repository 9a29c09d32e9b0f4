"""Work beside the window: the only module that touches threads and processes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from foreword.errors import ForewordError


class TaskRunner(Protocol):
    """Runs a function that touches no widget and no live state, and hands its result back in the window's thread."""

    def run(
        self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[ForewordError], None]
    ) -> None:
        """Starts ``work``; later calls ``done`` with its result, or ``failed`` with the error it raised."""
        ...


class _Outcome(QObject):
    finished = Signal(object, object, object)


class _Task(QRunnable):
    def __init__(self, work: Callable[[], Any], finish: Callable[[Any, BaseException | None], None]) -> None:
        super().__init__()
        self._work = work
        self._finish = finish

    def run(self) -> None:
        try:
            result, error = self._work(), None
        except Exception as caught:  # noqa: BLE001  the window's thread raises it again
            result, error = None, caught
        self._finish(result, error)


class ThreadTasks(QObject):
    """A `TaskRunner` on Qt's thread pool."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._outcome = _Outcome(self)
        self._outcome.finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[ForewordError], None]
    ) -> None:
        """See `TaskRunner.run`."""

        def finish(result: Any, error: BaseException | None) -> None:
            self._outcome.finished.emit((done, failed), result, error)

        self._pool.start(_Task(work, finish))

    def stop(self) -> None:
        """Waits for the running work and forgets what has not begun."""
        self._pool.clear()
        self._pool.waitForDone()

    def _deliver(
        self, receivers: tuple[Callable[..., None], Callable[..., None]], result: Any, error: Any
    ) -> None:
        done, failed = receivers
        if error is None:
            done(result)
        elif isinstance(error, ForewordError):
            failed(error)
        else:
            raise error
