"""YAML that few write and some do: every case was once read or changed wrongly."""

from __future__ import annotations

from typing import Any

import pytest

from foreword.errors import FrontMatterRefused
from foreword.front_matter import read_head


def block(inner: str) -> str:
    """A post with this head."""
    return f"---\n{inner}\n---\nBody\n"


def set_in(inner: str, path: Any, value: object) -> str:
    """The head after a value was set."""
    text = block(inner)
    changed = read_head(text).set(path, value).apply(text)
    assert changed.endswith("\n---\nBody\n")
    return changed.removeprefix("---\n").removesuffix("\n---\nBody\n")


def removed_from(inner: str, path: Any) -> str:
    """The head without a value."""
    text = block(inner)
    return read_head(text).remove(path).apply(text).removeprefix("---\n").removesuffix("\n---\nBody\n")


@pytest.mark.parametrize("source", ["!!float ''", "!!int ''", '!!float ""'])
def test_an_empty_number_is_text(source: str) -> None:
    assert read_head(block(f"a: {source}")).fields == {"a": ""}


def test_what_cannot_be_taken_out_by_lines_is_refused_and_not_tried_for_ever() -> None:
    with pytest.raises(FrontMatterRefused, match="could not be removed"):
        removed_from("a: [?x, b]", ("a", 0, "x"))


def test_an_item_of_two_words_becomes_a_list() -> None:
    assert set_in("a:\n- two words\n- b", "a", [["p"], ["q"]]) == "a:\n- - p\n- - q"


@pytest.mark.parametrize(
    ("inner", "part"),
    [
        ("a: [ ]", 0),
        ("a: { }", "new"),
        ("a: []", 0),
        ("a: {}", "new"),
        ("a: [ p ]", 1),
        ("a: [p, # c\n  q]", 2),
    ],
)
def test_blanks_in_brackets_stay(inner: str, part: int | str) -> None:
    assert removed_from(set_in(inner, ("a", part), "new"), ("a", part)) == inner


def test_an_item_before_a_comment_comes_and_goes() -> None:
    inner = "a: [p, # c\n  q]"
    longer = set_in(inner, "a", ["p", "new", "q"])
    assert longer == "a: [p, new, # c\n  q]"
    assert set_in(longer, "a", ["p", "q"]) == inner


def test_a_value_that_comes_with_a_merge_key_is_set_already() -> None:
    inner = "a: &x {b: 1}\nc:\n  <<: *x\n  d: 2"
    assert set_in(inner, ("c", "b"), 1) == inner


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("!!bool yes", "x"),
        ("!!int 5", ""),
        ("!!seq [a]", 5),
        ("!!str 12", True),
        ("!!binary aGk=", "x"),
        ("!!str", 1),
    ],
)
def test_a_tag_keeps_values_of_its_kind(source: str, value: object) -> None:
    with pytest.raises(FrontMatterRefused, match="has the YAML tag !!"):
        set_in(f"a: {source}", "a", value)


@pytest.mark.parametrize(
    ("inner", "value", "changed"),
    [
        ("a: !!int 5", 7, "a: !!int 7"),
        ("a: !!str", "x", "a: !!str x"),
        ("a: !<tag:yaml.org,2002:str> 12", "x", "a: !<tag:yaml.org,2002:str> x"),
        ("a: &x\nb: 1", "y: z", 'a: &x "y: z"\nb: 1'),
    ],
)
def test_a_value_behind_a_tag_or_anchor(inner: str, value: object, changed: str) -> None:
    assert set_in(inner, "a", value) == changed


@pytest.mark.parametrize(
    "text",
    [
        "|\n  one\n    \n  two\n    ",
        "|2\n    one\n  two",
        "|2-\n    one\n  two",
        ">4\n     one\n    two\n  # c",
    ],
)
def test_a_block_of_text_ends_with_its_last_blank(text: str) -> None:
    inner = f"a: {text}\nb: 1"
    assert set_in(inner, "a", "`x").rpartition("\n")[0].count("#") == inner.count("#")
    assert removed_from(inner, "a").splitlines()[-1] == "b: 1"
    text = block(f"z: 1\na: {text}")
    changed = read_head(text).set("new", "x").apply(text)
    assert read_head(changed).remove("new").apply(changed) == text


def test_a_blank_line_behind_a_comment_belongs_to_no_text() -> None:
    text = block("a: |+\n  x\n\n# c\n")
    changed = read_head(text).set("new", "x").apply(text)
    assert read_head(changed).remove("new").apply(changed) == text


def test_items_of_a_list_that_begins_in_an_items_line() -> None:
    inner = "a:\n  - - p\n    - q\n  - - r"
    longer = set_in(inner, ("a", 0), ["new", "p", "s", "q"])
    assert longer == "a:\n  - - new\n    - p\n    - s\n    - q\n  - - r"
    assert set_in(longer, ("a", 0), ["p", "q"]) == inner


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_byte_order_mark_after_the_fence_moves_no_edit(end: str) -> None:
    text = "---\n\ufeffa: 1\nb: 2\n---\nBody\n".replace("\n", end)
    head = read_head(text)
    assert head.fields == {"a": 1, "b": 2}
    assert head.set("b", 3).apply(text) == text.replace("2", "3")
    assert head.remove("b").apply(text) == text.replace(f"b: 2{end}", "")
    changed = head.set("new", "x").apply(text)
    assert changed == text.replace(f"b: 2{end}", f"b: 2{end}new: x{end}")


@pytest.mark.parametrize("source", ["two words", "'x\n\n  y'", "2020-01-01 24:00:00", "a, b"])
def test_a_text_that_is_no_list_of_words_becomes_a_list(source: str) -> None:
    assert read_head(block(set_in(f"title: {source}", "title", ["p", "q"]))).fields == {"title": ["p", "q"]}


def test_a_text_of_tags_stays_one() -> None:
    assert set_in("tags: two words", "tags", ["p", "q"]) == "tags: p q"
    assert set_in("keywords: a, b", "keywords", ["p", "q"]) == "keywords: p, q"


def test_a_question_mark_in_brackets_is_quoted_for_python() -> None:
    assert set_in("tags: [a]", "tags", ["a", "why?"]) == 'tags: [a, "why?"]'
    assert set_in("tags:\n- a", "tags", ["a", "why?"]) == "tags:\n- a\n- why?"


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("12", "1,000"),
        ("yes", "oN"),
        ("~", "nULL"),
        ("2020-01-01", ":x"),
        ("x", "::x"),
        ("x", "2020-1-1"),
        ("1.5", "+.5"),
        ("x", "1e1_0"),
    ],
)
def test_a_text_that_ruby_would_take_for_something_else_is_quoted(source: str, value: str) -> None:
    assert set_in(f"a: {source}", "a", value) == f'a: "{value}"'


@pytest.mark.parametrize(
    ("source", "value"), [("2020-1-1", "2021-2-3"), ("1,000", "2,000"), ("0899", "0898")]
)
def test_a_text_of_a_doubtful_kind_stays_bare_where_the_writer_had_it_so(source: str, value: str) -> None:
    assert set_in(f"a: {source}", "a", value) == f"a: {value}"
