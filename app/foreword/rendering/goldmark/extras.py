"""Hugo's inline marks that are off unless a site asks for them (asked of Hugo 0.168)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

MARKS = {
    "insert": ("++", "ins"),
    "mark": ("==", "mark"),
    "subscript": ("~", "sub"),
    "superscript": ("^", "sup"),
    "delete": ("~~", "del"),
}


def extra_marks(md: MarkdownIt, names: Sequence[str]) -> None:
    """Adds ``++inserted++``, ``==marked==``, ``~sub~``, ``^super^`` and ``~~deleted~~``."""
    tags = dict(MARKS[name] for name in names)
    signs = frozenset(sign[0] for sign in tags)

    def rule(state: StateInline, silent: bool) -> bool:
        sign = state.src[state.pos]
        if silent or sign not in signs:
            return False
        scanned = state.scanDelims(state.pos, True)
        run = sign * scanned.length
        token = state.push("text", "", 0)
        token.content = run
        if run in tags:
            # A mark closes only one of its own length, which the engine knows as its sign.
            state.delimiters.append(
                Delimiter(
                    marker=-ord(sign) * scanned.length,
                    length=0,
                    token=len(state.tokens) - 1,
                    end=-1,
                    open=scanned.can_open,
                    close=scanned.can_close,
                )
            )
        state.pos += scanned.length
        return True

    md.inline.ruler.before("emphasis", "extra_marks", rule)
    md.inline.ruler2.before("emphasis", "extra_marks", _post_processing(tags))


def _post_processing(tags: dict[str, str]) -> Callable[[StateInline], None]:
    """The rule that makes elements of the delimiters that found each other."""

    def rule(state: StateInline) -> None:
        lists = [
            state.delimiters,
            *(meta["delimiters"] for meta in state.tokens_meta if meta and "delimiters" in meta),
        ]
        for delimiters in lists:
            for opener in delimiters:
                if opener.marker < 0 and opener.end >= 0:
                    _enclose(state, opener, delimiters[opener.end], tags)

    return rule


def _enclose(state: StateInline, opener: Delimiter, closer: Delimiter, tags: dict[str, str]) -> None:
    first, last = state.tokens[opener.token], state.tokens[closer.token]
    first.nesting, last.nesting = 1, -1
    for token, end in ((first, "open"), (last, "close")):
        token.tag, token.markup = tags[token.content], token.content
        token.type, token.content = f"{token.tag}_{end}", ""
