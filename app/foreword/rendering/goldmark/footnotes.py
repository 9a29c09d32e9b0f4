"""Footnotes with goldmark's grammar and markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from foreword.rendering.dialect import Slot
from foreword.rendering.markdown_it.dialect import NOTES_PLACE

_LABEL = r"\[\^((?:\\[^\n]|[^\[\]\\\n])+)\]"
_REFERENCE = re.compile(rf"!?{_LABEL}")
_DEFINITION = re.compile(rf"{_LABEL}:")
_INDENT = 4
_BACK = '<a href="#fnref{n}" class="footnote-backref" role="doc-backlink">&#x21a9;&#xfe0e;</a>'


def footnote_rules(md: MarkdownIt) -> None:
    """Adds the grammar of definitions and references to an engine."""
    md.block.ruler.before(
        "reference", "footnote_def", _definition, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    md.inline.ruler.before("link", "footnote_ref", _reference)
    md.add_render_rule("footnote_ref", _render_reference)
    md.add_render_rule(
        "footnote_place", lambda _self, _tokens, _at, _options, env: env["sink"].mark(NOTES_PLACE)
    )


def footnote_mark(number: int, before: int, _label: str) -> str:
    """The HTML of a reference; ``before`` references to the same note came earlier."""
    again = "" if not before else str(before)
    return (
        f'<sup id="fnref{again}:{number}"><a href="#fn:{number}" class="footnote-ref" '
        f'role="doc-noteref">{number}</a></sup>'
    )


def footnotes(notes: Sequence[tuple[int, str, int, str]]) -> str:
    """The section at the end of the article."""
    items = []
    for number, _label, references, html in notes:
        links = "".join(
            f"&#160;{_BACK.format(n=f'{again or str()}:{number}')}" for again in range(max(1, references))
        )
        body = html.rstrip("\n")
        body = f"{body[:-4]}{links}</p>" if body.endswith("</p>") else f"{body}{links}"
        items.append(f'<li id="fn:{number}">\n{body}\n</li>\n')
    return f'<div class="footnotes" role="doc-endnotes">\n<hr>\n<ol>\n{"".join(items)}</ol>\n</div>\n'


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``[^label]:`` and all that is indented by four below it. What follows the colon may be a block of any kind."""
    if state.is_code_block(start):
        return False
    match = _DEFINITION.match(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    if match is None or not match[1].strip(" \t"):
        return False
    if silent:
        return True
    state.push("footnote_place", "", 0)
    opening = state.push("footnote_reference_open", "", 1)
    opening.meta = {"label": match[1]}
    _contents(state, start, end, match.end())
    state.push("footnote_reference_close", "", -1)
    opening.map = [start, state.line]
    return True


def _contents(state: StateBlock, line: int, end: int, text: int) -> None:
    """Parses the blocks of a note whose text begins at index ``text`` of a line."""
    saved = (state.bMarks[line], state.tShift[line], state.sCount[line], state.blkIndent, state.parentType)
    column = before = state.sCount[line] + text - state.bMarks[line] - state.tShift[line]
    at = text
    while at < state.eMarks[line] and state.src[at] in " \t":
        column += 4 - (column + state.bsCount[line]) % 4 if state.src[at] == "\t" else 1
        at += 1
    state.blkIndent += _INDENT
    state.bMarks[line] = text
    state.tShift[line] = at - text
    state.sCount[line] = state.blkIndent + column - before
    state.parentType = "footnote"
    state.md.block.tokenize(state, line, end)
    state.bMarks[line], state.tShift[line], state.sCount[line], state.blkIndent, state.parentType = saved


def _reference(state: StateInline, silent: bool) -> bool:
    if silent:
        return False  # Asked only for the end of a link's text, where notes may stand.
    match = _REFERENCE.match(state.src, state.pos)
    scope = state.env.get("scope")
    if match is None or scope is None or scope.definition("footnote", match[1]) is None:
        return False
    if match[0].startswith("!"):
        state.append_pending("!")
    state.push("footnote_ref", "", 0).meta = {"label": match[1]}
    state.pos = match.end()
    return True


def _render_reference(_self: object, tokens: Sequence[Token], at: int, _options: object, env: Any) -> str:
    return str(env["sink"].mark(Slot("note", tokens[at].meta["label"])))
