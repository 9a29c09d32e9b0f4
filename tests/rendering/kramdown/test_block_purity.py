"""A block depends on the lines it says it looked at and on the mode before it, and on nothing else."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from foreword.rendering.dialect import Block
from foreword.rendering.document import parse_blocks
from foreword.rendering.kramdown import KramdownDialect

from .fragments import documents, lines

DIALECT = KramdownDialect()


def placed(text: list[str]) -> list[tuple[int, object, Block]]:
    """The blocks of the text with the line and the mode each began with."""
    found = []
    at, mode = 0, None
    for block in parse_blocks(DIALECT, text):
        found.append((at, mode, block))
        at += block.size
        mode = block.mode_after
    return found


@settings(max_examples=400, deadline=None)
@given(documents, documents, st.data())
def test_an_edit_beyond_a_blocks_reach_leaves_the_block(before, inserted, data):
    first = data.draw(st.integers(0, len(before)))
    removed = data.draw(st.integers(0, len(before) - first))
    after = [*before[:first], *inserted, *before[first + removed :]]
    for at, mode, block in placed(before):
        if at + block.reach <= first:
            assert DIALECT.parse(after, at, mode) == block
        elif at >= first + removed:
            moved = at + len(inserted) - removed
            assert DIALECT.parse(after, moved, mode) == block


@settings(max_examples=200, deadline=None)
@given(documents, lines)
def test_blocks_take_all_lines_and_reach_as_far_as_they_are_long(text, line):
    text = [*text, line]
    blocks = parse_blocks(DIALECT, text)
    assert sum(block.size for block in blocks) == len(text)
    assert all(1 <= block.size <= block.reach for block in blocks)


def test_lines_far_below_are_not_looked_at():
    text = [
        "# heading",
        "",
        "text",
        "",
        "- item",
        "",
        "<http://x.y> text",
        "",
        "<p>x</p>",
        "",
        "```",
        "```",
        *["more", ""] * 500,
    ]
    for at, mode, block in placed(text)[:12]:
        assert block.reach <= block.size + 3, (at, mode, block)
