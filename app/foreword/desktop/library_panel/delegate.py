"""Draws one post of the list: its title on up to two lines, then its state, date and category."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from foreword.desktop.library_panel.model import SUMMARY, Index, second_line
from foreword.desktop.theme import Theme
from foreword.library import PostSummary

_MARGIN = 16
_PADDING = 9
_MOST_KEPT = 20_000
_BADGES = {"draft": "Draft", "scheduled": "Scheduled", "hidden": "Hidden", "expired": "Expired"}


class PostDelegate(QStyledItemDelegate):
    """Rows as high as their titles need."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme | None = None
        self._broken: dict[tuple[str, int, str], list[str]] = {}

    def set_theme(self, theme: Theme) -> None:
        """The colours to draw with."""
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """See QStyledItemDelegate."""
        width = self._width(option)
        lines = len(self._title_lines(option, index.data(SUMMARY), width))
        metrics = QFontMetricsF(_title_font(option))
        height = lines * metrics.lineSpacing() + QFontMetricsF(_note_font(option)).lineSpacing()
        return QSize(width, round(height + 2 * _PADDING + 3))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """See QStyledItemDelegate."""
        theme, post = self._theme, index.data(SUMMARY)
        if theme is None or post is None:
            return
        painter.save()
        rect: QRect = option.rect
        self._paint_ground(painter, option, rect, theme)
        top = float(rect.top() + _PADDING)
        painter.setPen(QColor(theme.ink))
        font = _title_font(option)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        for line in self._title_lines(option, post, rect.width()):
            painter.drawText(QPointF(rect.left() + _MARGIN, top + metrics.ascent()), line)
            top += metrics.lineSpacing()
        self._paint_note(
            painter, option, post, QRectF(rect.left() + _MARGIN, top + 2, rect.width() - 2 * _MARGIN, 20)
        )
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, theme: Theme
    ) -> None:
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.accent_background))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(theme.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(theme.window))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -2))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(theme.hairline))

    def _paint_note(
        self, painter: QPainter, option: QStyleOptionViewItem, post: PostSummary, area: QRectF
    ) -> None:
        theme = self._theme
        if theme is None:
            return
        font = _note_font(option)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        left = area.left()
        badge = "Unreadable" if post.problem else _BADGES.get(post.status)
        if badge:
            ink, ground = _badge_colours(post, theme)
            width = metrics.horizontalAdvance(badge) + 14
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(QRectF(left, area.top(), width, metrics.height() + 1), 8, 8)
            painter.setPen(QColor(ink))
            painter.drawText(QPointF(left + 7, area.top() + metrics.ascent()), badge)
            left += width + 7
        painter.setPen(QColor(theme.soft_ink))
        text = metrics.elidedText(second_line(post), Qt.TextElideMode.ElideRight, area.right() - left)
        painter.drawText(QPointF(left, area.top() + metrics.ascent()), text)

    def _title_lines(self, option: QStyleOptionViewItem, post: PostSummary, width: int) -> list[str]:
        """The lines of a title. Every search lays the whole list out again, so they are kept."""
        key = (post.title, width, option.font.key())
        lines = self._broken.get(key)
        if lines is None:
            if len(self._broken) >= _MOST_KEPT:
                self._broken.clear()
            lines = self._broken[key] = self._break_title(option, post, width)
        return lines

    def _break_title(self, option: QStyleOptionViewItem, post: PostSummary, width: int) -> list[str]:
        font = _title_font(option)
        layout = QTextLayout(post.title, font)
        wrap = QTextOption()
        wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(wrap)
        layout.beginLayout()
        lines: list[str] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(60, width - 2 * _MARGIN))
            start = line.textStart()
            lines.append(_units(post.title, start, start + line.textLength()).rstrip())
            if len(lines) == 2:
                rest = _units(post.title, start)
                elide = Qt.TextElideMode.ElideRight
                lines[1] = QFontMetricsF(font).elidedText(rest, elide, max(60, width - 2 * _MARGIN))
                break
        layout.endLayout()
        return lines or [post.path.name]

    def _width(self, option: QStyleOptionViewItem) -> int:
        widget = option.widget
        return widget.viewport().width() if isinstance(widget, QAbstractItemView) else 240


def _units(text: str, start: int, end: int | None = None) -> str:
    """A part of a text, counted in UTF-16 units as Qt does."""
    stop = None if end is None else 2 * end
    return text.encode("utf-16-le", "surrogatepass")[2 * start : stop].decode("utf-16-le", "replace")


def _title_font(option: QStyleOptionViewItem) -> QFont:
    font = QFont(option.font)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _note_font(option: QStyleOptionViewItem) -> QFont:
    font = QFont(option.font)
    font.setPointSizeF(font.pointSizeF() * 0.9)
    return font


def _badge_colours(post: PostSummary, theme: Theme) -> tuple[str, str]:
    if post.problem or post.status in ("hidden", "expired"):
        return theme.problem, theme.problem_background
    if post.status == "scheduled":
        return theme.scheduled, theme.scheduled_background
    return theme.draft, theme.draft_background
