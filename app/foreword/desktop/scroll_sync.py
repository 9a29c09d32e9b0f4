"""Editor and preview scroll in step; the pane that the writer scrolls is never moved by the other."""

from __future__ import annotations

from PySide6.QtCore import QObject

from foreword.desktop.editor import EditorPanel
from foreword.desktop.live_preview import LivePreview
from foreword.desktop.preferences import Preferences
from foreword.desktop.preview import PreviewPanel


class ScrollSync(QObject):
    """Translates lines of the body into places of the page and back."""

    def __init__(
        self,
        editor: EditorPanel,
        preview: PreviewPanel,
        live: LivePreview,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._preview = preview
        self._live = live
        self._preferences = preferences
        self._moving_editor = False
        editor.top_line_changed.connect(self._editor_scrolled)
        editor.selection_changed.connect(lambda _start, _end: self._mark())
        preview.scrolled.connect(self._preview_scrolled)
        preview.source_clicked.connect(self._go_to_source)

    def after_edit(self) -> None:
        """Marks the block that the cursor is in now; nothing scrolls while typing."""
        self._mark()

    def _mark(self) -> None:
        found = self._live.unit_at_line(self._editor.cursor_line())
        self._preview.mark_unit(found[0] if found else None)

    def _editor_scrolled(self, line: int, fraction: float) -> None:
        self._live.set_focus(line)
        if self._moving_editor or not self._preferences.get("sync_scrolling"):
            return
        found = self._live.unit_at_line(line + fraction)
        if found is not None:
            self._preview.scroll_to(*found)

    def _preview_scrolled(self, unit_id: int, fraction: float) -> None:
        line = self._live.line_at_unit(unit_id, fraction)
        if line is None or not self._preferences.get("sync_scrolling"):
            return
        self._moving_editor = True
        try:
            self._editor.scroll_to_line(int(line), line - int(line))
        finally:
            self._moving_editor = False

    def _go_to_source(self, unit_id: int, fraction: float) -> None:
        line = self._live.line_at_unit(unit_id, fraction)
        if line is not None:
            self._editor.set_cursor(self._editor.rope.line_start(int(line)))
            self._editor.setFocus()
