"""Bare addresses as links, where goldmark makes them (found by asking Hugo 0.168)."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from foreword.rendering.markdown_it.text_stops import stop_text_at

_SIGNS = r"-a-zA-Z0-9@:%_+.~#!?&/=();,'\">^{}\[\]`"
_HOST = r"[-a-zA-Z0-9@:%._+~#=]{1,256}\.[a-z]+"
_URL = re.compile(rf"(?:https?|ftp)://{_HOST}(?::\d+)?(?:[/#?][{_SIGNS}$]*)?")
_WWW = re.compile(rf"www\.{_HOST}(?::\d+)?(?:[/#?][{_SIGNS}]*)?")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"[A-Za-z0-9][A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{0,63}}@{_LABEL}(?:\.{_LABEL})+")
_CANDIDATE = re.compile(
    r"[\n!#$%&*+\-:<=>@\[\]\\^_`{}~\"']|\.\.\."
    r"|(?<![A-Za-z0-9])(?:(?:https?|ftp)://|www\.|[A-Za-z0-9.+_-]{1,64}@[A-Za-z0-9])"
)
_BRACKET = re.compile(r"[\[\]]")
_BEFORE = frozenset(" \n*_~(")
_TRAILING = re.compile(r"[?!.,:*_~]+\Z")
_ENTITY = re.compile(r"&[A-Za-z0-9]+;\Z")


def stop_at_signs(md: MarkdownIt) -> None:
    """Makes the engine's text stop where an address or one of the typographer's signs may begin."""

    stop_text_at(md, _CANDIDATE)


def linkify(md: MarkdownIt, protocol: str) -> None:
    """Adds the rule to an engine. ``protocol`` is that of links that begin with ``www.``."""

    def address(state: StateInline, silent: bool) -> bool:
        if silent or state.linkLevel > 0 or not _may_begin(state):
            return False
        found = _match(state.src, state.pos, protocol)
        if found is None or state.pos + len(found[0]) > state.posMax:
            return False
        shown, target = found
        if _in_label(state):
            return False
        _push(state, shown, target)
        state.pos += len(shown)
        return True

    ruler = md.inline.ruler
    html_inline = ruler.getRules("")[ruler.get_active_rules().index("html_inline")]

    def html(state: StateInline, silent: bool) -> bool:
        level = state.linkLevel
        found = html_inline(state, silent)
        state.linkLevel = level  # goldmark links addresses within <a> too
        return found

    ruler.at("html_inline", html)
    ruler.before("text", "address", address)


def _may_begin(state: StateInline) -> bool:
    """At the head of a line, behind a blank or an opening sign, and right behind anything that is more than text."""
    if not state.pos or state.src[state.pos - 1] in _BEFORE:
        return True
    return bool(state.tokens) and not state.pending and state.tokens[-1].type != "text_special"


def _in_label(state: StateInline) -> bool:
    """Whether a bracket is still open: goldmark makes no links in what may become a link's text."""
    known, seen, depth = state.env.get("brackets", (None, 0, 0))
    if known is not state:
        seen, depth = 0, 0
    for token in state.tokens[seen:]:
        if token.type == "text":
            depth = _depth(token.content, depth)
    state.env["brackets"] = (state, len(state.tokens), depth)
    return _depth(state.pending, depth) > 0


def _depth(text: str, depth: int) -> int:
    for sign in _BRACKET.findall(text):
        depth = depth + 1 if sign == "[" else max(0, depth - 1)
    return depth


def _match(source: str, at: int, protocol: str) -> tuple[str, str] | None:
    """The address that begins here, as shown and as linked."""
    for pattern, prefix in ((_URL, ""), (_WWW, f"{protocol}://"), (_EMAIL, "mailto:")):
        match = pattern.match(source, at)
        if match is not None:
            if pattern is _EMAIL and source[match.end() : match.end() + 1] in ("-", "_"):
                return None
            shown = match[0] if pattern is _EMAIL else _trimmed(match[0])
            return shown, prefix + shown
    return None


def _trimmed(url: str) -> str:
    """Without the punctuation at its end that belongs to the sentence."""
    url = _TRAILING.sub("", url)
    surplus = url.count(")") - url.count("(")
    if url.endswith(")") and surplus > 0:
        return url[:-surplus]
    return _ENTITY.sub("", url)


def _push(state: StateInline, shown: str, target: str) -> None:
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": state.md.normalizeLink(target)}
    opening.markup, opening.info = "linkify", "auto"
    state.push("text", "", 0).content = shown
    closing = state.push("link_close", "a", -1)
    closing.markup, closing.info = "linkify", "auto"
