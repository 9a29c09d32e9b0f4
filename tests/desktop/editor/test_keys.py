"""What keys, the clipboard and dropped text do in the real widget."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLibraryInfo, QMimeData, QPoint, QPointF, Qt, QUrl, QVersionNumber
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.editor.session import Session
from foreword.desktop.editor import EditorPanel
from foreword.writing import COMMANDS

pytestmark = [pytest.mark.desktop, pytest.mark.qt_log_ignore("propagateSizeHints")]

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def groups(session: Session) -> list[str]:
    return [group for _, group in session.edits]


def test_a_word_is_one_step_to_undo(panel: EditorPanel) -> None:
    session = Session(panel, "")
    QTest.keyClicks(panel.view, "two words")
    session.undo()
    assert session.text == "two "
    session.undo()
    assert session.text == ""
    session.redo()
    assert session.text == "two "
    assert panel.selection() == (4, 4)


def test_moving_the_cursor_and_deleting_begin_new_steps(panel: EditorPanel) -> None:
    session = Session(panel, "")
    QTest.keyClicks(panel.view, "ab")
    QTest.keyClick(panel.view, Qt.Key.Key_Left)
    QTest.keyClicks(panel.view, "c")
    QTest.keyClick(panel.view, Qt.Key.Key_Backspace)
    assert len(set(groups(session))) == 3
    assert session.text == "ab"


def test_undo_and_redo_are_asked_for(panel: EditorPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.undo_requested):
        QTest.keyClick(panel.view, Qt.Key.Key_Z, CONTROL)
    with qtbot.waitSignal(panel.redo_requested):
        QTest.keyClick(panel.view, Qt.Key.Key_Z, CONTROL | SHIFT)


@pytest.mark.parametrize(
    "keys", ["Ctrl+K", "Ctrl+E", "Ctrl+B", "Ctrl+H", "Ctrl+D", "Ctrl+L", "Alt+Up", "Ctrl+1", "F3", "Esc"]
)
def test_shortcuts_of_the_window_are_not_taken_by_the_editor(
    panel: EditorPanel, keys: str, qtbot: QtBot
) -> None:
    session = Session(panel, "some text")
    shortcut = QShortcut(QKeySequence(keys), panel)
    panel.activateWindow()
    panel.view.setFocus()
    qtbot.waitUntil(panel.view.hasFocus)
    combination = QKeySequence(keys)[0]
    with qtbot.waitSignal(shortcut.activated):
        QTest.keyClick(panel.view.window().windowHandle(), combination.key(), combination.keyboardModifiers())
    assert session.text == "some text"


def test_the_text_field_keeps_its_own_keys(panel: EditorPanel, qtbot: QtBot) -> None:
    session = Session(panel, "some text")
    QShortcut(QKeySequence("Ctrl+C"), panel).activated.connect(lambda: pytest.fail("taken away"))
    panel.activateWindow()
    qtbot.waitUntil(panel.view.hasFocus)
    panel.set_cursor(4, 0)
    QTest.keyClick(panel.view.window().windowHandle(), Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "some"
    assert session.edits == []


@pytest.mark.parametrize(
    ("text", "cursor", "key", "modifiers", "expected"),
    [
        ("- one", (5, 5), Qt.Key.Key_Return, None, "- one\n- "),
        ("- one", (5, 5), Qt.Key.Key_Return, SHIFT, "- one\n"),
        ("```\n- one\n```", (9, 9), Qt.Key.Key_Return, None, "```\n- one\n\n```"),
        ("- one\n- two", (11, 11), Qt.Key.Key_Tab, None, "- one\n  - two"),
        ("- one\n  - two", (13, 13), Qt.Key.Key_Backtab, SHIFT, "- one\n- two"),
        ("ab", (1, 1), Qt.Key.Key_Tab, None, "a   b"),
        ("| a | b |", (2, 3), Qt.Key.Key_Tab, None, "| a | b |"),
    ],
)
def test_keys_that_write(
    panel: EditorPanel,
    text: str,
    cursor: tuple[int, int],
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier | None,
    expected: str,
) -> None:
    session = Session(panel, text)
    panel.set_cursor(cursor[1], cursor[0])
    QTest.keyClick(panel.view, key, modifiers or Qt.KeyboardModifier.NoModifier)
    assert session.text == expected
    assert session.differences() == []


def test_backtab_leaves_the_editor_where_there_is_nothing_to_nest(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field, panel = QLineEdit(), EditorPanel()
    layout = QVBoxLayout(window)
    layout.addWidget(field)
    layout.addWidget(panel)
    window.show()
    window.activateWindow()
    panel.setFocus()
    qtbot.waitUntil(panel.view.hasFocus)
    QTest.keyClick(panel.view, Qt.Key.Key_Backtab, SHIFT)
    assert field.hasFocus()


def test_a_mark_typed_over_a_selection_goes_around_it(panel: EditorPanel) -> None:
    session = Session(panel, "a word")
    panel.set_cursor(6, 2)
    QTest.keyClick(panel.view, "*")
    QTest.keyClick(panel.view, "*")
    assert session.text == "a **word**"
    assert panel.selected_text() == "word"


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_commands_run_by_name(panel: EditorPanel, command: str) -> None:
    session = Session(panel, "- a\n- word\n- c")
    panel.set_cursor(10, 6)
    panel.run(command)
    panel.run("line-up")
    assert session.edits
    assert session.differences() == []
    while session.history.can_undo:
        session.undo()
    assert session.text == "- a\n- word\n- c"


def test_a_copy_has_the_true_characters(panel: EditorPanel) -> None:
    text = "a\u00a0b\u2028c\ufeffd\u2029e\r\nf\ud83dg"
    session = Session(panel, text)
    panel.view.selectAll()
    panel.view.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "a\u00a0b\u2028c\ufeffd\u2029e\nfg"
    panel.view.cut()
    assert session.text == ""
    panel.view.paste()
    assert session.text == text.replace("\r\n", "\n")
    assert session.differences() == []


def test_pasted_lines_end_as_those_of_the_text(panel: EditorPanel) -> None:
    session = Session(panel, "one\r\ntwo\r\n")
    data = QMimeData()
    data.setText("a\nb\rc\r\n")
    panel.set_cursor(3)
    panel.view.insertFromMimeData(data)
    assert session.text == "onea\r\nb\r\nc\r\n\r\ntwo\r\n"
    assert len(session.edits) == 1


def test_an_address_pasted_over_words_makes_a_link(panel: EditorPanel) -> None:
    session = Session(panel, "see this")
    QGuiApplication.clipboard().setText("https://example.org")
    panel.set_cursor(8, 4)
    panel.view.paste()
    assert session.text == "see [this](https://example.org)"


def drop(panel: EditorPanel, data: QMimeData, place: int) -> QDropEvent:
    panel.set_cursor(place)
    point = QPointF(panel.view.cursorRect().center())
    newer = QLibraryInfo.version() >= QVersionNumber(6, 12)
    enter = QDragEnterEvent(
        point if newer else point.toPoint(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(panel.view.viewport(), enter)
    event = QDropEvent(
        point,
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(panel.view.viewport(), event)
    return event


def test_dropped_text_is_inserted_where_it_falls(panel: EditorPanel) -> None:
    session = Session(panel, "one two")
    data = QMimeData()
    data.setText("new ")
    drop(panel, data, 4)
    assert session.text == "one new two"
    assert panel.selected_text() == "new "


def test_dropped_files_are_left_to_the_window(panel: EditorPanel) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/a/folder")])
    assert not panel.view.canInsertFromMimeData(data)


def test_the_context_menu_has_the_clipboard_and_no_undo_of_its_own(panel: EditorPanel) -> None:
    Session(panel, "text")
    menu = panel.view.context_menu(QPoint(5, 5))
    names = {action.objectName(): action for action in menu.actions()}
    assert {"edit-copy", "edit-paste", "select-all"} <= set(names)
    assert not {"edit-undo", "edit-redo"} & set(names)
    assert not menu.actions()[0].isSeparator()
    names["select-all"].trigger()
    assert panel.selected_text() == "text"


def test_a_key_that_comes_while_letters_are_composed_ends_that_first(panel: EditorPanel) -> None:
    session = Session(panel, "- a")
    panel.set_cursor(3)
    QApplication.sendEvent(panel.view, QInputMethodEvent("か", []))
    QTest.keyClick(panel.view, Qt.Key.Key_Shift)
    assert panel.view.is_composing
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert not panel.view.is_composing
    assert session.text == "- a\n- "
    assert session.differences() == []


def test_the_editor_has_a_name_for_screen_readers(panel: EditorPanel) -> None:
    assert panel.view.accessibleName()


def test_the_focus_is_shown_when_the_keyboard_brought_it(panel: EditorPanel, qtbot: QtBot) -> None:
    panel.view.clearFocus()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    without = panel.view.viewport().grab().toImage().pixelColor(1, 1)
    panel.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert panel.view.viewport().grab().toImage().pixelColor(1, 1) != without
    panel.view.clearFocus()
    panel.view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert panel.view.viewport().grab().toImage().pixelColor(1, 1) == without
