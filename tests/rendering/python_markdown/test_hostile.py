"""Any text gives HTML, no exception, and soon."""

from __future__ import annotations

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foreword.rendering.document import render_article
from foreword.rendering.python_markdown import PythonMarkdownDialect, PythonMarkdownOptions
from rendering.texts import HOSTILE, bodies

RICH = PythonMarkdownDialect(
    PythonMarkdownOptions.from_config(
        {"extensions": ["extra", "codehilite", "toc", "smarty", "nl2br", "admonition", "sane_lists"]}
    )
)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("dialect", [PythonMarkdownDialect(), RICH], ids=["default", "rich"])
def test_hostile_text(dialect: PythonMarkdownDialect, name: str) -> None:
    begin = perf_counter()
    article = render_article(dialect, HOSTILE[name])
    assert isinstance(article.html, str)
    # The library alone needs minutes for many of these; a loaded machine gets some grace.
    assert perf_counter() - begin < 10


def test_what_is_too_costly_is_shown_as_text_with_a_notice() -> None:
    article = render_article(PythonMarkdownDialect(), "fine *one*\n\n" + "[<" * 20_000 + "\n\nfine *two*\n")
    assert "<em>one</em>" in article.html
    assert "<em>two</em>" in article.html
    assert "<pre>[&lt;[&lt;" in article.html
    assert [notice.line for notice in article.notices] == [2]


def test_nesting_without_end() -> None:
    for text in (
        "> " * 2_000 + "a",
        "".join("    " * n + "- a\n" for n in range(2_000)),
        "*" * 2_000 + "a" + "*" * 2_000,
    ):
        assert "a" in render_article(PythonMarkdownDialect(), text).html


def test_ordinary_links_are_never_too_costly() -> None:
    text = "\n".join(
        f"- see [the page number {n}](https://example.org/{n}) and [that one][{n}]" for n in range(1_000)
    )
    assert not render_article(PythonMarkdownDialect(), text).notices


def test_a_glossary_is_never_too_costly() -> None:
    text = "Terms\n" + "".join(f": the meaning of the word {n}, told at some length\n" for n in range(300))
    article = render_article(RICH, text)
    assert not article.notices
    assert article.html.count("<dd>") == 300


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=400), st.lists(st.one_of(bodies, st.text(max_size=30)), max_size=6).map("\n\n".join)
    )
)
def test_any_text(text: str) -> None:
    for dialect in (PythonMarkdownDialect(), RICH):
        blocks = render_article(dialect, text).blocks
        assert blocks[0].first_line == 0
        assert all(one.end_line == other.first_line for one, other in pairwise(blocks))
