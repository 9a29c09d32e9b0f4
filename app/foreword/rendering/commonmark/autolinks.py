"""Bare addresses as links, as GitHub's extension of CommonMark has it ("Autolinks (extension)", GFM 6.9)."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from foreword.rendering.markdown_it.text_stops import stop_text_at

_DOMAIN = r"[\w-]+(?:\.[\w-]+)*"
_URL = re.compile(rf"(?:https?://{_DOMAIN}|www\.[\w-]+)[^\s<]*", re.IGNORECASE)
_EMAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+")
_SIGNS = r"[\n!#$%&*+\-:<=>@\[\]\\^_`{}~]"
_MAIL = r"(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9]"
_STRICT = re.compile(rf"{_SIGNS}|(?<![A-Za-z])https?://|(?<![A-Za-z0-9])www\.|{_MAIL}", re.IGNORECASE)
_ANYWHERE = re.compile(rf"{_SIGNS}|https?://|www\.|{_MAIL}", re.IGNORECASE)
_TRAILING = frozenset("?!.,:;*_~'\"")
_LONGEST_ENTITY = 40


def gfm_links(md: MarkdownIt, *, within_words: bool = False) -> None:
    """Adds the rule to an engine. ``within_words``: an address may begin right behind a letter, as in marked."""
    candidate = _ANYWHERE if within_words else _STRICT
    trailing = _TRAILING | {"(" if within_words else "]"}

    stop_text_at(md, candidate)

    def address(state: StateInline, silent: bool) -> bool:
        found = candidate.match(state.src, state.pos)
        if silent or state.linkLevel > 0 or found is None or len(found[0]) < 2:
            return False
        return _address(state, trailing)

    md.inline.ruler.before("text", "address", address)


def _address(state: StateInline, trailing: frozenset[str]) -> bool:
    match = _URL.match(state.src, state.pos, state.posMax)
    shown = _trimmed(match[0], trailing) if match else ""
    target = shown
    if not match:
        match = _EMAIL.match(state.src, state.pos, state.posMax)
        shown = match[0] if match and match[0][-1] not in "-_" else ""
        target = f"mailto:{shown}"
    elif shown[:4].lower() == "www.":
        target = f"http://{shown}"
    if not shown:
        return False
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": state.md.normalizeLink(target)}
    opening.markup, opening.info = "linkify", "auto"
    state.push("text", "", 0).content = shown
    closing = state.push("link_close", "a", -1)
    closing.markup, closing.info = "linkify", "auto"
    state.pos += len(shown)
    return True


def _trimmed(url: str, trailing: frozenset[str]) -> str:
    """Without the punctuation at its end that belongs to the sentence."""
    end = len(url)
    surplus = url.count(")") - url.count("(")
    while end:
        last = url[end - 1]
        entity = url.rfind("&", max(0, end - _LONGEST_ENTITY), end) if last == ";" else -1
        if entity >= 0 and url[entity + 1 : end - 1].isalnum():
            end = entity
        elif last in trailing:
            end -= 1
        elif last == ")" and surplus > 0:
            end, surplus = end - 1, surplus - 1
        else:
            break
    return url[:end]
