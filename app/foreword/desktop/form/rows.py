"""The rows of the form: label, widget, and a button to remove the field."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from foreword.desktop.form.fields import FieldEditor, editor_type
from foreword.desktop.form.fields.image import ImageEditor
from foreword.desktop.form.view import FieldView
from foreword.desktop.labels import PlainLabel, plain_tip, without_mnemonic


class FieldRows(QWidget):
    """Keeps the widget of a field as long as its kind stays the same, so that focus and cursor survive edits."""

    field_edited = Signal(str, object)
    field_source_edited = Signal(str, str)
    field_removed = Signal(str)
    picture_requested = Signal(str)
    resized = Signal()

    label_width = 92

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, Row] = {}
        self._locate: Callable[[str], str | None] = lambda _address: None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnMinimumWidth(0, self.label_width)
        self._grid.setColumnStretch(1, 1)
        self._order: list[str] = []

    def show_fields(self, fields: Sequence[FieldView], *, more: bool) -> None:
        """Shows the fields in their order; the folded ones only with ``more``."""
        wanted = {field.key: editor_type(field) for field in fields}
        for key in [key for key, row in self._rows.items() if wanted.get(key) is not type(row.editor)]:
            self._rows.pop(key).dispose(self._grid)
            self._order = []
        for field in fields:
            row = self._rows.get(field.key) or self._add(field)
            row.show_field(field)
            row.set_visible(more or not field.folded)
        order = [field.key for field in fields]
        if order != self._order:
            self._order = order
            self._arrange()
        self.resized.emit()

    def editor(self, key: str) -> FieldEditor:
        """The widget of a field. Raises KeyError."""
        return self._rows[key].editor

    def settle(self) -> None:
        """Asks for what has been typed in a field and not been asked for yet."""
        for row in list(self._rows.values()):
            row.editor.settle()

    def show_remark(self, key: str, text: str) -> None:
        """A sentence below a field."""
        if key in self._rows:
            self._rows[key].show_remark(text)
            self.resized.emit()

    def set_locator(self, locate: Callable[[str], str | None]) -> None:
        """How picture fields find the file of an address."""
        self._locate = locate
        for row in self._rows.values():
            if isinstance(row.editor, ImageEditor):
                row.editor.set_locator(locate)

    def parts(self) -> list[QWidget]:
        """The widgets that take the focus, in the order of the rows."""
        rows = (self._rows[key] for key in self._order)
        return [part for row in rows for part in (*row.editor.parts(), row.remove)]

    def layout_height(self, width: int) -> int:
        """How high all rows are at a width."""
        return (
            self._grid.heightForWidth(width)
            if self._grid.hasHeightForWidth()
            else self._grid.sizeHint().height()
        )

    def event(self, event: QEvent) -> bool:
        """Tells when the rows need more or less room than before."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.resized.emit()
        return handled

    def _add(self, field: FieldView) -> Row:
        editor = editor_type(field)(self)
        row = Row(field, editor, self)
        key = field.key
        editor.edited.connect(lambda value: self.field_edited.emit(key, value))
        editor.source_edited.connect(lambda source: self.field_source_edited.emit(key, source))
        row.remove.clicked.connect(lambda: self.field_removed.emit(key))
        if isinstance(editor, ImageEditor):
            editor.set_locator(self._locate)
            editor.picture_requested.connect(lambda: self.picture_requested.emit(key))
        self._rows[key] = row
        return row

    def _arrange(self) -> None:
        for number, key in enumerate(self._order):
            self._rows[key].place(self._grid, number * 2)


class Row:
    """The widgets of one field."""

    def __init__(self, field: FieldView, editor: FieldEditor, parent: QWidget) -> None:
        self.editor = editor
        self.label = PlainLabel(without_mnemonic(field.label), parent)
        self.label.setObjectName("fieldLabel")
        self.label.setBuddy(editor.focusProxy() or editor)
        self.label.setToolTip(plain_tip(field.key))
        self.label.setWordWrap(True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.label.setContentsMargins(0, 6, 0, 0)
        self.remove = QToolButton(parent)
        self.remove.setText("×")
        self.remove.setToolTip(plain_tip(f"Remove the field {field.key}"))
        self.remove.setAccessibleName(f"Remove the field {field.label}")
        self.remark = PlainLabel(parent=parent)
        self.remark.setObjectName("fieldLabel")
        self.remark.setWordWrap(True)
        self.remark.hide()
        self._visible = True

    def show_field(self, field: FieldView) -> None:
        """Takes the field as it is now."""
        self.editor.show_field(field)
        self.remove.setEnabled(not field.refusal)
        self.show_remark("")

    def show_remark(self, text: str) -> None:
        """A sentence below the field, or none."""
        self.remark.setText(text)
        self.remark.setVisible(bool(text) and self._visible)

    def set_visible(self, visible: bool) -> None:
        """Shows or hides the whole row."""
        self._visible = visible
        for widget in (self.label, self.editor, self.remove):
            widget.setVisible(visible)

    def place(self, grid: QGridLayout, number: int) -> None:
        """Puts the widgets into their row of the grid."""
        grid.addWidget(self.label, number, 0)
        grid.addWidget(self.editor, number, 1)
        grid.addWidget(self.remove, number, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.remark, number + 1, 1)

    def dispose(self, grid: QGridLayout) -> None:
        """Takes the row away."""
        for widget in (self.label, self.editor, self.remove, self.remark):
            grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
