"""An image address with its picture, and a file picker."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImageReader, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from foreword.desktop.form.fields.base import FieldEditor
from foreword.desktop.form.view import FieldView

_THUMBNAIL = QSize(44, 28)


class ImageEditor(FieldEditor):
    """Shows the picture small when it is a file of the blog; a remote one is not fetched for this."""

    picture_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._locate: Callable[[str], str | None] = lambda _address: None
        self._thumbnail = QLabel(self)
        self._thumbnail.setFixedSize(_THUMBNAIL)
        self._thumbnail.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._box = QLineEdit(self)
        self._browse = QToolButton(self)
        self._browse.setText("…")
        self._browse.setToolTip("Choose a picture of this blog")
        self.route_undo(self._box)
        self.setFocusProxy(self._box)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._thumbnail)
        row.addWidget(self._box, 1)
        row.addWidget(self._browse)
        self._box.textEdited.connect(self._changed)
        self._browse.clicked.connect(self.picture_requested)

    def parts(self) -> list[QWidget]:
        """See FieldEditor."""
        return [self._box, self._browse]

    def set_locator(self, locate: Callable[[str], str | None]) -> None:
        """How the file of an address is found; None for an address that is no file of this blog."""
        self._locate = locate
        self._show_thumbnail()

    def show_field(self, view: FieldView) -> None:
        """See FieldEditor."""
        text = "" if view.value is None else str(view.value)
        with self.showing():
            if self._box.text() != text:
                self._box.setText(text)
                self._box.setCursorPosition(0)
            self._box.setAccessibleName(view.label)
            self._browse.setAccessibleName(f"Choose a picture for {view.label}")
        self._show_thumbnail()

    def take_address(self, address: str) -> None:
        """Takes the address of a picture that the writer picked."""
        self._box.setText(address)
        self._changed(address)

    def _changed(self, text: str) -> None:
        self._show_thumbnail()
        self.ask(text)

    def _show_thumbnail(self) -> None:
        path = self._locate(self._box.text()) if self._box.text() else None
        self._thumbnail.setVisible(bool(path))
        if path is None:
            return
        reader = QImageReader(path)
        reader.setAutoTransform(True)
        size = reader.size()
        if size.isValid():
            reader.setScaledSize(size.scaled(_THUMBNAIL, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
        picture = QPixmap.fromImageReader(reader)
        self._thumbnail.setPixmap(picture)
