"""Text on one line, and text on several."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QResizeEvent, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from foreword.desktop.form.fields.base import FieldEditor
from foreword.desktop.form.view import FieldView

_LONGEST_HEIGHT = 9


class TextEditor(FieldEditor):
    """A line of text that wraps instead of cutting anything off; Enter does not break it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = WrappingBox(self, breaks_lines=False)
        self.route_undo(self._box)
        self.setFocusProxy(self._box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._box)
        self._box.textChanged.connect(lambda: self.ask(self._box.text()))

    def show_field(self, view: FieldView) -> None:
        """See FieldEditor."""
        with self.showing():
            self._box.show_text("" if view.value is None else str(view.value))
            self._box.setAccessibleName(view.label)
            font = QFont(self.font())
            if view.key.lower() == "title":
                font.setPointSizeF(font.pointSizeF() * 1.2)
                font.setWeight(QFont.Weight.DemiBold)
            self._box.setFont(font)


class LongTextEditor(FieldEditor):
    """Text with line breaks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = WrappingBox(self, breaks_lines=True)
        self.route_undo(self._box)
        self.setFocusProxy(self._box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._box)
        self._box.textChanged.connect(self._changed)
        self._final_break = ""

    def show_field(self, view: FieldView) -> None:
        """See FieldEditor. The line break at the end of a block scalar is kept out of sight."""
        text = "" if view.value is None else str(view.value)
        self._final_break = "\n" if text.endswith("\n") else ""
        with self.showing():
            self._box.show_text(text.removesuffix("\n"))
            self._box.setAccessibleName(view.label)

    def _changed(self) -> None:
        self.ask(self._box.text() + self._final_break)


class WrappingBox(QPlainTextEdit):
    """A small text field as high as its text. Tab leaves it; undo is the window's."""

    def __init__(self, parent: QWidget, *, breaks_lines: bool) -> None:
        super().__init__(parent)
        self.setObjectName("field")
        self._breaks_lines = breaks_lines
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(3)
        self.textChanged.connect(self._fit)
        self._fit()

    def text(self) -> str:
        """The text; no-break spaces stay what they are (``toPlainText`` would lose them)."""
        return self.document().toRawText().replace("\u2029", "\n")

    def show_text(self, text: str) -> None:
        """Shows a text and keeps the cursor when it is the one shown already, or as near as can be."""
        if text == self.text():
            return
        position = self.textCursor().position()
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def event(self, event: QEvent) -> bool:
        """Enter stays out of a text that has only one line."""
        if event.type() == QEvent.Type.KeyPress and not self._breaks_lines:
            key = event.key()  # type: ignore[attr-defined]
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.focusNextChild()
                return True
        return super().event(event)

    def insertFromMimeData(self, source: object) -> None:
        """Pasted line breaks become spaces where there is one line only."""
        text = source.text()  # type: ignore[attr-defined]
        self.insertPlainText(text if self._breaks_lines else " ".join(text.split("\n")))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See QWidget."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """See QWidget."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        wanted = int(self.document().size().height())
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if wanted > _LONGEST_HEIGHT else policy.ScrollBarAlwaysOff
        )
        margin = round(2 * self.document().documentMargin())
        around = max(0, self.height() - self.viewport().height())
        height = self._height_of_lines() + margin + (around if around < 40 else 6)
        if height != self.height():
            self.setFixedHeight(height)

    def _height_of_lines(self) -> int:
        """How high the lines are that are shown at once. Lines with letters of another font can be higher."""
        height, shown = 0.0, 0
        block = self.document().firstBlock()
        while block.isValid() and shown < _LONGEST_HEIGHT:
            self.blockBoundingRect(block)
            layout = block.layout()
            for number in range(min(layout.lineCount(), _LONGEST_HEIGHT - shown)):
                height += layout.lineAt(number).height()
                shown += 1
            block = block.next()
        return max(ceil(height), self.fontMetrics().lineSpacing())
