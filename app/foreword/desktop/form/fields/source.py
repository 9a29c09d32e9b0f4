"""A value as its source text: maps, and whatever has no safer widget."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QVBoxLayout, QWidget

from foreword.desktop.form.fields.base import FieldEditor
from foreword.desktop.form.fields.text import WrappingBox
from foreword.desktop.form.view import FieldView
from foreword.desktop.labels import PlainLabel


class SourceEditor(FieldEditor):
    """A small source editor. Text that does not parse is kept here and not asked for again until it changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = WrappingBox(self, breaks_lines=True)
        self._box.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._remark = PlainLabel(parent=self)
        self._remark.setObjectName("fieldLabel")
        self._remark.setWordWrap(True)
        self.route_undo(self._box)
        self.setFocusProxy(self._box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._box)
        column.addWidget(self._remark)
        self._box.textChanged.connect(self._changed)

    def show_field(self, view: FieldView) -> None:
        """See FieldEditor."""
        with self.showing():
            self._box.show_text(view.source.replace("\r\n", "\n").replace("\r", "\n"))
            self._box.setReadOnly(bool(view.refusal))
            self._box.setAccessibleName(view.label)
        self.show_remark(view.refusal)

    def show_remark(self, text: str) -> None:
        """Says below the field what is wrong with it."""
        self._remark.setText(text)
        self._remark.setVisible(bool(text))

    def _changed(self) -> None:
        if not self._showing:
            self.source_edited.emit(self._box.text())
