"""A field and the list of what matches it: the command palette and "go to a post"."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

_MOST = 200
_MARGIN = 10
_LEADING = 10
_ENTRY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Entry:
    """One line to choose: its text, a note at its end (a shortcut, a date), and what choosing it does."""

    text: str
    note: str
    act: Callable[[], object]


class Palette(QWidget):
    """A popup of its window; Escape closes it, Enter does the first thing that matches."""

    def __init__(self, parent: QWidget, title: str, entries: Sequence[Entry]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("palette")
        self.setAccessibleName(title)
        self._window = parent
        self._entries = entries
        self._field = QLineEdit(self)
        self._field.setPlaceholderText(title)
        self._field.setAccessibleName(title)
        self._list = QListWidget(self)
        self._list.setObjectName("matches")
        self._list.setAccessibleName(f"Matches for: {title}")
        self._list.setItemDelegate(_EntryDelegate(self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setUniformItemSizes(True)
        self._list.setFocusProxy(self._field)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self._field)
        column.addWidget(self._list)
        self._field.installEventFilter(self)
        self._field.textChanged.connect(self._fill)
        self._field.returnPressed.connect(self._choose)
        self._list.itemClicked.connect(lambda _item: self._choose())
        self._fill("")

    def open(self) -> None:
        """Shows the palette at the top of its window."""
        window = self._window
        width = min(560, window.width() - 40)
        self.resize(width, min(420, window.height() - 80))
        self.move(window.mapToGlobal(QPoint((window.width() - width) // 2, 48)))
        self.show()
        self._field.setFocus()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Up and Down move in the list while the cursor stays in the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self._list.count():
                self._list.setCurrentRow((self._list.currentRow() + step) % self._list.count())
                return True
        return False

    def _fill(self, text: str) -> None:
        words = folded(text).split()
        self._list.clear()
        for entry in self._entries:
            target = folded(entry.text)
            if all(word in target for word in words):
                item = QListWidgetItem(entry.text, self._list)
                item.setData(_ENTRY, entry)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.text}, {entry.note}".rstrip(", "))
                if self._list.count() >= _MOST:
                    break
        self._list.setCurrentRow(0)

    def _choose(self) -> None:
        item = self._list.currentItem()
        if not self._list.count():
            return
        entry: Entry = item.data(_ENTRY)
        self.close()
        entry.act()


class _EntryDelegate(QStyledItemDelegate):
    """The text at the left, the note softer at the right edge; the text makes room where both do not fit."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """See QStyledItemDelegate."""
        return QSize(
            0, max(super().sizeHint(option, index).height(), option.fontMetrics.lineSpacing() + _LEADING)
        )

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """See QStyledItemDelegate."""
        entry: Entry = index.data(_ENTRY)
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        style, widget = option.widget.style(), option.widget
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, widget)
        room = option.rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        metrics, middle = option.fontMetrics, Qt.AlignmentFlag.AlignVCenter
        note = metrics.elidedText(entry.note, Qt.TextElideMode.ElideMiddle, room.width() // 2)
        painter.save()
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, note)
        room.setRight(room.right() - (metrics.horizontalAdvance(note) + _MARGIN if note else 0))
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        text = metrics.elidedText(entry.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()


def folded(text: str) -> str:
    """The text without case and accents, to compare what was typed with what is meant."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
