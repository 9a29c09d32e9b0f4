"""Where goldmark's paragraphs differ: the blanks at their ends, and definitions of links, which are parts of them."""

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


def undent_below_definitions(md: MarkdownIt) -> None:
    """Wraps the rule for definitions of links: a line below one is never code, as it goes on the same paragraph."""
    ruler = md.block.ruler
    rule = ruler.getRules("")[ruler.get_active_rules().index("reference")]

    def reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        found = rule(state, start, end, silent)
        if found and not silent and state.line < end and not state.isEmpty(state.line):
            state.sCount[state.line] = min(state.sCount[state.line], state.blkIndent + 3)
        return found

    ruler.at("reference", reference)
