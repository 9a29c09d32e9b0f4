"""A field and the list of what matches it: the command palette and "go to a post"."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

_MOST = 200


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
        self._window = parent
        self._entries = entries
        self._field = QLineEdit(self)
        self._field.setPlaceholderText(title)
        self._field.setAccessibleName(title)
        self._list = QListWidget(self)
        self._list.setAccessibleName(f"Matches for: {title}")
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
                line = f"{entry.text}    {entry.note}" if entry.note else entry.text
                item = QListWidgetItem(line, self._list)
                item.setData(Qt.ItemDataRole.UserRole, entry)
                if self._list.count() >= _MOST:
                    break
        self._list.setCurrentRow(0)

    def _choose(self) -> None:
        item = self._list.currentItem()
        if not self._list.count():
            return
        entry: Entry = item.data(Qt.ItemDataRole.UserRole)
        self.close()
        entry.act()


def folded(text: str) -> str:
    """The text without case and accents, to compare what was typed with what is meant."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
