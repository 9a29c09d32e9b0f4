"""Any text gives HTML, soon, and nothing written is left out."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foreword.rendering.dialect import Dialect
from foreword.rendering.dialects import make_dialect
from foreword.rendering.document import render_article
from rendering.texts import HOSTILE, bodies

DIALECTS: dict[str, Dialect] = {
    "goldmark": make_dialect("goldmark", {"renderer": {"unsafe": True}}),
    "commonmark": make_dialect("commonmark"),
    **{
        name: make_dialect("commonmark", {"generator": name})
        for name in ("eleventy", "hexo", "astro", "zola")
    },
}
SECONDS = 3.0
"""Several times what it takes on a machine that does nothing else."""
NESTED = {
    "quotes": "> " * 2_000 + "text",
    "lists": "- " * 2_000 + "text",
    "indented lists": "\n".join("  " * depth + "- item" for depth in range(300)) + "\n" + "  " * 300 + "text",
    "links": "[a " * 2_000 + "text" + "](b)" * 2_000,
    "pictures": "![a " * 2_000 + "text" + "](b)" * 2_000,
    "emphasis": "*a **b " * 2_000 + "text",
    "definitions": "a\n" + ": " * 2_000 + "text",
    "footnotes": "[^0]\n\n" + "".join(f"[^{n}]: [^{n + 1}]\n\n" for n in range(2_000)) + "text",
}
signs = st.lists(
    st.sampled_from([*list("*_`[]()!<>&\"'-.~^:|#\\{}\n ab1é中\ufdd0\ufdd1"), "\n\n", "www.a.b"]), max_size=60
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), bodies, signs.map("".join)))
def test_any_text_gives_html(text: str):
    for dialect in DIALECTS.values():
        assert isinstance(render_article(dialect, text).html, str)


@pytest.mark.parametrize("name", DIALECTS)
@pytest.mark.parametrize("nesting", NESTED)
def test_deep_nesting_loses_nothing(name: str, nesting: str):
    assert "text" in render_article(DIALECTS[name], NESTED[nesting]).html


@pytest.mark.parametrize("name", ["goldmark", "commonmark"])
def test_what_is_too_deep_is_shown_as_it_is_written(name: str):
    article = render_article(DIALECTS[name], "before\n\n" + "> " * 500 + "a <b>\n\nafter\n")
    assert "&gt; a &lt;b&gt;" in article.html
    assert [notice.line for notice in article.notices] == [2]


@pytest.mark.parametrize("name", ["goldmark", "hexo", "astro"])
def test_hostile_text_is_soon_rendered(name: str):
    late = {}
    for what, text in HOSTILE.items():
        start = process_time()
        render_article(DIALECTS[name], text)
        if process_time() - start > SECONDS:
            late[what] = process_time() - start
    assert not late


def test_the_marks_of_slots_in_a_text_stay_text():
    html = render_article(DIALECTS["goldmark"], "# a\n\n# \ufdd00.0\ufdd1 '\ufdd01.0\ufdd1\n").html
    assert "\ufdd00.0\ufdd1" in html
