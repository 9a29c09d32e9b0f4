"""Tags within text, read as CommonMark has it: between attributes stand blanks of ASCII only."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.html_re import HTML_TAG_RE
from markdown_it.rules_inline import StateInline

_TAG = re.compile(HTML_TAG_RE.pattern.removeprefix("^"), re.ASCII)


def ascii_tags(md: MarkdownIt) -> None:
    """Wraps the engine's rule, which takes a no-break space and its like for a blank, as JavaScript does."""
    ruler = md.inline.ruler
    rule = ruler.getRules("")[ruler.get_active_rules().index("html_inline")]

    def html_inline(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if not rule(state, True):
            return False
        end, state.pos = state.pos, start
        return bool(_TAG.fullmatch(state.src, start, end)) and rule(state, silent)

    ruler.at("html_inline", html_inline)
