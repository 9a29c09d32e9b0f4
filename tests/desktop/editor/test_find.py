"""Finding and replacing: the search itself, and the bar in the real panel."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from desktop.editor.session import Session
from foreword.desktop.editor import EditorPanel
from foreword.desktop.editor.find_bar import FindBar
from foreword.desktop.search import Query, SearchProblem, find_all, last_before, next_after, replace_all
from foreword.text import Rope

pytestmark = [pytest.mark.desktop, pytest.mark.qt_log_ignore("propagateSizeHints")]


def places(text: str, query: Query) -> list[tuple[int, int]]:
    return [(found.start, found.end) for found in find_all(Rope(text), query)]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("ab AB ab", Query("ab"), [(0, 2), (3, 5), (6, 8)]),
        ("ab AB ab", Query("ab", case=True), [(0, 2), (6, 8)]),
        ("ab abc", Query("ab", words=True), [(0, 2)]),
        ("a.b axb", Query("a.b"), [(0, 3)]),
        ("a.b axb", Query("a.b", regex=True), [(0, 3), (4, 7)]),
        ("ab\r\ncd\r\n", Query("b$", regex=True), [(1, 2)]),
        ("ab\r\ncd\re\n", Query("^[ce]", regex=True), [(4, 5), (7, 8)]),
        ("ab\r\ncd", Query(r"b\nc", regex=True), [(1, 5)]),
        ("abc", Query("x*", regex=True), []),
        ("abc", Query(""), []),
    ],
)
def test_what_is_found(text: str, query: Query, expected: list[tuple[int, int]]) -> None:
    assert places(text, query) == expected


def test_a_wrong_expression_is_an_error() -> None:
    with pytest.raises(SearchProblem):
        find_all(Rope("a"), Query("(", regex=True))


def test_search_goes_round() -> None:
    found = find_all(Rope("x..x..x"), Query("x"))
    assert [next_after(found, at) for at in (0, 1, 4, 7)] == [0, 1, 2, 0]
    assert [last_before(found, at) for at in (7, 6, 3, 0)] == [2, 1, 0, 2]
    assert next_after([], 0) is None


@pytest.mark.parametrize(
    ("text", "query", "template", "expected"),
    [
        ("a b a", Query("a"), "$1", "$1 b $1"),
        ("one two", Query(r"(\w+) (\w+)", regex=True), "$2 $1", "two one"),
        ("one two", Query(r"(\w+) (\w+)", regex=True), r"\2-\1", "two-one"),
        ("a,b", Query(",", regex=True), r"\n", "a\r\nb"),
        ("a,b", Query("b", regex=True), "<$&>", "a,<b>"),
    ],
)
def test_replacing_all(text: str, query: Query, template: str, expected: str) -> None:
    rope = Rope(text)
    edit = replace_all(rope, find_all(rope, query), query, template, "\r\n")
    assert edit is not None
    assert edit.apply(text) == expected


class Bar:
    """The bar's widgets by what they are for."""

    def __init__(self, panel: EditorPanel) -> None:
        self.bar = panel.findChild(FindBar)
        self.what, self.template = self.bar.findChildren(QLineEdit)
        self.count, self.remark = self.bar.findChildren(QLabel)
        self.buttons = {button.accessibleName(): button for button in self.bar.findChildren(QToolButton)}

    def press(self, name: str) -> None:
        """Clicks a button by its name."""
        QTest.mouseClick(self.buttons[name], Qt.MouseButton.LeftButton)


