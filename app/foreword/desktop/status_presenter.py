"""Keeps the status bar true: words, publication, saved or not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from foreword.desktop.blog import Blog
from foreword.desktop.session import BodyEdit, Session
from foreword.desktop.status_line import StatusLine, count_words
from foreword.text import Rope
from foreword.text.lines import dominant_line_end

_SAMPLE = 20_000
_LINES = 100
"""Lines that are counted between two looks at the events: a few milliseconds."""
_APART_MS = 5
_MOST_AT_ONCE = 4_000
"""Characters; an edit of lines with more of them has its words counted in the next pause."""
_PAUSE_MS = 300


class StatusPresenter(QObject):
    """Counts by the lines that an edit touches, so that it costs the same in a long post as in a short one."""

    def __init__(self, session: Session, blog: Blog, line: StatusLine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._blog = blog
        self._line = line
        self._words = 0
        self._uncounted: Iterator[list[str]] = iter(())
        self._counting = QTimer(self, interval=_APART_MS)
        self._counting.timeout.connect(self._count_more)
        self._recount = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._recount.timeout.connect(self._count_anew)
        session.opened.connect(self._opened)
        session.body_edited.connect(self._edited)
        session.head_edited.connect(self.show_publication)
        session.state_changed.connect(self._state_changed)

    @property
    def status(self) -> str:
        """The state of the open post: "draft", "published" ... or "" while none is open."""
        return self._state()[0]

    def show_publication(self) -> None:
        """Says whether and when the open post will appear."""
        self._line.set_publication(*self._state())

    def _state(self) -> tuple[str, str]:
        site, path = self._blog.site, self._session.path
        if site is None or path is None:
            return "", ""
        if self._session.problem is not None:
            return "unreadable", "Not known: the front matter cannot be read."
        state = site.state(path, self._session.head.fields, datetime.now().astimezone())
        return state.status, state.reason

    def _opened(self) -> None:
        if not self._session.is_open:
            self._counting.stop()
            self._recount.stop()
            self._line.set_words(None)
            self._line.set_place(0, 0)
        else:
            self._count_anew()
            start = len(self._session.head_source)
            sample = self._session.source.rope.slice(start, start + _SAMPLE)
            self._line.set_format(self._session.encoding, dominant_line_end(sample))
        self.show_publication()

    def _edited(self, change: BodyEdit) -> None:
        if change.lines is None:
            self._count_anew()
            return
        if sum(map(len, change.lines.lines)) + sum(map(len, change.old_lines)) > _MOST_AT_ONCE:
            self._counting.stop()
            self._recount.start()
            return
        if self._recount.isActive():
            return
        self._words += sum(map(count_words, change.lines.lines)) - sum(map(count_words, change.old_lines))
        if not self._counting.isActive():
            self._line.set_words(self._words)

    def _count_anew(self) -> None:
        """Counts the text as it is now; what edits add meanwhile is added to it."""
        self._recount.stop()
        self._words = 0
        self._uncounted = _slices(self._session.source.rope, len(self._session.head_source))
        self._counting.start()

    def _count_more(self) -> None:
        lines = next(self._uncounted, None)
        if lines is not None:
            self._words += count_words("\n".join(lines))
        if lines is None or len(lines) < _LINES:
            self._counting.stop()
            self._line.set_words(self._words)

    def _state_changed(self) -> None:
        if not self._session.is_open:
            self._line.set_saved("")
        else:
            self._line.set_saved("Not saved" if self._session.is_modified else "Saved")


def _slices(rope: Rope, start: int) -> Iterator[list[str]]:
    """The lines from a position on, which begins one."""
    first = rope.line_of(start) if start < len(rope) else rope.line_count
    for line in range(first, rope.line_count, _LINES):
        yield rope.lines(line, _LINES)
