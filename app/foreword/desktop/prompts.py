"""The only module that opens modal dialogs. Tests replace it by one that answers from a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QFont
from PySide6.QtWidgets import QFileDialog, QFontDialog, QInputDialog, QMessageBox, QWidget


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of a question: the answer it stands for and its text. ``destructive`` loses something."""

    answer: str
    text: str
    destructive: bool = False


class Prompts:
    """Questions to the writer. Each call waits for the answer; an empty answer means: leave everything as it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._parent = parent

    def attach(self, parent: QWidget) -> None:
        """Makes the dialogs belong to a window."""
        self._parent = parent

    def ask(self, title: str, text: str, choices: Sequence[Choice]) -> str:
        """Asks a question with the choices as buttons and a Cancel button; the chosen answer, or "" for Cancel."""
        box = QMessageBox(self._parent)
        box.setWindowTitle(title)
        box.setText(title)
        box.setInformativeText(text)
        role = QMessageBox.ButtonRole
        buttons = {
            box.addButton(
                choice.text, role.DestructiveRole if choice.destructive else role.AcceptRole
            ): choice.answer
            for choice in choices
        }
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(next((b for b in buttons if buttons[b] == choices[0].answer), cancel))
        box.exec()
        clicked = box.clickedButton()
        return next((answer for button, answer in buttons.items() if button is clicked), "")

    def folder(self, title: str, start: Path | None) -> Path | None:
        """A folder chosen by the writer."""
        chosen = QFileDialog.getExistingDirectory(self._parent, title, str(start or ""))
        return Path(chosen) if chosen else None

    def picture(self, title: str, start: Path | None) -> Path | None:
        """A picture file chosen by the writer."""
        kinds = "*.png *.jpg *.jpeg *.gif *.webp *.svg *.avif"
        chosen, _ = QFileDialog.getOpenFileName(self._parent, title, str(start or ""), kinds)
        return Path(chosen) if chosen else None

    def text(self, title: str, label: str, suggestion: str = "") -> str:
        """A line of text; empty when the writer cancelled."""
        answer, given = QInputDialog.getText(self._parent, title, label, text=suggestion)
        return answer.strip() if given else ""

    def font(self, current: QFont) -> QFont | None:
        """A font chosen by the writer."""
        chosen, font = QFontDialog.getFont(current, self._parent)
        return font if chosen and isinstance(font, QFont) else None

    def open_in_browser(self, url: QUrl) -> None:
        """Hands an address to the writer's browser (or mail program)."""
        QDesktopServices.openUrl(url)
