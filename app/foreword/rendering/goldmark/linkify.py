"""Bare addresses as links, where goldmark makes them (found by asking Hugo 0.168)."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_REST = r"(?::\d+)?(?:[/#?][-a-zA-Z0-9@:%_+.~#$!?&/=();,'\">^{}\[\]`]*)?"
_HOST = r"[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+"
_URL = re.compile(rf"(?:https?|ftp)://{_HOST}{_REST}")
_WWW = re.compile(rf"www\.{_HOST}{_REST}")
_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+"
)
_CANDIDATE = re.compile(
    r"[\n!#$%&*+\-:<=>@\[\]\\^_`{}~]"
    r"|(?<![^\s*_~(\"'])(?:(?:https?|ftp)://|www\.|[A-Za-z0-9.+_-]{1,64}@[A-Za-z0-9])"
)
_BEFORE = frozenset(" \t\n*_~(\"'")
_TRAILING = re.compile(r"[?!.,:*_~]+\Z")
_ENTITY = re.compile(r"&[A-Za-z0-9]+;\Z")


def linkify(md: MarkdownIt, protocol: str) -> None:
    """Adds the rule to an engine. ``protocol`` is that of links that begin with ``www.``."""

    def text(state: StateInline, silent: bool) -> bool:
        found = _CANDIDATE.search(state.src, state.pos)
        end = found.start() if found else state.posMax
        if end == state.pos:
            if found is None or len(found[0]) == 1:
                return False
            end += 1
        end = min(end, state.posMax)
        if not silent:
            state.append_pending(state.src[state.pos : end])
        state.pos = end
        return True

    def address(state: StateInline, silent: bool) -> bool:
        if state.linkLevel > 0 or (state.pos and state.src[state.pos - 1] not in _BEFORE):
            return False
        found = _match(state.src, state.pos, protocol)
        if found is None or state.pos + len(found[0]) > state.posMax:
            return False
        shown, target = found
        if not silent:
            _push(state, shown, target)
        state.pos += len(shown)
        return True

    md.inline.ruler.at("text", text)
    md.inline.ruler.before("text", "address", address)


def _match(source: str, at: int, protocol: str) -> tuple[str, str] | None:
    """The address that begins here, as shown and as linked."""
    for pattern, prefix in ((_URL, ""), (_WWW, f"{protocol}://"), (_EMAIL, "mailto:")):
        match = pattern.match(source, at)
        if match is not None:
            shown = match[0] if pattern is _EMAIL else _trimmed(match[0])
            return shown, prefix + shown
    return None


def _trimmed(url: str) -> str:
    """Without the punctuation at its end that belongs to the sentence."""
    while True:
        before = url
        url = _TRAILING.sub("", url)
        if url.endswith(")") and url.count(")") > url.count("("):
            url = url[:-1]
        url = _ENTITY.sub("", url)
        if url == before:
            return url


def _push(state: StateInline, shown: str, target: str) -> None:
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": state.md.normalizeLink(target)}
    opening.markup, opening.info = "linkify", "auto"
    state.push("text", "", 0).content = shown
    closing = state.push("link_close", "a", -1)
    closing.markup, closing.info = "linkify", "auto"
