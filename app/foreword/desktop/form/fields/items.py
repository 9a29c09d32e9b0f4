"""A list of texts, one a line."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from foreword.desktop.form.fields.base import FieldEditor
from foreword.desktop.form.fields.text import WrappingBox
from foreword.desktop.form.view import FieldView


class ListEditor(FieldEditor):
    """One item a line; empty lines count for nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = WrappingBox(self, breaks_lines=True)
        self._box.setPlaceholderText("one item a line")
        self.route_undo(self._box)
        self.setFocusProxy(self._box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._box)
        self._box.textChanged.connect(lambda: self.ask(self._items()))

    def show_field(self, view: FieldView) -> None:
        """See FieldEditor."""
        with self.showing():
            if tuple(self._items()) != view.items:
                self._box.show_text("\n".join(view.items))
            self._box.setAccessibleName(f"{view.label}, one item a line")

    def _items(self) -> list[str]:
        return [line.strip() for line in self._box.text().split("\n") if line.strip()]
