"""The rope is the text it was made from, with line numbers, after any edits."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from foreword.text import Edit, Rope, split_lines

TEXT = st.text(alphabet="ab\n\r\u2028é\U0001f600", max_size=60)
STEPS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), TEXT), max_size=8)


@settings(max_examples=300, deadline=None)
@given(text=TEXT, repeat=st.sampled_from([1, 300]), steps=STEPS)
def test_edits_keep_text_lines_and_positions(text, repeat, steps):
    text *= repeat
    rope = Rope(text)
    for where, length, replacement in steps:
        start = int(where * len(text))
        edit = Edit(start, min(start + length, len(text)), replacement)
        lines = rope.line_edit(edit)
        before = split_lines(text)
        rope, text = rope.apply(edit), edit.apply(text)
        assert str(rope) == text
        after = split_lines(text)
        assert [*before[: lines.first], *lines.lines, *before[lines.first + lines.removed :]] == after
        assert rope.line_count == len(after)
        assert rope.lines(0, rope.line_count) == after
        line = rope.line_of(edit.start)
        assert rope.line_start(line) <= edit.start <= rope.line_start(line + 1)
        assert rope.slice(edit.start, edit.start + 50) == text[edit.start : edit.start + 50]


def test_versions_share_and_do_not_change_each_other():
    first = Rope("one\ntwo\n" * 2000)
    second = first.apply(Edit(0, 3, "1"))
    assert str(first).startswith("one\n")
    assert str(second).startswith("1\n")


def _cost(size: int) -> float:
    rope = Rope("a line of ordinary text\n" * (size // 24))
    middle = len(rope) // 2
    best = []
    for _ in range(5):
        start = time.perf_counter()
        for step in range(50):
            edit = Edit(middle + step, middle + step, "x")
            rope.line_edit(edit)
            rope = rope.apply(edit)
        best.append(time.perf_counter() - start)
    return min(best)


def test_cost_of_an_edit_does_not_follow_the_length():
    assert _cost(1_000_000) < 20 * _cost(10_000)
