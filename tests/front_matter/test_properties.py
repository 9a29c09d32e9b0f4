"""Whatever a writer types into whatever block: it is read back, and nothing else changes."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest
import tomlkit
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from foreword.errors import FrontMatterRefused
from foreword.front_matter import WritingProfile, read_head
from foreword.front_matter.nodes import same
from front_matter.roundtrip import TextKeys, independent

AWKWARD = [
    "yes", "No", "on", "OFF", "true", "~", "null", "", " ", "1.10", "0o17", "0123", "0x1F", "1:30", "1e3", ".inf", "+12",
    "2023-12-31", "2023-12-31 16:52:29 +0000", "2023-13-45", "a: b", "a:b", "a #b", "a#b", "#a", "- a", "-", "--- a", "---",
    "...", "? x", ":x", "x:", "{a}", "[a]", "a, b", "*a", "&a", "!a", "|", ">", "%a", "@a", "`a", "'", '"', "it's", 'say "x"',
    "\\", "a\\nb", "a\nb", "a\n\nb\n", "\na", "a\n", "a\n\n", " a", "a ", "\ta", "a\tb", "a\n b", "  a\nb", "a\n---\nb",
    "+++", "a\n+++\nb", "🎈", "ünï", "日本語: x", "\u00a0", "\u2028", "\u0085", "\ufeff", "\x00", "\x1b", "\x7f", "=", "<<", ";;;",
    "{{ x }}", "{% x %}", "-->", "'''", '"""', "''", "a ''' b", "x\r\ny", "x\ry", "\u200b", "y", "n", "a\n  #b\nc", "#", "a\n#b",
]  # fmt: skip
TEXTS = st.one_of(st.sampled_from(AWKWARD), st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
SCALARS = st.one_of(
    TEXTS,
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False),
    st.dates(),
    st.datetimes().map(lambda moment: moment.replace(microsecond=0)),
)
VALUES = st.one_of(
    SCALARS,
    st.lists(TEXTS, max_size=4),
    st.dictionaries(st.sampled_from(["a", "b c", "d:"]), TEXTS, max_size=3),
)
SOURCES = [
    "plain text", "'single'", '"double"', "12", "1.50", "true", "~", "", "2023-12-31", "2023-12-31 16:52:29 +0000", "[a, b]",
    "[ 'a' ]", "[]", "{}", "{a: 1}", "|\n  one\n  two", ">-\n  one\n  two", "|+\n  kept\n", "\n  - a\n  - 'b'", "\n- a\n- b",
    "\n  x: 1\n  y: [a]", "\n  - n: 1\n    m: 2\n  - n: 3", "[\n  a, # c\n  b\n]", "a plain\n  text", '"a\n  b"', "&x text",
]  # fmt: skip
ENDS = ["\n", "\n", "\n", "\r\n", "\r"]
SLOW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def yaml_posts(draw: st.DrawFn) -> str:
    """A post with YAML of all styles, with comments and blank lines between."""
    lines = []
    for at, source in enumerate(draw(st.lists(st.sampled_from(SOURCES), min_size=1, max_size=5))):
        if draw(st.booleans()) and draw(st.booleans()):
            lines.append(draw(st.sampled_from(["# comment", "", "#key: x"])))
        comment = draw(st.sampled_from(["", "", " # why"])) if "\n" not in source and source else ""
        blank = "" if source[:1] in ("", "\n") else draw(st.sampled_from([" ", " ", "   "]))
        lines.append(f"k{at}:{blank}{source.replace('&x', f'&x{at}')}{comment}")
    text = "\n".join(["---", *lines, draw(st.sampled_from(["---", "...", "--- "])), "Body", ""])
    return text.replace("\n", draw(st.sampled_from(ENDS)))


