"""Hugo's ``<!--more-->``: the first of a post ends the block it stands in, wherever that is (asked of Hugo 0.168)."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace

from foreword.rendering.dialect import Block
from foreword.rendering.markdown_it.blocks import Content

DIVIDED = "divided"
"""The mode of the blocks behind the divider."""
_DIVIDER = "<!--more-->"
_ADDED = 4
_IN_CODE = re.compile(rf"\n\n{_DIVIDER}\n\n[ \t]*\n?")
Parse = Callable[[Sequence[str], int], Block]


def parse_divided(parse: Parse, lines: Sequence[str], at: int, mode: Hashable) -> Block:
    """The block at line ``at``, cut at the post's first divider. ``parse`` gives blocks that know of no divider."""
    block = parse(lines, at)
    if mode == DIVIDED:
        return replace(block, mode_after=DIVIDED)
    cut = next((n for n in range(block.size) if _DIVIDER in lines[at + n]), None)
    if cut is None:
        return block
    before, _, after = lines[at + cut].partition(_DIVIDER)
    rest = lines[at + cut + 1 :]
    if cut == 0 and not before.strip():
        alone = parse([after if after.strip() else _DIVIDER, *rest], 0)
        return replace(alone, reach=max(alone.reach, block.reach), mode_after=DIVIDED)
    # Hugo sets the divider apart from what stands around it before it reads the Markdown.
    above = parse([*lines[at : at + cut], before, "", _DIVIDER, "", after, *rest], 0)
    reach = max(block.reach, cut + 1, above.reach - _ADDED)
    if above.size > cut + _ADDED:
        return replace(_without_divider(above), size=above.size - _ADDED, reach=reach, mode_after=DIVIDED)
    if above.size < cut + 1 or not before.strip():
        return replace(above, size=min(above.size, cut), reach=reach)
    if not after.strip():
        return replace(above, size=cut + 1, reach=reach, mode_after=DIVIDED)
    return _joined(above, parse([after, *rest], 0), cut, reach)


def _without_divider(block: Block) -> Block:
    """Code that goes on behind the divider, without it."""
    if isinstance(block.content, Content):
        for token in block.content.tokens:
            if token.type == "fence":
                token.content = _IN_CODE.sub("\n\n\n", token.content)
    return block


def _joined(above: Block, below: Block, cut: int, reach: int) -> Block:
    """Two blocks that share a line."""
    parts = [block.content.tokens for block in (above, below) if isinstance(block.content, Content)]
    return replace(
        above,
        size=cut + below.size,
        reach=max(reach, cut + below.reach),
        content=Content(tuple(token for tokens in parts for token in tokens)),
        definitions=(*above.definitions, *below.definitions),
        mode_after=DIVIDED,
    )
