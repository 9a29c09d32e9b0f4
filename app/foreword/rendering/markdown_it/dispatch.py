"""Asks only those block rules of which a line can be: most lines begin with a letter, most rules with a sign."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

Rule = Callable[[StateBlock, int, int, bool], bool]
_BEGIN = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*+-0123456789",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
    "footnote_def": "[",
    "block_attributes": "{",
}
"""The first characters of what a rule finds; rules that are not named may begin with any."""
_INTERRUPT = {**_BEGIN, "deflist": ":"}
_CHAINS = ("", "paragraph", "reference", "blockquote", "list")


def dispatch_blocks(md: MarkdownIt) -> None:
    """Puts one rule that chooses by the first character in the place of each of the engine's chains."""
    ruler = md.block.ruler
    names = dict(zip(ruler.getRules(""), ruler.get_active_rules(), strict=True))
    chosen = {
        chain: [
            _dispatch(
                [(names[rule], rule) for rule in ruler.getRules(chain)], _INTERRUPT if chain else _BEGIN
            )
        ]
        for chain in _CHAINS
    }
    vars(ruler).update(getRules=lambda chain="": chosen.get(chain, []))


def all_rules(md: MarkdownIt, chain: str) -> Sequence[Rule]:
    """The rules of a chain themselves."""
    ruler = md.block.ruler
    return type(ruler).getRules(ruler, chain)


def _dispatch(rules: Sequence[tuple[str, Rule]], begin: dict[str, str]) -> Rule:
    known: dict[str, list[Rule]] = {}

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        at = state.bMarks[start] + state.tShift[start]
        first = state.src[at : at + 1]
        first = first if first.isascii() else "a"  # no rule begins with another sign
        if first not in known:
            known[first] = [found for name, found in rules if first and first in begin.get(name, first)]
        return any(found(state, start, end, silent) for found in known[first])

    return rule
