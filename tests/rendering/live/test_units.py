"""Units are cut so that a browser makes of each alone what it makes of it within the whole article."""

from __future__ import annotations

import random
import re
from collections.abc import Hashable, Sequence

import pytest
from selectolax.lexbor import LexborHTMLParser

from foreword.rendering.dialect import Block, Dialect, Fragment, Scope, Slot
from foreword.rendering.dialects import make_dialect
from foreword.rendering.live import LiveDocument
from foreword.text import LineEdit
from rendering.live.page import Page


class RawDialect:
    """Every line is a block and its own HTML."""

    name = "raw"
    last_definition_wins = False

    def parse(self, lines: Sequence[str], at: int, mode: Hashable = None) -> Block:
        del mode
        return Block("html", 1, 1, lines[at])

    def render(self, block: Block, scope: Scope) -> Fragment:
        del scope
        return Fragment((f"{block.content}\n",)) if block.content else Fragment()

    def tail(self, slots: Sequence[Slot], scope: Scope) -> Fragment:
        del slots, scope
        return Fragment()

    def number(self, slots: Sequence[Slot], scope: Scope) -> Sequence[str]:
        del slots, scope
        return []


def tree(*pieces: str) -> str:
    """What a browser makes of each piece of HTML, written out one after the other."""
    made = "".join(LexborHTMLParser(html, is_fragment=True).html or "" for html in pieces if html)
    return re.sub(r" ?(<[^>]*>) ?", r"\1", re.sub(r"\s+", " ", made))


def assert_stands_alone(page: Page) -> None:
    assert tree(*(html for _, html in page.units)) == tree(page.html)


def soup(choose: random.Random, names: Sequence[str]) -> str:
    """A block of HTML as a writer might break it."""
    block = ""
    for _ in range(choose.choice((1, 1, 2, 3))):
        name = choose.choice(names)
        block += choose.choice(
            (
                f"<{name}>",
                f"</{name}>",
                f"<{name} a='>'>",
                f"<{name}>x</{name}>",
                f"<p>y<{name}>z</p>",
                "<p>q</p>",
                "w",
            )
        )
    return block


@pytest.mark.parametrize(
    "names",
    [
        "div p b i a span h2",
        "ul li ol dl dt dd p div em",
        "details summary section center p span br",
        "table tr td p span",
        "div p b i a span table tr td th tbody ul li ol dl dt dd h2 h3 details summary em code blockquote pre img u",
    ],
)
def test_broken_html(names: str) -> None:
    dialect: Dialect = RawDialect()
    for seed in range(150):
        choose = random.Random(seed)
        lines = [soup(choose, names.split()) for _ in range(choose.randint(2, 6))]
        live, page = LiveDocument(dialect, lines), Page()
        page.apply(live.finish())
        assert_stands_alone(page)
        for _ in range(3):
            at = choose.randrange(len(lines))
            page.apply(live.apply(LineEdit(at, 1, (soup(choose, names.split()),))))
            assert_stands_alone(page)


@pytest.mark.parametrize(
    ("dialect", "text", "units"),
    [
        ("commonmark", "a <div>\n\nb\n\n</div>\n\nc", 2),
        ("python-markdown", "a <details>\n\n    code\n\nb", 1),
        ("commonmark", "## a <table><tr><td>\n\nb", 1),
        ("commonmark", "<?php a\n\nb\n\nc", 1),
        ("commonmark", "<p>\n\na\n\nb", 3),
        ("commonmark", '<a name="x">\n\na\n\n[b](c)\n\nd', 2),
        ("commonmark", "a <!-- b -->\n\nc <br> it's\n\nd", 3),
    ],
)
def test_what_writers_leave_open(dialect: str, text: str, units: int) -> None:
    live, page = LiveDocument(make_dialect(dialect), text.split("\n")), Page()
    page.apply(live.finish())
    assert_stands_alone(page)
    assert len([html for _, html in page.units if html]) == units
