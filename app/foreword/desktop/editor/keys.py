"""What keys do in the editor beyond what every text field does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from foreword.text import Edit
from foreword.writing import COMMANDS, Outcome, Selection, new_line, next_cell, previous_cell, wrapped
from foreword.writing.items import beginning_of

if TYPE_CHECKING:
    from foreword.desktop.editor.view import EditorView

_Standard = QKeySequence.StandardKey
_COMMAND_KEYS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_OWN = (
    _Standard.Copy,
    _Standard.Cut,
    _Standard.Paste,
    _Standard.SelectAll,
    _Standard.Undo,
    _Standard.Redo,
    _Standard.DeleteStartOfWord,
    _Standard.DeleteEndOfWord,
    _Standard.MoveToNextWord,
    _Standard.MoveToPreviousWord,
    _Standard.SelectNextWord,
    _Standard.SelectPreviousWord,
    _Standard.MoveToStartOfDocument,
    _Standard.MoveToEndOfDocument,
    _Standard.SelectStartOfDocument,
    _Standard.SelectEndOfDocument,
)
_STEP, _PLAIN_STEP = 4, 2
_TO_THE_END = (_Standard.SelectAll, _Standard.MoveToEndOfDocument, _Standard.SelectEndOfDocument)
_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_unknown,
    }
)
MOVES = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)


def is_modifier(event: QKeyEvent) -> bool:
    """Whether a key does nothing by itself, as Shift does, or is one that an input method passes on."""
    return event.key() in _MODIFIERS


def is_for_editor(event: QEvent) -> bool:
    """Whether a key belongs to the text field rather than to the window's shortcuts."""
    if not isinstance(event, QKeyEvent):
        return False
    if not event.modifiers() & _COMMAND_KEYS:
        return not Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35 and event.key() != Qt.Key.Key_Escape
    return (
        any(event.matches(key) for key in _OWN)
        or event.modifiers() & Qt.KeyboardModifier.GroupSwitchModifier != Qt.KeyboardModifier.NoModifier
    )


def handled(view: EditorView, event: QKeyEvent) -> bool:
    """Does what a key means here. False for keys that are the text field's own."""
    if event.matches(_Standard.Undo):
        view.undo_requested.emit()
        return True
    if event.matches(_Standard.Redo):
        view.redo_requested.emit()
        return True
    if any(event.matches(key) for key in _TO_THE_END):
        view.load_all()
        return False
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return _enter(view, event)
    if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not event.modifiers() & _COMMAND_KEYS:
        return _backtab(view) if event.key() == Qt.Key.Key_Backtab else _tab(view)
    selection = view.selection()
    if view.is_plain:
        return False
    if event.text() and not selection.is_empty and not event.modifiers() & _COMMAND_KEYS:
        return view.perform(wrapped(view.rope, selection, event.text()))
    return False


def _enter(view: EditorView, event: QKeyEvent) -> bool:
    if event.modifiers() & _COMMAND_KEYS:
        return False
    selection = view.selection()
    plain = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    in_code = plain or view.is_plain or view.is_code(view.rope.line_of(selection.start))
    return view.perform(new_line(view.rope, selection, view.habits, in_code=in_code, line_end=view.line_end))


def _tab(view: EditorView) -> bool:
    rope, selection = view.rope, view.selection()
    if view.is_plain:
        return _blanks(view, _PLAIN_STEP)
    cell = next_cell(rope, selection)
    if cell is not None:
        return view.perform(cell)
    line = rope.line_of(selection.start)
    if beginning_of(rope.lines(line, 1)[0]).is_item and not view.is_code(line):
        view.perform(COMMANDS["indent"](rope, selection, view.habits))
        return True
    return _blanks(view, _STEP)


def _blanks(view: EditorView, step: int) -> bool:
    """Blanks up to the next column that is a multiple of ``step``."""
    selection = view.selection()
    column = selection.start - view.rope.line_start(view.rope.line_of(selection.start))
    blanks = " " * (step - column % step)
    edit = Edit(selection.start, selection.end, blanks)
    return view.perform(Outcome(edit, Selection.at(edit.new_end)))


def _backtab(view: EditorView) -> bool:
    if view.is_plain:
        view.leave_backwards()
        return True
    rope, selection = view.rope, view.selection()
    outcome = previous_cell(rope, selection) or COMMANDS["outdent"](rope, selection, view.habits)
    if not view.perform(outcome):
        view.leave_backwards()
    return True
