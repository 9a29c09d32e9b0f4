"""Stand-ins, differences between lines, line states: what the view rests on, without Qt."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.desktop.editor.line_diff import changed_span, edit_for
from foreword.desktop.editor.line_states import PLAIN, LineState, LineStates, state_after
from foreword.desktop.editor.stand_ins import displayed, points_of, units_of
from foreword.text import Edit, Rope, split_lines

anything = st.text(alphabet=st.characters(exclude_characters="\r\n"), max_size=20)


@given(anything)
def test_what_is_displayed_is_as_long_as_the_line_and_holds_no_character_that_qt_drops(line: str) -> None:
    shown = displayed(line)
    assert len(shown) == len(line)
    assert not set(shown) & {"\0", "\ufeff", "\ufffe", "\u2028", "\u2029", "\ufdd0", "\ufdd1", "\ufffc"}
    shown.encode("utf-16")


def test_ordinary_characters_are_displayed_as_they_are() -> None:
    line = "a\t\u00a0é中😀\u200d\ue000\x85"
    assert displayed(line) == line


@given(anything, st.integers(0, 25))
def test_units_and_points_are_each_other_s_inverse(line: str, points: int) -> None:
    shown = displayed(line)
    points = min(points, len(shown))
    assert units_of(shown, points) == len(shown[:points].encode("utf-16-le")) // 2
    assert points_of(shown, units_of(shown, points)) == points


few = st.text(alphabet="ab\n", max_size=8)


@given(few, few, st.one_of(st.none(), st.integers(0, 8)))
def test_the_changed_span_turns_one_text_into_the_other(old: str, new: str, at: int | None) -> None:
    span = changed_span(old, new, at)
    assert old[: span.start] + new[span.start : span.new_end] + old[span.old_end :] == new
    assert span.is_empty == (old == new)


def test_of_two_equal_letters_the_one_at_the_cursor_was_typed() -> None:
    span = changed_span("aa", "aaa", 1)
    assert (span.start, span.old_end, span.new_end) == (1, 1, 2)
    assert changed_span("aa", "aaa", None).start == 2


@pytest.mark.parametrize(
    ("text", "first", "lines", "new", "expected"),
    [
        ("a\r\nb", 0, 1, "a\n", Edit(1, 1, "\r\n")),
        ("a\nb\r\nc", 1, 2, "b\n\nc", Edit(5, 5, "\r\n")),
        ("ab", 0, 1, "a\nb", Edit(1, 1, "\n")),
        ("a\r\nlast", 1, 1, "la\nst", Edit(5, 5, "\r\n")),
        ("a\r\nb", 0, 2, "ab", Edit(1, 3, "")),
        ("a\rX\nb", 1, 1, "", Edit(1, 3, "\n")),
        ("\r\ra\n", 2, 1, "", Edit(0, 3, "\n\n")),
        ("a\rb\nc", 1, 1, "\nb", Edit(1, 2, "\n\n")),
    ],
)
def test_an_edit_of_lines_is_an_edit_of_the_text(
    text: str, first: int, lines: int, new: str, expected: Edit
) -> None:
    rope = Rope(text)
    before = "\n".join(rope.lines(first, lines))
    edit = edit_for(rope, first, before, changed_span(before, new, None), new, "\n")
    assert edit == expected
    found = split_lines(edit.apply(text))
    assert found[first : first + new.count("\n") + 1] == new.split("\n")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("text", PLAIN),
        ("```", LineState("```")),
        ("```python", LineState("```", "python")),
        ("~~~~ .ruby", LineState("~~~~", "ruby")),
        ("``` {.c}", LineState("```", "")),
        ("  ```js title=x", LineState("```", "js")),
        ("- ```js", LineState("```", "js")),
        ("> ```js", LineState("```", "js")),
        ("    ```", PLAIN),
        ("```a```", PLAIN),
        ("{% highlight ruby linenos %}", LineState("{%", "ruby")),
        ('{{< highlight go "linenos=table" >}}', LineState("{{<", "go")),
        ("{% highlight c %}x{% endhighlight %}", PLAIN),
        ("<!-- a", LineState(comment=True)),
        ("<!-- a -->", PLAIN),
    ],
)
def test_how_the_next_line_begins(line: str, expected: LineState) -> None:
    assert state_after(line, PLAIN) == expected


@pytest.mark.parametrize(
    ("state", "line", "closes"),
    [
        (LineState("```"), "```", True),
        (LineState("```"), "  ````  ", True),
        (LineState("````"), "```", False),
        (LineState("```"), "~~~", False),
        (LineState("```"), "``` x", False),
        (LineState("{%", "c"), "{% endhighlight %}", True),
        (LineState(comment=True), "b --> c", True),
        (LineState(comment=True), "```", False),
    ],
)
def test_what_ends_code_and_comments(state: LineState, line: str, closes: bool) -> None:
    assert (state_after(line, state) == PLAIN) == closes


snippets = st.lists(
    st.sampled_from(
        ["text\n", "```\n", "```py\n", "~~~\r\n", "<!-- \n", "-->\n", "\r", "x", "{% highlight c %}\n"]
    ),
    max_size=8,
).map("".join)


@given(
    snippets,
    st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100), snippets), max_size=6),
    st.randoms(),
)
def test_states_after_any_edits_are_those_of_a_fresh_look(
    text: str, edits: list[tuple[int, int, str]], chance: random.Random
) -> None:
    rope, states = Rope(text), LineStates()
    states.reset(rope.line_count)
    for first, last, new in edits:
        states.number_at(rope, chance.randrange(rope.line_count))
        start, end = sorted((first % (len(rope) + 1), last % (len(rope) + 1)))
        edit = Edit(start, end, new)
        line_edit = rope.line_edit(edit)
        rope = rope.apply(edit)
        states.edited(rope, line_edit)
        if chance.random() < 0.5:
            continue
        expected = PLAIN
        for number, line in enumerate(rope.lines(0, rope.line_count)):
            assert states.state(states.number_at(rope, number)) == expected
            expected = state_after(line, expected)


def test_an_edit_tells_whether_the_lines_below_look_different() -> None:
    rope, states = Rope("a\nb\nc\n"), LineStates()
    states.reset(rope.line_count)
    states.number_at(rope, 3)
    for edit, expected in ((Edit(0, 1, "aa"), False), (Edit(0, 2, "```"), True), (Edit(0, 3, "a"), True)):
        line_edit = rope.line_edit(edit)
        rope = rope.apply(edit)
        assert states.edited(rope, line_edit) == expected
        states.number_at(rope, 3)
