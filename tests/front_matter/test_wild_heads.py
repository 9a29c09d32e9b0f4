"""TOML, JSON and header lines that few write and some do: every case was once changed wrongly."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta, timezone

import pytest

from foreword.errors import FrontMatterRefused
from foreword.front_matter import KeyStyle, WritingProfile, read_head


def toml(inner: str) -> str:
    """A post with this head."""
    return f"+++\n{inner}\n+++\nBody\n"


@pytest.mark.parametrize(
    ("old", "value", "new"),
    [
        ('"""He said "hi".\nBye."""', 'He said "ho".\nBye.', '"""He said "ho".\nBye."""'),
        ('"""a"""', 'a"""b""""', '"""a""\\"b""\\"\\""""'),
        ('"""a"""', 'a"', '"""a\\""""'),
        ('""""a""""', '"b"', '""""b""""'),
        ('"""a\tb"""', "a\tc", '"""a\tc"""'),
        ('"""a"""', 'a\tc\\"', '"""a\\tc\\\\\\""""'),
    ],
)
def test_quotes_in_a_text_of_many_lines_stay(old: str, value: str, new: str) -> None:
    text = toml(f"a = {old}")
    changed = read_head(text).set("a", value).apply(text)
    assert changed == toml(f"a = {new}")
    assert read_head(changed).fields["a"] == value


@pytest.mark.parametrize("inner", ["a = {}", "a = { }", "a = []", "a = [ ]", "a = { b = 1 }"])
def test_blanks_in_brackets_stay(inner: str) -> None:
    text = toml(inner)
    path: tuple[str | int, ...] = ("a", 0) if "[" in inner else ("a", "new")
    changed = read_head(text).set(path, "x").apply(text)
    assert read_head(changed).remove(path).apply(changed) == text


def test_a_table_can_be_emptied() -> None:
    text = toml("[t]\na = 1 # c\n\n[u]\nb = 2")
    changed = read_head(text).set("t", {}).apply(text)
    assert changed == toml("[t]\n\n[u]\nb = 2")


@pytest.mark.parametrize("text", ["Title: x", "Title: x\r\nTags: y", "Title:\n    x\nTags: y"])
def test_a_header_without_a_last_line_end_keeps_none(text: str) -> None:
    profile = WritingProfile(generator="pelican")
    changed = read_head(text, profile).set("new", "y").apply(text)
    assert read_head(changed, profile).remove("new").apply(changed) == text


def test_a_line_of_a_text_is_no_value() -> None:
    text = "Title: x\nOwn: a\n    b\n\nBody\n"
    with pytest.raises(FrontMatterRefused, match="part of a text"):
        read_head(text).remove(("own", 0))


def test_many_lines_in_an_empty_place_with_a_blank() -> None:
    text = "---\ntitle: \nx: 1\n---\nBody\n"
    changed = read_head(text).set("title", "a\nb").apply(text)
    assert changed == "---\ntitle: |-\n  a\n  b\nx: 1\n---\nBody\n"


def test_a_new_key_beside_a_key_with_a_question_mark() -> None:
    text = "---\n? a\n: 1\nb: 2\n---\nBody\n"
    assert read_head(text).set("new", "x").apply(text) == text.replace("b: 2\n", "b: 2\nnew: x\n")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('---\na: {"b":1}\n---\n', ("a", "b")),
        ('{"a":1}\n', ("a",)),
        ("Title:x\n\n", ("title",)),
        ("---\na: [[b], [c]]\n---\n", ("a", 0, 0)),
    ],
)
def test_a_values_own_source_changes_nothing(text: str, path: tuple[str | int, ...]) -> None:
    head = read_head(text)
    assert head.set_source(path, head.value_source(path)).apply(text) == text


def test_the_last_item_may_be_emptied_in_its_source() -> None:
    text = "---\na: [[b], [c]]\n---\n"
    assert read_head(text).set_source(("a", 0, 0), "").apply(text) == "---\na: [[], [c]]\n---\n"


@pytest.mark.parametrize("moment", [date(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59)])
def test_a_date_at_the_end_of_time_is_set_or_refused(moment: date) -> None:
    for hours in (-9, 9):
        zone = timezone(timedelta(hours=hours))
        keys = {"new": KeyStyle(date_pattern="%Y-%m-%dT%H:%M:%SZ%Z")}
        head = read_head("---\ndate: 2023-01-02 00:00:00 +0000\n---\n", WritingProfile(zone=zone, keys=keys))
        aware = datetime(moment.year, moment.month, moment.day, 12 + hours, tzinfo=zone)
        for key, value in (("new", moment), ("new", aware), ("date", moment), ("date", aware)):
            with suppress(FrontMatterRefused):
                head.set(key, value)
    with pytest.raises(FrontMatterRefused, match="outside the years"):
        read_head("---\na: 1\n---\n", WritingProfile(zone=timezone(timedelta(hours=9)), keys=keys)).set(
            "new", date(1, 1, 1)
        )


def test_no_items_are_no_items_twice() -> None:
    text = "---\ntags: a b\n---\n"
    once = read_head(text).set("tags", []).apply(text)
    assert once == '---\ntags: ""\n---\n'
    assert read_head(once).set("tags", []).apply(once) == once
