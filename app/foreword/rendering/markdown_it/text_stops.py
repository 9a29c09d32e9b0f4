"""Where the engine's plain text ends, so that a rule of ours is asked about what may begin there."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline


def stop_text_at(md: MarkdownIt, candidate: re.Pattern[str]) -> None:
    """Takes text up to the next place where ``candidate`` is found, instead of up to the engine's own signs."""

    def text(state: StateInline, silent: bool) -> bool:
        found = candidate.search(state.src, state.pos)
        end = min(found.start(), state.posMax) if found else state.posMax
        if end == state.pos:
            return False
        if not silent:
            state.append_pending(state.src[state.pos : end])
        state.pos = end
        return True

    md.inline.ruler.at("text", text)
