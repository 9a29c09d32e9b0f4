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
        self._marked_line = -1
        self._led_to: tuple[int, float] | None = None
        editor.top_line_changed.connect(self._editor_scrolled)
        editor.selection_changed.connect(lambda _start, _end: self._mark())
        live.rendered.connect(self._mark_again)
        preview.scrolled.connect(self._preview_scrolled)
        preview.source_clicked.connect(self._go_to_source)

    def _mark_again(self) -> None:
        self._marked_line = -1
        self._mark()

    def _mark(self) -> None:
        """Marks the block that the cursor is in."""
        line = self._editor.cursor_line()
        if line != self._marked_line:
            self._marked_line = line
            self._live.locate(line, lambda place: self._preview.mark_unit(place[0]))

    def _editor_scrolled(self, line: int, fraction: float) -> None:
        self._live.set_focus(line)
        # Lines above that are laid out late move the scroll bar: the line that the preview led to is still at the top.
        if self._led_to is not None and line == self._led_to[0] and abs(fraction - self._led_to[1]) < 1e-6:
            return
        self._led_to = None
        if self._preferences.get("sync_scrolling"):
            self._live.locate(line + fraction, lambda place: self._preview.scroll_to(*place))

    def _preview_scrolled(self, unit_id: int, fraction: float) -> None:
        if self._preferences.get("sync_scrolling"):
            self._live.line_of(unit_id, fraction, self._lead_editor)

    def _lead_editor(self, line: float) -> None:
        self._editor.scroll_to_line(int(line), line - int(line))
        self._led_to = self._editor.top_line()

    def _go_to_source(self, unit_id: int, fraction: float) -> None:
        self._live.line_of(unit_id, fraction, self._put_cursor)

    def _put_cursor(self, line: float) -> None:
        rope = self._editor.rope
        self._editor.set_cursor(rope.line_start(min(int(line), rope.line_count - 1)))
        self._editor.setFocus()
