"""Has searches done by a process that can be given up: the latest one wins, and none takes for ever."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from foreword.desktop.search import Query
from foreword.desktop.search_worker import OPTION, TIME_LIMIT
from foreword.desktop.tasks import WorkerProcess
from foreword.text import Rope

_IMPATIENCE_MS = 300
"""How long a search may go on when another one waits."""
_STARTING_MS = 8_000
"""How long the process may take to start, on a machine that is busy."""

Answer = Mapping[str, Any]
Then = Callable[[Answer], None]


class Searcher(QObject):
    """Asks the search process (see `search_worker`) and hands on its answers, those to outdated questions excepted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = WorkerProcess(self, OPTION)
        self._process.received.connect(self._received)
        self._process.ended.connect(self._ended)
        self._known: Rope | None = None
        self._number = 0
        self._asked: Then | None = None
        self._waiting: tuple[Rope, Mapping[str, object], Then] | None = None
        self._impatience = QTimer(self, singleShot=True, interval=_IMPATIENCE_MS)
        self._impatience.timeout.connect(self._ended)
        self._limit = QTimer(self, singleShot=True, interval=round(TIME_LIMIT * 1000) + _STARTING_MS)
        self._limit.timeout.connect(self._ended)

    def ask(self, rope: Rope, query: Query, then: Then, **what: object) -> None:
        """Calls ``then`` with the answer, unless something else is asked before it comes."""
        fields = [query.text, query.case, query.words, query.regex]
        self._waiting = (rope, {"query": fields, **what}, then)
        if self._asked is None:
            self._send()
        elif not self._impatience.isActive():
            self._impatience.start()

    def stop(self) -> None:
        """Ends the process and forgets what was asked."""
        self._asked = self._waiting = self._known = None
        self._impatience.stop()
        self._limit.stop()
        self._process.stop()

    def _send(self) -> None:
        if self._waiting is None:
            return
        (rope, content, then), self._waiting = self._waiting, None
        text = None if rope is self._known else str(rope)
        self._number += 1
        self._asked, self._known = then, rope
        self._process.send({"number": self._number, "text": text, **content})
        self._limit.start()

    def _received(self, answer: Answer) -> None:
        if answer["number"] == self._number:
            self._settle(answer)

    def _ended(self) -> None:
        """The process gave itself up, or is given up."""
        self._process.stop()
        self._known = None
        if self._asked is not None:
            text = QCoreApplication.translate("FindBar", "This takes too long. Try a simpler expression.")
            self._settle({"problem": text})

    def _settle(self, answer: Answer) -> None:
        then, self._asked = self._asked, None
        self._limit.stop()
        self._impatience.stop()
        if self._waiting is not None:
            self._send()
        elif then is not None:
            then(answer)
