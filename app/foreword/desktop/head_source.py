"""The front matter as its source text, in the same kind of editor as the body, without Markdown."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from foreword.desktop.editor import EditorPanel
from foreword.text import difference


class HeadSource(EditorPanel):
    """A view of the head, fences included. Its edits are edits of the head."""

    def __init__(self) -> None:
        super().__init__(plain=True)
        self.view.setAccessibleName("Source of the front matter")
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(QApplication.font().pointSizeF())
        self.set_font(font)

    def sizeHint(self) -> QSize:
        """As high as its lines and one more to write in; long lines take more."""
        view = self.view
        top, bottom = view.document().firstBlock(), view.document().lastBlock()
        height = view.blockBoundingGeometry(bottom).bottom() - view.blockBoundingGeometry(top).top()
        line = view.blockBoundingRect(top).height()
        return QSize(super().sizeHint().width(), ceil(height + line + 2 * view.document().documentMargin()))

    def show_source(self, text: str) -> None:
        """Takes the head as it is now and changes only what differs, so that the cursor stays."""
        shown = str(self.rope)
        if not shown or not text:
            self.set_text(text)
            return
        edit = difference(shown, text)
        if edit is not None:
            self.apply(edit)
