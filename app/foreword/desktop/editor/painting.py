"""What the editor paints under its text: the band behind fenced code, the mark of the current line, selections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTextBlock, QTextLine

from foreword.desktop.editor.colors import EditorColors
from foreword.desktop.editor.layout import EditorLayout

_BAND = 12.0
_MARK_WIDTH = 3.0
_MARK_GAP = 13.0
_SELECTION_STRENGTH = 0.15


class Underlay:
    """Paints beneath the visible blocks, each given with its top left corner."""

    def __init__(self, painter: QPainter, layout: EditorLayout, colors: EditorColors) -> None:
        self._painter = painter
        self._layout = layout
        self._colors = colors

    def code_band(self, block: QTextBlock, corner: QPointF) -> None:
        """The ground of a line of fenced code."""
        height = self._layout.blockBoundingRect(block).height()
        left = corner.x() + self._layout.left - _BAND
        band = QRectF(left, corner.y(), self._layout.width + 2 * _BAND, height)
        self._painter.fillRect(band, QColor(self._colors.code_background))

    def current_line(self, block: QTextBlock, corner: QPointF, units: int) -> None:
        """A soft mark in the margin, beside the line that the cursor is in."""
        line = block.layout().lineForTextPosition(units)
        if not line.isValid():
            return
        right_to_left = block.textDirection() == Qt.LayoutDirection.RightToLeft
        x = self._layout.left + (
            self._layout.width + _MARK_GAP - _MARK_WIDTH if right_to_left else -_MARK_GAP
        )
        mark = QRectF(corner.x() + x, corner.y() + line.y(), _MARK_WIDTH, line.height())
        self._painter.fillRect(mark, QColor(self._colors.accent_background))

    def found(self, block: QTextBlock, corner: QPointF, places: Iterable[tuple[int, int]]) -> None:
        """Frames places that were looked for."""
        frame = QColor(self._colors.accent)
        frame.setAlphaF(0.55)
        self._painter.setPen(frame)
        self._painter.setBrush(QColor(self._colors.accent_background))
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for start, end in places:
            for line in _lines(block):
                first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
                if first < last:
                    frame_of = (
                        self._selected(line, first, last).translated(corner).adjusted(-0.5, 1.5, 0.5, -1.5)
                    )
                    self._painter.drawRoundedRect(frame_of, 3, 3)

    def selection(self, block: QTextBlock, corner: QPointF, start: int, end: int) -> None:
        """Closes the gaps that line spacing leaves between the selected lines of a block."""
        path = QPainterPath()
        for line in _lines(block):
            first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
            if first > last or (first == last and start < end and line.textLength() > 0):
                continue
            path.addRect(self._selected(line, first, last).translated(corner))
        self._painter.fillPath(path, selection_color(self._colors))

    def _selected(self, line: QTextLine, first: int, last: int) -> QRectF:
        left, right = sorted((_x_of(line, first), _x_of(line, last)))
        room = max(self._layout.pitch - line.height(), 0.0)
        return QRectF(left, line.y() - room / 2, right - left, line.height() + room)


def selection_color(colors: EditorColors) -> QColor:
    """The ground of selected text: the accent's background, a little stronger so that it shows on paper."""
    ground, accent = QColor(colors.accent_background), QColor(colors.accent)
    return QColor(
        _between(ground.red(), accent.red()),
        _between(ground.green(), accent.green()),
        _between(ground.blue(), accent.blue()),
    )


def _between(low: int, high: int) -> int:
    return round(low + (high - low) * _SELECTION_STRENGTH)


def _lines(block: QTextBlock) -> Iterator[QTextLine]:
    layout = block.layout()
    for number in range(layout.lineCount()):
        yield layout.lineAt(number)


def _x_of(line: QTextLine, units: int) -> float:
    x: Any = line.cursorToX(units)
    return float(x[0] if isinstance(x, tuple) else x)
