"""Yes or no."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from foreword.desktop.form.fields.base import FieldEditor
from foreword.desktop.form.view import FieldView


class SwitchEditor(FieldEditor):
    """A check box."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QCheckBox(self)
        self.setFocusProxy(self._box)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 4, 0, 4)
        row.addWidget(self._box)
        self._box.toggled.connect(self._changed)

    def show_field(self, view: FieldView) -> None:
        """See FieldEditor."""
        with self.showing():
            self._box.setChecked(bool(view.value))
            self._box.setAccessibleName(view.label)
            self._box.setText("Yes" if view.value else "No")

    def _changed(self, checked: bool) -> None:
        self._box.setText("Yes" if checked else "No")
        self.ask(checked)
