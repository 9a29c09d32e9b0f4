"""Texts that were once shown differently are what the generators make of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from foreword.rendering.commonmark import CommonMarkDialect, CommonMarkOptions
from foreword.rendering.document import render_article
from rendering.texts import same_page

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "commonmark"


def asked() -> list[dict[str, Any]]:
    lines = (FIXTURES / "asked.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("case", asked(), ids=lambda case: f"{case['generator']} {case['body'][:40]!r}")
def test_what_was_asked(shared: Path, case: dict[str, Any]):
    dialect = CommonMarkDialect(CommonMarkOptions.from_config({"generator": case["generator"]}))
    assert same_page(shared, render_article(dialect, case["body"]).html, case["html"], "exact")
