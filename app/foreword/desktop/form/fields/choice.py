"""One of the values that the blog uses here, or a new one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from foreword.desktop.form.fields.base import FieldEditor
from foreword.desktop.form.view import FieldView


class ChoiceEditor(FieldEditor):
    """A list to choose from in which one can also type."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = Combo(self)
        self._box.setEditable(True)
        self._box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._box.setMinimumContentsLength(8)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        line = self._box.lineEdit()
        self.route_undo(self._box, *([line] if line else []))
        self.setFocusProxy(self._box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._box)
        self._box.currentTextChanged.connect(self.ask)

    def show_field(self, view: FieldView) -> None:
        """See FieldEditor."""
        text = "" if view.value is None else str(view.value)
        with self.showing():
            choices = list(dict.fromkeys([*view.vocabulary, text] if text else view.vocabulary))
            if choices != [self._box.itemText(row) for row in range(self._box.count())]:
                current = self._box.currentText()
                self._box.clear()
                self._box.addItems(choices)
                self._box.setEditText(current)
            if self._box.currentText() != text:
                self._box.setEditText(text)
            self._box.setAccessibleName(view.label)


class Combo(QComboBox):
    """A combo box that the wheel passes by."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the form, it does not change values by the way."""
        if self.view().isVisible() and self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def showPopup(self) -> None:
        """See QComboBox."""
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        super().showPopup()
