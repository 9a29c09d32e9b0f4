"""Tags as chips, with completion from the blog's own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from foreword.desktop.form.fields.base import FieldEditor
from foreword.desktop.form.view import FieldView
from foreword.desktop.labels import ElidedLabel, plain_tip


class TagsEditor(FieldEditor):
    """Chips and a field for one more. Enter or a comma adds, Backspace in the empty field takes the last one away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[str] = []
        self._vocabulary: tuple[str, ...] = ()
        self._label = ""
        self._ground = QWidget(self)
        self._flow = FlowLayout(self._ground)
        self._box = QLineEdit(self._ground)
        self._box.setPlaceholderText("add…")
        self._box.setMinimumWidth(110)
        self._box.installEventFilter(self)
        self.route_undo(self._box)
        self._words = QStringListModel(self)
        completer = QCompleter(self._words, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = completer.popup()
        if popup is not None:
            popup.setObjectName("completions")
        self._box.setCompleter(completer)
        completer.activated.connect(lambda _text: self._add(), Qt.ConnectionType.QueuedConnection)
        self.setFocusProxy(self._box)
        self._flow.addWidget(self._box)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 0, 0)
        column.addWidget(self._ground)
        self._box.returnPressed.connect(self._add)
        self._box.textEdited.connect(self._typed)
        self._box.editingFinished.connect(self._add)

    def show_field(self, view: FieldView) -> None:
        """See FieldEditor."""
        self._label = view.label
        self._box.setAccessibleName(f"Add to {view.label}")
        if list(view.items) != self._items or not self._chips():
            self._items = list(view.items)
            self._build()
        self._vocabulary = view.vocabulary

    def parts(self) -> list[QWidget]:
        """See FieldEditor."""
        return [*(chip.close_button for chip in self._chips()), self._box]

    def settle(self) -> None:
        """See FieldEditor."""
        self._add()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Backspace in the empty field takes the last chip away."""
        if (
            watched is self._box
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Backspace
            and not self._box.text()
            and self._items
        ):
            self._set([*self._items[:-1]])
            return True
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        # Not when the items change: a completer whose list changes under it completes what was typed before.
        words = [word for word in self._vocabulary if word not in self._items]
        if words != self._words.stringList():
            self._words.setStringList(words)
        if text.endswith((",", "，")):
            self._box.setText(text[:-1])
            self._add()

    def _add(self) -> None:
        text = self._box.text().strip()
        self._box.clear()
        if text and text not in self._items:
            self._set([*self._items, text])

    def _remove(self, item: str) -> None:
        self._set([entry for entry in self._items if entry != item])
        self._box.setFocus()

    def _set(self, items: list[str]) -> None:
        self._items = items
        self._build()
        self.ask(list(items))

    def _chips(self) -> list[Chip]:
        return self._ground.findChildren(Chip)

    def _build(self) -> None:
        for chip in self._chips():
            self._flow.removeWidget(chip)
            chip.setParent(None)
            chip.deleteLater()
        self._flow.removeWidget(self._box)
        for item in self._items:
            chip = Chip(item, self._label, self._ground)
            chip.removed.connect(self._remove)
            self._flow.addWidget(chip)
            chip.show()
        self._flow.addWidget(self._box)
        self.updateGeometry()


class Chip(QWidget):
    """One tag with its remove button."""

    removed = Signal(str)

    def __init__(self, text: str, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 2, 5, 2)
        row.setSpacing(2)
        row.addWidget(ElidedLabel(text, self))
        self.setToolTip(plain_tip(text))
        self.close_button = QToolButton(self)
        self.close_button.setText("×")
        self.close_button.setAccessibleName(f"Remove {text} from {label}")
        self.close_button.setToolTip(plain_tip(f"Remove {text}"))
        self.close_button.clicked.connect(lambda: self.removed.emit(text))
        row.addWidget(self.close_button)


class FlowLayout(QLayout):
    """Puts widgets side by side and begins a new line where one does not fit any more."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries: list[QLayoutItem] = []
        self.setContentsMargins(0, 2, 0, 2)
        self._gap = 6

    def addItem(self, item: QLayoutItem) -> None:
        """See QLayout."""
        self._entries.append(item)
        self.invalidate()

    def count(self) -> int:
        """See QLayout."""
        return len(self._entries)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """See QLayout."""
        return self._entries[index] if 0 <= index < len(self._entries) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """See QLayout."""
        if not 0 <= index < len(self._entries):
            return None
        self.invalidate()
        return self._entries.pop(index)

    def hasHeightForWidth(self) -> bool:
        """See QLayout."""
        return True

    def heightForWidth(self, width: int) -> int:
        """See QLayout."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """See QLayout."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """See QLayout."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """See QLayout."""
        size = QSize()
        for entry in self._entries:
            size = size.expandedTo(entry.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        left, top, line = rect.left() + margins.left(), rect.top() + margins.top(), 0
        for entry in self._entries:
            hint = entry.sizeHint()
            if left > rect.left() and left + hint.width() > rect.right() and line:
                left, top, line = rect.left(), top + line + self._gap, 0
            if move:
                hint.setWidth(min(hint.width(), max(rect.width(), entry.minimumSize().width())))
                entry.setGeometry(QRect(QPoint(left, top), hint))
            left += hint.width() + self._gap
            line = max(line, hint.height())
        return top + line + margins.bottom() - rect.top()
