"""The editing widget: shows a text that it does not own, and turns what the user does to it into edits."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QEvent, QMimeData, QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QWidget

from foreword.desktop.editor import clipboard, keys
from foreword.desktop.editor.colors import EditorColors
from foreword.desktop.editor.mirror import Mirror
from foreword.desktop.editor.page import EditorPage
from foreword.desktop.editor.typing_groups import TypingGroups
from foreword.text import Edit, Rope
from foreword.writing import DEFAULT_HABITS, Habits, Outcome, Selection

_FIRST_LINES = 200
_SLICE = 50
_SLICE_SECONDS = 0.003
_SLICES_SHOWN = 8


class EditorView(EditorPage):
    """Positions in its own methods and signals are code points of the text that it shows."""

    edit_made = Signal(object, str)
    undo_requested = Signal()
    redo_requested = Signal()
    selection_moved = Signal(int, int)
    scrolled = Signal()

    def __init__(self, colors: EditorColors, parent: QWidget | None = None, *, plain: bool = False) -> None:
        super().__init__(colors, parent, plain=plain)
        self._plain = plain
        self.habits: Habits = DEFAULT_HABITS
        self._groups = TypingGroups()
        self._pending: list[tuple[Edit, str]] = []
        self._told = (0, 0)
        self._slices = 0
        self._mirror = Mirror(self._document)
        self._loader = QTimer(self, interval=0)
        self._loader.timeout.connect(self._load_slice)
        self._repaint = QTimer(self, singleShot=True, interval=0)
        self._repaint.timeout.connect(self._layout.repaint_all)
        self._document.contentsChange.connect(self._on_change)
        self._document.contentsChanged.connect(self._tell_edits)
        self.cursorPositionChanged.connect(self._tell_selection)
        self.selectionChanged.connect(self._tell_selection)
        self.verticalScrollBar().valueChanged.connect(self.scrolled)

    # The text

    @property
    def rope(self) -> Rope:
        """The text that is shown."""
        return self._mirror.rope

    @property
    def is_plain(self) -> bool:
        """Whether the text is not Markdown: keys type what they say and go on with no list."""
        return self._plain

    @property
    def loaded_lines(self) -> int:
        """How many lines have arrived in the widget so far."""
        return self._mirror.loaded

    @property
    def line_end(self) -> str:
        """How lines end in a text that has no line ending yet."""
        return self._mirror.line_end

    def set_text(self, rope: Rope, line_end: str) -> None:
        """Shows another text: its first lines at once, the others between the events that follow."""
        self._end_composition()
        self._loader.stop()
        self._groups.end()
        self._highlighter.reset(rope)
        self._layout.is_appending = True
        try:
            self._mirror.reset(rope, _FIRST_LINES, line_end)
        finally:
            self._layout.is_appending = False
        self._layout.forget()
        self._layout.tell_size()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        if not self._mirror.is_complete:
            self._loader.start()
        self._tell_selection()

    def apply(self, edit: Edit) -> None:
        """Makes an edit that was not made here: undo, the form, another program. Nothing is emitted for it."""
        self._end_composition()
        self._load_to(self.rope.line_of(edit.end) + 1)
        self._mirror.apply(edit, self._highlighter.edited)
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
        self._end_composition()
        self._load_to(self.rope.line_of(selection.end))
        cursor = self.textCursor()
        cursor.setPosition(self._mirror.to_view(selection.anchor))
        cursor.setPosition(self._mirror.to_view(selection.position), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def is_code(self, line: int) -> bool:
        """Whether a line stands in fenced code."""
        return self._highlighter.is_code(line)

    def load_all(self) -> None:
        """Shows all lines now."""
        self._load_to(self.rope.line_count)

    def _load_to(self, line: int) -> None:
        if self._mirror.is_complete or self._mirror.loaded > line + 1:
            return
        while not self._mirror.is_complete and self._mirror.loaded <= line + 1:
            self._load_slice()
        self._layout.tell_size()

    def _load_slice(self) -> None:
        cursor = self.textCursor()
        kept = (cursor.anchor(), cursor.position())
        self._layout.is_appending = True
        end = perf_counter() + _SLICE_SECONDS
        try:
            while not self._mirror.is_complete:
                self._mirror.load_more(_SLICE)
                if perf_counter() > end:
                    break
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
        self._pause.stop()
        if self._highlighter.edited(self.rope, line_edit):
            self._repaint.start()
        self._pending.append((edit, self._groups.name_of(edit)))

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

    def scroll_to(self, line: int, fraction: float) -> None:
        """Scrolls a line to the upper edge."""
        line = max(0, min(line, self.rope.line_count - 1))
        self._load_to(line + 100)
        block = self._document.findBlockByNumber(line)
        self._layout.blockBoundingRect(block)
        self.verticalScrollBar().setValue(block.firstLineNumber() + int(fraction * block.lineCount()))

    # Keys, mouse, input methods, clipboard

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and not keys.is_for_editor(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not keys.is_modifier(event):
            self.commit_composition()
        if not self._mirror.is_complete:
            self._load_to(self.textCursor().blockNumber() + 2)
        if keys.handled(self, event):
            event.accept()
            return
        if event.key() in keys.MOVES:
            self._groups.end()
        super().keyPressEvent(event)

    def leave_backwards(self) -> None:
        """Gives the focus to the widget before this one."""
        self.setTabChangesFocus(True)
        self.focusPreviousChild()
        self.setTabChangesFocus(False)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        empty = not (event.preeditString() or event.commitString() or event.replacementLength())
        if empty and not self.is_composing:
            event.accept()
            return
        super().inputMethodEvent(self._whole_characters(event) if event.replacementLength() else event)

    def _whole_characters(self, event: QInputMethodEvent) -> QInputMethodEvent:
        """The event, changed so that it takes the place of whole characters of the text: some input methods count
        an emoji as one, and would leave half of it."""
        cursor = self.textCursor()
        base, chosen = cursor.selectionStart(), cursor.selectionEnd() - cursor.selectionStart()
        last = self.document().characterCount() - 1 - chosen

        def floor(position: int) -> int:
            # What is selected goes before anything else is done.
            gone = chosen if position > base else 0
            return self._mirror.to_view(self._mirror.to_source(position + gone)) - gone

        first = base + event.replacementStart()
        end = min(max(first + event.replacementLength(), 0), last)
        start = floor(min(max(first, 0), last))
        length = floor(end) - start + (2 if floor(end) < end else 0)
        whole = QInputMethodEvent(event.preeditString(), event.attributes())
        whole.setCommitString(event.commitString(), start - base, length)
        return whole

    def commit_composition(self) -> None:
        """Asks the input method to make text of what is being composed; what it does not make text of is gone."""
        if self.is_composing:
            QGuiApplication.inputMethod().commit()
            self._end_composition()

    def _end_composition(self) -> None:
        """Gives up letters that are not text yet: what they stand in is about to change."""
        if self.is_composing:
            QGuiApplication.inputMethod().reset()
            self.inputMethodEvent(QInputMethodEvent())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.context_menu(event.pos())
        menu.exec(event.globalPos())
        menu.deleteLater()

    def context_menu(self, place: QPoint) -> QMenu:
        """The usual menu of a text field, without the entries that have no meaning here."""
        menu = self.createStandardContextMenu(place)
        for action in menu.actions():
            # The standard entries for undo and redo are those of the document, which has none.
            if action.objectName() in ("edit-undo", "edit-redo"):
                menu.removeAction(action)
            elif action.objectName() == "select-all":
                action.triggered.connect(self.selectAll)
        if menu.actions() and menu.actions()[0].isSeparator():
            menu.removeAction(menu.actions()[0])
        return menu

    def selectAll(self) -> None:
        self.commit_composition()
        self.load_all()
        super().selectAll()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._groups.end()
        super().mousePressEvent(event)

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
