"""Texts of the writer's in widgets that would take some of their characters for commands."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class PlainLabel(QLabel):
    """A label that shows ``<b>`` as it is written."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)


def without_mnemonic(text: str) -> str:
    """The text for a button, a menu or a label with a buddy, where ``&`` would mark a key."""
    return text.replace("&", "&&")


def plain_tip(text: str) -> str:
    """The text for a tooltip, which would take what looks like markup for it."""
    if "<" not in text and "&" not in text:
        return text
    return f"<qt>{escape(text, quote=False)}</qt>".replace("\n", "<br>")
