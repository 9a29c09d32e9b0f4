"""Tables as goldmark finds them (asked of Hugo 0.168): anywhere in a paragraph, which may end in one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from foreword.rendering.markdown_it.paragraphs import paragraph_end

_DELIMITERS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_BORDER = re.compile(r"(?<!\\)\|")
_ALIGNMENTS = {(True, True): "center", (True, False): "left", (False, True): "right", (False, False): ""}


def tables(md: MarkdownIt) -> None:
    """Adds the rule to an engine."""
    md.block.ruler.before("lheading", "goldmark_table", _rule)


def _rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if silent or state.is_code_block(start) or start + 1 >= end:
        return False
    last = paragraph_end(state, start, end)
    for at in range(start + 1, last):
        if state.src[state.bMarks[at] + state.tShift[at]] in "|:-":
            alignments = _alignments(state, at, _line(state, at))
            if alignments is not None and len(_cells(_line(state, at - 1))) <= len(alignments):
                break
    else:
        return False
    if at > start + 1:
        _text(state, [_line(state, above) for above in range(start, at - 1)], start)
    _table(state, [_line(state, row) for row in range(at - 1, last)], alignments, at - 1)
    state.line = last
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _alignments(state: StateBlock, line: int, text: str) -> list[str] | None:
    """The alignments of the columns if the line has them."""
    text = text.rstrip()
    if state.is_code_block(line) or not ("|" in text or ":" in text) or not _DELIMITERS.fullmatch(text):
        return None
    return [_ALIGNMENTS[cell.startswith(":"), cell.endswith(":")] for cell in _cells(text)]


def _cells(text: str) -> list[str]:
    inner = text.strip().removeprefix("|").removesuffix("|")
    cells = _BORDER.split(inner)
    if not cells[-1]:
        cells.pop()
    return [cell.strip(" \t").replace("\\|", "|") for cell in cells]


def _text(state: StateBlock, lines: Sequence[str], start: int) -> None:
    state.push("paragraph_open", "p", 1).map = [start, start + len(lines)]
    _inline(state, "\n".join(lines).rstrip(), start)
    state.push("paragraph_close", "p", -1)


def _table(state: StateBlock, lines: Sequence[str], alignments: Sequence[str], start: int) -> None:
    state.push("table_open", "table", 1).map = [start, start + len(lines)]
    state.push("thead_open", "thead", 1)
    _row(state, lines[0], alignments, "th", start)
    state.push("thead_close", "thead", -1)
    state.push("tbody_open", "tbody", 1)
    for at, text in enumerate(lines[2:], start + 2):
        _row(state, text, alignments, "td", at)
    state.push("tbody_close", "tbody", -1)
    state.push("table_close", "table", -1)


def _row(state: StateBlock, text: str, alignments: Sequence[str], tag: str, line: int) -> None:
    cells = _cells(text)
    state.push("tr_open", "tr", 1).map = [line, line + 1]
    for at, alignment in enumerate(alignments):
        opening: Token = state.push(f"{tag}_open", tag, 1)
        if alignment and at < len(cells):
            opening.attrs = {"style": f"text-align: {alignment}"}
        _inline(state, cells[at] if at < len(cells) else "", line)
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)


def _inline(state: StateBlock, content: str, line: int) -> None:
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = content, [line, line + 1], []
