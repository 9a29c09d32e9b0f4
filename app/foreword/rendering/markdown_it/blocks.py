"""Finds the top-level block that begins at a line, with markdown-it-py's own block rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from foreword.rendering.dialect import Block, Definition, Notice

AFTER_BLOCK = "after_block"
"""An engine's option: a rule that may take the line right below a block of the top level."""
_WINDOW = 8
"""Lines that are looked at first; most blocks end within them."""
_KINDS = {
    "paragraph_open": "paragraph",
    "heading_open": "heading",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "blockquote_open": "quote",
    "fence": "fence",
    "code_block": "code",
    "table_open": "table",
    "html_block": "html",
    "hr": "rule",
    "dl_open": "definitions",
    "footnote_reference_open": "footnote",
    "footnote_place": "footnote",
    "math_block": "math",
}


_NOTE = re.compile(r"[ >]*\[\^[^\]]*\]:(?!.*\]:)")


@dataclass(frozen=True, slots=True)
class Content:
    """A block's tokens, their inline parts not parsed yet."""

    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class TooDeep:
    """The source of a block that is nested more deeply than the parser goes."""

    source: str


@dataclass(frozen=True, slots=True)
class Introduced:
    """A block's content and what is to be said with it."""

    content: object
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote's own tokens; equal when its source is."""

    source: str
    tokens: tuple[Token, ...] = field(compare=False)


def parse_block(md: MarkdownIt, lines: Sequence[str], at: int) -> Block:
    """The block that begins at line ``at``, with the blank lines after it. ``md``'s rules are the dialect's.

    A rule that looks at lines behind the block's end notes the last one (counted from the block's first line, end
    excluded) under "reach" in the environment.
    """
    blank = _blank_lines(lines, at)
    if blank:
        return Block("blank", blank, blank + 1, Content(()))
    size = _WINDOW
    while True:
        window = lines[at : at + size]
        whole = at + len(window) >= len(lines)
        tokens, env, end = _tokenize(md, "\n".join(window))
        end = min(max(end, 1), len(window))
        looked = _looked_at(window, end, env)
        if whole or looked < len(window):
            break
        size *= 4
    following = _blank_lines(lines, at + end)
    kind = _KINDS.get(tokens[0].type, tokens[0].type) if tokens else "definitions"
    definitions = tuple(_definitions(env, tokens, window))
    reach = max(end + following + 1, looked)
    if any(token.level >= md.options.maxNesting - 1 for token in tokens):
        source = "\n".join(window[:end])
        return Block(kind, end + following, reach, TooDeep(source))
    return Block(kind, end + following, reach, Content(_without_footnotes(tokens)), definitions)


def _looked_at(window: Sequence[str], end: int, env: Mapping[str, Any]) -> int:
    """How many lines of the window decided where the block ends."""
    # Two lines more: a table ends a paragraph by its second line.
    looked = end + _blank_lines(window, end) + 2
    if any("]:" in line and not _NOTE.match(line) for line in window[:end]):
        # The title of a link definition may go on to the end of its paragraph.
        last = end
        while last < len(window) and window[last].strip(" \t"):
            last += 1
        looked = max(looked, last + 1)
    return max(looked, int(env.get("reach", 0)))


def _tokenize(md: MarkdownIt, source: str) -> tuple[list[Token], dict[str, Any], int]:
    """The tokens of the first block of a text, what it defines, and the line at which it ends."""
    env: dict[str, Any] = {}
    state = StateBlock(source.replace("\0", "\ufffd"), md, env, [])
    rules = md.block.ruler.getRules("")
    while True:
        at = state.line
        for rule in rules:
            if rule(state, at, state.lineMax, False):
                break
        below = md.options.get(AFTER_BLOCK)
        if below is not None and state.tokens and state.line < state.lineMax:
            below(state, state.line, state.lineMax, False)
        # Definitions of links belong to the block under them: many in a row are then looked at once.
        if state.tokens or state.line <= at or state.line >= state.lineMax or state.isEmpty(state.line):
            return state.tokens, env, state.line


def _blank_lines(lines: Sequence[str], at: int) -> int:
    end = at
    while end < len(lines) and not lines[end].strip(" \t"):
        end += 1
    return end - at


def _definitions(env: dict[str, Any], tokens: Sequence[Token], window: Sequence[str]) -> Iterator[Definition]:
    for label, found in env.get("references", {}).items():
        yield Definition("link", label, (found["href"], found.get("title", "").replace("\ufdd0", "\ufffd")))
    yield from _footnotes(tokens, window)


def _footnotes(tokens: Sequence[Token], window: Sequence[str]) -> Iterator[Definition]:
    """The notes among the tokens; one that is defined within another stands for itself."""
    for start, end in _footnote_spans(tokens):
        opening = tokens[start]
        first, last = opening.map or (0, len(window))
        source = "\n".join(window[first:last])
        inner = tokens[start + 1 : end]
        yield Definition("footnote", str(opening.meta["label"]), Footnote(source, _without_footnotes(inner)))
        yield from _footnotes(inner, window)


def _footnote_spans(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    start = depth = 0
    for index, token in enumerate(tokens):
        if token.type == "footnote_reference_open":
            start = index if not depth else start
            depth += 1
        elif token.type == "footnote_reference_close":
            depth -= 1
            if not depth:
                yield start, index


def _without_footnotes(tokens: Sequence[Token]) -> tuple[Token, ...]:
    kept: list[Token] = []
    at = 0
    for start, end in _footnote_spans(tokens):
        kept.extend(tokens[at:start])
        at = end + 1
    return (*kept, *tokens[at:])
