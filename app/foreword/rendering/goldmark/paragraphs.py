"""Paragraphs that keep no-break spaces and their like at their ends, as goldmark does."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_BLANKS = " \t\n\r\f\v"


def keep_exotic_blanks(md: MarkdownIt) -> None:
    """Replaces the engine's paragraph rule, which trims whatever Unicode calls white space."""
    ruler = md.block.ruler
    rule = ruler.getRules("")[ruler.get_active_rules().index("paragraph")]

    def paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        found = rule(state, start, end, silent)
        content = state.getLines(start, state.line, state.blkIndent, False)
        state.tokens[-2].content = content.strip(_BLANKS)
        return found

    ruler.at("paragraph", paragraph)
