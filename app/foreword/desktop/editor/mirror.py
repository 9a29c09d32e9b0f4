"""Keeps a QTextDocument and the text that it shows in step, in both directions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from foreword.desktop.editor.line_diff import changed_span, edit_for
from foreword.desktop.editor.stand_ins import displayed, points_of, units_of
from foreword.text import Edit, LineEdit, Rope


class Mirror:
    """A document whose block ``n`` shows line ``n`` of a text; the last lines may not have been loaded yet.

    `busy` is true while the mirror itself changes the document, so that whoever listens to the document can tell.
    """

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self.rope = Rope()
        self.line_end = "\n"
        self.loaded = 1
        self.busy = False

    @property
    def is_complete(self) -> bool:
        """Whether the document shows all lines."""
        return self.loaded >= self.rope.line_count

    def reset(self, rope: Rope, lines: int, line_end: str) -> None:
        """Shows another text, its first ``lines`` lines to begin with."""
        self.rope, self.line_end = rope, line_end
        self.loaded = max(1, min(lines, rope.line_count))
        self.busy = True
        try:
            self._document.clear()
            text = "\n".join(map(displayed, rope.lines(0, self.loaded)))
            QTextCursor(self._document).insertText(text)
        finally:
            self.busy = False

    def load_more(self, lines: int) -> None:
        """Appends the next lines that the document lacks."""
        more = self.rope.lines(self.loaded, lines)
        if not more:
            return
        self.busy = True
        try:
            cursor = QTextCursor(self._document)
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText("\n" + "\n".join(map(displayed, more)))
        finally:
            self.busy = False
        self.loaded += len(more)

    def apply(self, edit: Edit, before_showing: Callable[[Rope, LineEdit], object]) -> None:
        """Makes an edit of the text and of the document. All lines that it touches must be loaded.

        ``before_showing`` is called with the text as it is then, before the document changes.
        """
        old, line_edit = self.rope, self.rope.line_edit(edit)
        self.rope = old.apply(edit)
        before_showing(self.rope, line_edit)
        first, removed, lines = line_edit.first, line_edit.removed, list(line_edit.lines)
        if not lines and first + removed < self.loaded:
            lines, removed = old.lines(first + removed, 1), removed + 1
        elif not lines:
            first, removed = first - 1, removed + 1
            lines = self.rope.lines(first, 1)
        self._show(first, removed, lines)
        self.loaded += len(line_edit.lines) - line_edit.removed

    def _show(self, first: int, removed: int, lines: list[str]) -> None:
        before = [block.text() for block in self._blocks(first, removed)]
        after = [displayed(line) for line in lines]
        span = changed_span("\n".join(before), "\n".join(after), None)
        if span.is_empty:
            return
        cursor = QTextCursor(self._document)
        cursor.setPosition(self._place(first, before, span.start))
        cursor.setPosition(self._place(first, before, span.old_end), QTextCursor.MoveMode.KeepAnchor)
        self.busy = True
        try:
            cursor.insertText("\n".join(after)[span.start : span.new_end])
        finally:
            self.busy = False

    def _place(self, first: int, lines: list[str], offset: int) -> int:
        line = 0
        while offset > len(lines[line]):
            offset -= len(lines[line]) + 1
            line += 1
        block = self._document.findBlockByNumber(first + line)
        return block.position() + units_of(lines[line], offset)

    def _blocks(self, first: int, count: int) -> list[QTextBlock]:
        blocks: list[QTextBlock] = []
        block = self._document.findBlockByNumber(first)
        while block.isValid() and len(blocks) < count:
            blocks.append(block)
            block = block.next()
        return blocks

    def take_change(self, position: int, added: int) -> tuple[Edit, LineEdit] | None:
        """The edit that the user has made in the document, as ``contentsChange`` reports it; the text has it then.

        None where nothing was changed: Qt reports more than happened when text is being composed.
        """
        last_position = self._document.characterCount() - 1
        first_block = self._document.findBlock(min(position, last_position))
        last_block = self._document.findBlock(min(position + added, last_position))
        growth = self._document.blockCount() - self.loaded
        first = first_block.blockNumber()
        removed = min(max(last_block.blockNumber() - growth, first), self.loaded - 1) - first + 1
        new = [block.text() for block in self._blocks(first, removed + growth)]
        old = [displayed(line) for line in self.rope.lines(first, removed)]
        before, after = "\n".join(old), "\n".join(new)
        at = points_of(new[0], position - first_block.position()) if new else 0
        span = changed_span(before, after, at)
        if span.is_empty:
            return None
        edit = edit_for(self.rope, first, before, span, after, self.line_end)
        self.rope = self.rope.apply(edit)
        self.loaded += growth
        return edit, LineEdit(first, removed, tuple(new))

    def to_source(self, position: int) -> int:
        """The code point of the text that a position of the document stands for."""
        block = self._document.findBlock(position)
        if not block.isValid():
            return len(self.rope)
        return self.rope.line_start(block.blockNumber()) + points_of(
            block.text(), position - block.position()
        )

    def to_view(self, position: int) -> int:
        """The document's position for a code point of a line that is loaded."""
        line = self.rope.line_of(position)
        block = self._document.findBlockByNumber(line)
        text = block.text()
        return block.position() + units_of(text, min(position - self.rope.line_start(line), len(text)))
