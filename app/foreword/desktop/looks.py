"""Light or dark, the size and the font of the text: what the writer chose, applied to all panels."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from foreword.desktop.actions import Actions
from foreword.desktop.main_window import MainWindow
from foreword.desktop.preferences import Preferences
from foreword.desktop.prompts import Prompts
from foreword.desktop.theme import load_theme, qt_palette, style_sheet

_ZOOM_STEP = 10
_ZOOM_RANGE = (50, 300)
_EDITOR_FONTS = ("Noto Sans", "Segoe UI", "Helvetica Neue", "DejaVu Sans")


class Looks(QObject):
    """Follows the preferences and the system's colours."""

    def __init__(
        self,
        application: QApplication,
        window: MainWindow,
        actions: Actions,
        preferences: Preferences,
        prompts: Prompts,
    ) -> None:
        super().__init__(window)
        self._application = application
        self._window = window
        self._actions = actions
        self._preferences = preferences
        self._prompts = prompts
        self._shown: bool | None = None
        application.styleHints().colorSchemeChanged.connect(lambda _scheme: self.apply_theme())
        preferences.changed.connect(self._follow)

    def apply(self) -> None:
        """Applies everything."""
        self.apply_theme()

    def apply_theme(self) -> None:
        """Light or dark, as chosen or as the system has it."""
        choice = self._preferences.get("theme")
        scheme = self._application.styleHints().colorScheme()
        dark = choice == "dark" or (choice == "system" and scheme == Qt.ColorScheme.Dark)
        for name in ("system", "light", "dark"):
            self._actions[f"theme_{name}"].setChecked(name == choice)
        if dark != self._shown:
            self._shown = dark
            theme = load_theme(dark=dark)
            self._application.setPalette(qt_palette(theme))
            self._application.setStyleSheet(style_sheet(theme))
            self._window.apply_theme(theme)
            # A style sheet makes Qt work out all fonts anew.
            self._apply_font()
            self._apply_zoom()

    def zoom(self, steps: int) -> None:
        """Larger or smaller by steps; 0 for the natural size."""
        current = int(self._preferences.get("zoom"))
        low, high = _ZOOM_RANGE
        self._preferences.set("zoom", min(high, max(low, current + steps * _ZOOM_STEP)) if steps else 100)

    def choose_font(self) -> None:
        """Lets the writer choose the editor's font."""
        font = self._prompts.font(self._font())
        if font is not None:
            self._preferences.set("editor_font", font.toString())

    def _follow(self, key: str) -> None:
        {"theme": self.apply_theme, "zoom": self._apply_zoom, "editor_font": self._apply_font}.get(
            key, lambda: None
        )()

    def _apply_zoom(self) -> None:
        factor = self._preferences.get("zoom") / 100
        self._window.panels.editor.set_zoom(factor)
        self._window.panels.head_source.set_zoom(factor)
        self._window.panels.preview.set_zoom(factor)

    def _apply_font(self) -> None:
        self._window.panels.editor.set_font(self._font())

    def _font(self) -> QFont:
        font = QFont()
        chosen = str(self._preferences.get("editor_font"))
        if chosen and font.fromString(chosen):
            return font
        families = set(QFontDatabase.families())
        family = next((name for name in _EDITOR_FONTS if name in families), "")
        return QFont(family, 12) if family else QFont(self._application.font().family(), 12)
