"""Keeps the preview equal to the open post: hears edits, renders what they change, patches the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from foreword.desktop.preview import Change, PreviewPanel, Replace, Splice, Unit
from foreword.desktop.session import BodyEdit, Session
from foreword.rendering.dialect import Dialect, Notice
from foreword.rendering.live import LiveDocument, Patch
from foreword.rendering.live import Replace as DocumentReplace
from foreword.rendering.page import page_header
from foreword.text import split_lines

_SLICE = 0.006
"""Seconds of rendering between two looks at what the writer does."""


class LivePreview(QObject):
    """One open post's article in the preview."""

    rendered = Signal()

    def __init__(
        self,
        session: Session,
        panel: PreviewPanel,
        dialect: Callable[[], Dialect],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._panel = panel
        self._make_dialect = dialect
        self._document: LiveDocument | None = None
        self._rest = QTimer(self)
        self._rest.setInterval(0)
        self._rest.timeout.connect(self._continue)
        session.body_edited.connect(self._body_edited)
        session.head_edited.connect(self._head_edited)

    @property
    def dialect_name(self) -> str:
        """The dialect that is shown."""
        return self._document.dialect.name if self._document else ""

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What could not be shown exactly, with its line in the body, as far as the article is rendered."""
        return self._document.notices if self._document else ()

    @property
    def complete(self) -> bool:
        """Whether the page has been given everything."""
        return not self._rest.isActive()

    def show_post(self) -> None:
        """Shows the open post from its top; a long one arrives in slices."""
        document = LiveDocument(self._make_dialect(), split_lines(self._session.body))
        self._document = document
        patch = document.step(_SLICE)
        units = [Unit(unit.id, unit.html, unit.lines) for unit in document.units()]
        self._panel.show_article(page_header(self._session.head.fields), units)
        self._after(patch)

    def clear(self) -> None:
        """Shows nothing."""
        self._document = None
        self._rest.stop()
        self._panel.show_article("", [])

    def set_focus(self, line: int) -> None:
        """Tells which line of the body the writer looks at; blocks there are rendered before the others."""
        if self._document is not None:
            self._document.focus = line

    def unit_at_line(self, line: float) -> tuple[int, float] | None:
        """The unit that shows a line of the body (from 0), and how far down in it the line is, 0 to 1."""
        return self._document.unit_at_line(line) if self._document else None

    def line_at_unit(self, unit_id: int, fraction: float) -> float | None:
        """The line of the body (with its fraction) that a place in a unit shows."""
        return self._document.line_at_unit(unit_id, fraction) if self._document else None

    def _body_edited(self, change: BodyEdit) -> None:
        if self._document is None:
            return
        if change.lines is None:
            self.show_post()
            return
        patch = self._document.apply(change.lines, _SLICE)
        self._panel.patch(_for_panel(patch))
        self._after(patch)

    def _head_edited(self) -> None:
        self._panel.set_header(page_header(self._session.head.fields))

    def _continue(self) -> None:
        if self._document is None:
            self._rest.stop()
            return
        patch = self._document.step(_SLICE)
        if patch.changes:
            self._panel.patch(_for_panel(patch))
        self._after(patch)

    def _after(self, patch: Patch) -> None:
        if patch.complete:
            self._rest.stop()
            self.rendered.emit()
        elif not self._rest.isActive():
            self._rest.start()


def _for_panel(patch: Patch) -> list[Change]:
    """The patch in the panel's own words: panels know nothing of rendering."""
    changes: list[Change] = []
    for change in patch.changes:
        if isinstance(change, DocumentReplace):
            changes.append(Replace(change.unit_id, change.html))
        else:
            added = tuple(Unit(unit.id, unit.html, unit.lines) for unit in change.added)
            changes.append(Splice(change.index, change.removed, added))
    return changes
