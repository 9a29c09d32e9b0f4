"""The editing widget: shows a text that it does not own, and turns what the user does to it into edits."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QDropEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from foreword.desktop.editor import clipboard, keys
from foreword.desktop.editor.colors import EditorColors
from foreword.desktop.editor.highlighter import Highlighter, is_title
from foreword.desktop.editor.layout import EditorLayout
from foreword.desktop.editor.mirror import Mirror
from foreword.desktop.editor.painting import Underlay, selection_color
from foreword.desktop.editor.stand_ins import units_of
from foreword.desktop.editor.typing_groups import TypingGroups
from foreword.text import Edit, LineEdit, Rope
from foreword.writing import DEFAULT_HABITS, Habits, Outcome, Selection

_FIRST_LINES = 200
_SLICE = 250
_SLICES_SHOWN = 8
_PAUSE_MS = 150
_MEASURE = 72
_SPACING = 1.4
_MARGIN = 26
_SAMPLE = "the quick brown fox jumps over a lazy dog and then it rests in the sun "
_KEYBOARD_FOCUS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class EditorView(QPlainTextEdit):
    """Positions in its own methods and signals are code points of the text that it shows."""

    edit_made = Signal(object, str)
    undo_requested = Signal()
    redo_requested = Signal()
    selection_moved = Signal(int, int)
    scrolled = Signal()

    def __init__(self, colors: EditorColors, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.habits: Habits = DEFAULT_HABITS
        self._colors = colors
        self._groups = TypingGroups()
        self._pending: list[tuple[Edit, str]] = []
        self._told = (0, 0)
        self._slices = 0
        self._ring = False
        self._composing = False
        self._found: list[tuple[int, int]] = []
        self._highlighter = Highlighter(colors)
        self._document = QTextDocument(self)
        self._document.setUndoRedoEnabled(False)
        self._document.setDocumentMargin(_MARGIN)
        self._layout = EditorLayout(
            self._document, self._highlighter.format_block, self._highlighter.stamp_of, is_title
        )
        self._document.setDocumentLayout(self._layout)
        self.setDocument(self._document)
        self._mirror = Mirror(self._document)
        self._loader = QTimer(self, interval=0)
        self._loader.timeout.connect(self._load_slice)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._use_pause)
        self._document.contentsChange.connect(self._on_change)
        self._document.contentsChanged.connect(self._tell_edits)
        self.cursorPositionChanged.connect(self._tell_selection)
        self.selectionChanged.connect(self._tell_selection)
        self.verticalScrollBar().valueChanged.connect(self.scrolled)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(2)
        self.set_colors(colors)

    # The text

    @property
    def rope(self) -> Rope:
        """The text that is shown."""
        return self._mirror.rope

    @property
    def loaded_lines(self) -> int:
        """How many lines have arrived in the widget so far."""
        return self._mirror.loaded

    @property
    def line_end(self) -> str:
        """How lines end in a text that has no line ending yet."""
        return self._mirror.line_end

    @property
    def is_composing(self) -> bool:
        """Whether an input method is at work on letters that are not text yet."""
        return self._composing

    def set_text(self, rope: Rope, line_end: str) -> None:
        """Shows another text: its first lines at once, the others between the events that follow."""
        self._loader.stop()
        self._groups.end()
        self._highlighter.reset(rope)
        self._mirror.reset(rope, _FIRST_LINES, line_end)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        if not self._mirror.is_complete:
            self._loader.start()
        self._tell_selection()

    def apply(self, edit: Edit) -> None:
        """Makes an edit that was not made here: undo, the form, another program. Nothing is emitted for it."""
        self._load_to(self.rope.line_of(edit.end) + 1)
        line_edit = self.rope.line_edit(edit)
        self._highlighter.edited(self.rope.apply(edit), line_edit)
        self._mirror.apply(edit)
        self._layout.repaint_all()
        self._groups.end()
        self._tell_selection()

    def perform(self, outcome: Outcome | None, group: str = "") -> bool:
        """Makes and emits what a command came to. False where there was nothing to do."""
        if outcome is None:
            return False
        if outcome.edit is not None:
            self.apply(outcome.edit)
            self.edit_made.emit(outcome.edit, group)
        self.select(outcome.selection)
        return True

    def selection(self) -> Selection:
        """What is selected."""
        cursor = self.textCursor()
        position = self._mirror.to_source(cursor.position())
        if not cursor.hasSelection():
            return Selection.at(position)
        return Selection(self._mirror.to_source(cursor.anchor()), position)

    def select(self, selection: Selection) -> None:
        """Selects, and scrolls to where the cursor is then."""
        self._load_to(self.rope.line_of(selection.end))
        cursor = self.textCursor()
        cursor.setPosition(self._mirror.to_view(selection.anchor))
        cursor.setPosition(self._mirror.to_view(selection.position), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def is_code(self, line: int) -> bool:
        """Whether a line stands in fenced code."""
        return self._highlighter.is_code(line)

    def top_line(self) -> tuple[int, float]:
        """The line at the upper edge and which part of it is above the edge."""
        block = self.firstVisibleBlock()
        height = self._layout.blockBoundingRect(block).height()
        above = -self.contentOffset().y()
        return block.blockNumber(), min(max(above / height, 0.0), 1.0) if height > 0 else 0.0

    def scroll_to(self, line: int, fraction: float) -> None:
        """Scrolls a line to the upper edge."""
        line = max(0, min(line, self.rope.line_count - 1))
        self._load_to(line + 100)
        block = self._document.findBlockByNumber(line)
        self._layout.blockBoundingRect(block)
        self.verticalScrollBar().setValue(block.firstLineNumber() + int(fraction * block.lineCount()))

    def load_all(self) -> None:
        """Shows all lines now."""
        self._load_to(self.rope.line_count)

    def _load_to(self, line: int) -> None:
        while not self._mirror.is_complete and self._mirror.loaded <= line + 1:
            self._load_slice()

    def _load_slice(self) -> None:
        cursor = self.textCursor()
        kept = (cursor.anchor(), cursor.position())
        self._layout.is_appending = True
        try:
            self._mirror.load_more(_SLICE)
        finally:
            self._layout.is_appending = False
        self._slices += 1
        if self._mirror.is_complete or self._slices % _SLICES_SHOWN == 0:
            self._layout.tell_size()
        if (self.textCursor().anchor(), self.textCursor().position()) != kept:
            with QSignalBlocker(self):
                cursor.setPosition(kept[0])
                cursor.setPosition(kept[1], QTextCursor.MoveMode.KeepAnchor)
                self.setTextCursor(cursor)
        if self._mirror.is_complete:
            self._loader.stop()

    def _on_change(self, position: int, _removed: int, added: int) -> None:
        if self._mirror.busy:
            return
        change = self._mirror.take_change(position, added)
        if change is None:
            return
        edit, line_edit = change
        self._after_change(line_edit)
        self._pending.append((edit, self._groups.name_of(edit)))

    def _after_change(self, line_edit: LineEdit) -> None:
        if self._highlighter.edited(self.rope, line_edit):
            QTimer.singleShot(0, self._layout.repaint_all)

    def _use_pause(self) -> None:
        if self._highlighter.is_waiting and not self._composing:
            self._highlighter.look_again()
            self._layout.forget()

    def _tell_edits(self) -> None:
        pending, self._pending = self._pending, []
        for edit, group in pending:
            self.edit_made.emit(edit, group)

    def _tell_selection(self) -> None:
        if self._mirror.busy:
            return
        selection = self.selection()
        told = (selection.start, selection.end)
        if told != self._told:
            self._told = told
            self.selection_moved.emit(*told)

    # Looks

    def mark_found(self, places: list[tuple[int, int]]) -> None:
        """Frames these places, which follow each other, until others are given."""
        self._found = places
        self.viewport().update()

    def _found_in(self, block: QTextBlock) -> Iterator[tuple[int, int]]:
        """The parts of the marked places that lie in a block, in UTF-16 units of its text."""
        start = self.rope.line_start(block.blockNumber())
        text = block.text()
        at = bisect_right(self._found, start, key=lambda place: place[1])
        while at < len(self._found) and self._found[at][0] < start + len(text):
            first, last = self._found[at]
            yield units_of(text, max(first - start, 0)), units_of(text, min(last - start, len(text)))
            at += 1

    def set_colors(self, colors: EditorColors) -> None:
        """Takes the colours of a theme."""
        self._colors = colors
        self._highlighter.set_look(colors, keys.fixed_family())
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(colors.paper))
        palette.setColor(QPalette.ColorRole.Text, QColor(colors.ink))
        palette.setColor(QPalette.ColorRole.Highlight, selection_color(colors))
        palette.setBrush(QPalette.ColorRole.HighlightedText, QBrush(Qt.BrushStyle.NoBrush))
        self.setPalette(palette)
        self._layout.forget()

    def set_font(self, font: QFont) -> None:
        """Sets the text in another font or size."""
        self.setFont(font)
        self._set_measure()
        self._layout.forget()

    def _set_measure(self) -> None:
        metrics = QFontMetricsF(self.font())
        longest = metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE) * _MEASURE
        room = self.viewport().width()
        width = max(min(longest, room - 2 * _MARGIN), 40.0)
        left = max((room - width) // 2, 0)
        tab = metrics.horizontalAdvance(" ") * 4
        self._layout.set_measure(left, width, round(metrics.height() * _SPACING), tab)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set_measure()
        super().resizeEvent(event)

    def visible_blocks(self) -> Iterator[tuple[QTextBlock, QPointF]]:
        """The blocks in view with their top left corners."""
        block, corner = self.firstVisibleBlock(), self.contentOffset()
        bottom = self.viewport().height()
        while block.isValid() and corner.y() < bottom:
            yield block, QPointF(corner)
            corner.setY(corner.y() + self._layout.blockBoundingRect(block).height())
            block = block.next()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        under = Underlay(painter, self._layout, self._colors)
        cursor = self.textCursor()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        for block, corner in self.visible_blocks():
            if self._highlighter.is_code(block.blockNumber()):
                under.code_band(block, corner)
            if self._found:
                under.found(block, corner, self._found_in(block))
            begin, stop = block.position(), block.position() + block.length() - 1
            if start == end and begin <= start <= stop:
                under.current_line(block, corner, start - begin)
            elif start <= stop and end > begin:
                under.selection(block, corner, max(start - begin, 0), min(end, stop) - begin)
        painter.end()
        if self._highlighter.is_waiting:
            self._pause.start()
        super().paintEvent(event)
        if self._ring:
            self._paint_ring()

    def _paint_ring(self) -> None:
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(self._colors.accent), 2))
        painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in _KEYBOARD_FOCUS
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring = False
        super().focusOutEvent(event)
        self.viewport().update()

    # Keys, mouse, input methods, clipboard

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and not keys.is_for_editor(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._mirror.is_complete:
            self._load_to(self.textCursor().blockNumber() + 2)
        if keys.handled(self, event):
            event.accept()
            return
        if event.key() in keys.MOVES:
            self._groups.end()
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        empty = not (event.preeditString() or event.commitString() or event.replacementLength())
        if empty and not self._composing:
            event.accept()
            return
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._groups.end()
        super().mousePressEvent(self._snapped(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(self._snapped(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(self._snapped(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(self._snapped(event))

    def _snapped(self, event: QMouseEvent) -> QMouseEvent:
        """The event, moved from the room between two lines into the nearer one."""
        place = self.snapped(event.position())
        if place == event.position():
            return event
        moved = QMouseEvent(
            event.type(), place, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
        )
        moved.setTimestamp(event.timestamp())
        return moved

    def snapped(self, place: QPointF) -> QPointF:
        """A point of a line's text beside or above which ``place`` lies."""
        for block, corner in self.visible_blocks():
            height = self._layout.blockBoundingRect(block).height()
            if not corner.y() <= place.y() < corner.y() + height:
                continue
            layout = block.layout()
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                room = max(self._layout.pitch - line.height(), 0.0) / 2
                top = corner.y() + line.y()
                if place.y() < top + line.height() + room:
                    return QPointF(place.x(), min(max(place.y(), top + 1), top + line.height() - 1))
        return place

    def createMimeDataFromSelection(self) -> QMimeData:
        chosen = self.selection()
        return clipboard.mime_data(self.rope.slice(chosen.start, chosen.end))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() and not any(url.isLocalFile() for url in source.urls())

    def insertFromMimeData(self, source: QMimeData) -> None:
        self._groups.end()
        self.perform(clipboard.pasted(self.rope, self.selection(), source, self.line_end))

    def dropEvent(self, event: QDropEvent) -> None:
        if not self.canInsertFromMimeData(event.mimeData()):
            event.ignore()
            return
        place = self.snapped(event.position())
        to = self._mirror.to_source(self.cursorForPosition(QPoint(int(place.x()), int(place.y()))).position())
        moved = event.source() in (self, self.viewport()) and event.dropAction() == Qt.DropAction.MoveAction
        outcome = clipboard.dropped(
            self.rope, self.selection() if moved else None, to, event.mimeData(), self.line_end
        )
        self.perform(outcome)
        if moved:
            # The text has been moved already; whoever began the drag must not remove it once more.
            event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
