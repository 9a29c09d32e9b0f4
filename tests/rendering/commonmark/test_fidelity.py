"""The article is what the specification, and the real Eleventy, Hexo and Astro, make of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from foreword.rendering.commonmark import CommonMarkDialect, CommonMarkOptions
from foreword.rendering.document import render_article
from rendering.texts import same_page

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "commonmark"
CONSTRUCTS_EQUAL = 0.97


def test_the_examples_of_the_specification_are_equal_to_the_letter(shared: Path):
    examples = json.loads((shared / "fidelity" / "commonmark-spec.json").read_text(encoding="utf-8"))
    dialect = CommonMarkDialect()
    wrong = [
        found["example"]
        for found in examples
        if render_article(dialect, found["markdown"]).html != found["html"]
    ]
    assert len(examples) >= 652
    assert not wrong


@pytest.mark.parametrize("generator", ["eleventy", "hexo", "astro"])
def test_constructs_are_equal_to_the_generators(shared: Path, generator: str):
    dialect = CommonMarkDialect(CommonMarkOptions.from_config({"generator": generator}))
    lines = (FIXTURES / f"{generator}.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    wrong = [
        case["id"]
        for case in cases
        if not same_page(shared, render_article(dialect, case["body"]).html, case["html"], "exact")
    ]
    assert len(cases) > 60
    assert len(wrong) <= len(cases) * (1 - CONSTRUCTS_EQUAL), wrong


def test_zola_is_said_to_be_approximate_once_a_post():
    dialect = CommonMarkDialect(CommonMarkOptions.from_config({"generator": "zola"}))
    article = render_article(dialect, "one\n\ntwo\n\n## Three\n")
    assert [notice.line for notice in article.notices] == [0]
    assert "Zola" in article.notices[0].message
    assert 'id="three"' in article.html
