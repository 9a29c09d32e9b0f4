"""A number, kept as exact as it is written."""

from __future__ import annotations

import re

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from foreword.desktop.form.fields.base import FieldEditor
from foreword.desktop.form.view import FieldView

_WHOLE = re.compile(r"[-+]?\d{1,18}")
_DECIMAL = re.compile(r"[-+]?\d{0,15}\.\d{1,15}")
_UNFINISHED = re.compile(r"[-+]?\d*\.?\d*")


class NumberEditor(FieldEditor):
    """A field that takes digits. What is not a number yet is not asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QLineEdit(self)
        self._box.setMaximumWidth(140)
        self._box.setValidator(_NumberValidator(self._box))
        self.route_undo(self._box)
        self.setFocusProxy(self._box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._box)
        row.addStretch(1)
        self._box.textEdited.connect(self._changed)

    def show_field(self, view: FieldView) -> None:
        """See FieldEditor."""
        with self.showing():
            if _number(self._box.text()) != view.value or not self._box.text():
                self._box.setText(view.source.strip())
            self._box.setAccessibleName(view.label)

    def _changed(self, text: str) -> None:
        value = _number(text)
        if value is not None:
            self.ask(value)


class _NumberValidator(QValidator):
    def validate(self, text: str, position: int) -> object:
        if _number(text) is not None:
            return QValidator.State.Acceptable, text, position
        state = QValidator.State.Intermediate if _UNFINISHED.fullmatch(text) else QValidator.State.Invalid
        return state, text, position


def _number(text: str) -> int | float | None:
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else None
