"""What turns characters into others: escapes, entities, quotes, dashes, line breaks."""

from __future__ import annotations

import re
from html.entities import name2codepoint

from foreword.rendering.kramdown.spans.nodes import Node, Span
from foreword.rendering.kramdown.spans.scanner import SpanScanner
from foreword.rendering.kramdown.tags import ENTITY

_ESCAPABLE = frozenset("\\.*_+`<>()[]{}#!:|\"'$=-")
_WHITE = " \\t\\n\\r\\f\\v"
_PUNCTUATION = r"[!\"#$%'()*+,\-./:;<=>?@\[\\\]^_`{|}~]"
_OPENS_BEFORE_MARK = re.compile(rf"[_*]{{1,2}}[^{_WHITE}]")
_CLOSES_BEFORE_PUNCTUATION = re.compile(rf"{_PUNCTUATION}(?!\.\.)\B")
_DECADE = re.compile(r"[0-9][0-9]s")
_WORD = re.compile(r"[A-Za-z0-9_]")
_NO_CLOSE_AFTER = frozenset(" \\\t\r\n[{(-")
_BLANKS = " \t\n\r\f\v"
_OTHER = {"'": frozenset('"'), '"': frozenset("'")}
_CLOSES_BEFORE = re.compile(rf"[{_WHITE}]|s\b|$")
SYMBOLS = {
    "---": "mdash",
    "--": "ndash",
    "...": "hellip",
    "<<": "laquo",
    ">>": "raquo",
    "<< ": "laquo_space",
    " >>": "raquo_space",
}

CHARACTERS = {
    "mdash": "—",
    "ndash": "–",
    "hellip": "…",
    "laquo": "«",
    "raquo": "»",
    "laquo_space": "«\u00a0",
    "raquo_space": "\u00a0»",
}


def escape(scanner: SpanScanner, position: int, children: list[Node]) -> int:
    """A backslash: a hard break, mathematics that is none, an escaped character, or itself."""
    text = scanner.text
    following = text[position + 1 : position + 2]
    if following == "\n" and scanner.gfm_breaks and not _wraps(scanner):
        if scanner.stack or position + 2 < len(text):
            scanner.add(children, Span("br"))
        return position + 1
    if following == "\\" and text.startswith("\n", position + 2) and not _wraps(scanner):
        scanner.add(children, Span("br"))
        return position + 2
    if text.startswith(("<<", ">>"), position + 1):
        scanner.literal(text[position + 1 : position + 3])
        return _ended(scanner, position + 3)
    if following == "$" and text.startswith("$$", position + 1):
        scanner.literal("$$")
        return ~(position + 3)
    if following and (following in _ESCAPABLE or (following == "~" and scanner.context.options.is_gfm)):
        scanner.literal(following)
        return position + 2
    scanner.literal("\\")
    return position + 1


def entity(scanner: SpanScanner, position: int, children: list[Node]) -> int:
    """``&name;`` or ``&#number;``."""
    match = ENTITY.match(scanner.text, position)
    code = -1
    if match is not None:
        code = (
            name2codepoint.get(match[1], -1) if match[1] else int(match[2]) if match[2] else int(match[3], 16)
        )
    if match is None:
        scanner.literal("&")
        return position + 1
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        scanner.literal(match[0])
        return match.end()
    scanner.add(children, Span("entity", match[0], data=code))
    return _ended(scanner, match.end())


def line_break(scanner: SpanScanner, position: int, children: list[Node]) -> int:
    """Two blanks before a line end; or ``>>`` after a blank."""
    text = scanner.text
    if text.startswith("  \n", position):
        if _wraps(scanner):
            scanner.literal("  ")
        else:
            scanner.add(children, Span("br"))
        return position + 2
    if text.startswith(" >>", position):
        return symbol(scanner, position, children)
    scanner.literal(" ")
    return position + 1


def symbol(scanner: SpanScanner, position: int, children: list[Node]) -> int:
    """Dashes, ellipses and angle quotes."""
    text = scanner.text
    for width in (3, 2):
        found = text[position : position + width]
        name = SYMBOLS.get(found, "")
        if name in scanner.context.symbols:
            _add_symbol(scanner, children, name)
            scanner.symbol_end = position + width
            return position + width
    scanner.literal(text[position])
    return position + 1


def _add_symbol(scanner: SpanScanner, children: list[Node], name: str) -> None:
    shown = scanner.context.symbols[name]
    if shown == CHARACTERS[name]:
        put(scanner, children, shown)
    else:
        scanner.add(children, Span("symbol", shown, data=CHARACTERS[name]))


def put(scanner: SpanScanner, children: list[Node], characters: str) -> None:
    """Characters that were written as others: text, or entities where the options want them so."""
    if scanner.context.options.entity_output == "as_char":
        scanner.literal(characters)
        return
    for character in characters:
        if character.isascii():
            scanner.literal(character)
        else:
            scanner.add(children, Span("entity", f"&#{ord(character)};", data=ord(character)))


def _ended(scanner: SpanScanner, position: int) -> int:
    scanner.symbol_end = position
    return position


def quote(scanner: SpanScanner, position: int, children: list[Node]) -> int:
    """A straight quote, by what stands before and after it.

    The character before counts only where it is plain text that no span has consumed. The rules are those of
    SmartyPants, https://daringfireball.net/projects/smartypants/
    """
    text = scanner.text
    mark = text[position]
    single = mark == "'"
    quotes = scanner.context.quotes
    opening, closing = (quotes[0], quotes[1]) if single else (quotes[2], quotes[3])
    before = text[position - 1] if scanner.plain else ""
    after = text[position + 1 : position + 2]
    if not before and _OPENS_BEFORE_MARK.match(text, position + 1):
        put(scanner, children, opening)
    elif not before and _CLOSES_BEFORE_PUNCTUATION.match(text, position + 1):
        put(scanner, children, closing)
    elif (not before or before in _BLANKS) and after in _OTHER[mark] and _WORD.match(text, position + 2):
        put(scanner, children, opening + (quotes[2] if single else quotes[0]))
        return _ended(scanner, position + 2)
    elif single and (not before or before in _BLANKS) and _DECADE.match(text, position + 1):
        put(scanner, children, closing)
    elif before:
        put(scanner, children, closing if before not in _NO_CLOSE_AFTER else opening)
    elif after and after in "\"'":
        put(scanner, children, mark + (quotes[1] if after == "'" else quotes[3]))
        return _ended(scanner, position + 2)
    else:
        put(scanner, children, closing if _CLOSES_BEFORE.match(text, position + 1) else opening)
    return _ended(scanner, position + 1)


def _wraps(scanner: SpanScanner) -> bool:
    return scanner.context.options.hard_wrap and scanner.context.options.is_gfm


def hard_wrap(scanner: SpanScanner, position: int, children: list[Node]) -> int:
    """A line end, where every one is a hard break."""
    if scanner.gfm_breaks and position + 1 < len(scanner.text):
        scanner.add(children, Span("br"))
    scanner.literal("\n")
    return ~(position + 1)