def check_set(text: str, path: Any, value: Any, profile: WritingProfile | None = None) -> None:
    """Sets a value and holds the result to every promise."""
    head = read_head(text, profile)
    assert head.problem is None, head.problem
    edit = head.set(path, value)
    changed = edit.apply(text)
    again = read_head(changed, profile)
    assert again.problem is None, (again.problem, changed)
    keys = path if isinstance(path, tuple) else (path,)
    got: Any = again.fields
    for key in keys:
        got = got[key]
    assert same(got, value), (changed, got)
    assert same(independent(again)[keys[0]], again.fields[keys[0]]), changed
    for key in head.fields:
        if key != keys[0]:
            assert same(again.fields[key], head.fields[key]), (key, changed)
    assert changed[again.end :] == text[head.end :]
    assert edit.inverse(text[edit.start : edit.end]).apply(changed) == text


@SLOW
@given(yaml_posts(), st.integers(0, 4), TEXTS)
def test_any_text_in_any_yaml_value(text: str, at: int, value: str) -> None:
    head = read_head(text)
    key = list(head.fields)[at % len(head.fields)]
    try:
        check_set(text, key, value)
    except FrontMatterRefused as reason:
        assert "comment" in str(reason) and "#" in head.value_source(key), (reason, text)


@SLOW
@given(yaml_posts(), st.integers(0, 4), VALUES)
def test_any_value_in_any_yaml_value(text: str, at: int, value: Any) -> None:
    head = read_head(text)
    key = list(head.fields)[at % len(head.fields)]
    assume(not (isinstance(value, list) and isinstance(head.fields[key], str)))
    assume(not hasattr(value, "year") or not head.date_pattern(key))
    try:
        check_set(text, key, value)
    except FrontMatterRefused as reason:
        assert "comment" in str(reason), (reason, text)


@SLOW
@given(yaml_posts(), VALUES, st.sampled_from(["new", "two words", "yes", "a: b", "ü"]))
def test_any_new_yaml_key_comes_and_goes(text: str, value: Any, key: str) -> None:
    check_set(text, key, value)
    changed = read_head(text).set(key, value).apply(text)
    assert read_head(changed).remove(key).apply(changed) == text


@SLOW
@given(yaml_posts())
def test_removing_a_yaml_key_leaves_the_others(text: str) -> None:
    head = read_head(text)
    for key in head.fields:
        changed = head.remove(key).apply(text)
        again = read_head(changed)
        assert dict(again.fields) == {name: value for name, value in head.fields.items() if name != key}
        assert text.count("comment") == changed.count("comment")


LISTS = st.lists(
    st.sampled_from(["a", "b", "c", "d e", "f: g", "h, i", "#j", "yes", "ü", ""]), max_size=5, unique=True
)


@SLOW
@given(
    st.sampled_from(
        [source for source in SOURCES if source.strip().startswith(("[", "-")) and source != "[]"]
    ),
    LISTS,
    LISTS,
)
def test_any_list_becomes_any_other(source: str, first: list[str], second: list[str]) -> None:
    text = f"---\nbefore: 1\ntags:{'' if source[0] == chr(10) else ' '}{source}\nafter: 2 # c\n---\n"
    try:
        text = read_head(text).set("tags", first).apply(text)
        check_set(text, "tags", second)
    except FrontMatterRefused as reason:
        assert "comment" in str(reason)


def make_json(fields: dict[str, Any]) -> str:
    """A post with a JSON head."""
    return json.dumps(fields, indent=2) + "\n\nBody\n"


def make_toml(fields: dict[str, Any]) -> str:
    """A post with a TOML head."""
    return f"+++\n{tomlkit.dumps(fields)}+++\nBody\n"


NAMES = st.sampled_from(["title", "date", "two words", "ü", "a.b", "yes"])
PLAIN = st.one_of(
    TEXTS, st.booleans(), st.integers(-(10**12), 10**12), st.floats(allow_nan=False, allow_infinity=False)
)
FIELDS = st.dictionaries(
    NAMES,
    st.one_of(PLAIN, st.lists(PLAIN, max_size=3), st.dictionaries(NAMES, PLAIN, max_size=3)),
    min_size=1,
    max_size=4,
)


@SLOW
@given(FIELDS, NAMES, st.one_of(PLAIN, st.lists(TEXTS, max_size=3)))
def test_any_value_in_json(fields: dict[str, Any], key: str, value: Any) -> None:
    assume(not (isinstance(value, list) and isinstance(fields.get(key), str)))
    check_set(make_json(fields), key, value)


