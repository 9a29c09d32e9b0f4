"""Keeps the preview equal to the open post: hears edits, renders, patches the page."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from PySide6.QtCore import QObject, Signal

from foreword.desktop.preview import PreviewPanel, Splice, Unit
from foreword.desktop.session import BodyEdit, Session
from foreword.rendering.dialect import Dialect
from foreword.rendering.document import RenderedBlock, render_article
from foreword.rendering.page import page_header


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
        self._dialect: Dialect | None = None
        self._ids = count(1)
        self._blocks: list[RenderedBlock] = []
        self._units: list[Unit] = []
        self._notices: tuple[str, ...] = ()
        session.body_edited.connect(self._body_edited)
        session.head_edited.connect(self._head_edited)

    @property
    def dialect_name(self) -> str:
        """The dialect that is shown."""
        return self._dialect.name if self._dialect else ""

    @property
    def notices(self) -> tuple[str, ...]:
        """What could not be shown exactly, with its line in the body."""
        return self._notices

    def show_post(self) -> None:
        """Shows the open post from its top."""
        self._dialect = self._make_dialect()
        self._blocks, self._units = [], []
        self._render()
        self._panel.show_article(page_header(self._session.head.fields), self._units)
        self.rendered.emit()

    def clear(self) -> None:
        """Shows nothing."""
        self._units = []
        self._panel.show_article("", [])

    def unit_at_line(self, line: float) -> tuple[int, float] | None:
        """The unit that shows a line of the body (from 0), and how far down in it the line is, 0 to 1."""
        for unit, block in zip(self._units, self._blocks, strict=True):
            if block.first_line <= line < block.end_line:
                return unit.id, (line - block.first_line) / max(1, block.end_line - block.first_line)
        return None

    def line_at_unit(self, unit_id: int, fraction: float) -> float | None:
        """The line of the body (with its fraction) that a place in a unit shows."""
        for unit, block in zip(self._units, self._blocks, strict=True):
            if unit.id == unit_id:
                return block.first_line + fraction * (block.end_line - block.first_line)
        return None

    def _body_edited(self, _edit: BodyEdit) -> None:
        self._panel.patch(self._render())
        self.rendered.emit()

    def _head_edited(self) -> None:
        self._panel.set_header(page_header(self._session.head.fields))

    def _render(self) -> list[Splice]:
        if self._dialect is None:
            return []
        article = render_article(self._dialect, self._session.body)
        self._notices = tuple(f"{notice.message} (line {notice.line + 1})" for notice in article.notices)
        blocks = list(article.blocks)
        if article.tail:
            last = blocks[-1].end_line if blocks else 0
            blocks.append(RenderedBlock("tail", last, last, article.tail))
        head = 0
        while head < min(len(blocks), len(self._blocks)) and blocks[head].html == self._blocks[head].html:
            head += 1
        tail = 0
        while (
            tail < min(len(blocks), len(self._blocks)) - head
            and blocks[-1 - tail].html == self._blocks[-1 - tail].html
        ):
            tail += 1
        added = tuple(
            Unit(next(self._ids), block.html, block.end_line - block.first_line)
            for block in blocks[head : len(blocks) - tail]
        )
        removed = len(self._blocks) - head - tail
        self._units[head : head + removed] = added
        self._blocks = blocks
        return [Splice(head, removed, added)] if removed or added else []
