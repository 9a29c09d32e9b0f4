"""The slim bar that asks what to find and what to put in its place."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from foreword.desktop.editor.colors import EditorColors
from foreword.desktop.labels import PlainLabel
from foreword.desktop.search import Query


class FindBar(QWidget):
    """Asks; whoever listens finds. Escape closes the bar, Enter goes to the next place, Shift+Enter to the one before."""

    query_changed = Signal(object)
    next_requested = Signal()
    previous_requested = Signal()
    replace_requested = Signal(str)
    replace_all_requested = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._what = self._field(_translated("Find"))
        self._with = self._field(_translated("Replace with"))
        self._count = PlainLabel()
        self._remark = PlainLabel()
        self._remark.setWordWrap(True)
        self._remark.hide()
        self._case = self._switch("Aa", _translated("Match case"))
        self._words = self._switch("“ ”", _translated("Whole words"))
        self._regex = self._switch(".*", _translated("Regular expression"))
        self._previous = self._button("↑", _translated("Previous (Shift+F3)"))
        self._next = self._button("↓", _translated("Next (F3)"))
        self._close = self._button("×", _translated("Close (Esc)"))
        self._replace = self._button(_translated("Replace"), _translated("Replace this one"))
        self._replace_all = self._button(_translated("All"), _translated("Replace all"))
        self._second = QWidget()
        self._arrange()
        self._connect()
        self.hide()

    @property
    def query(self) -> Query:
        """What is asked for."""
        return Query(
            self._what.text(), self._case.isChecked(), self._words.isChecked(), self._regex.isChecked()
        )

    def open(self, text: str, *, replacing: bool) -> None:
        """Shows the bar, ready to be typed in; ``text`` is looked for at once unless it is empty."""
        self._second.setVisible(replacing)
        if text:
            with QSignalBlocker(self._what):
                self._what.setText(text)
        self.show()
        self._what.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._what.selectAll()
        self.query_changed.emit(self.query)

    def close_bar(self) -> None:
        """Hides the bar."""
        self.hide()
        self.closed.emit()

    def show_count(self, current: int | None, count: int, *, more: bool = False) -> None:
        """How many places there are, and at which one the cursor is (from 1)."""
        number = f"{count:,}{'+' if more else ''}"
        if not self._what.text():
            text = ""
        elif count == 0:
            text = _translated("Not found")
        elif current is None:
            text = number
        else:
            text = _translated("{current} of {count}").format(current=current, count=number)
        self._count.setText(text)
        self._remark.hide()
        for button in (self._previous, self._next, self._replace, self._replace_all):
            button.setEnabled(count > 0)

    def show_busy(self) -> None:
        """That the search takes its time."""
        self._count.setText(_translated("Searching…"))

    def show_remark(self, text: str) -> None:
        """What is wrong with a regular expression or its replacement."""
        self._count.setText("")
        self._remark.setText(text)
        self._remark.show()
        for button in (self._previous, self._next, self._replace, self._replace_all):
            button.setEnabled(False)

    def set_colors(self, colors: EditorColors) -> None:
        """Takes the colours of a theme."""
        self.setStyleSheet(
            f"#find_bar {{ background: {colors.panel}; border-bottom: 1px solid {colors.hairline}; }}"
            f"#find_bar QLineEdit {{ background: {colors.paper}; color: {colors.ink};"
            f" border: 1px solid {colors.hairline}; border-radius: 4px; padding: 3px 6px; }}"
            f"#find_bar QLineEdit:focus {{ border-color: {colors.accent}; }}"
            f"#find_bar QLabel {{ color: {colors.soft_ink}; }}"
            f"#find_bar QToolButton {{ color: {colors.ink}; border: 1px solid transparent;"
            " border-radius: 4px; padding: 3px 7px; }"
            f"#find_bar QToolButton:hover {{ background: {colors.accent_background}; }}"
            f"#find_bar QToolButton:checked {{ background: {colors.accent_background}; color: {colors.accent}; }}"
            f"#find_bar QToolButton:focus {{ border-color: {colors.accent}; }}"
            f"#find_bar QToolButton:disabled {{ color: {colors.marks}; }}"
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self._key(watched, event)
        ):
            return True
        return super().eventFilter(watched, event)

    def _key(self, field: QObject, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return True
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.previous_requested.emit()
        elif field is self._with:
            self.replace_requested.emit(self._with.text())
        else:
            self.next_requested.emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        field.installEventFilter(self)
        return field

    def _button(self, text: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _switch(self, text: str, name: str) -> QToolButton:
        button = self._button(text, name)
        button.setCheckable(True)
        button.toggled.connect(self._tell)
        return button

    def _arrange(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 6, 12, 6)
        rows.setSpacing(4)
        first = QHBoxLayout()
        first.setSpacing(4)
        first.addWidget(self._what, 1)
        for widget in (
            self._count,
            self._case,
            self._words,
            self._regex,
            self._previous,
            self._next,
            self._close,
        ):
            first.addWidget(widget)
        rows.addLayout(first)
        second = QHBoxLayout(self._second)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(4)
        second.addWidget(self._with, 1)
        second.addWidget(self._replace)
        second.addWidget(self._replace_all)
        rows.addWidget(self._second)
        rows.addWidget(self._remark)

    def _connect(self) -> None:
        self._what.textChanged.connect(self._tell)
        self._next.clicked.connect(self.next_requested)
        self._previous.clicked.connect(self.previous_requested)
        self._close.clicked.connect(self.close_bar)
        self._replace.clicked.connect(lambda: self.replace_requested.emit(self._with.text()))
        self._replace_all.clicked.connect(lambda: self.replace_all_requested.emit(self._with.text()))

    def _tell(self) -> None:
        self.query_changed.emit(self.query)


def _translated(text: str) -> str:
    return QCoreApplication.translate("FindBar", text)
