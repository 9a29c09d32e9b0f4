"""The top-level parts of a Liquid template: literal text, and whatever has to be evaluated."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from foreword.rendering.templates.cards import within_address
from foreword.rendering.templates.code_spans import CodeSpans
from foreword.rendering.templates.lexer import Piece, cut, pair
from foreword.text.lines import count_line_ends

BLOCK_TAGS = frozenset({"if", "unless", "case", "for", "tablerow", "capture", "ifchanged", "highlight"})
BRANCHES = frozenset({"else", "elsif", "when"})
TEXTS = frozenset({"text", "raw", "unclosed", "rest"})
"""Kinds of pieces that give their markup as it is."""
DEEPEST_BLOCKS = 50


@dataclass(frozen=True, slots=True)
class Construct:
    """A top-level part of a template: literal text (``text``), or nodes to be rendered. ``start``, ``end`` in the source."""

    start: int
    end: int
    text: str | None
    pieces: Sequence[Piece] = ()
    pairs: Mapping[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A template of a post, and the line on which it begins.

    ``alone``: nothing else stands on its lines. ``in_address``: it is part of a link's target or an attribute.
    ``in_code``: it stands in code, where Markdown shows HTML as it is written.
    """

    part: Construct
    line: int
    alone: bool
    in_address: bool = False
    in_code: bool = False


def constructs(source: str) -> list[Construct]:
    """The top-level parts of a template, in order, covering it."""
    pieces = cut(source)
    pairs = pair(pieces, BLOCK_TAGS, DEEPEST_BLOCKS)
    parts: list[Construct] = []
    opened = list(pairs)
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        last = pairs.get(index, index)
        if piece.kind in TEXTS:
            parts.append(Construct(piece.start, piece.end, piece.markup, (piece,)))
        elif piece.kind == "comment":
            parts.append(Construct(piece.start, piece.end, "", (piece,)))
        else:
            within = opened[bisect_left(opened, index) : bisect_left(opened, last)]
            inner = {start - index: pairs[start] - index for start in within}
            parts.append(Construct(piece.start, pieces[last].end, None, pieces[index : last + 1], inner))
        index = last + 1
    return parts


def places_of(source: str, parts: Sequence[Construct]) -> list[Place]:
    """The templates among the parts, with their places."""
    places: list[Place] = []
    code = CodeSpans(source)
    line = at = 0
    for index, part in enumerate(parts):
        if part.text is not None:
            continue
        line += count_line_ends(source[at : part.start])
        at = part.start
        before = parts[index - 1] if index else None
        after = parts[index + 1] if index + 1 < len(parts) else None
        left = before is None or _ends_line(before.text, before.start == 0)
        alone = left and (after is None or _begins_line(after.text))
        addressed = not alone and within_address(source, part.start)
        places.append(Place(part, line, alone, addressed, code.end_of(part.start) is not None))
    return places


def _ends_line(text: str | None, first: bool) -> bool:
    return text is not None and not text.rpartition("\n")[2].strip() and (first or "\n" in text)


def _begins_line(text: str | None) -> bool:
    return text is not None and not text.partition("\n")[0].strip()
