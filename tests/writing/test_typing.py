"""What keys do that mean more than their letter: Enter, Tab in a table, a mark over a selection, a pasted address."""

from __future__ import annotations

import pytest

from foreword.writing import new_line, next_cell, pasted_link, previous_cell, wrapped
from writing.marked import after, read


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("text‸", "text\n‸"),
        ("te‸xt\r\nmore", "te\r\n‸xt\r\nmore"),
        ("a\r\nlast‸", "a\r\nlast\r\n‸"),
        ("a\rb‸", "a\rb\r‸"),
        ("- one‸", "- one\n- ‸"),
        ("* one‸", "* one\n* ‸"),
        ("- o‸ne", "- o\n- ‸ne"),
        ("- o‸ ne", "- o\n- ‸ne"),
        ("‸- one", "\n‸- one"),
        ("-‸ one", "-\n‸ one"),
        ("1. one‸", "1. one\n2. ‸"),
        ("9) one‸", "9) one\n10) ‸"),
        ("1. one‸\n2. two\n3. three\n\ntext", "1. one\n2. ‸\n3. two\n4. three\n\ntext"),
        ("1. one‸\n   - a\n2. two\n7. seven", "1. one\n2. ‸\n   - a\n3. two\n7. seven"),
        ("1. o‸ne\r\n2. two", "1. o\r\n2. ‸ne\r\n3. two"),
        ("1. one‸\n1. two", "1. one\n2. ‸\n1. two"),
        ("- [x] done‸", "- [x] done\n- [ ] ‸"),
        ("> quoted‸", "> quoted\n> ‸"),
        ("> - one‸", "> - one\n> - ‸"),
        ("  in‸", "  in\n  ‸"),
        ("- ‸", "‸"),
        ("- one\n- ‸\ntext", "- one\n‸\ntext"),
        ("- one\n  - ‸", "- one\n- ‸"),
        ("1. one\n   - ‸", "1. one\n- ‸"),
        ("> - ‸", "> ‸"),
        ("> ‸", "‸"),
        ("- [ ] ‸", "‸"),
        ("«- one\n- two»", "\n‸"),
        ("- o«ne\n- tw»o", "- o\n- ‸o"),
        ("* * *‸", "* * *\n‸"),
        ("---‸", "---\n‸"),
    ],
)
def test_enter(before: str, expected: str) -> None:
    text, selection = read(before)
    assert after(text, new_line(text, selection)) == expected


def test_enter_in_code_keeps_the_indentation_and_nothing_else() -> None:
    text, selection = read("```\n    - x‸\n```")
    assert after(text, new_line(text, selection, in_code=True)) == "```\n    - x\n    ‸\n```"


def test_enter_in_a_text_without_line_endings_takes_the_given_one() -> None:
    text, selection = read("a‸b")
    assert after(text, new_line(text, selection, line_end="\r\n")) == "a\r\n‸b"


@pytest.mark.parametrize(
    ("typed", "before", "expected"),
    [
        ("*", "a «word»", "a *«word»*"),
        ("*", "a *«word»*", "a **«word»**"),
        ("_", "a «word»", "a _«word»_"),
        ("`", "a «word»", "a `«word»`"),
        ("(", "a «word»", "a («word»)"),
        ("[", "a «word»", "a [«word»]"),
        ('"', "a «word»", 'a "«word»"'),
        ("“", "a «word»", "a “«word»”"),
        ("x", "a «word»", "-"),
        ("*", "a« »", "-"),
        ("'", "don«’»t", "-"),
        ('"', "«「»", "-"),
        ("*", "«中文»", "*«中文»*"),
        ("*", "a‸", "-"),
    ],
)
def test_typing_over_a_selection(typed: str, before: str, expected: str) -> None:
    text, selection = read(before)
    assert after(text, wrapped(text, selection, typed)) == expected


@pytest.mark.parametrize(
    ("pasted", "before", "expected"),
    [
        ("https://example.org/a", "see «this»", "see [this](https://example.org/a)‸"),
        (" https://example.org/a\n", "see «this»", "see [this](https://example.org/a)‸"),
        ("https://example.org/a_(b)", "see «this»", "see [this](https://example.org/a_(b))‸"),
        ("https://example.org/a)", "see «this»", "see [this](<https://example.org/a)>)‸"),
        ("two words", "see «this»", "-"),
        ("https://a.org https://b.org", "see «this»", "-"),
        ("https://example.org/a", "see «https://other.org»", "-"),
        ("https://example.org/a", "see [this](«x»)", "-"),
        ("https://example.org/a", "see «this\nand»", "-"),
        ("https://example.org/a", "see ‸", "-"),
    ],
)
def test_pasting_an_address_over_words(pasted: str, before: str, expected: str) -> None:
    text, selection = read(before)
    assert after(text, pasted_link(text, selection, pasted)) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("| a‸ | b |\n|---|---|\n| c | d |", "| a | «b» |\n|---|---|\n| c | d |"),
        ("| a | «b» |\n|---|---|\n| c | d |", "| a | b |\n|---|---|\n| «c» | d |"),
        ("| c | «d» |\r\n", "| c | d |\r\n| ‸ |  |\r\n"),
        ("| c | ‸ |", "| c |  |\n| ‸ |  |"),
        (r"| a\|b‸ | c |", r"| a\|b | «c» |"),
        ("text‸", "-"),
    ],
)
def test_next_cell(before: str, expected: str) -> None:
    text, selection = read(before)
    assert after(text, next_cell(text, selection)) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("| a | «b» |", "| «a» | b |"),
        ("| a | b |\n|---|---|\n| «c» | d |", "| a | «b» |\n|---|---|\n| c | d |"),
        ("| «a» | b |", "-"),
        ("text‸", "-"),
    ],
)
def test_previous_cell(before: str, expected: str) -> None:
    text, selection = read(before)
    assert after(text, previous_cell(text, selection)) == expected
