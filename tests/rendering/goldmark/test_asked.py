"""Texts that were once shown differently are what Hugo makes of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from foreword.rendering.document import render_article
from foreword.rendering.goldmark import GoldmarkDialect, GoldmarkOptions
from rendering.texts import same_page

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "goldmark"
DEFAULT = {"goldmark": {"renderer": {"unsafe": True}}}


def asked() -> list[dict[str, Any]]:
    lines = (FIXTURES / "asked.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def made(body: str, markup: dict[str, Any]) -> str:
    options = {**markup.get("goldmark", {}), **{key: markup[key] for key in markup if key != "goldmark"}}
    return render_article(GoldmarkDialect(GoldmarkOptions.from_config(options)), body).html


@pytest.mark.parametrize("case", asked(), ids=lambda case: repr(case["body"])[:60])
def test_what_was_asked(shared: Path, case: dict[str, Any]):
    assert same_page(shared, made(case["body"], case.get("markup", DEFAULT)), case["html"], "exact")
