"""What all field widgets share: a value shown, edits asked for, and no undo of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from foreword.desktop.form.view import FieldView


class FieldEditor(QWidget):
    """Shows one field. What the writer changes is asked for as a plain value (or as source text)."""

    edited = Signal(object)
    source_edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._showing = False
        self._router = UndoRouter(self)

    def show_field(self, view: FieldView) -> None:
        """Takes the field as it is now. Keeps the cursor where the text is still the same."""
        raise NotImplementedError

    def parts(self) -> list[QWidget]:
        """The widgets in it that take the focus, in the order in which Tab reaches them."""
        proxy = self.focusProxy()
        return [proxy] if proxy is not None else []

    def settle(self) -> None:
        """Asks for what has been typed and not been asked for yet; most fields ask at every key."""

    @contextmanager
    def showing(self) -> Iterator[None]:
        """While a value is being shown nothing counts as an edit."""
        before, self._showing = self._showing, True
        try:
            yield
        finally:
            self._showing = before

    def ask(self, value: object) -> None:
        """Asks for a new value, unless it is just being shown."""
        if not self._showing:
            self.edited.emit(value)

    def route_undo(self, *widgets: QWidget) -> None:
        """Leaves undo and redo in these widgets to the window: one line of changes covers text and form."""
        for widget in widgets:
            widget.installEventFilter(self._router)


class UndoRouter(QObject):
    """Keeps a text widget from claiming the undo and redo keys for itself."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See QObject."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                event.ignore()
                return True
        return False
