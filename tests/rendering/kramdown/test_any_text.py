"""Any text gives HTML, and soon."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foreword.rendering.document import render_article
from foreword.rendering.kramdown import KramdownDialect, KramdownOptions

from .fragments import documents, span_texts

DIALECT = KramdownDialect()
OTHERS = [
    KramdownDialect(KramdownOptions.from_config(config))
    for config in (
        {"input": "kramdown"},
        {"hard_wrap": True, "parse_block_html": True, "footnote_backlink_inline": True},
        {"math_engine": None, "entity_output": "symbolic", "parse_span_html": False, "gfm_quirks": []},
    )
]


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), span_texts, documents.map("\n".join)))
def test_any_text_gives_html(text: str):
    for dialect in (DIALECT, *OTHERS):
        article = render_article(dialect, text)
        assert article.html == render_article(dialect, text).html


@settings(max_examples=150, deadline=None)
@given(
    documents,
    documents,
    st.sampled_from(["# {}", "> {}", "- {}", "[{}](x)", "*{}*", '<div markdown="1">\n{}\n</div>']),
)
def test_any_text_within_others_gives_html(before: list[str], inside: list[str], frame: str):
    text = "\n".join([*before, frame.format("\n".join(inside))])
    assert isinstance(render_article(DIALECT, text).html, str)


@pytest.mark.parametrize(
    "nested",
    [
        "> " * 2000 + "text",
        "- " * 2000 + "text",
        "\n".join("  " * depth + "- item" for depth in range(300)),
        "*a **b " * 2000,
        "[a " * 2000 + "](b)" * 2000,
        '<div markdown="1">\n' * 2000,
        '<div><p markdown="0">' * 2000,
        "<b><i>" * 2000,
        "~~a *b " * 2000,
        ("<div>" + '<p markdown="0">' * 30 + '<div markdown="1">\n') * 60,
        "- " * 60 + ('<div markdown="1">\n> ' * 60) + "*a **b [c <i>" * 60,
        "".join("  " * depth + '- <div markdown="1">\n' for depth in range(300)),
        "[^a]\n\n" + "[^a]: " * 2000,
        "".join(f"{{:a{number}: a{number + 1} a{number + 2}}}\n" for number in range(2000)) + "\ntext\n{:a0}",
        "".join(f"[^{number}]: [^{number + 1}]\n" for number in range(2000)) + "\n[^0]",
    ],
    ids=lambda text: text[:12],
)
def test_two_thousand_levels_give_html(nested: str):
    assert render_article(DIALECT, nested).html


HOSTILE: dict[str, Callable[[int], str]] = {
    "brackets": lambda n: "[" * n,
    "images": lambda n: "![" * n,
    "stars": lambda n: "*a " * n,
    "more stars": lambda n: "*a**" * n,
    "underscores": lambda n: "_a__b " * n,
    "mixed emphasis": lambda n: "*a _b **c __d " * n,
    "quotes": lambda n: "> " * n,
    "divs": lambda n: "<div>" * n,
    "divs on lines": lambda n: "<div>\n" * n,
    "divs of Markdown": lambda n: '<div markdown="1">\n' * n,
    "footnotes": lambda n: (
        "".join(f"a[^{i}]\n" for i in range(n)) + "\n" + "".join(f"[^{i}]: n\n" for i in range(n))
    ),
    "headings": lambda n: "# h\n\n" * n,
    "contents": lambda n: "- x\n{:toc}\n\n" + "# h\n" * n,
    "backticks": lambda n: "`a``b" * n,
    "fences": lambda n: "```x\n\n" * n,
    "links": lambda n: "[a](" * n,
    "titles": lambda n: '[a](b "' * n,
    "angled links": lambda n: "[a](<b" * n,
    "references": lambda n: "[a][b]" * n,
    "tags": lambda n: '<a b="' * n,
    "spans": lambda n: "<b>" * n,
    "comments": lambda n: "<!--\n\n" * n,
    "autolinks": lambda n: "<http://a" * n,
    "formulas": lambda n: "$$a\n\n" * n,
    "strikes": lambda n: "~~a " * n,
    "bars": lambda n: "|" * n,
    "rows": lambda n: "a|b\n" * n,
    "code cells": lambda n: "|<code>" * n,
    "braces": lambda n: "{:\n\n" * n,
    "braces in a line": lambda n: "---{:" * n,
    "extensions": lambda n: "{::comment}\n\n" * n,
    "lists of attributes": lambda n: "a\n{:.a}\n" * n,
    "definitions": lambda n: "a\n: b\n\n" * n,
    "abbreviations": lambda n: "".join(f"*[a{i}]: b\n" for i in range(n)) + "a1 " * n,
    "scripts": lambda n: "<script>\n\n" * n,
    "lazy code": lambda n: "    a\nb\n" * n,
    "closed brackets": lambda n: "[" * n + "]" * n,
    "images in brackets": lambda n: "[" + "![a](b) [c] " * n + "]",
    "options in a line": lambda n: '{::options a="b"' * n + "}",
    "unknown extensions": lambda n: "{::a b" * n + "}",
    "lists on end": lambda n: "{:toc}\n" * n,
    "lists by one name": lambda n: "".join(f"{{:a{i}: .b}}\n\na\n{{:a{i}}}\n\n" for i in range(n)),
    "blanks in a heading": lambda n: "# a" + " " * (n * 20) + "b",
    "blanks after a fence": lambda n: "```" + " " * (n * 20) + "a b",
    "question marks after a fence": lambda n: "```" + "a?" * (n * 10) + " b",
    "lazy items": lambda n: "- " * 70 + "a\n" + "b\n" * n,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_time_in_proportion_to_its_length(name: str):
    make = HOSTILE[name]
    render_article(DIALECT, make(50))
    short, long = make(500), make(4000)
    factor = min(_seconds(long) / max(_seconds(short), 0.0005) for _ in range(2))
    assert factor < 8 * 4, f"eight times the text takes {factor:.0f} times as long"


def _seconds(text: str) -> float:
    start = process_time()
    render_article(DIALECT, text)
    return process_time() - start
