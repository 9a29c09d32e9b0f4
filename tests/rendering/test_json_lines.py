"""Rendering line by line: an answer for every line, whatever is in it."""

from __future__ import annotations

import io
import json

import pytest

from foreword.errors import FrontMatterRefused, UsageProblem
from foreword.rendering.dialect import Dialect
from foreword.rendering.json_lines import render_jsonl


def rendered(*lines: object, **options: object) -> tuple[list[dict[str, object]], int]:
    target = io.StringIO()
    source = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    failed = render_jsonl(source, target, **options)  # type: ignore[arg-type]
    return [json.loads(line) for line in target.getvalue().splitlines()], failed


def test_each_line_gives_a_line() -> None:
    answers, failed = rendered({"id": 1, "body": "*a*"}, "", {"id": "b", "body": ""})
    assert answers == [{"id": 1, "html": "<p><em>a</em></p>\n"}, {"id": "b", "html": ""}]
    assert failed == 0


def test_a_bad_line_does_not_stop_the_others() -> None:
    answers, failed = rendered(
        "{",
        "[]",
        {"id": 1},
        {"id": 2, "body": 3},
        {"id": 3, "body": "a", "dialect": "x"},
        {"id": 4, "body": "a"},
    )
    assert [answer["id"] for answer in answers] == [None, None, 1, 2, 3, 4]
    assert [answer["html"] is None for answer in answers] == [True] * 5 + [False]
    assert "“x”" in str(answers[4]["error"])
    assert failed == 5


def test_goldmark_shows_raw_html_unless_the_line_says_otherwise() -> None:
    silent = {"id": 1, "body": "a <b>c</b>", "dialect": "goldmark"}
    answers, _ = rendered(silent, silent | {"configuration": {"renderer": {"unsafe": False}}})
    assert [str(answer["html"]).count("<b>") for answer in answers] == [1, 0]


def test_a_configuration_that_is_none() -> None:
    answers, failed = rendered({"id": 1, "body": "a", "configuration": 3}, {"id": 2, "body": "a"})
    assert failed == 1
    assert "configuration" in str(answers[0]["error"])


def test_a_whole_file_is_rendered_by_the_caller() -> None:
    def render_file(source: str, path: str | None, dialect: Dialect) -> str:
        if path is None:
            raise FrontMatterRefused("no path")
        return f"{dialect.name} {path}: {source}"

    answers, _ = rendered(
        {"id": 1, "source": "a", "path": "p.md", "dialect": "commonmark"},
        {"id": 2, "source": "x"},
        render_file=render_file,
    )
    assert answers[0]["html"] == "commonmark p.md: a"
    assert answers[1] == {"id": 2, "html": None, "error": "no path"}


def test_a_line_may_choose_its_dialect() -> None:
    answers, _ = rendered({"id": 1, "body": "a\nb", "dialect": "python-markdown"}, dialect="python-markdown")
    assert answers[0]["html"] == "<p>a\nb</p>\n"


def test_an_unknown_dialect_is_wrong_usage() -> None:
    with pytest.raises(UsageProblem):
        rendered({"id": 1, "body": "a"}, dialect="asciidoc")


def test_odd_characters_come_back() -> None:
    answers, _ = rendered({"id": "\ud800", "body": "\ud800 \u2028 é"})
    assert answers == [{"id": "\ud800", "html": "<p>\ud800 \u2028 é</p>\n"}]