def test_typing_in_the_bar_goes_to_the_first_place_and_enter_to_the_next(panel: EditorPanel) -> None:
    Session(panel, "one two one three one")
    panel.show_find()
    bar = Bar(panel)
    assert bar.bar.isVisible()
    assert bar.what.hasFocus()
    assert not bar.template.isVisible()
    QTest.keyClicks(bar.what, "one")
    assert panel.selection() == (0, 3)
    assert bar.count.text() == "1 of 3"
    QTest.keyClick(bar.what, Qt.Key.Key_Return)
    assert panel.selection() == (8, 11)
    panel.find_next()
    panel.find_next()
    assert panel.selection() == (0, 3)
    QTest.keyClick(bar.what, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert panel.selection() == (18, 21)
    assert bar.count.text() == "3 of 3"


def test_escape_closes_the_bar_and_goes_back_to_the_text(panel: EditorPanel) -> None:
    Session(panel, "text")
    panel.show_find()
    bar = Bar(panel)
    QTest.keyClick(bar.what, Qt.Key.Key_Escape)
    assert not bar.bar.isVisible()
    assert panel.view.hasFocus()


def test_the_selection_is_what_to_look_for(panel: EditorPanel) -> None:
    Session(panel, "one two one")
    panel.set_cursor(11, 8)
    panel.show_find()
    bar = Bar(panel)
    assert bar.what.text() == "one"
    assert bar.count.text() == "2 of 2"
    assert panel.selection() == (8, 11)


def test_replacing_one_after_another(panel: EditorPanel) -> None:
    session = Session(panel, "a-a-a")
    panel.show_replace()
    bar = Bar(panel)
    QTest.keyClicks(bar.what, "a")
    QTest.keyClicks(bar.template, "bb")
    QTest.keyClick(bar.template, Qt.Key.Key_Return)
    assert session.text == "bb-a-a"
    assert panel.selection() == (3, 4)
    bar.press("Replace this one")
    assert session.text == "bb-bb-a"
    session.undo()
    assert session.text == "bb-a-a"


def test_replacing_all_is_one_step(panel: EditorPanel) -> None:
    session = Session(panel, "a-A-a\r\na")
    panel.show_replace()
    bar = Bar(panel)
    bar.press("Match case")
    QTest.keyClicks(bar.what, "a")
    QTest.keyClicks(bar.template, "long")
    bar.press("Replace all")
    assert session.text == "long-A-long\r\nlong"
    assert session.differences() == []
    session.undo()
    assert session.text == "a-A-a\r\na"


def test_replacing_all_reaches_beyond_what_is_counted(panel: EditorPanel) -> None:
    session = Session(panel, "a " * 6000)
    panel.show_replace()
    bar = Bar(panel)
    QTest.keyClicks(bar.what, "a")
    assert bar.count.text() == "1 of 5,000+"
    QTest.keyClicks(bar.template, "b")
    bar.press("Replace all")
    assert session.text == "b " * 6000
    assert bar.count.text() == "Not found"


def test_a_wrong_expression_is_explained(panel: EditorPanel) -> None:
    Session(panel, "text")
    panel.show_find()
    bar = Bar(panel)
    bar.press("Regular expression")
    QTest.keyClicks(bar.what, "(")
    assert "unterminated" in bar.remark.text()
    assert not bar.buttons["Next (F3)"].isEnabled()


def test_a_template_with_an_unknown_group_is_explained_and_changes_nothing(
    panel: EditorPanel, qtbot: QtBot
) -> None:
    session = Session(panel, "text")
    panel.show_replace()
    bar = Bar(panel)
    bar.press("Regular expression")
    QTest.keyClicks(bar.what, "t")
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 2")
    QTest.keyClicks(bar.template, "$3")
    bar.press("Replace all")
    qtbot.waitUntil(lambda: "group" in bar.remark.text())
    assert session.text == "text"


def test_the_count_follows_the_text(panel: EditorPanel, qtbot: QtBot) -> None:
    Session(panel, "one two")
    panel.show_find()
    bar = Bar(panel)
    QTest.keyClicks(bar.what, "one")
    panel.set_cursor(7)
    QTest.keyClicks(panel.view, " one")
    qtbot.waitUntil(lambda: bar.count.text() == "2")


def test_places_are_marked_on_the_page(panel: EditorPanel) -> None:
    Session(panel, "one two\n\nthree two")
    before = panel.view.grab().toImage()
    panel.show_find()
    QTest.keyClicks(Bar(panel).what, "two")
    panel.set_cursor(0)
    assert panel.view.grab().toImage() != before


def test_find_next_asks_when_nothing_was_looked_for(panel: EditorPanel) -> None:
    Session(panel, "text")
    panel.find_next()
    assert Bar(panel).bar.isVisible()


@pytest.mark.parametrize(
    "expression", ["(" * 3000 + "a" + ")" * 3000, "a{99999999999}", "[[a]", "(?P<<b>x</b>>a)"]
)
def test_an_odd_expression_harms_nothing(panel: EditorPanel, qtbot: QtBot, expression: str) -> None:
    Session(panel, "text [")
    panel.show_find()
    bar = Bar(panel)
    bar.press("Regular expression")
    bar.what.setText(expression)
    qtbot.waitUntil(lambda: (bar.count.text() or bar.remark.text()) not in ("", "Searching…"))
    assert bar.remark.textFormat() is Qt.TextFormat.PlainText


def test_expressions_find_and_replace(panel: EditorPanel, qtbot: QtBot) -> None:
    session = Session(panel, "one\r\ntwo\r\n\ud800 😀 one\r\n")
    panel.show_replace()
    bar = Bar(panel)
    bar.press("Regular expression")
    QTest.keyClicks(bar.what, "o(.)")
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 2")
    assert panel.selection() == (0, 2)
    QTest.keyClicks(bar.template, r"<$1\n>")
    QTest.keyClick(bar.template, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 1")
    assert session.text == "<n\r\n>e\r\ntwo\r\n\ud800 😀 one\r\n"
    assert panel.selected_text() == "on"
    bar.press("Replace all")
    qtbot.waitUntil(lambda: bar.count.text() == "Not found")
    assert session.text == "<n\r\n>e\r\ntwo\r\n\ud800 😀 <n\r\n>e\r\n"
    assert session.differences() == []
    session.undo()
    session.undo()
    assert session.text == "one\r\ntwo\r\n\ud800 😀 one\r\n"


def test_an_expression_that_never_ends_is_given_up_and_typing_goes_on(
    panel: EditorPanel, qtbot: QtBot
) -> None:
    session = Session(panel, "a" * 60 + "!\n")
    panel.show_find()
    bar = Bar(panel)
    bar.press("Regular expression")
    QTest.keyClicks(bar.what, "(a+)+$")
    panel.set_cursor(0)
    QTest.keyClicks(panel.view, "b")
    assert session.text.startswith("baa")
    qtbot.waitUntil(lambda: "too long" in bar.remark.text(), timeout=20_000)
    assert not bar.buttons["Next (F3)"].isEnabled()
    bar.what.setText("a+!")
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 1")


def test_another_question_does_not_wait_for_one_that_never_ends(panel: EditorPanel, qtbot: QtBot) -> None:
    Session(panel, "a" * 60 + "!\n")
    panel.show_find()
    bar = Bar(panel)
    bar.press("Regular expression")
    seen: list[str] = []
    bar.what.setText("(a+)+$")
    qtbot.waitUntil(lambda: bar.count.text() == "Searching…")
    bar.what.setText("a!")
    qtbot.waitUntil(lambda: seen.append(bar.remark.text()) or bar.count.text() == "1 of 1")
    assert not [text for text in seen if "too long" in text]


def test_the_search_process_ends_by_itself_when_nobody_is_there_to_end_it() -> None:
    request = {
        "number": 1,
        "text": "a" * 60 + "!",
        "query": ["(a+)+$", False, False, True],
        "kind": "find",
        "most": 9,
    }
    command = [sys.executable, "-m", "foreword", "--search"]
    done = subprocess.run(
        command, check=False, input=json.dumps(request) + "\n", text=True, capture_output=True, timeout=30
    )
    assert done.returncode != 0
    assert done.stdout == ""
    assert done.stderr == ""
