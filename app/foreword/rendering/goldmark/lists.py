"""Which lists are tight (asked of Hugo 0.168): a blank line above a table, a term or a note does not loosen one."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

_NEVER_LOOSE = frozenset(("table_open", "footnote_reference_open"))
_EXCEPTIONS = _NEVER_LOOSE | {"dl_open"}


def tight_lists(md: MarkdownIt) -> None:
    """Wraps the engine's rule for lists."""
    ruler = md.block.ruler
    rule = ruler.getRules("")[ruler.get_active_rules().index("list")]

    def lists(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        first = len(state.tokens)
        found = rule(state, start, end, silent)
        if found and not silent:
            _tighten(state, state.tokens[first:])
        return found

    ruler.at("list", lists, {"alt": ["paragraph", "reference", "blockquote"]})


def _tighten(state: StateBlock, tokens: Sequence[Token]) -> None:
    level = tokens[0].level + 2
    inner = [token for token in tokens if token.level == level]
    if not any(token.type in _EXCEPTIONS for token in inner):
        return
    paragraphs = [token for token in inner if token.type in ("paragraph_open", "paragraph_close")]
    if any(token.hidden for token in paragraphs) or _is_loose(state, tokens, level):
        return
    for token in paragraphs:
        token.hidden = True


def _is_loose(state: StateBlock, tokens: Sequence[Token], level: int) -> bool:
    first_item = first_child = True
    for token in tokens:
        if token.type == "list_item_open" and token.level == level - 1:
            if not first_item and _follows_blank(state, token):
                return True
            first_item, first_child = False, True
        elif token.level == level and token.nesting >= 0 and token.map:
            if not first_child and token.type not in _NEVER_LOOSE and _follows_blank(state, token):
                return True
            first_child = False
    return False


def _follows_blank(state: StateBlock, token: Token) -> bool:
    """Whether a blank line stands above; for a list of definitions, above the first definition."""
    line = token.meta.get("first_mark", token.map[0] if token.map else 0)
    return bool(state.isEmpty(line - 1))
