"""The slim header: the blog's name, what it is made with, and three actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QMenuBar, QPushButton, QToolButton, QWidget

from foreword.desktop.icons import themed_icon
from foreword.desktop.labels import PlainLabel, plain_tip
from foreword.desktop.theme import Theme


class Header(QWidget):
    """Shows where the writer is. Its buttons are actions of the window."""

    def __init__(self, preview: QAction, new_post: QAction, save: QAction) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._menu_button = QToolButton(self)
        self._menu_button.setAccessibleName("Menu")
        self._menu_button.setToolTip("Menu")
        self._menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._name = PlainLabel("Foreword", self)
        self._name.setObjectName("blogName")
        self._note = PlainLabel("", self)
        self._note.setObjectName("blogNote")
        self._dialect = PlainLabel("", self)
        self._dialect.setObjectName("dialectNote")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 14, 5)
        row.setSpacing(10)
        for widget in (self._menu_button, self._name, self._note):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._dialect)
        row.addWidget(_button(preview, "Preview"))
        row.addWidget(_button(new_post, "New post"))
        self._save = _button(save, "Save")
        self._save.setObjectName("primary")
        row.addWidget(self._save)

    def set_menus(self, bar: QMenuBar) -> None:
        """The menus behind the first button."""
        menu = QMenu(self)
        menu.addActions(bar.actions())
        self._menu_button.setMenu(menu)

    def set_blog(self, name: str, note: str) -> None:
        """The blog's name and, softer, its generator and number of posts."""
        self._name.setText(name)
        self._note.setText(note)

    def set_dialect(self, text: str, tip: str) -> None:
        """Which Markdown the preview shows, and whether it is approximate."""
        self._dialect.setText(text)
        self._dialect.setToolTip(plain_tip(tip))

    def dialect_text(self) -> str:
        """What the header says of the preview."""
        return self._dialect.text()

    def set_theme(self, theme: Theme) -> None:
        """Colours the icons."""
        self._menu_button.setIcon(themed_icon("menu", theme.ink))


def _button(action: QAction, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setCheckable(action.isCheckable())
    button.setChecked(action.isChecked())
    button.setEnabled(action.isEnabled())
    button.setToolTip(f"{text} ({action.shortcut().toString()})")
    button.clicked.connect(action.trigger)

    def follow() -> None:
        button.setEnabled(action.isEnabled())
        button.setChecked(action.isChecked())

    action.changed.connect(follow)
    return button
