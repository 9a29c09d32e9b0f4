"""A long text arrives in slices between events; the writer may begin at once and nothing jumps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.editor.session import Session
from foreword.desktop.editor import EditorPanel
from foreword.text import Edit
from foreword.writing import Selection

pytestmark = [pytest.mark.desktop, pytest.mark.qt_log_ignore("propagateSizeHints")]

LONG = "".join(f"line {number} of a long text\r\n" for number in range(3000)) + "the end"


def press(
    panel: EditorPanel, key: Qt.Key, text: str = "", modifiers: Qt.KeyboardModifier | None = None
) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers or Qt.KeyboardModifier.NoModifier, text)
    QApplication.sendEvent(panel.view, event)


def wait_until_loaded(panel: EditorPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: panel.view.loaded_lines == panel.rope.line_count)


def test_first_lines_are_there_at_once_and_the_others_follow(panel: EditorPanel, qtbot: QtBot) -> None:
    session = Session(panel, LONG)
    assert 100 < panel.view.loaded_lines < 1000
    wait_until_loaded(panel, qtbot)
    assert session.differences() == []
    assert session.edits == []


def test_what_is_typed_meanwhile_is_kept_and_the_place_too(panel: EditorPanel, qtbot: QtBot) -> None:
    session = Session(panel, LONG)
    place = panel.rope.line_start(150) + 5
    panel.set_cursor(place)
    moved: list[tuple[int, int]] = []
    for letter in "abc":
        press(panel, Qt.Key.Key_A, letter)
        QApplication.processEvents()
    press(panel, Qt.Key.Key_Return, "\r")
    top = panel.top_line()
    panel.selection_changed.connect(lambda start, end: moved.append((start, end)))
    wait_until_loaded(panel, qtbot)
    assert session.differences() == []
    assert session.text == LONG[:place] + "abc\r\n" + LONG[place:]
    assert panel.selection() == (place + 5, place + 5)
    assert panel.top_line() == top
    assert moved == []


def test_edits_made_elsewhere_reach_lines_that_are_not_there_yet(panel: EditorPanel, qtbot: QtBot) -> None:
    session = Session(panel, LONG)
    session.change(Edit(len(LONG) - 3, len(LONG), "END\nand more"))
    session.change(Edit(10, 200, ""))
    assert session.differences() == []
    wait_until_loaded(panel, qtbot)
    assert session.differences() == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return])
def test_the_last_line_that_has_arrived_is_not_the_end(panel: EditorPanel, qtbot: QtBot, key: Qt.Key) -> None:
    session = Session(panel, LONG)
    edge = panel.rope.line_start(panel.view.loaded_lines) - 2
    panel.view.select(Selection.at(edge))
    press(panel, key, "\r" if key == Qt.Key.Key_Return else "")
    wait_until_loaded(panel, qtbot)
    expected = {
        Qt.Key.Key_Delete: LONG[:edge] + LONG[edge + 2 :],
        Qt.Key.Key_Backspace: LONG[: edge - 1] + LONG[edge:],
        Qt.Key.Key_Return: LONG[:edge] + "\r\n" + LONG[edge:],
    }
    assert session.text == expected[key]
    assert session.differences() == []


def test_going_to_the_end_and_selecting_all_reach_the_whole_text(panel: EditorPanel) -> None:
    Session(panel, LONG)
    press(panel, Qt.Key.Key_End, "", Qt.KeyboardModifier.ControlModifier)
    assert panel.selection() == (len(LONG), len(LONG))
    Session(panel, LONG)
    press(panel, Qt.Key.Key_A, "", Qt.KeyboardModifier.ControlModifier)
    assert panel.selected_text() == LONG


def test_another_text_takes_the_place_of_one_that_is_still_arriving(panel: EditorPanel, qtbot: QtBot) -> None:
    Session(panel, LONG).close()
    session = Session(panel, "short")
    qtbot.wait(20)
    assert session.differences() == []
    assert panel.view.document().blockCount() == 1


def test_scrolling_to_a_line_loads_as_far(panel: EditorPanel) -> None:
    Session(panel, LONG)
    panel.scroll_to_line(2000)
    assert panel.top_line() == (2000, 0.0)
