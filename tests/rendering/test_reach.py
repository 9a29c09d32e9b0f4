"""A block tells how far it looked: whatever stands behind that makes no difference to it."""

from __future__ import annotations

import random

import pytest

from foreword.rendering.dialect import Block
from foreword.rendering.dialects import make_dialect
from foreword.rendering.document import parse_blocks
from rendering.texts import FRAGMENTS, available_dialects


def told(block: Block) -> tuple[object, ...]:
    return block.kind, block.size, block.reach, block.definitions, block.mode_after


@pytest.mark.parametrize("name", available_dialects())
def test_what_stands_behind_the_reach_makes_no_difference(name: str) -> None:
    dialect = make_dialect(name)
    compared = 0
    for seed in range(250):
        choose = random.Random(seed)
        lines = [choose.choice(FRAGMENTS) for _ in range(choose.randint(1, 24))]
        at, mode = 0, None
        for block in parse_blocks(dialect, lines):
            seen = lines[: at + block.reach]
            if len(seen) == at + block.reach:
                for _ in range(3):
                    other = seen + [choose.choice(FRAGMENTS) for _ in range(choose.randint(0, 8))]
                    assert told(dialect.parse(other, at, mode)) == told(block), (lines, at, other)
                    compared += 1
            at += block.size
            mode = block.mode_after
        assert at == len(lines)
    assert compared > 400
