"""What each command makes of a text and a selection."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.text import Rope
from foreword.writing import COMMANDS, DEFAULT_HABITS, Habits, Selection
from writing.marked import ran

CASES = {
    "bold": [
        ("a «word» here", "a **«word»** here"),
        ("a **«word»** here", "a «word» here"),
        ("a «**word**» here", "a «word» here"),
        ("a __«word»__ here", "a «word» here"),
        ("a *«word»* here", "a ***«word»*** here"),
        ("a ***«word»*** here", "a *«word»* here"),
        ("a « word » here", "a  **«word»**  here"),
        ("a wo‸rd here", "a **wo‸rd** here"),
        ("a **wo‸rd** here", "a wo‸rd here"),
        ("a ‸ here", "a **‸** here"),
        ("a **‸** here", "a ‸ here"),
        ("a **word‸** here", "a **word**‸ here"),
        ("don’‸t", "**don’‸t**"),
        ("«one\n\ntwo»", "«**one**\n\n**two**»"),
        ("«one\ntwo»", "**«one\ntwo»**"),
        ("«- one\n- two»", "«- **one**\n- **two**»"),
        (
            "«## A title\r\ntext»",
            "«## **A title**\r\n**text**»",
        ),
        ("«   »", "-"),
    ],
    "italic": [
        ("a «word» here", "a *«word»* here"),
        ("a *«word»* here", "a «word» here"),
        ("a _«word»_ here", "a «word» here"),
        ("a **«word»** here", "a ***«word»*** here"),
        ("a ***«word»*** here", "a **«word»** here"),
        ("‸", "*‸*"),
    ],
    "strikethrough": [("a «word» here", "a ~~«word»~~ here"), ("a ~~«word»~~ here", "a «word» here")],
    "code": [
        ("a «word» here", "a `«word»` here"),
        ("a `«word»` here", "a «word» here"),
        ("a «`word`» here", "a «word» here"),
        ("a «b`c» here", "a ``«b`c»`` here"),
        ("a «`b» here", "a `` «`b» `` here"),
        ("a ‸ here", "a `‸` here"),
        ("a `‸` here", "a ‸ here"),
        ("a `b‸` here", "a `b`‸ here"),
        ("«a\nb»", "```‸\na\nb\n```"),
    ],
    "code-block": [
        ("a\n«b\nc»\nd", "a\n```‸\nb\nc\n```\nd"),
        ("a\r\n‸b\r\nc", "a\r\n```‸\r\nb\r\n```\r\nc"),
        ("‸", "```‸\n\n```"),
        ("«a\n```\nb»", "````‸\na\n```\nb\n````"),
        ("x\n```python\n‸a\n```\ny", "x\n«a\n»y"),
        ("«```\na\n```»", "«a»"),
    ],
    "link": [
        ("a «word» here", "a [word](‸) here"),
        ("a «https://example.org/x» here", "a [‸](https://example.org/x) here"),
        ("a «https://example.org/)» here", "a [‸](<https://example.org/)>) here"),
        ("a ‸ here", "a [‸]() here"),
        ("a [wo‸rd](https://example.org) here", "a [word](«https://example.org») here"),
        ("«a ] b»", "[a \\] b](‸)"),
    ],
    "heading-2": [
        ("a t‸itle", "## a t‸itle"),
        ("## a t‸itle", "a t‸itle"),
        ("#### a t‸itle ####", "## a t‸itle"),
        ("‸a title\n=======\ntext", "## ‸a title\ntext"),
        ("a title‸\n-------\ntext", "a title‸\ntext"),
        ("«one\n\ntwo»", "## «one\n\n## two»"),
        ("‸", "## ‸"),
    ],
    "bullet-list": [
        ("«one\ntwo»", "- «one\n- two»"),
        ("«- one\n- two»", "«one\ntwo»"),
        ("«1. one\n2. two»", "«- one\n- two»"),
        ("- [ ] o‸ne", "- o‸ne"),
        ("* above\no‸ne", "* above\n* o‸ne"),
        ("  o‸ne", "  - o‸ne"),
        ("> o‸ne", "> - o‸ne"),
        ("«one\r\n\r\ntwo»\r\nthree", "- «one\r\n\r\n- two»\r\nthree"),
        ("* * ‸*", "- * * ‸*"),
    ],
    "numbered-list": [
        ("«one\ntwo»", "1. «one\n2. two»"),
        ("«1. one\n2. two»", "«one\ntwo»"),
        ("«one\n  a\n  b\ntwo»", "1. «one\n  1. a\n  2. b\n2. two»"),
        ("3. above\no‸ne", "3. above\n4. o‸ne"),
    ],
    "task-list": [("o‸ne", "- [ ] o‸ne"), ("- [x] o‸ne", "o‸ne"), ("1. o‸ne", "- [ ] o‸ne")],
    "quote": [
        ("«one\n\ntwo»", "> «one\n>\n> two»"),
        ("«> one\n>\n> two»", "«one\n\ntwo»"),
        ("> > o‸ne", "> o‸ne"),
        ("‸", "> ‸"),
    ],
    "indent": [
        ("- a\n- b‸", "- a\n  - b‸"),
        ("1. a\n2. b‸", "1. a\n   1. b‸"),
        ("1. a\n   1. b\n2. c‸", "1. a\n   1. b\n   2. c‸"),
        ("- a\n- b‸\n  - c\n- d", "- a\n  - b‸\n    - c\n- d"),
        ("- a‸", "-"),
        ("- a\n  - b‸", "-"),
        ("> - a\n> - b‸", "> - a\n>   - b‸"),
    ],
    "outdent": [
        ("- a\n  - b‸", "- a\n- b‸"),
        ("1. a\n   1. b‸\n", "1. a\n2. b‸\n"),
        ("- a\n  - b‸\n    - c", "- a\n- b‸\n  - c"),
        ("- a‸", "-"),
        ("    text‸", "  text‸"),
    ],
    "line-up": [
        ("a\nb‸\nc", "b‸\na\nc"),
        ("a\r\nb‸", "b‸\r\na"),
        ("‸a\nb", "-"),
        ("a\n«b\nc\n»d", "«b\nc\n»a\nd"),
    ],
    "line-down": [("a‸\nb\nc", "b\na‸\nc"), ("‸a\r\nb", "b\r\n‸a"), ("a\nb‸", "-")],
}


@pytest.mark.parametrize(
    ("command", "before", "expected"),
    [(command, before, expected) for command, cases in CASES.items() for before, expected in cases],
)
def test_command(command: str, before: str, expected: str) -> None:
    assert ran(command, before) == expected


def test_every_command_has_a_case() -> None:
    tried = set(CASES) | {f"heading-{level}" for level in (1, 3, 4, 5, 6)}
    assert tried == set(COMMANDS)


def test_habits_of_the_blog_decide_where_markdown_leaves_a_choice() -> None:
    habits = Habits(bullet="*", slant="_", nesting=4)
    assert ran("italic", "a «word»", habits) == "a _«word»_"
    assert ran("bullet-list", "o‸ne", habits) == "* o‸ne"
    assert ran("indent", "- a\n- b‸", habits) == "- a\n    - b‸"


texts = st.lists(
    st.sampled_from(
        [
            *"ab *_`~>-+#1.[]()|\n\r\t",
            "\r\n",
            "- ",
            "1. ",
            "> ",
            "- [ ] ",
            "```",
            "**",
            "\n===\n",
            "| a | b |\n",
            "é😀א",
            "https://example.org",
        ]
    ),
    max_size=25,
).map("".join)


@given(
    text=texts,
    anchor=st.integers(0, 60),
    position=st.integers(0, 60),
    command=st.sampled_from(sorted(COMMANDS)),
)
def test_any_command_on_any_text_keeps_within_it(text: str, anchor: int, position: int, command: str) -> None:
    rope = Rope(text)
    selection = Selection(min(anchor, len(text)), min(position, len(text)))
    outcome = COMMANDS[command](rope, selection, DEFAULT_HABITS)
    if outcome is None:
        return
    changed = rope.apply(outcome.edit) if outcome.edit else rope
    assert 0 <= outcome.selection.start <= outcome.selection.end <= len(changed)


@given(text=texts, position=st.integers(0, 60), command=st.sampled_from(["bold", "italic", "strikethrough"]))
def test_marks_put_around_a_selection_are_taken_away_again(text: str, position: int, command: str) -> None:
    """Text without marks of its own, in one line: twice the same command leaves it as it was."""
    plain = "".join(letter for letter in text if letter.isalnum() or letter == " ")
    rope = Rope(plain)
    selection = Selection(min(position, len(plain)), len(plain))
    once = COMMANDS[command](rope, selection, DEFAULT_HABITS)
    if once is None or once.edit is None or once.selection.is_empty:
        return
    marked = rope.apply(once.edit)
    twice = COMMANDS[command](marked, once.selection, DEFAULT_HABITS)
    assert twice is not None
    assert twice.edit is not None
    assert str(marked.apply(twice.edit)) == plain
