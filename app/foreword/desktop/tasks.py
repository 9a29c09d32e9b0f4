"""Work beside the window: the only module that touches threads and processes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from time import perf_counter
from typing import Any, Protocol

from PySide6.QtCore import QObject, QProcess, QRunnable, Qt, QThreadPool, QTimer, Signal

from foreword.errors import ForewordError

_AT_ONCE = 0.008
"""Seconds for which answers of the render process are dealt with before other events have their turn."""


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


class WorkerProcess(QObject):
    """Foreword without a window, as ``option`` says: the render process, or another one that answers requests. One
    JSON object a line, both ways. It can be killed, and dies with the window.

    ``received`` gives each answer as a dict; ``ended`` tells that the process has gone without being stopped.
    """

    received = Signal(object)
    ended = Signal()

    def __init__(self, parent: QObject | None = None, option: str = "--worker") -> None:
        super().__init__(parent)
        self._option = option
        self._process: QProcess | None = None

    def start(self) -> None:
        """Starts the process, unless it is there already."""
        if self._process is not None:
            return
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._finished)
        self._process = process
        process.start(sys.executable, _arguments(self._option))

    def send(self, message: Mapping[str, object]) -> None:
        """Sends a request; the process is started first where it is not there."""
        self.start()
        if self._process is not None:
            self._process.write(json.dumps(message).encode() + b"\n")

    def stop(self) -> None:
        """Ends the process at once; nothing of it is heard any more."""
        process, self._process = self._process, None
        if process is not None:
            process.readyReadStandardOutput.disconnect(self._read)
            process.finished.disconnect(self._finished)
            process.kill()
            process.waitForFinished(2000)
            process.deleteLater()

    def _read(self) -> None:
        process, begin = self._process, perf_counter()
        while process is not None and process is self._process and process.canReadLine():
            if perf_counter() - begin > _AT_ONCE:
                QTimer.singleShot(0, self, self._read)
                return
            self.received.emit(json.loads(bytes(process.readLine().data())))

    def _finished(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        self.ended.emit()


def _arguments(option: str) -> list[str]:
    """In a frozen bundle the executable is Foreword itself, elsewhere it is Python, which must not look for modules
    in the folder that Foreword was started in: it may be anybody's blog."""
    return [option] if getattr(sys, "frozen", False) else ["-P", "-m", "foreword", option]
