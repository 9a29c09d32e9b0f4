"""The panel of the post's text: the editing widget and what the window may ask of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from foreword.desktop.editor.colors import EditorColors, PlainColors
from foreword.desktop.editor.find_bar import FindBar
from foreword.desktop.editor.finder import Finder
from foreword.desktop.editor.view import EditorView
from foreword.text import Edit, Rope
from foreword.writing import COMMANDS, Habits, Selection

_GREATER = 1.15


class EditorPanel(QWidget):
    """A view of the body of a post. All positions are code points of that body, lines count from 0.

    ``edit_requested(edit, group)`` tells of an edit that the user has made and that the panel shows already: whoever
    owns the text applies it there and must not hand it back to `apply`. Equal groups in a row are one step to undo.
    ``plain`` is for text that is not Markdown: it looks the same everywhere and keys have no meaning of Markdown.
    """

    edit_requested = Signal(object, str)
    undo_requested = Signal()
    redo_requested = Signal()
    selection_changed = Signal(int, int)
    top_line_changed = Signal(int, float)

    def __init__(
        self, theme: EditorColors | None = None, parent: QWidget | None = None, *, plain: bool = False
    ) -> None:
        super().__init__(parent)
        self._theme = theme or PlainColors()
        self._view = EditorView(self._theme, self, plain=plain)
        self._view.setAccessibleName(_translated("Text of the post"))
        self._font = _default_font()
        self._zoom = 1.0
        self._follows = True
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._bar = FindBar(self)
        self._bar.set_colors(self._theme)
        self._finder = Finder(self._view, self._bar)
        layout.addWidget(self._bar)
        layout.addWidget(self._view)
        self.setFocusProxy(self._view)
        self._view.edit_made.connect(self.edit_requested)
        self._view.undo_requested.connect(self.undo_requested)
        self._view.redo_requested.connect(self.redo_requested)
        self._view.selection_moved.connect(self.selection_changed)
        self._view.scrolled.connect(self._tell_top_line)
        self._set_sizes()

    @property
    def rope(self) -> Rope:
        """The text as it is shown."""
        return self._view.rope

    @property
    def view(self) -> EditorView:
        """The editing widget itself, for the clipboard's and the keyboard's events."""
        return self._view

    def set_text(self, text: Rope | str, line_end: str = "\n") -> None:
        """Shows another text, cursor at its beginning. Long ones go on arriving while events are handled.

        ``line_end`` is for new lines in a text that has no line ending itself.
        """
        self._view.set_text(Rope(text) if isinstance(text, str) else text, line_end)

    def apply(self, edit: Edit, *, reveal: bool = False) -> None:
        """Shows an edit that was made elsewhere; ``reveal`` puts the cursor behind it, as after an undo."""
        self._view.apply(edit)
        if reveal:
            self.set_cursor(edit.new_end)

    def run(self, command: str) -> bool:
        """Carries out a writing command by its name. False where it has nothing to do; KeyError for unknown names."""
        self._view.commit_composition()
        outcome = COMMANDS[command](self._view.rope, self._view.selection(), self._view.habits)
        return self._view.perform(outcome)

    def set_habits(self, habits: Habits) -> None:
        """How this blog writes its Markdown."""
        self._view.habits = habits

    def show_find(self) -> None:
        """Opens the bar that finds."""
        self._finder.open(replacing=False)

    def show_replace(self) -> None:
        """Opens the bar that finds and replaces."""
        self._finder.open(replacing=True)

    def find_next(self) -> None:
        """Goes to the next place of what was looked for last, or asks for it."""
        self._finder.go_to_next()

    def find_previous(self) -> None:
        """Goes to the place before, or asks what to look for."""
        self._finder.go_to_previous()

    def stop(self) -> None:
        """Ends what goes on beside the window; call it before the panel goes."""
        self._finder.stop()

    def selection(self) -> tuple[int, int]:
        """Start and end of the selection; equal where nothing is selected."""
        chosen = self._view.selection()
        return chosen.start, chosen.end

    def selected_text(self) -> str:
        """The selected characters as they are in the text."""
        start, end = self.selection()
        return self.rope.slice(start, end)

    def set_cursor(self, position: int, anchor: int | None = None) -> None:
        """Puts the cursor at a position, selecting from ``anchor`` on, and scrolls to it."""
        self._view.select(Selection(position if anchor is None else anchor, position))

    def cursor_line(self) -> int:
        """The line that the cursor is in."""
        return self._view.textCursor().blockNumber()

    def cursor_column(self) -> int:
        """How many code points stand before the cursor in its line."""
        return self._view.selection().position - self.rope.line_start(self.cursor_line())

    def top_line(self) -> tuple[int, float]:
        """The line at the upper edge and which part of it is above the edge, from 0 to 1."""
        return self._view.top_line()

    def scroll_to_line(self, line: int, fraction: float = 0.0) -> None:
        """Scrolls so that a line, less the ``fraction`` of its height, is at the upper edge. Emits nothing."""
        self._follows = False
        try:
            self._view.scroll_to(line, fraction)
        finally:
            self._follows = True

    def set_focus_mode(self, on: bool) -> None:
        """Fades all paragraphs but the one that is being written."""
        self._view.set_focus_mode(on)

    def set_theme(self, theme: EditorColors) -> None:
        """Takes other colours."""
        self._theme = theme
        self._view.set_colors(theme)
        self._bar.set_colors(theme)

    def set_font(self, font: QFont) -> None:
        """Sets the text in another font; its size is that at a zoom of 1."""
        self._font = QFont(font)
        self._set_sizes()

    def set_zoom(self, zoom: float) -> None:
        """Enlarges the text by a factor."""
        self._zoom = zoom
        self._set_sizes()

    def _set_sizes(self) -> None:
        font = QFont(self._font)
        if font.pointSizeF() > 0:
            font.setPointSizeF(max(font.pointSizeF() * self._zoom, 4.0))
        else:
            font.setPixelSize(max(round(font.pixelSize() * self._zoom), 6))
        self._view.set_font(font)

    def _tell_top_line(self) -> None:
        if self._follows:
            self.top_line_changed.emit(*self._view.top_line())


def _default_font() -> QFont:
    font = QFont(QApplication.font())
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * _GREATER)
    return font


def _translated(text: str) -> str:
    return QCoreApplication.translate("EditorPanel", text)
