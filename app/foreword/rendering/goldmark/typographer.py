"""Goldmark's typographer: quotes, dashes, ellipses and guillemets, as some thousand questions to Hugo 0.168 showed it.

It works on the source while inlines are parsed: a sign sees the character before it and the rest of its line. Whether
a quote closes depends on the quotes that are still open in the whole post, so quotes without a partner in their
block become slots that `close_quotes` fills.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from foreword.rendering.dialect import Slot

TOKEN = "typographic"
"""The type of the tokens: ``markup`` is the sign in the source, ``content`` the HTML for it."""
DEFAULT_SIGNS: Mapping[str, str] = {
    "leftsinglequote": "&lsquo;",
    "rightsinglequote": "&rsquo;",
    "leftdoublequote": "&ldquo;",
    "rightdoublequote": "&rdquo;",
    "endash": "&ndash;",
    "emdash": "&mdash;",
    "ellipsis": "&hellip;",
    "leftanglequote": "&laquo;",
    "rightanglequote": "&raquo;",
    "apostrophe": "&rsquo;",
}
_PLAIN = re.compile(r"---?|\.\.\.|<<|>>")
_PLAIN_NAMES = {
    "---": "emdash",
    "--": "endash",
    "...": "ellipsis",
    "<<": "leftanglequote",
    ">>": "rightanglequote",
}
_DECADE = re.compile(r"'[0-9][0-9]s(?![^\W_])")
_ELISION = re.compile(r"'[tenl]")  # meant for 'tis, 'em, 'net and 'n', but no more is looked at
_ENDING = re.compile(r"'(?:[smtd]|ve|ll|re)(?:[!-/:-@\[-`{-~\s]|\Z)")
_OPENING = {"'": "leftsinglequote", '"': "leftdoublequote"}
_CLOSING = {"'": "rightsinglequote", '"': "rightdoublequote"}
_ESCAPED = {"'": "'", '"': "&quot;"}


def typographer(md: MarkdownIt, signs: Mapping[str, str]) -> None:
    """Adds the rule to an engine. ``signs`` are the replacements by the names of `DEFAULT_SIGNS`."""

    def rule(state: StateInline, silent: bool) -> bool:
        first = state.src[state.pos]
        if first in "'\"":
            return _quote(state, silent, signs)
        match = _PLAIN.match(state.src, state.pos, state.posMax) if first in "-.<>" else None
        if match is None:
            return False
        if not silent:
            _push(state, match[0], signs[_PLAIN_NAMES[match[0]]])
        state.pos = match.end()
        return True

    md.inline.ruler.push("typographer", rule)
    md.add_render_rule(TOKEN, _render)


def pair_quotes(tokens: Iterable[Token], signs: Mapping[str, str]) -> None:
    """Gives quotes with a partner in this block their sign, the others a slot."""
    opened: dict[str, list[Token]] = {"'": [], '"': []}
    for token in _typographic(tokens):
        role = token.meta.get("role")
        if role == "opens":
            opened[token.markup].append(token)
        elif role == "closes":
            waiting = opened[token.markup]
            closing = signs[_CLOSING[token.markup]]
            if waiting:
                waiting.pop()
                token.content = closing
            else:
                token.meta["slot"] = Slot("quote", token.markup, ("closes", closing))
    for waiting in opened.values():
        for token in waiting:
            token.meta["slot"] = Slot("quote", token.markup, ("opens", token.content))


def close_quotes(slots: Sequence[Slot]) -> list[str]:
    """The HTML of the quotes without a partner in their own block: those before them in the post count."""
    opened = {"'": 0, '"': 0}
    filled: list[str] = []
    for slot in slots:
        role, sign = slot.data if isinstance(slot.data, tuple) else ("", "")
        if role == "opens":
            opened[slot.key] += 1
            filled.append(str(sign))
        elif opened[slot.key]:
            opened[slot.key] -= 1
            filled.append(str(sign))
        else:
            filled.append(_ESCAPED[slot.key])
    return filled


def typographic_html(token: Token, env: Mapping[str, Any]) -> str:
    """The HTML of one of the rule's tokens, or the mark of its slot."""
    slot = token.meta.get("slot")
    return str(env["sink"].mark(slot)) if slot is not None else token.content


def _render(
    _renderer: object, tokens: Sequence[Token], at: int, _options: object, env: Mapping[str, Any]
) -> str:
    return typographic_html(tokens[at], env)


def _typographic(tokens: Iterable[Token]) -> Iterable[Token]:
    for token in tokens:
        if token.type == TOKEN:
            yield token
        elif token.children:
            yield from _typographic(token.children)


def _push(state: StateInline, sign: str, html: str, role: str = "") -> None:
    token = state.push(TOKEN, "", 0)
    token.markup, token.content = sign, html
    if role:
        token.meta = {"role": role}


def _quote(state: StateInline, silent: bool, signs: Mapping[str, str]) -> bool:
    before, line = _surroundings(state)
    sign = line[0]
    found = _single(before, line) if sign == "'" else _double(before, line)
    if found is None:
        return False
    name, role = found
    if not silent:
        _push(state, sign, _ESCAPED[sign] if role == "closes" else signs[name], role)
    state.pos += 1
    return True


def _surroundings(state: StateInline) -> tuple[str, str]:
    """The character before the sign, and its line from the sign on with the newline."""
    at, source = state.pos, state.src
    end = source.find("\n", at)
    line = source[at : end + 1] if end >= 0 else source[at:]
    before = source[at - 1] if at else "\n"
    if source != state.env.get("inline"):
        # An image's text, which markdown-it parses by itself: brackets stand around it.
        before = before if at else "["
        line = line if end >= 0 else line + "](x"
    elif end < 0:
        line += "\n" if state.env.get("line_ends") else ""
    return before, line


def _double(before: str, line: str) -> tuple[str, str] | None:
    opens, closes = _flanking(before, line)
    if opens and not closes:
        return _OPENING['"'], "opens"
    if (closes and not opens) or (closes and _before_punctuation(line)):
        if line[1:2] == '"' and before.isdecimal():
            return None
        return _CLOSING['"'], "closes"
    return None


def _single(before: str, line: str) -> tuple[str, str] | None:
    opens, closes = _flanking(before, line)
    after = line[1:2]
    if opens and not closes and _DECADE.match(line):
        return "apostrophe", ""
    if (before.isspace() or _is_punctuation(before)) and _ELISION.match(line):
        return "apostrophe", ""
    if (before.isalpha() or before.isdecimal()) and after.isalpha():
        return "apostrophe", ""
    if opens and not closes:
        if _ENDING.match(line):
            return "rightsinglequote", ""
        return _OPENING["'"], "opens"
    if len(line.encode("utf-8", "replace")) > 2 and not after.isdecimal():
        return "rightsinglequote", ""
    if (closes and not opens) or (closes and _before_punctuation(line)):
        return _CLOSING["'"], "closes"
    return None


def _before_punctuation(line: str) -> bool:
    """A punctuation mark follows and then the end, a blank or another one."""
    if len(line) < 2 or not _is_punctuation(line[1]):
        return False
    if len(line) == 2:
        return line[1].isascii()
    return line[1:3].isascii() and not line[2].isalnum()


def _flanking(before: str, line: str) -> tuple[bool, bool]:
    """Whether the sign can open and close, as CommonMark has it for ``*``."""
    after = line.lstrip(line[0])[:1] or "\n"
    left = not after.isspace() and (not _is_mark(after) or before.isspace() or _is_mark(before))
    right = not before.isspace() and (not _is_mark(before) or after.isspace() or _is_mark(after))
    return left, right


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] == "P"


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
