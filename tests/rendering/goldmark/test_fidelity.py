"""The article is what Hugo makes of it: on real posts and on small texts of each construct."""

from __future__ import annotations

import json
from pathlib import Path

from foreword.rendering.document import render_article
from foreword.rendering.goldmark import GoldmarkDialect, GoldmarkOptions
from rendering.texts import reference_bodies, same_page

DIALECT = GoldmarkDialect(GoldmarkOptions(unsafe=True))
POSTS_EQUAL = 0.99
CASES_EQUAL = 0.99


def test_real_posts_are_equal(shared: Path):
    posts = list(reference_bodies(shared, "hugo"))
    wrong = [
        name
        for name, body, html in posts
        if not same_page(shared, render_article(DIALECT, body).html, html, "exact")
    ]
    assert len(posts) > 350
    assert len(wrong) <= len(posts) * (1 - POSTS_EQUAL), wrong


def test_small_texts_are_equal(shared: Path):
    lines = (shared / "fidelity" / "minimal-cases.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    wrong = [
        case["id"]
        for case in cases
        if not same_page(shared, render_article(DIALECT, case["body"]).html, case["goldmark_html"], "exact")
    ]
    assert len(cases) > 80
    assert len(wrong) <= len(cases) * (1 - CASES_EQUAL), wrong
