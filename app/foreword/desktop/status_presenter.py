"""Keeps the status bar true: words, publication, saved or not."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject

from foreword.desktop.blog import Blog
from foreword.desktop.session import BodyEdit, Session
from foreword.desktop.status_line import StatusLine, count_words
from foreword.text.lines import dominant_line_end

_SAMPLE = 20_000


class StatusPresenter(QObject):
    """Counts by the lines that an edit touches, so that it costs the same in a long post as in a short one."""

    def __init__(self, session: Session, blog: Blog, line: StatusLine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._blog = blog
        self._line = line
        self._words = 0
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
            self._line.set_words(None)
            self._line.set_place(0, 0)
        else:
            body = self._session.body
            self._words = count_words(body)
            self._line.set_words(self._words)
            self._line.set_format(self._session.encoding, dominant_line_end(body[:_SAMPLE]))
        self.show_publication()

    def _edited(self, change: BodyEdit) -> None:
        if change.lines is None:
            self._words = count_words(self._session.body)
        else:
            self._words += sum(map(count_words, change.lines.lines)) - sum(map(count_words, change.old_lines))
        self._line.set_words(self._words)

    def _state_changed(self) -> None:
        if not self._session.is_open:
            self._line.set_saved("")
        else:
            self._line.set_saved("Not saved" if self._session.is_modified else "Saved")
