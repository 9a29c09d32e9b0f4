"""Hugo's passthrough: formulas that reach the page as they are written (asked of Hugo 0.168)."""

from __future__ import annotations

import copy
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from foreword.rendering.goldmark.options import GoldmarkOptions

_TOKEN = "passthrough"
_UNCLOSED = "unclosed_passthrough"


def passthrough(md: MarkdownIt, options: GoldmarkOptions) -> None:
    """Adds the rule for what stands between the site's delimiters."""
    pairs = [(*pair, False) for pair in options.passthrough]
    pairs += [(*pair, True) for pair in options.block_passthrough]
    ordered = sorted(pairs, key=lambda pair: -len(pair[0]))

    def rule(state: StateInline, silent: bool) -> bool:
        for opening, closing, is_block in ordered:
            if state.src.startswith(opening, state.pos):
                end = _end(state, state.pos + len(opening), closing)
                if end is not None:
                    if not silent:
                        token = state.push(_TOKEN, "", 0)
                        token.content, token.block = state.src[state.pos : end], is_block
                    state.pos = end
                    return True
        return False

    md.inline.ruler.before("escape", _TOKEN, rule)
    md.add_render_rule(_TOKEN, lambda _renderer, tokens, at, *_: tokens[at].content)


def free_blocks(tokens: list[Token]) -> None:
    """Ends a paragraph before what stands between a block's delimiters, and begins another one behind it."""
    at = 0
    while at < len(tokens):
        if tokens[at].type == "paragraph_open" and any(map(_is_block, tokens[at + 1].children or ())):
            pieces = _pieces(tokens[at : at + 3])
            tokens[at : at + 3] = pieces
            at += len(pieces)
        else:
            at += 1


def _pieces(paragraph: Sequence[Token]) -> list[Token]:
    pieces: list[Token] = []
    run: list[Token] = []
    for token in paragraph[1].children or ():
        if _is_block(token):
            pieces += [*_paragraph(paragraph, run), token]
            run = []
        else:
            run.append(token)
    return pieces + _paragraph(paragraph, run)


def _paragraph(model: Sequence[Token], children: list[Token]) -> list[Token]:
    """A paragraph like the model with other contents; nothing when these are empty."""
    if all(token.type == "text" and not token.content for token in children):
        return []
    opening, inline, closing = map(copy.copy, model)
    inline.children = children
    return [opening, inline, closing]


def _is_block(token: Token) -> bool:
    return token.type == _TOKEN and token.block and token.level == 0


def _end(state: StateInline, start: int, closing: str) -> int | None:
    """The index behind the closing delimiter; what is not found once is not looked for again in the same text."""
    unclosed = state.env.setdefault(_UNCLOSED, {})
    if unclosed.get(closing) is state.src:
        return None
    end = state.src.find(closing, start, state.posMax)
    if end < 0:
        unclosed[closing] = state.src
    return end + len(closing) if end > start else None
