"""A block depends on the lines up to its reach, and on nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foreword.rendering.dialects import make_dialect
from foreword.rendering.document import parse_blocks
from rendering.texts import FRAGMENTS

DIALECTS = {
    "goldmark": make_dialect("goldmark"),
    "commonmark": make_dialect("commonmark"),
    "astro": make_dialect("commonmark", {"generator": "astro"}),
    "zola": make_dialect("commonmark", {"generator": "zola"}),
}
_MORE = (
    ": def",
    "term",
    "a|b",
    "-|-",
    "[r]: /u 'title",
    "more'",
    "    four",
    "  two",
    '"quote',
    "- - a",
    "[^2]: x",
)
lines = st.lists(st.sampled_from([*FRAGMENTS, *_MORE]), max_size=25)


@pytest.mark.parametrize("name", DIALECTS)
@settings(max_examples=150, deadline=None)
@given(before=lines, inserted=lines, data=st.data())
def test_an_edit_beyond_a_blocks_reach_leaves_the_block(name, before, inserted, data):
    dialect = DIALECTS[name]
    first = data.draw(st.integers(0, len(before)))
    removed = data.draw(st.integers(0, len(before) - first))
    after = [*before[:first], *inserted, *before[first + removed :]]
    at, mode = 0, None
    for block in parse_blocks(dialect, before):
        if at + block.reach <= first:
            assert dialect.parse(after, at, mode) == block
        elif at >= first + removed:
            assert dialect.parse(after, at + len(inserted) - removed, mode) == block
        at, mode = at + block.size, block.mode_after


@pytest.mark.parametrize("name", DIALECTS)
def test_lines_far_below_are_not_looked_at(name):
    dialect = DIALECTS[name]
    text = ["# heading", "", "text", "", "- item", "", "> quote", "", "```", "```", *["more", ""] * 500]
    at = 0
    for block in parse_blocks(dialect, text)[:6]:
        assert block.size <= block.reach <= block.size + 3, at
        at += block.size
