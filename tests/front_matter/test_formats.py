"""Which format a head is in, where its body begins, and what its values are."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import frontmatter
import pytest

from foreword.front_matter import WritingProfile, read_head
from foreword.front_matter.hexo import HexoYamlFormat
from foreword.front_matter.json_format import JsonFormat
from foreword.front_matter.nikola import NikolaFormat
from foreword.front_matter.pelican import PelicanFormat
from foreword.front_matter.toml_format import TomlFormat
from foreword.front_matter.yaml_format import YamlFormat
from front_matter.roundtrip import FIXTURES, text_of

HEXO = WritingProfile(generator="hexo")
PELICAN = WritingProfile(generator="pelican")
PLAIN = WritingProfile(generator="plain")
JEKYLL = WritingProfile(generator="jekyll")


@pytest.mark.parametrize(
    ("text", "profile", "form", "body"),
    [
        ("---\na: 1\n---\nB", None, "yaml", "B"),
        ("---  \na: 1\n---\t\n\nB", None, "yaml", "\nB"),
        ("---\na: 1\n...\nB", None, "yaml", "B"),
        ("---\n---\nB", None, "yaml", "B"),
        ("---\na: 1\n---", None, "yaml", ""),
        ("---\ra: 1\r---\rB", None, "yaml", "B"),
        ("---\na: |\n  ---\n  x\n---\nB", None, "yaml", "B"),
        ("---\na: 1\n----\nB", None, "none", "---\na: 1\n----\nB"),
        ("---\na: 1\nB", None, "none", "---\na: 1\nB"),
        ("--- a\nb: 1\n---\nB", None, "none", "--- a\nb: 1\n---\nB"),
        ("\n---\na: 1\n---\nB", None, "none", "\n---\na: 1\n---\nB"),
        ("+++\na = 1\n+++ \nB", None, "toml", "B"),
        ("+++\n+++\nB", None, "toml", "B"),
        ('{"a": 1}\nB', None, "json", "B"),
        ('{\n  "a": "}"\n}\n\nB', None, "json", "\nB"),
        ('{"a": 1} and more\nB', None, "none", '{"a": 1} and more\nB'),
        ("{}\nB", None, "json", "B"),
        ("{: .class}\nB", None, "none", "{: .class}\nB"),
        ("{{ x }}\nB", None, "none", "{{ x }}\nB"),
        ('---json\n{"a": 1}\n---\nB', None, "json", "B"),
        ('"a": 1\n;;;\nB', None, "json", "B"),
        (';;;\n"a": 1\n;;;\nB', None, "json", "B"),
        ('"a": quoted\nB', None, "none", '"a": quoted\nB'),
        ("title: a\ndate: b\n---\nB", None, "yaml", "B"),
        ("title: a\ndate: b\n---\nB", JEKYLL, "none", "title: a\ndate: b\n---\nB"),
        ("anything: a\n----\nB", HEXO, "yaml", "B"),
        ("-----\na: 1\n---\nb: 2\n-----\nB", HEXO, "yaml", "B"),
        ("title: a\n---\nB", None, "none", "title: a\n---\nB"),
        ("title: a\n---\nB", HEXO, "yaml", "B"),
        ("Title: a\nKey: b\n\nB", None, "pelican", "B"),
        ("Title: a\n  \n\nB", None, "pelican", "\nB"),
        ("Title: a\nno header\n\nB", None, "pelican", "no header\n\nB"),
        ("Note: a\nTitle: b\n\nB", None, "none", "Note: a\nTitle: b\n\nB"),
        ("Note: a\nTitle: b\n\nB", PELICAN, "pelican", "B"),
        ("Title: a\n\nB", JEKYLL, "none", "Title: a\n\nB"),
        ("Title: a\n\nB", PLAIN, "pelican", "B"),
        ("Note: a\n\nB", PLAIN, "none", "Note: a\n\nB"),
        ("---\nTitle: [a] b\n---\nB", PELICAN, "pelican", "B"),
        ("---\ntags:\n- a\n---\nB", PELICAN, "yaml", "B"),
        ("<!--\n.. title: a\n-->\nB", None, "nikola", "B"),
        ("<!-- \n\n.. title: a\n -->\n\nB", None, "nikola", "\nB"),
        ("<!--\ncomment\n-->\nB", None, "none", "<!--\ncomment\n-->\nB"),
        ("<!--\n.. title: a\nB", None, "none", "<!--\n.. title: a\nB"),
        (".. title: a\n.. b:\n\nB", None, "nikola", "B"),
        (".. image:: x\n\nB", None, "none", ".. image:: x\n\nB"),
        ("", None, "none", ""),
    ],
)
def test_where_the_body_begins(text: str, profile: WritingProfile | None, form: str, body: str) -> None:
    head = read_head(text, profile)
    assert (head.format, text[head.end :]) == (form, body)
    assert head.source == text[: head.end]


@pytest.mark.parametrize(
    ("inner", "fields"),
    [
        ("a: yes\nb: 0123\nc: 1:30\nd: ~\ne: 1e3", {"a": True, "b": 83, "c": 90, "d": None, "e": "1e3"}),
        (
            "a: 2023-12-31\nb: 2023-12-31 16:52:29 +0000",
            {"a": date(2023, 12, 31), "b": "2023-12-31 16:52:29 +0000"},
        ),
        ("a: 2023-12-31T16:52:29Z", {"a": datetime(2023, 12, 31, 16, 52, 29, tzinfo=UTC)}),
        ("a: 2023-13-45", {"a": "2023-13-45"}),
        ("yes: 1\n2024: 2\n~: 3", {"yes": 1, "2024": 2, "~": 3}),
        ("a: &x {k: 1}\nb:\n  <<: *x\n  l: 2", {"a": {"k": 1}, "b": {"k": 1, "l": 2}}),
        ("a: 1\na: 2", {"a": 2}),
        ("# nothing", {}),
        ("a: !!str 5", {"a": "5"}),
    ],
)
def test_yaml_values_are_those_of_the_generators(inner: str, fields: dict[str, Any]) -> None:
    head = read_head(f"---\n{inner}\n---\n")
    assert head.problem is None
    assert head.fields == fields
    assert list(head.fields) == list(fields)


def test_pelican_values_are_those_of_its_reader() -> None:
    head = read_head(text_of(FIXTURES / "pelican.md"))
    assert head.fields["title"] == "Pelican: a bird"
    assert head.fields["category"] == ""
    assert head.fields["summary"] == "Short version\ngoes on here"
    assert head.fields["custom"] == ["one", "two"]
    assert head.items("tags") == ("python", "blog", "notes")
    assert head.items("authors") == ("Ann", "Bo")


@pytest.mark.parametrize(
    ("text", "line", "counts"),
    [
        ("---\ntitle: a\nx: 1\ntitle: b\n---\n", 4, "b"),
        ('{"title": "a",\n"title": "b"}\n', 2, "b"),
        ("Title: a\nX: 1\nTitle: b\n\n", 3, "a"),
        (".. title: a\n.. title: b\n\n", 2, "b"),
    ],
)
def test_a_duplicate_is_reported_and_the_one_that_counts_is_changed(
    text: str, line: int, counts: str
) -> None:
    head = read_head(text)
    (finding,) = head.findings
    assert finding.line == line
    assert "second time" in finding.message
    assert head.fields["title"] == counts
    after = read_head(head.set("title", "c").apply(text))
    assert after.fields["title"] == "c"
    assert len(after.findings) == 1


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("---\na: 1\nb: x: y\n---\n", 3, 5, "mapping values"),
        ("---\r\na: 1\r\nb: 'x\r\n---\r\n", 4, 1, "end of stream"),
        ("---\n- a\n---\n", 2, 1, "not a list of keys"),
        ("---\nwords\n---\n", 2, 1, "not a list of keys"),
        ("---\na: \x00\n---\n", 2, 4, "U\\+0000"),
        ("---\na: !!python/object:x 1\n---\n", 2, 4, "python/object"),
        ("---\na: !own 1\n---\n", 2, 4, "!own"),
        ("---\na: *nobody\n---\n", 2, 4, "alias"),
        ("---\n? [a]\n: 1\n---\n", 2, 3, "key"),
        ("+++\na = 1\nb = x\n+++\n", 3, 5, "Invalid value"),
        ("+++\r\na = 1\r\na = 2\r\n+++\r\n", 3, 6, "overwrite"),
        ('{"a": 1,\n"b": x}\n', 2, 6, "Expecting value"),
        ('"a": 1,\n"b": x\n;;;\n', 2, 6, "Expecting value"),
    ],
)
def test_a_broken_head_says_where_and_keeps_the_body(text: str, line: int, column: int, words: str) -> None:
    head = read_head(text + "Body")
    assert head.problem is not None
    assert not head.editable
    assert (head.problem.line, head.problem.column) == (line, column)
    assert re.search(words, head.problem.message)
    assert (text + "Body")[head.end :] == "Body"
    assert head.fields == {}
    assert head.refusal("a")


@pytest.mark.parametrize(
    ("form", "text", "fields"),
    [
        (YamlFormat(), "---\na: 1\n---\nBody", {"a": 1}),
        (TomlFormat(), "+++\na = 1\n+++\nBody", {"a": 1}),
        (JsonFormat(), '{"a": 1}\nBody', {"a": 1}),
        (PelicanFormat(), "Title: a\n\nBody", {"title": "a"}),
        (NikolaFormat(), "<!--\n.. title: a\n-->\nBody", {"title": "a"}),
        (HexoYamlFormat(), "title: a\ndate: b\n---\nBody", {"title": "a", "date": "b"}),
    ],
)
def test_each_format_is_a_handler_of_python_frontmatter(form: Any, text: str, fields: dict[str, Any]) -> None:
    assert form.detect(text)
    assert not form.detect("Body")
    metadata, body = frontmatter.parse(text, handler=form)
    assert (metadata, body) == (fields, "Body")


def test_spans_are_those_of_the_values() -> None:
    text = "---\na: &x 'b' # c\nd:\n  - e\n  - f: g\n\n# h\ni: |\n  j\n\n---\n"
    head = read_head(text)

    def at(*path: str | int) -> str:
        span = head.value_span(path)
        assert span is not None
        return text[slice(*span)]

    assert at("a") == "'b'"
    assert at("d") == "- e\n  - f: g" or at("d") == "e\n  - f: g"
    assert at("d", 0) == "e"
    assert at("d", 1, "f") == "g"
    assert at("i") == "|\n  j"
    assert head.value_span(("d", 5)) is None
    assert head.value_span("nothing") is None