@SLOW
@given(FIELDS, NAMES, st.one_of(PLAIN, st.lists(TEXTS, max_size=3)))
def test_any_value_in_toml(fields: dict[str, Any], key: str, value: Any) -> None:
    text = make_toml(fields)
    assume(read_head(text).format == "toml" and read_head(text).problem is None)
    assume(not (isinstance(value, list) and isinstance(fields.get(key), str)))
    assume(not isinstance(fields.get(key), dict))
    check_set(text, key, value)


@SLOW
@given(
    TEXTS,
    st.sampled_from(
        ["title = 'a'", 'title = """\na\nb"""', "title = '''\na'''", "title = 'a' # c", 'title="x"']
    ),
)
def test_any_text_in_any_toml_string(value: str, line: str) -> None:
    check_set(f"+++\r\nx = 1\r\n{line}\r\n[t]\r\ny = 2\r\n+++\r\nBody", "title", value)


@SLOW
@given(
    TEXTS,
    st.sampled_from(
        [
            "Title: x\nTags: a\n\nBody\n",
            "<!--\n.. Title: x\n.. Tags:\n-->\nBody",
            "Title: x\r\nTags:\r\n\r\nBody",
        ]
    ),
)
def test_header_lines_hold_a_text_exactly_or_refuse_it(value: str, text: str) -> None:
    for key in ("title", "tags", "Title", "Tags"):
        if key in read_head(text).fields:
            try:
                check_set(text, key, value)
            except FrontMatterRefused:
                assert (
                    value != value.strip()
                    or len(value.splitlines()) > 1
                    or not value.isprintable()
                    or "-->" in value
                )


@SLOW
@given(st.text(max_size=300))
def test_reading_never_raises(text: str) -> None:
    for opening in (
        "",
        "---\n",
        "+++\n",
        "{\n",
        '"a":',
        "title: ",
        "<!--\n.. a: ",
        ";;;\n",
        "---json\n",
        "---\n%",
        "---\na: &b *b\n",
    ):
        for closing in ("", "\n---\n", "\n+++\n", "\n}\n", "\n;;;\n", "\n-->\n"):
            for generator in (None, "hexo", "pelican"):
                head = read_head(opening + text + closing, WritingProfile(generator=generator))
                assert head.end == len(head.source)
                assert bool(head.problem) != head.editable


BITS = [
    "a",
    ":",
    " ",
    "\n",
    "-",
    "- ",
    "  ",
    "'",
    '"',
    "#",
    "[",
    "]",
    "{",
    "}",
    ",",
    "|",
    ">",
    "&a ",
    "*a",
    "!",
    "?",
    "<<",
    "\t",
    "\r",
    "=",
    ".",
    "0",
    "\\",
]


@SLOW
@given(st.lists(st.sampled_from(BITS), max_size=40).map("".join), TEXTS)
def test_edits_of_wild_blocks_are_right_or_refused(inner: str, value: str) -> None:
    for fence in ("---", "+++"):
        text = f"{fence}\n{inner}\nz0{':' if fence == '---' else ' ='} 1\n{fence}\nBody"
        head = read_head(text)
        if head.problem is None and head.format != "none":
            for key in head.fields:
                try:
                    edit = head.set(key, value)
                except FrontMatterRefused:
                    continue
                again = read_head(edit.apply(text))
                assert again.fields[key] == value
                assert {**again.fields, key: 0} == {**head.fields, key: 0}


@pytest.mark.parametrize("value", AWKWARD)
def test_awkward_texts_as_new_values(value: str) -> None:
    text = "---\ntitle: x\n---\n"
    changed = read_head(text).set("title", value).apply(text)
    assert (
        yaml.load(changed.split("---\n")[1], TextKeys) == {"title": value}
        or value.startswith(("---", "..."))
        or "\n---" in changed
    )
    toml = "+++\ntitle = 'x'\n+++\n"
    changed = read_head(toml).set("title", value).apply(toml)
    assert tomllib.loads(changed[4:-4]) == {"title": value} or "+++" in value
