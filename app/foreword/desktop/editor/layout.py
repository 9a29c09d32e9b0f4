"""Sets the editor's lines: a measure of at most so many characters, centred, with room between the lines.

A plain text layout knows neither line spacing nor a measure. This one lays the lines of each block out itself, when
the block is first asked for, and fetches the block's character formats in the same step, so that a block that nobody
has seen costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout, QTextOption
from PySide6.QtWidgets import QPlainTextDocumentLayout

_BLOCKS_CLEARED_AT_ONCE = 1000
_LONG = 1000
_LONG_WORD = re.compile(rf"\S{{{_LONG}}}")
_RECTS_KEPT = 1000


class EditorLayout(QPlainTextDocumentLayout):
    """Lays out one block at a time. While `is_appending`, lines that arrive at the end are only counted.

    ``formats`` sets a block's formats before its lines are broken.

    ``stamp_of(line)`` is what the formats of a line depend on besides its text; a block that was laid out under
    another stamp is laid out again when it is next looked at. ``is_known(line)`` says whether that takes no long
    reading. ``is_title`` says whether the line after a block makes it
    a heading, ``is_code(line)`` whether a line is code, which runs from left to right in any script.
    """

    def __init__(
        self,
        document: QTextDocument,
        formats: Callable[[QTextBlock, QTextLayout], None],
        stamp_of: Callable[[int], int],
        is_known: Callable[[int], bool],
        is_title: Callable[[QTextBlock], bool],
        is_code: Callable[[int], bool],
    ) -> None:
        super().__init__(document)
        self._formats = formats
        self._stamp_of = stamp_of
        self._is_known = is_known
        self._is_title = is_title
        self._is_code = is_code
        self._left = 0.0
        self._width = 1e6
        self._pitch = 0.0
        self._generation = 0
        self._block_count = 1
        self._rects: dict[int, QRectF] = {}
        document.contentsChange.connect(self._forget_rects)
        self.update.connect(self._forget_rects)
        self._deaf = False
        self._is_telling = False
        self.is_appending = False
        self.is_painting = False
        self._size_timer = QTimer(self)
        self._size_timer.setSingleShot(True)
        self._size_timer.setInterval(0)
        self._size_timer.timeout.connect(self.tell_size)
        self._left_to_right = _option(Qt.LayoutDirection.LeftToRight)
        self._right_to_left = _option(Qt.LayoutDirection.RightToLeft)
        # Looking for the end of a word that has none takes Qt a time that grows with its square.
        self._anywhere = _option(Qt.LayoutDirection.LeftToRight)
        self._anywhere.setWrapMode(QTextOption.WrapMode.WrapAnywhere)

    @property
    def pitch(self) -> float:
        """From one line to the next, in pixels, unless a line is taller by itself."""
        return self._pitch

    @property
    def left(self) -> float:
        """Where lines begin, in pixels."""
        return self._left

    @property
    def width(self) -> float:
        """How long lines are at most, in pixels."""
        return self._width

    def set_measure(self, left: float, width: float, pitch: float, tab: float) -> None:
        """Where lines begin, how long and how far apart they are, and how wide a tab is, in pixels."""
        if (left, width, pitch, tab) == (
            self._left,
            self._width,
            self._pitch,
            self._left_to_right.tabStopDistance(),
        ):
            return
        self._left, self._width, self._pitch = left, width, pitch
        for option in (self._left_to_right, self._right_to_left, self._anywhere):
            option.setTabStopDistance(tab)
        self.forget()

    def forget(self) -> None:
        """All blocks are to be laid out again when they are next looked at."""
        self._generation = (self._generation + 1) % 4096
        self.update.emit()

    def tell_size(self) -> None:
        """Has the scroll bar follow what was appended."""
        self._size_timer.stop()
        if self._is_telling:
            return
        self._is_telling = True
        try:
            self.documentSizeChanged.emit(self.documentSize())
        finally:
            self._is_telling = False

    def repaint_all(self) -> None:
        """Has everything that can be seen painted again; blocks with another stamp are laid out again by that."""
        self.update.emit()

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """The block's place relative to its own top left corner."""
        # Qt asks this about every block in view several times a key.
        known = self._rects.get(block.blockNumber())
        if known is not None:
            return known
        # What arrives at the end is asked for by the cursor that appends it, which does without.
        if self.is_appending or not block.isValid():
            return QRectF()
        layout = block.layout()
        number, is_current = block.blockNumber(), True
        if layout.lineCount() == 0:
            self._lay_out(block, layout)
        elif self.is_painting or self._is_known(number) or not self._has_generation(block):
            if block.userState() >> 1 != self._stamp(block):
                self._lay_out(block, layout)
        else:
            # Only the height of the text is asked for: not worth reading all that stands before.
            is_current = False
        line = layout.lineAt(layout.lineCount() - 1)
        below = max(self._pitch - line.height(), 0.0) / 2
        height = line.y() + line.height() + below
        if not block.next().isValid():
            height += self.document().documentMargin()
        rect = QRectF(0.0, 0.0, self._left + self._width, ceil(height))
        if is_current:
            if len(self._rects) >= _RECTS_KEPT:
                self._rects.clear()
            self._rects[number] = rect
        return rect

    def _forget_rects(self) -> None:
        if not self.is_appending:
            self._rects.clear()

    def documentChanged(self, position: int, removed: int, added: int) -> None:
        """Qt's report of a change; the changed blocks are laid out again."""
        if self._deaf:
            return
        document = self.document()
        count = document.blockCount()
        if self.is_appending:
            last = document.findBlock(position)
            last.clearLayout()
            self._rects.pop(last.blockNumber(), None)
            self._block_count = count
            return
        self._rects.clear()
        last_position = document.characterCount() - 1
        block = document.findBlock(min(position, last_position))
        self._check_title(block.previous())
        last = document.findBlock(min(max(0, position + removed + added - 1), last_position))
        if block == last and count == self._block_count:
            self._block_changed(block)
            return
        if last.blockNumber() - block.blockNumber() > _BLOCKS_CLEARED_AT_ONCE:
            self._generation = (self._generation + 1) % 4096
        else:
            while block.isValid():
                block.clearLayout()
                if block == last:
                    break
                block = block.next()
        self._block_count = count
        self.tell_size()
        self.update.emit()

    def _block_changed(self, block: QTextBlock) -> None:
        layout = block.layout()
        if layout.lineCount() == 0:
            return
        lines, height = layout.lineCount(), layout.boundingRect().height()
        self._lay_out(block, layout)
        if layout.lineCount() != lines:
            self.tell_size()
        if layout.boundingRect().height() != height:
            self.update.emit()
        else:
            self.updateBlock.emit(block)

    def _check_title(self, block: QTextBlock) -> None:
        """Lays a block out again that the change below it has made a heading, or no longer."""
        if block.isValid() and block.layout().lineCount() and block.userState() & 1 != self._is_title(block):
            self._block_changed(block)

    def _has_generation(self, block: QTextBlock) -> bool:
        return block.userState() >> 17 == self._generation

    def _stamp(self, block: QTextBlock) -> int:
        return self._generation << 16 | self._stamp_of(block.blockNumber())

    def _lay_out(self, block: QTextBlock, layout: QTextLayout) -> None:
        self._rects.pop(block.blockNumber(), None)
        self._set_formats(block, layout)
        layout.setTextOption(self._option_of(block))
        _break_lines(layout, self._left, self._width, self._pitch)
        block.setUserState(self._stamp(block) << 1 | self._is_title(block))
        if block.lineCount() != layout.lineCount():
            block.setLineCount(layout.lineCount())
            # Scroll bars must not move while the page is being painted, but must have moved before it is scrolled.
            if self.is_painting:
                self._size_timer.start()
            else:
                self.tell_size()

    def _option_of(self, block: QTextBlock) -> QTextOption:
        if block.textDirection() == Qt.LayoutDirection.RightToLeft and not self._is_code(block.blockNumber()):
            return self._right_to_left
        if block.length() > _LONG and _LONG_WORD.search(block.text()):
            return self._anywhere
        return self._left_to_right

    def _set_formats(self, block: QTextBlock, layout: QTextLayout) -> None:
        # setFormats notes a change of the document, which would otherwise be added to what the user changes next.
        self._deaf = True
        try:
            self._formats(block, layout)
            self.document().markContentsDirty(block.position(), 0)
        finally:
            self._deaf = False


def _break_lines(layout: QTextLayout, left: float, width: float, pitch: float) -> None:
    create = layout.createLine
    y = 0.0
    layout.beginLayout()
    while (line := create()).isValid():
        line.setLeadingIncluded(True)
        line.setLineWidth(width)
        height = line.height()
        room = pitch - height if pitch > height else 0.0
        line.setPosition(QPointF(left, y + room / 2))
        y += height + room
    layout.endLayout()


def _option(direction: Qt.LayoutDirection) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(direction)
    if direction == Qt.LayoutDirection.RightToLeft:
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
    return option
