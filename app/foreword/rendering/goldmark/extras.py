"""Hugo's extensions that are off unless a site asks for them: passthrough and the extra inline marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

MARKS = {
    "insert": ("++", "ins"),
    "mark": ("==", "mark"),
    "subscript": ("~", "sub"),
    "superscript": ("^", "sup"),
    "delete": ("~~", "del"),
}


def passthrough(md: MarkdownIt, delimiters: Sequence[tuple[str, str]]) -> None:
    """Leaves what stands between delimiters as it is written, for a script on the page."""
    ordered = sorted(delimiters, key=lambda pair: -len(pair[0]))

    def rule(state: StateInline, silent: bool) -> bool:
        for opening, closing in ordered:
            if state.src.startswith(opening, state.pos):
                start = state.pos + len(opening)
                end = state.src.find(closing, start, state.posMax)
                if end > start:
                    if not silent:
                        token = state.push("passthrough", "", 0)
                        token.content = state.src[state.pos : end + len(closing)]
                    state.pos = end + len(closing)
                    return True
        return False

    md.inline.ruler.before("escape", "passthrough", rule)
    md.add_render_rule(
        "passthrough", lambda _renderer, tokens, at, *_: escape(tokens[at].content, quote=False)
    )


def extra_marks(md: MarkdownIt, names: Sequence[str]) -> None:
    """Adds ``++inserted++``, ``==marked==``, ``~sub~``, ``^super^`` and ``~~deleted~~``."""
    for name in sorted(names, key=lambda name: -len(MARKS[name][0])):
        md.inline.ruler.before("emphasis", f"extra_{name}", _mark_rule(*MARKS[name]))


def _mark_rule(sign: str, tag: str) -> Callable[[StateInline, bool], bool]:
    closing = re.compile(rf"(?<![\s{re.escape(sign[0])}]){re.escape(sign)}(?!{re.escape(sign[0])})")

    def rule(state: StateInline, silent: bool) -> bool:
        start = state.pos + len(sign)
        if not state.src.startswith(sign, state.pos) or state.src[start : start + 1] in (
            "",
            " ",
            "\n",
            "\t",
            sign[0],
        ):
            return False
        found = closing.search(state.src, start, state.posMax)
        if found is None:
            return False
        if not silent:
            end, maximum = found.start(), state.posMax
            state.push(f"{tag}_open", tag, 1)
            state.pos, state.posMax = start, end
            state.md.inline.tokenize(state)
            state.posMax = maximum
            state.push(f"{tag}_close", tag, -1)
        state.pos = found.end()
        return True

    return rule
