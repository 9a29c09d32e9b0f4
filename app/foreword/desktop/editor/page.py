"""The page of the editor: how a text looks, and which place of it a point means. It does not edit."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from foreword.desktop.editor.colors import EditorColors
from foreword.desktop.editor.highlighter import Highlighter
from foreword.desktop.editor.layout import EditorLayout
from foreword.desktop.editor.painting import Underlay, selection_color
from foreword.desktop.editor.stand_ins import units_of

_PAUSE_MS = 150
_VEIL = 0.6
_MEASURE = 72
_SPACING = 1.4
_MARGIN = 26
_SAMPLE = "the quick brown fox jumps over a lazy dog and then it rests in the sun "
_KEYBOARD_FOCUS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class EditorPage(QPlainTextEdit):
    """Sets lines of at most 72 characters in the middle of its width and paints what lies beneath them.

    ``plain``: the text is not Markdown.
    """

    def __init__(self, colors: EditorColors, parent: QWidget | None = None, *, plain: bool = False) -> None:
        super().__init__(parent)
        self._colors = colors
        self._ring = False
        self._focus_mode = False
        self._found: list[tuple[int, int]] = []
        self._highlighter = Highlighter(colors, plain=plain)
        self._document = QTextDocument(self)
        self._document.setUndoRedoEnabled(False)
        self._document.setDocumentMargin(_MARGIN)
        self._layout = EditorLayout(
            self._document,
            self._highlighter.format_block,
            self._highlighter.stamp_of,
            self._highlighter.is_known,
            self._highlighter.is_title,
            self._highlighter.is_code,
        )
        self._document.setDocumentLayout(self._layout)
        self.setDocument(self._document)
        self._marked = QTextCursor(self._document)
        self.cursorPositionChanged.connect(self._move_mark)
        self.selectionChanged.connect(self.viewport().update)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._use_pause)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(2)
        self.set_colors(colors)

    def mark_found(self, places: list[tuple[int, int]]) -> None:
        """Frames these places, which follow each other, until others are given."""
        self._found = places
        self.viewport().update()

    def _found_in(self, block: QTextBlock) -> Iterator[tuple[int, int]]:
        """The parts of the marked places that lie in a block, in UTF-16 units of its text."""
        start = self._highlighter.rope.line_start(block.blockNumber())
        text = block.text()
        at = bisect_right(self._found, start, key=lambda place: place[1])
        while at < len(self._found) and self._found[at][0] < start + len(text):
            first, last = self._found[at]
            yield units_of(text, max(first - start, 0)), units_of(text, min(last - start, len(text)))
            at += 1

    @property
    def is_composing(self) -> bool:
        """Whether an input method is at work on letters that are not text yet."""
        return bool(self.textCursor().block().layout().preeditAreaText())

    def set_colors(self, colors: EditorColors) -> None:
        """Takes the colours of a theme."""
        self._colors = colors
        self._highlighter.set_look(
            colors, QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        )
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(colors.paper))
        palette.setColor(QPalette.ColorRole.Text, QColor(colors.ink))
        palette.setColor(QPalette.ColorRole.Highlight, selection_color(colors))
        palette.setBrush(QPalette.ColorRole.HighlightedText, QBrush(Qt.BrushStyle.NoBrush))
        self.setPalette(palette)
        self._layout.forget()

    def set_font(self, font: QFont) -> None:
        """Sets the text in another font or size."""
        self.setFont(font)
        self._set_measure()
        self._layout.forget()

    def _set_measure(self) -> None:
        metrics = QFontMetricsF(self.font())
        longest = metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE) * _MEASURE
        room = self.viewport().width()
        width = max(min(longest, room - 2 * _MARGIN), 40.0)
        left = max((room - width) // 2, 0)
        tab = metrics.horizontalAdvance(" ") * 4
        self._layout.set_measure(left, width, round(metrics.height() * _SPACING), tab)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set_measure()
        super().resizeEvent(event)

    def visible_blocks(self) -> Iterator[tuple[QTextBlock, QPointF]]:
        """The blocks in view with their top left corners."""
        block, corner = self.firstVisibleBlock(), self.contentOffset()
        bottom = self.viewport().height()
        while block.isValid() and corner.y() < bottom:
            height = self._layout.blockBoundingRect(block).height()
            yield block, QPointF(corner)
            corner.setY(corner.y() + height)
            block = block.next()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._layout.is_painting = True
        try:
            self._paint_beneath()
            super().paintEvent(event)
        finally:
            self._layout.is_painting = False
        if self._highlighter.is_waiting and not self._pause.isActive():
            self._pause.start()
        if self._focus_mode:
            self._paint_veil()
        if self._ring:
            self._paint_ring()

    def set_focus_mode(self, on: bool) -> None:
        """Fades all paragraphs but the one that the cursor is in."""
        self._focus_mode = on
        self.viewport().update()

    def _paint_veil(self) -> None:
        veil = QColor(self._colors.paper)
        veil.setAlphaF(_VEIL)
        first, last = self._paragraph()
        painter = QPainter(self.viewport())
        for block, corner in self.visible_blocks():
            if not first <= block.blockNumber() <= last:
                height = self._layout.blockBoundingRect(block).height()
                painter.fillRect(QRectF(0, corner.y(), self.viewport().width(), height), veil)
        painter.end()

    def _paragraph(self) -> tuple[int, int]:
        """The first and the last line of the paragraph that the cursor is in."""
        first = last = self.textCursor().block()
        while first.previous().isValid() and first.text().strip() and first.previous().text().strip():
            first = first.previous()
        while last.next().isValid() and last.text().strip() and last.next().text().strip():
            last = last.next()
        return first.blockNumber(), last.blockNumber()

    def _paint_beneath(self) -> None:
        painter = QPainter(self.viewport())
        under = Underlay(painter, self._layout, self._colors)
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        for block, corner in self.visible_blocks():
            if self._highlighter.is_code(block.blockNumber()):
                under.code_band(block, corner)
            if self._found:
                under.found(block, corner, self._found_in(block))
            begin, stop = block.position(), block.position() + block.length() - 1
            if start == end and begin <= start <= stop:
                under.current_line(block, corner, start - begin)
            elif start <= stop and end > begin:
                under.selection(block, corner, max(start - begin, 0), min(end, stop) - begin)
        painter.end()

    def _move_mark(self) -> None:
        """Has the lines painted whose mark in the margin goes or comes: Qt itself repaints only the cursor."""
        now = self.textCursor()
        if self._focus_mode:
            self.viewport().update()
        if self._layout.is_appending or _same_line(self._marked, now):
            return
        for cursor in (self._marked, now):
            rect = self.cursorRect(cursor)
            self.viewport().update(0, rect.top() - 4, self.viewport().width(), rect.height() + 8)
        self._marked = now

    def _paint_ring(self) -> None:
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(self._colors.accent), 2))
        painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in _KEYBOARD_FOCUS
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring = False
        super().focusOutEvent(event)
        self.viewport().update()

    def top_line(self) -> tuple[int, float]:
        """The line at the upper edge and which part of it is above the edge."""
        block = self.firstVisibleBlock()
        height = self._layout.blockBoundingRect(block).height()
        above = -self.contentOffset().y()
        return block.blockNumber(), min(max(above / height, 0.0), 1.0) if height > 0 else 0.0

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(self._snapped(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(self._snapped(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(self._snapped(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(self._snapped(event))

    def _snapped(self, event: QMouseEvent) -> QMouseEvent:
        """The event, moved from the room between two lines into the nearer one."""
        place = self.snapped(event.position())
        if place == event.position():
            return event
        moved = QMouseEvent(
            event.type(), place, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
        )
        moved.setTimestamp(event.timestamp())
        return moved

    def snapped(self, place: QPointF) -> QPointF:
        """A point of a line's text beside or above which ``place`` lies."""
        for block, corner in self.visible_blocks():
            height = self._layout.blockBoundingRect(block).height()
            if not corner.y() <= place.y() < corner.y() + height:
                continue
            layout = block.layout()
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                room = max(self._layout.pitch - line.height(), 0.0) / 2
                top = corner.y() + line.y()
                if place.y() < top + line.height() + room:
                    return QPointF(place.x(), min(max(place.y(), top + 1), top + line.height() - 1))
        return place

    def _use_pause(self) -> None:
        if self._highlighter.is_waiting and not self.is_composing:
            self._highlighter.look_again()
            self._layout.forget()


def _same_line(one: QTextCursor, other: QTextCursor) -> bool:
    """Whether two cursors stand in the same line as it is laid out."""
    block = one.block()
    if block != other.block():
        return False
    layout, start = block.layout(), block.position()
    first = layout.lineForTextPosition(one.position() - start)
    return (
        first.isValid()
        and first.lineNumber() == layout.lineForTextPosition(other.position() - start).lineNumber()
    )
