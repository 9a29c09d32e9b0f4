"""The real widget, driven by keys, input methods, the clipboard and undo: it never departs from its source."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop.editor.session import Session
from foreword.desktop.editor import EditorPanel, clipboard
from foreword.text import Edit
from foreword.writing import COMMANDS, Selection

pytestmark = [pytest.mark.desktop, pytest.mark.qt_log_ignore("propagateSizeHints")]

AWKWARD = "\r\n\u2028\u2029\ufdd0\ufdd1\ufeff\ufffe\ufffc\x00\x01\x0b\x0c\x1f\x7f\x85\ud83d\ude00\udfff\ue000\ufffd\u2400 é e\u0301😀🏳️‍🌈א中\t"
pieces = st.one_of(
    st.text(alphabet=AWKWARD + "ab", max_size=12),
    st.sampled_from(
        [
            "\r\n",
            "\n",
            "\r",
            "a\rb\nc\r\n",
            "\ra\n",
            "- a\n",
            "1. b\r\n",
            "> c\n",
            "```\n",
            "| a | b |\n",
            "word ",
            "Title\n===\n",
            "**b** ",
            "[x](y)",
        ]
    ),
)
texts = st.lists(pieces, max_size=8).map("".join)
typed = st.sampled_from(
    ["a", " ", "*", "`", "(", "é", "😀", "א", "中", "\u2400", "\ufffd", "\ue000", "\u00a0"]
)
places = st.integers(0, 10_000)

Action = Callable[[Session], None]


def key(
    code: Qt.Key, text: str = "", modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> Action:
    def press(session: Session) -> None:
        view = session.panel.view
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(view, QKeyEvent(kind, code, modifiers, text))

    return press


def select(anchor: int, position: int) -> Action:
    def act(session: Session) -> None:
        length = len(session.source)
        session.panel.set_cursor(position % (length + 1), anchor % (length + 1))

    return act


def paste(text: str) -> Action:
    def act(session: Session) -> None:
        data = QMimeData()
        data.setText(text)
        session.panel.view.insertFromMimeData(data)

    return act


def compose(steps: list[str], commit: str) -> Action:
    def act(session: Session) -> None:
        view = session.panel.view
        for step in steps:
            QApplication.sendEvent(view, QInputMethodEvent(step, []))
            assert session.differences() == []
        end = QInputMethodEvent("", [])
        end.setCommitString(commit)
        QApplication.sendEvent(view, end)

    return act


def begin_composing(text: str) -> Action:
    """Letters that are not committed: whatever comes next has to cope with them."""

    def act(session: Session) -> None:
        QApplication.sendEvent(session.panel.view, QInputMethodEvent(text, []))

    return act


def drag(start: int, end: int, to: int) -> Action:
    """Moves text by an edit like that of a drop within the editor."""

    def act(session: Session) -> None:
        view, length = session.panel.view, len(session.source)
        first, last = sorted((start % (length + 1), end % (length + 1)))
        data = clipboard.mime_data(view.rope.slice(first, last))
        view.perform(clipboard.dropped(view.rope, Selection(first, last), to % (length + 1), data, "\n"))

    return act


def cut_and_paste(anchor: int, position: int, to: int) -> Action:
    def act(session: Session) -> None:
        select(anchor, position)(session)
        session.panel.view.cut()
        assert session.differences() == []
        select(to, to)(session)
        session.panel.view.paste()

    return act


def run(command: str) -> Action:
    def act(session: Session) -> None:
        session.panel.run(command)

    return act


def change(start: int, end: int, text: str) -> Action:
    def act(session: Session) -> None:
        length = len(session.source)
        first, last = sorted((start % (length + 1), end % (length + 1)))
        session.change(Edit(first, last, text))

    return act


control = Qt.KeyboardModifier.ControlModifier
actions = st.one_of(
    st.builds(lambda text: key(Qt.Key.Key_A, text), typed),
    st.sampled_from(
        [
            key(Qt.Key.Key_Backspace),
            key(Qt.Key.Key_Delete),
            key(Qt.Key.Key_Return, "\r"),
            key(Qt.Key.Key_Return, "\r", Qt.KeyboardModifier.ShiftModifier),
            key(Qt.Key.Key_Tab, "\t"),
            key(Qt.Key.Key_Backtab),
            key(Qt.Key.Key_Backspace, "", control),
            key(Qt.Key.Key_Delete, "", control),
            key(Qt.Key.Key_Left),
            key(Qt.Key.Key_Down, "", Qt.KeyboardModifier.ShiftModifier),
            key(Qt.Key.Key_Z, "", control),
            key(Qt.Key.Key_Z, "", control | Qt.KeyboardModifier.ShiftModifier),
            key(Qt.Key.Key_A, "", control),
        ]
    ),
    st.builds(select, places, places),
    st.builds(paste, texts),
    st.builds(
        compose,
        st.lists(st.sampled_from(["", "k", "ka", "か"]), max_size=3),
        st.sampled_from(["", "か", "漢字"]),
    ),
    st.builds(begin_composing, st.sampled_from(["k", "か"])),
    st.builds(drag, places, places, places),
    st.builds(cut_and_paste, places, places, places),
    st.builds(run, st.sampled_from(sorted(COMMANDS))),
    st.builds(change, places, places, texts),
)


def check_sequence(panel: EditorPanel, text: str, steps: list[Action]) -> None:
    session = Session(panel, text)
    try:
        original = session.text
        assert session.differences() == []
        for step in steps:
            step(session)
            assert session.differences() == []
        panel.grab()
        while session.history.can_undo:
            session.undo()
            assert session.differences() == []
        assert session.text == original
        while session.history.can_redo:
            session.redo()
        assert session.differences() == []
    finally:
        session.close()


relaxed = settings(
    deadline=None,
    max_examples=200,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@relaxed
@given(text=texts, steps=st.lists(actions, max_size=10))
@example(text="a\rX\nb", steps=[select(2, 2), key(Qt.Key.Key_Delete)])
@example(text="a\rb\nc", steps=[select(2, 2), key(Qt.Key.Key_Return, "\r")])
@example(text="\ufeff\ufffe\ud83d", steps=[cut_and_paste(0, 3, 0), select(1, 1), key(Qt.Key.Key_Backspace)])
@example(text=" \r", steps=[begin_composing("k"), key(Qt.Key.Key_A, "", control), key(Qt.Key.Key_Backspace)])
@example(
    text="", steps=[begin_composing("k"), key(Qt.Key.Key_Return, "\r", Qt.KeyboardModifier.ShiftModifier)]
)
@example(text="\r\ra\n", steps=[cut_and_paste(2, 3, 0)])
@example(text="aa\0\x01bb", steps=[select(2, 3), compose(["k", "ka"], "か")])
def test_view_shows_source_after_every_step_and_undo_restores_the_text(
    panel: EditorPanel, text: str, steps: list[Action]
) -> None:
    check_sequence(panel, text, steps)


@settings(relaxed, max_examples=30)
@given(text=texts, steps=st.lists(actions, max_size=8), scale=st.integers(1, 5))
def test_view_shows_source_while_the_text_is_still_arriving(
    panel: EditorPanel, text: str, steps: list[Action], scale: int
) -> None:
    """No events are handled between the steps, so that lines beyond the first slice come only as they are needed."""
    check_sequence(panel, text + "a line\r\n" * 150 * scale + text, steps)


@pytest.mark.long
@settings(relaxed, max_examples=1500)
@given(text=texts, steps=st.lists(actions, max_size=25))
def test_view_shows_source_in_long_sequences(panel: EditorPanel, text: str, steps: list[Action]) -> None:
    check_sequence(panel, text, steps)


def test_an_input_method_replaces_whole_characters(panel: EditorPanel) -> None:
    """It is told of characters and may ask for one of them back, which Qt takes for half of an emoji."""
    session = Session(panel, "a😀b\n😀")
    for place, start, length, wanted in (
        (2, -1, 1, "a字b\n😀"),
        (1, -5, 5, "字字b\n😀"),
        (5, -1, 1, "字字b\n字"),
        (0, 0, 1, "字字b\n字"),
    ):
        panel.set_cursor(place)
        event = QInputMethodEvent("", [])
        event.setCommitString("字", start, length)
        QApplication.sendEvent(panel.view, event)
        assert session.text == wanted
        assert session.differences() == []
    session.change(Edit(0, len(session.source), "a😀xy😀z"))
    panel.set_cursor(4, 2)
    event = QInputMethodEvent("", [])
    event.setCommitString("字", -1, 2)
    QApplication.sendEvent(panel.view, event)
    assert session.text == "a字z"
    assert session.differences() == []
