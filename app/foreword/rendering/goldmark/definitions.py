"""Definition lists as goldmark has them (asked of Hugo 0.168): ``: `` at the margin under a paragraph of terms."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from foreword.rendering.markdown_it.dispatch import all_rules
from foreword.rendering.markdown_it.paragraphs import paragraph_end

_MARGINS = "definition_margins"
_CODE = 8
_UNDERLINE = re.compile(r"[ \t>]*=+[ \t]*(?=\n|\Z)")


def definition_lists(md: MarkdownIt) -> None:
    """Adds the rule to an engine."""
    md.block.ruler.before("lheading", "deflist", _rule, {"alt": ["paragraph", "reference", "blockquote"]})


def _rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if silent:
        return _interrupts(state, start)
    margin = state.blkIndent
    if state.sCount[start] - margin >= 4:
        return False
    found = _terms(state, start, end)
    if found is None:
        return False
    opening = state.push("dl_open", "dl", 1)
    opening.map = lines = [start, 0]
    opening.meta = {"first_mark": found[0]}
    margins = state.env.setdefault(_MARGINS, [])
    margins.append(margin)
    at = start
    while found is not None:
        first_mark, terms_end = found
        for line in range(at, terms_end):
            _term(state, line)
        at = _descriptions(state, first_mark, end, tight=first_mark == terms_end)
        after = _skip_blank(state, at, end)
        found = _terms(state, after, end) if after < end and state.sCount[after] >= margin else None
        at = after if found is not None else at
    margins.pop()
    state.push("dl_close", "dl", -1)
    lines[1] = state.line = at
    return True


def _is_mark(state: StateBlock, line: int, margin: int) -> bool:
    start = state.bMarks[line] + state.tShift[line]
    if state.sCount[line] != margin or not state.src.startswith(":", start):
        return False
    return start + 1 < state.eMarks[line] and state.src[start + 1] in " \t"


def _interrupts(state: StateBlock, line: int) -> bool:
    """Whether the line ends a paragraph: in its own block or in a list around it."""
    if state.parentType != "blockquote" and _is_mark(state, line, state.blkIndent):
        return True
    margins = state.env.get(_MARGINS, ())
    return any(_is_mark(state, line, margin) for margin in margins)


def _skip_blank(state: StateBlock, line: int, end: int) -> int:
    while line < end and state.isEmpty(line):
        line += 1
    state.env["reach"] = max(state.env.get("reach", 0), line + 1)
    return line


def _terms(state: StateBlock, start: int, end: int) -> tuple[int, int] | None:
    """The line of the first mark below a paragraph and the paragraph's end; None when there is no mark."""
    if state.sCount[start] - state.blkIndent >= 4 or state.isEmpty(start) or _begins_other(state, start, end):
        return None
    line = paragraph_end(state, start, end)
    after = _skip_blank(state, line, end)
    if after >= end or not _is_mark(state, after, state.blkIndent):
        return None
    underlines = (
        _UNDERLINE.match(state.src, state.bMarks[at], state.eMarks[at]) for at in range(start + 1, line)
    )
    return None if any(underlines) else (after, line)


def _begins_other(state: StateBlock, line: int, end: int) -> bool:
    """Whether something else than a paragraph begins here."""
    if state.src[state.bMarks[line] + state.tShift[line]].isalpha():
        return False
    rules = all_rules(state.md, "paragraph")
    return any(rule(state, line, end, True) for rule in rules if rule is not _rule)


def _term(state: StateBlock, line: int) -> None:
    state.push("dt_open", "dt", 1).map = [line, line + 1]
    token = state.push("inline", "", 0)
    token.map = [line, line + 1]
    token.content = state.getLines(line, line + 1, state.blkIndent, False).strip()
    token.children = []
    state.push("dt_close", "dt", -1)


def _descriptions(state: StateBlock, line: int, end: int, *, tight: bool) -> int:
    """All descriptions from a mark on; the line at which they end."""
    while True:
        line = _description(state, line, end, tight)
        after = _skip_blank(state, line, end)
        if after >= end or not _is_mark(state, after, state.blkIndent):
            return line
        tight = after == line and not state.isEmpty(after - 1)
        line = after


def _description(state: StateBlock, line: int, end: int, tight: bool) -> int:
    opening = state.push("dd_open", "dd", 1)
    opening.map = [line, line]
    first = len(state.tokens)
    saved = (state.tShift[line], state.sCount[line], state.blkIndent, state.tight, state.parentType)
    text, column = _content_column(state, line)
    state.tShift[line] = text - state.bMarks[line]
    width = column - saved[1]
    state.blkIndent = saved[1] + (6 if width > _CODE else max(width, 2))
    state.sCount[line] = column
    state.tight, state.parentType = True, "deflist"
    state.md.block.tokenize(state, line, end)
    state.tShift[line], state.sCount[line], state.blkIndent, state.tight, state.parentType = saved
    state.push("dd_close", "dd", -1)
    ended = max(state.line, line + 1)
    while ended > line + 1 and state.isEmpty(ended - 1):
        ended -= 1
    opening.map = [line, ended]
    opening.info = "tight" if tight else "loose"
    for at in range(first, len(state.tokens) if tight else first):
        token = state.tokens[at]
        if token.type == "paragraph_open" and token.level == opening.level + 1:
            token.hidden = state.tokens[at + 2].hidden = True
            break
    return ended


def _content_column(state: StateBlock, line: int) -> tuple[int, int]:
    """Where the text behind the mark begins: its index and its column."""
    at = state.bMarks[line] + state.tShift[line] + 1
    column = state.sCount[line] + 1
    while at < state.eMarks[line] and state.src[at] in " \t":
        column += 4 - (column + state.bsCount[line]) % 4 if state.src[at] == "\t" else 1
        at += 1
    return at, column
