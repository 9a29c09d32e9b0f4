"""What exactly an edit writes: source, change, result."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from foreword.errors import FrontMatterRefused
from foreword.front_matter import KeyStyle, ListStyle, WritingProfile, read_head

CEST = timezone(timedelta(hours=2))
NOON = datetime(2024, 5, 6, 12, 0, 5, tzinfo=CEST)


def changed(text: str, path: Any, value: object, profile: WritingProfile | None = None) -> str:
    """The text with one value set."""
    return read_head(text, profile).set(path, value).apply(text)


def removed(text: str, path: Any) -> str:
    """The text without a key."""
    return read_head(text).remove(path).apply(text)


def yaml_change(inner: str, path: Any, value: object, profile: WritingProfile | None = None) -> str:
    """The inside of a YAML block after a change."""
    after = changed(f"---\n{inner}\n---\nBody", path, value, profile)
    assert after.startswith("---\n") and after.endswith("---\nBody")
    return after[4:-9] if after != "---\n---\nBody" else ""


def toml_change(inner: str, path: Any, value: object) -> str:
    """The inside of a TOML block after a change."""
    return changed(f"+++\n{inner}\n+++\nBody", path, value)[4:-9]


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("k: old", "new", "k: new"),
        ("k: old # why", "new", "k: new # why"),
        ("k:   old", "new", "k:   new"),
        ("k: 'old'", "it's", "k: 'it''s'"),
        ('k: "old"', 'a "b"', 'k: "a \\"b\\""'),
        ("k: 'old'", "two\nlines", 'k: "two\\nlines"'),
        ("k: old", "two\nlines", "k: |-\n  two\n  lines"),
        ("k: old # why", "two\nlines", 'k: "two\\nlines" # why'),
        ("k: old", "a: b", 'k: "a: b"'),
        ("l: 'x'\nk: old", "a: b", "l: 'x'\nk: 'a: b'"),
        ("k: old", "yes", 'k: "yes"'),
        ("k: old", "1.10", 'k: "1.10"'),
        ("k: old", "1.0.0", "k: 1.0.0"),
        ("k: 0o17", "0o21", "k: 0o21"),
        ("k:", "new", "k: new"),
        ("k: # why", "new", "k: new # why"),
        ("k: old", None, "k:"),
        ("k: old # why", None, "k: # why"),
        ("k: yes", False, "k: no"),
        ("k: True", False, "k: False"),
        ("k: ON", False, "k: OFF"),
        ("k: 1.10", 2.5, "k: 2.50"),
        ("k: 0x1F", 32, "k: 0x20"),
        ("k: 1_000", 2000, "k: 2_000"),
        ("k: 0123", 8, "k: 010"),
        ("k: 1:30", 95, "k: 1:35"),
        ("k: |\n  a\n  b\nz: 1", "c\n\nd\n", "k: |\n  c\n\n  d\nz: 1"),
        ("k: |  # why\n    a\n", "b\nc", "k: |-  # why\n    b\n    c\n"),
        ("k: >\n  a b\n  c", "one\ntwo\n", "k: >\n  one\n\n  two"),
        ("k: >-  # why\n  a\nz: 1", " led by a blank", 'k: " led by a blank"  # why\nz: 1'),
        ("k: a plain\n  text\nz: 1", "new", "k: new\nz: 1"),
        ("k: !!str 5", "6", 'k: !!str "6"'),
        ("k: &a old", "new", "k: &a new"),
        ("a: &a old\nk: *a", "new", "a: &a old\nk: new"),
        ("k: 1\nk: 2", 3, "k: 1\nk: 3"),
    ],
)
def test_yaml_scalars(before: str, value: object, after: str) -> None:
    assert yaml_change(before, "k", value) == after


@pytest.mark.parametrize(
    ("before", "moment", "after"),
    [
        ("2023-12-31 16:52:29 +0000", NOON, "2024-05-06 10:00:05 +0000"),
        ("2023-12-31 16:52:29 +0000", NOON.replace(tzinfo=None), "2024-05-06 12:00:05 +0000"),
        ("2023-12-31 16:52:29 -0400", date(2024, 5, 6), "2024-05-06 00:00:00 -0400"),
        ("2023-12-31", NOON, "2024-05-06"),
        ("'2023-12-31'", date(2024, 5, 6), "'2024-05-06'"),
        ('"2023-12-31T16:52:29.000Z"', NOON, '"2024-05-06T10:00:05.000Z"'),
        ("2023-12-31T16:52:29+01:00", NOON, "2024-05-06T11:00:05+01:00"),
        ("2023-12-31 16:52", NOON.replace(tzinfo=None), "2024-05-06 12:00"),
        ("2023/12/31 6:52:29", NOON.replace(tzinfo=None), "2024/05/06 12:00:05"),
        ("Dec 31, 2023", date(2024, 5, 6), "May 6, 2024"),
        ("2023-12-31 # c", date(2024, 5, 6), "2024-05-06 # c"),
    ],
)
def test_dates_keep_pattern_precision_and_zone(before: str, moment: date, after: str) -> None:
    assert yaml_change(f"date: {before}", "date", moment) == f"date: {after}"


def test_a_field_that_follows_the_zone_of_the_blog_takes_its_summer_time() -> None:
    berlin = WritingProfile(zone=ZoneInfo("Europe/Berlin"))
    assert yaml_change("d: 2023-12-31 16:00:00 +0100", "d", NOON, berlin) == "d: 2024-05-06 12:00:05 +0200"
    assert yaml_change("d: 2023-12-31 16:00:00 +0000", "d", NOON, berlin) == "d: 2024-05-06 10:00:05 +0000"


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("k: [a, b]", ["a", "b", "c"], "k: [a, b, c]"),
        ("k: [ a, 'b' ]", ["b"], "k: [ 'b' ]"),
        ("k: []", ["a: b", "c"], 'k: ["a: b", c]'),
        ("k: [a]", [], "k: []"),
        ("k: [a,b]", ["a", "b", "c,d"], 'k: [a,b,"c,d"]'),
        ("k: [\n  a, # one\n  b\n]", ["a", "b", "c"], "k: [\n  a, # one\n  b,\n  c\n]"),
        ("k: [\n  a,\n  b,\n]", ["a"], "k: [\n  a,\n]"),
        ("k:\n  - a # one\n  - 'b'\nz: 1", ["a", "b", "c"], "k:\n  - a # one\n  - 'b'\n  - c\nz: 1"),
        ("k:\n-   a\n-   b", ["b"], "k:\n-   b"),
        ("k:\n-   a", ["x", "a"], "k:\n-   x\n-   a"),
        ("k:\n  - a\n\n# of z\nz: 1", ["a", "b"], "k:\n  - a\n  - b\n\n# of z\nz: 1"),
        ("k:\n  - a\n  - b\nz: 1", [], "k: []\nz: 1"),
        ("k:\n  - a\n  - b\nz: 1", ["b", "a", "c"], "k:\n  - b\n  - a\n  - c\nz: 1"),
        ("k: # words\n  - a # one\n  - b # two\nz: 1", [], "k: [] # words\nz: 1"),
        ("k: a", ["a", "b"], "k: [a, b]"),
        ("l:\n  - x\nk: a", ["a", "b"], "l:\n  - x\nk:\n  - a\n  - b"),
        (
            "k:\n  - a: 1\n    b: 2\n  - a: 3",
            [{"a": 1, "b": 5}, {"a": 3}],
            "k:\n  - a: 1\n    b: 5\n  - a: 3",
        ),
        ("k:\n  - a: 1", [{"a": 1}, {"a": 2, "b": 3}], "k:\n  - a: 1\n  - a: 2\n    b: 3"),
        ("k:\n  - a: 1\n    b: 2", [{"b": 2}], "k:\n  - b: 2"),
    ],
)
def test_yaml_lists_change_item_by_item(before: str, value: list[object], after: str) -> None:
    assert yaml_change(before, "k", value) == after


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("tags: a b", ["a", "b", "c"], "tags: a b c"),
        ("tags: a, b", ["b"], "tags: b"),
        ("tags: a; b", ["a", "c d"], "tags: a; c d"),
        ("tags: a b", ["a", "c d"], "tags: [a, c d]"),
    ],
)
def test_a_text_that_stands_for_a_list_stays_one(before: str, value: list[object], after: str) -> None:
    assert yaml_change(before, "tags", value) == after


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ("a:\n  b: 1", ("a", "b"), 2, "a:\n  b: 2"),
        ("a:\n  b: 1\nz: 1", ("a", "c"), 2, "a:\n  b: 1\n  c: 2\nz: 1"),
        ("a: {b: 1}", ("a", "c"), "x", "a: {b: 1, c: x}"),
        ("a:\n    b:\n        c: 1", ("a", "b", "d"), 2, "a:\n    b:\n        c: 1\n        d: 2"),
        ("a:", ("a", "b"), 1, "a:\n  b: 1"),
        ("z: 1", ("a", "b"), 1, "z: 1\na:\n  b: 1"),
        ("a:\n- x\n- y", ("a", 1), "z", "a:\n- x\n- z"),
        ("a:\n- x", ("a", 1), "z", "a:\n- x\n- z"),
        ("d: &d {x: 1}\na:\n  <<: *d", ("a", "x"), 2, "d: &d {x: 1}\na:\n  <<: *d\n  x: 2"),
        ("a:\n  b: 1 # c\n  d: 2", "a", {"b": 1, "d": 3}, "a:\n  b: 1 # c\n  d: 3"),
        ("a:\n  b: 1\nz: 1", "a", "text", "a: text\nz: 1"),
        ("a: text # c", "a", {"b": 1}, "a: # c\n  b: 1"),
    ],
)
def test_yaml_paths_and_maps(before: str, path: Any, value: object, after: str) -> None:
    assert yaml_change(before, path, value) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: x", "title: x\nnew: v"),
        ("title: 'x'\nlayout: 'y'", "title: 'x'\nlayout: 'y'\nnew: 'v'"),
        ('"title": "x"\n"layout": "y"', '"title": "x"\n"layout": "y"\n"new": "v"'),
        ("title:  x\nlayout: y\na:      z", "title:  x\nlayout: y\na:      z\nnew:    v"),
        ("title: x\n\n# the end\n", "title: x\n\n# the end\nnew: v\n"),
        ("{title: x}", "{title: x, new: v}"),
        ("", "new: v"),
    ],
)
def test_a_new_key_looks_like_its_neighbours(before: str, after: str) -> None:
    text = f"---\n{before}\n---\n" if before else "---\n---\n"
    assert changed(text, "new", "v") == f"---\n{after}\n---\n"


def test_a_new_key_follows_the_blog_where_the_block_says_nothing() -> None:
    profile = WritingProfile(
        order=("layout", "title", "date", "tags"),
        keys={
            "date": KeyStyle(date_pattern="%Y-%m-%d %H:%M:%S %z"),
            "tags": KeyStyle(list_style=ListStyle("block", indent=0)),
        },
        zone=ZoneInfo("Europe/Berlin"),
    )
    text = "---\nlayout: post\ntitle: x\nother: y\n---\n"
    dated = changed(text, "date", datetime(2024, 5, 6, 7, 8, 9), profile)
    assert dated == "---\nlayout: post\ntitle: x\ndate: 2024-05-06 07:08:09 +0200\nother: y\n---\n"
    assert changed(dated, "tags", ["a"], profile).endswith("+0200\ntags:\n- a\nother: y\n---\n")
    assert changed("---\ntitle: x\n---\n", "layout", "post", profile) == "---\nlayout: post\ntitle: x\n---\n"


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("a: 1 # c\nb: 2", "a", "b: 2"),
        ("# about b\nb: 2\n# about a\na: 1\n", "b", "# about b\n# about a\na: 1\n"),
        ("a:\n  - x\n  # c\n  - y\n\nb: 2", "a", "\nb: 2"),
        ("a: 1\nb: x\na: 2", "a", "b: x"),
        ("a:\n  b: 1", ("a", "b"), "a: {}"),
        ("a: [x, y]", ("a", 0), "a: [y]"),
        ("a: |\n  t\nb: 1", "a", "b: 1"),
        ("a: |+\n  t\nb:\n\nc: 1", "b", "a: |+\n  t\nc: 1"),
        ("{a: 1, b: 2}", "b", "{a: 1}"),
    ],
)
def test_removing_takes_the_lines_of_the_key_only(before: str, path: Any, after: str) -> None:
    assert removed(f"---\n{before}\n---\n", path) == f"---\n{after}\n---\n"


@pytest.mark.parametrize(
    ("text", "path", "value", "reason"),
    [
        ("---\na: &a 1\nb: *a\n---\n", "a", 2, "share"),
        ("---\na: [1]\n---\n", ("a", "b"), 2, "does not exist"),
        ("---\na: 1\n---\n", "a", object(), "cannot hold"),
        ("---\na: 1\n---\n", "b", "\ud800", "surrogate"),
        pytest.param("---\na: 1\n---\n", "b", 1 << 20_000, "too long", id="long number"),
        ("---\na: 1\n---\n", "", 1, "needs a name"),
        ("---\na: {\n---\n", "a", 1, "cannot be read"),
        ("---\nk:\n  # why\n  - a\n  - b\n---\n", "k", [], "comment"),
        ("+++\na = 1\n+++\n", "a", None, "TOML has no empty value"),
        ("Title: x\n\n", "title", "a\nb\n", "another place"),
        ("Title: x\n\n", "tags", {"a": 1}, "text"),
        (".. title: x\n\n", "title", "a\nb", "one line"),
        ('{"a": 1}\n', "a", float("inf"), "JSON"),
    ],
)
def test_what_cannot_be_exact_is_refused_with_its_reason(
    text: str, path: Any, value: object, reason: str
) -> None:
    with pytest.raises(FrontMatterRefused, match=reason):
        read_head(text).set(path, value)


def test_what_comes_with_a_merge_key_cannot_be_removed() -> None:
    head = read_head("---\nd: &d {x: 1}\na:\n  <<: *d\n---\n")
    with pytest.raises(FrontMatterRefused, match="merge"):
        head.remove(("a", "x"))
    with pytest.raises(KeyError):
        head.remove("nothing")


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ("t = 'a' # c", "t", "b", "t = 'b' # c"),
        ("t = 'a'", "t", "it's", 't = "it\'s"'),
        ('t = """\na\nb"""', "t", "c\nd", 't = """\nc\nd"""'),
        ("d = 2023-12-31T16:52:29+01:00", "d", NOON, "d = 2024-05-06T11:00:05+01:00"),
        ("d = 2023-12-31", "d", NOON, "d = 2024-05-06"),
        ("n = 0xFF", "n", 10, "n = 0xA"),
        ("t = [\n  'a', # c\n  'b'\n]", "t", ["a", "b", "c"], "t = [\n  'a', # c\n  'b',\n  'c'\n]"),
        ("t = ['a', 'b']", "t", ["b"], "t = ['b']"),
        ("a=1\nb=2\n[t]\nx = 1", "new", "v", 'a=1\nb=2\nnew="v"\n[t]\nx = 1'),
        ("[t]\n  x = 1", ("t", "y"), 2, "[t]\n  x = 1\n  y = 2"),
        ("a = 1\n\n[t]\nx = 1", ("u", "y"), 2, "a = 1\n\n[t]\nx = 1\n\n[u]\ny = 2"),
        ("t = {x = 1}", ("t", "y"), 2, "t = {x = 1, y = 2}"),
        ("t = [1, 2] # c", ("t", 0), {"a": 1}, "t = [{ a = 1 }, 2] # c"),
        ("a.b = 1", ("a", "c"), 2, "a.b = 1\na.c = 2"),
        ("[[m]]\nx = 1", ("m", 0, "x"), 2, "[[m]]\nx = 2"),
        ("[[m]]\nx = 1", ("m", 1), {"x": 2}, "[[m]]\nx = 1\n[[m]]\nx = 2"),
    ],
)
def test_toml(before: str, path: Any, value: object, after: str) -> None:
    assert toml_change(before, path, value) == after


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("a = 1 # c\nb = 2\n", "a", "b = 2\n"),
        ("a = 1\n\n[t]\nx = 1\n[t.u]\ny = 1\n", "t", "a = 1\n"),
        ("[t]\nx = 1\n\n[u]\ny = 1\n", "t", "[u]\ny = 1\n"),
        ("[[m]]\nx = 1\n[[m]]\nx = 2\n", ("m", 0), "[[m]]\nx = 2\n"),
        ("a = 1\n[[m]]\n[[m]]\n", "m", "a = 1\n"),
        ("a.b = 1\na.c = 2\nd = 3\n", "a", "d = 3\n"),
    ],
)
def test_removing_from_toml(before: str, path: Any, after: str) -> None:
    for ending in ("\n", "\r\n"):
        text = f"+++\n{before}+++\n".replace("\n", ending)
        assert removed(text, path).replace(ending, "\n") in (f"+++\n{after}+++\n", f"+++\n\n{after}+++\n")


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ('{"a": 1}\n', "b", "é", '{"a": 1, "b": "é"}\n'),
        ('{\n\t"a": 1\n}\n', "b", [1], '{\n\t"a": 1,\n\t"b": [1]\n}\n'),
        ('{"a":1,"b":2}\n', "c", 3, '{"a":1,"b":2,"c":3}\n'),
        ('{"a": "\\u00e9"}\n', "b", "é", '{"a": "\\u00e9", "b": "\\u00e9"}\n'),
        ('{"a": [\n  1,\n  2\n]}\n', "a", [1, 2, 3], '{"a": [\n  1,\n  2,\n  3\n]}\n'),
        ('"a": 1\n;;;\n', "b", 2, '"a": 1,\n"b": 2\n;;;\n'),
        ('{"a": 1, "a": 2}\n', "a", 3, '{"a": 1, "a": 3}\n'),
        ('{"d": "2023-12-31T16:52:29Z"}\n', "d", NOON, '{"d": "2024-05-06T10:00:05Z"}\n'),
        ("Title: x\nTags: a, b\n\nB", "tags", ["a", "b", "c"], "Title: x\nTags: a, b, c\n\nB"),
        ("Title: x\nTags: a\n\nB", "Tags", ["a", "b"], "Title: x\nTags: a, b\n\nB"),
        ("Title: x\nDate: 2010-12-03 10:20\n\nB", "date", NOON, "Title: x\nDate: 2024-05-06 10:00\n\nB"),
        ("Title: x\n\nB", "status", "draft", "Title: x\nStatus: draft\n\nB"),
        ("title: x\r\n\r\nB", "draft", True, "title: x\r\ndraft: true\r\n\r\nB"),
        ("Title:  x \n\nB", "title", "y", "Title:  y \n\nB"),
        ("title: x\ntitle: y\n\nB", "title", "z", "title: z\ntitle: y\n\nB"),
        ("title: x\nsummary: a\n    b\n\nB", "summary", "c\nd", "title: x\nsummary: c\n    d\n\nB"),
        ("<!--\n.. title: x\n.. link:\n-->\nB", "link", "y", "<!--\n.. title: x\n.. link: y\n-->\nB"),
        ("<!--\n.. title: x\n-->\nB", "tags", ["a", "b"], "<!--\n.. title: x\n.. tags: a, b\n-->\nB"),
        (".. date: 2012-09-15 19:52:05 UTC\n\nB", "date", NOON, ".. date: 2024-05-06 10:00:05 UTC\n\nB"),
        (
            ".. date: 2012-09-15 19:52:05 UTC+02:00\n\nB",
            "date",
            NOON,
            ".. date: 2024-05-06 12:00:05 UTC+02:00\n\nB",
        ),
        ("title: x\ntags:\n- a\n---\nB", "tags", ["a", "b"], "title: x\ntags:\n- a\n- b\n---\nB"),
    ],
)
def test_json_and_header_lines(before: str, path: Any, value: object, after: str) -> None:
    assert changed(before, path, value) == after


@pytest.mark.parametrize(
    ("text", "key"),
    [("Title: x\n\nB", "title"), ("<!--\n.. title: x\n-->\nB", "title"), ('"a": 1\n;;;\nB', "a")],
)
def test_a_head_of_keys_alone_goes_with_its_last_key(text: str, key: str) -> None:
    assert removed(text, key) == "B"


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("yaml", '---\r\ntitle: "It: is"\r\n---\r\n'),
        ("toml", '+++\r\ntitle = "It: is"\r\n+++\r\n'),
        ("json", '{\r\n  "title": "It: is"\r\n}\r\n'),
        ("pelican", "Title: It: is\r\n\r\n"),
        ("nikola", "<!--\r\n.. title: It: is\r\n-->\r\n\r\n"),
    ],
)
def test_a_post_without_head_gets_one_of_the_blogs_format(form: Any, expected: str) -> None:
    body = "Body\r\nmore\r\n"
    profile = WritingProfile(format=form)
    after = changed(body, "title", "It: is", profile)
    assert after == expected + body
    assert read_head(after, profile).fields == {"title": "It: is"}


@pytest.mark.parametrize(
    ("before", "key", "shown", "source", "after"),
    [
        (
            "p:\n  a: 1\n  b:\n    c: 2\nz: 1",
            "p",
            "a: 1\nb:\n  c: 2",
            "a: 5\nb:\n  c: 2\n  d: 3\n",
            "p:\n  a: 5\n  b:\n    c: 2\n    d: 3\nz: 1",
        ),
        ("p: {a: 1}", "p", "{a: 1}", "{a: 2, b: 3}", "p: {a: 2, b: 3}"),
        ("p: 'x'", "p", "'x'", '"y"', 'p: "y"'),
        ("p:\nz: 1", "p", "", "5", "p: 5\nz: 1"),
    ],
)
def test_a_value_edited_as_source(before: str, key: str, shown: str, source: str, after: str) -> None:
    text = f"---\n{before}\n---\n"
    head = read_head(text)
    assert head.value_source(key) == shown
    assert head.set_source(key, source).apply(text) == f"---\n{after}\n---\n"


@pytest.mark.parametrize("source", ["{a: 1", "1\nz: 2", "1\n---\n", "[", "&a 1\nq: *a"])
def test_source_that_reaches_beyond_its_value_is_refused(source: str) -> None:
    with pytest.raises(FrontMatterRefused):
        read_head("---\np: {a: 1}\nz: 1\n---\n").set_source("p", source)


def test_nothing_to_change_changes_nothing() -> None:
    for text in ("---\na: 'x' # c\nb:\n  - 1\n---\n", '{"a": "x",\n"b": [1]}\n', "+++\na='x'\nb=[1]\n+++\n"):
        head = read_head(text)
        for key, value in head.fields.items():
            edit = head.set(key, value)
            assert edit.start == edit.end and edit.replacement == ""


def test_fields_cannot_be_changed_from_outside() -> None:
    head = read_head("---\na: 1\n---\n")
    assert isinstance(head.fields, Mapping)
    with pytest.raises(TypeError):
        head.fields["a"] = 2  # type: ignore[index]
