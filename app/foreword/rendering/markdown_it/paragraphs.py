"""How far the paragraph goes that begins at a line."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock


def paragraph_end(state: StateBlock, start: int, end: int) -> int:
    """The line behind the paragraph that would begin at ``start``. Rules that ask for the same one share the answer."""
    place = (start, end, state.blkIndent, state.level)
    known = state.env.get("paragraph")
    if known is not None and known[0] == place:
        return int(known[1])
    terminators = state.md.block.ruler.getRules("paragraph")
    old, state.parentType = state.parentType, "paragraph"
    line = start + 1
    while line < end and not state.isEmpty(line):
        lazy = state.sCount[line] - state.blkIndent > 3 or state.sCount[line] < 0
        if not lazy and any(rule(state, line, end, True) for rule in terminators):
            break
        line += 1
    state.parentType = old
    state.env["paragraph"] = (place, line)
    return line
