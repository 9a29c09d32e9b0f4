"""Undo and redo over any sequence of changes; typing a word is one step."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from foreword.text import Change, Edit, History, apply_edits

ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.floats(0, 1), st.integers(0, 3), st.text("ab\n", max_size=3)),
        st.just(("undo",)),
        st.just(("redo",)),
        st.just(("save",)),
    ),
    max_size=30,
)


@given(ACTIONS)
def test_undoing_everything_restores_the_text(actions):
    history, text, saved = History(), "start\n", "start\n"
    for action in actions:
        if action[0] == "edit":
            _, where, length, new = action
            start = int(where * len(text))
            edit = Edit(start, min(start + length, len(text)), new)
            history.record(Change.of(edit, text[edit.start : edit.end], "typing"))
            text = edit.apply(text)
        elif action[0] == "save":
            history.mark_saved()
            saved = text
        else:
            text = _undo(history, text) if action[0] == "undo" else _redo(history, text)
        if history.is_saved:
            assert text == saved
    final, steps = text, 0
    while history.can_undo:
        text = _undo(history, text)
        steps += 1
    assert text == "start\n"
    for _ in range(steps):
        text = _redo(history, text)
    assert text == final


def _undo(history: History, text: str) -> str:
    change = history.undo()
    return apply_edits(text, change.inverses) if change else text


def _redo(history: History, text: str) -> str:
    change = history.redo()
    return apply_edits(text, change.edits) if change else text


def _type(history: History, text: str, characters: str) -> str:
    for character in characters:
        edit = Edit(len(text), len(text), character)
        history.record(Change.of(edit, "", "typing"))
        text = edit.apply(text)
    return text


def test_touching_changes_of_a_group_are_one_step():
    history = History()
    text = _type(history, "", "hello")
    assert _undo(history, text) == ""
    assert not history.can_undo


def test_a_sealed_step_stays_apart():
    history = History()
    text = _type(history, "", "one")
    history.seal()
    text = _type(history, text, " two")
    assert _undo(history, text) == "one"


def test_saving_inside_a_step_keeps_the_saved_state_reachable():
    history = History()
    text = _type(history, "", "ab")
    history.mark_saved()
    text = _type(history, text, "cd")
    assert not history.is_saved
    assert _undo(history, text) == "ab"
    assert history.is_saved
