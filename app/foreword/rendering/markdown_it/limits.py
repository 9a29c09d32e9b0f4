"""Rules for links and pictures that give up early where they cannot succeed, so that no text takes long."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_DEEPEST_PICTURE = 10
_CLOSING = "closing_bracket"
_PICTURES = "picture_depth"


def limit_links(md: MarkdownIt) -> None:
    """Wraps the engine's rules: no bracket is looked at behind the last closing one, no picture in ten others."""
    ruler = md.inline.ruler
    rules = dict(zip(ruler.get_active_rules(), ruler.getRules(""), strict=True))
    link_rule, image_rule = rules["link"], rules["image"]

    def link(state: StateInline, silent: bool) -> bool:
        return state.src[state.pos] == "[" and _may_close(state) and link_rule(state, silent)

    def image(state: StateInline, silent: bool) -> bool:
        if not state.src.startswith("![", state.pos) or not _may_close(state):
            return False
        depth = state.env.get(_PICTURES, 0)
        if depth >= _DEEPEST_PICTURE:
            return False
        state.env[_PICTURES] = depth + 1
        found = image_rule(state, silent)
        state.env[_PICTURES] = depth
        return found

    ruler.at("link", link)
    ruler.at("image", image)


def _may_close(state: StateInline) -> bool:
    known, last = state.env.get(_CLOSING, (None, -1))
    if known is not state:
        last = state.src.rfind("]", 0, state.posMax)
        state.env[_CLOSING] = (state, last)
    return bool(last > state.pos)
