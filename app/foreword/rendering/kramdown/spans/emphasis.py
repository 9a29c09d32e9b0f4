"""``*emphasis*``, ``**strong**`` and ``~~struck~~``."""

from __future__ import annotations

import re

from foreword.rendering.kramdown.spans.nodes import Node, Span
from foreword.rendering.kramdown.spans.scanner import SpanScanner, Stop

_STRIKE_END = re.compile(r"[^ \t\n\r\f\v~]~~")
_WHITE = frozenset(" \t\n\r\f\v")
_NO_STRIKE = _WHITE | {"", "~"}


def _word(character: str) -> bool:
    return character.isalnum()


def _stop(delimiter: str) -> Stop:
    mark = delimiter[0]
    width = len(delimiter)
    doubled = mark * 2

    def stop(scanner: SpanScanner, position: int, children: list[Node]) -> bool:
        text = scanner.text
        if not text.startswith(delimiter, position) or text[position - 1] in _WHITE:
            return False
        if width == 1 and text.startswith(doubled, position) and text[position + 2 : position + 3] != mark:
            return False
        if mark == "_" and _word(text[position + width : position + width + 1]):
            return False
        return bool(children or scanner.buffer)

    return stop


_STOPS = {delimiter: _stop(delimiter) for delimiter in ("*", "**", "_", "__")}


def emphasis(scanner: SpanScanner, position: int, children: list[Node]) -> int:
    """An asterisk or underscore: emphasis, strong emphasis, or itself."""
    text = scanner.text
    mark = text[position]
    delimiter = mark * 2 if text.startswith(mark, position + 1) else mark
    after = position + len(delimiter)
    kind = "strong" if len(delimiter) == 2 else "em"
    following = text[after : after + 1]
    before = text[position - 1] if position else ""
    if before == "-" and position > 1:
        before = text[position - 2]
    if (
        following in _WHITE
        or (mark == "_" and before.isalpha())
        or kind in scanner.stack
        or not following
        or not scanner.may_try()
    ):
        scanner.literal(delimiter)
        return after
    end = _try(scanner, delimiter, kind, after, children)
    if end < 0 and kind == "strong" and (not scanner.stack or scanner.stack[-1] != "em"):
        end = _try(scanner, mark, "em", position + 1, children)
    if end < 0:
        scanner.literal(delimiter)
        return after
    return end


def _try(scanner: SpanScanner, delimiter: str, kind: str, position: int, children: list[Node]) -> int:
    if scanner.text.find(delimiter, position + 1) < 0:
        return -1
    span = Span(kind)
    end = scanner.attempt(kind, position, span, _STOPS[delimiter], delimiter[0])
    if end < 0:
        return -1
    scanner.add(children, span)
    return end + len(delimiter)


def strike(scanner: SpanScanner, position: int, children: list[Node]) -> int:
    """``~~struck~~``. Where it ends is decided before its inside is read."""
    if scanner.lacks("~~", position) or not scanner.may_try():
        scanner.literal("~~")
        return ~(position + 2)
    text = scanner.text
    following = text[position + 2 : position + 3]
    match = _STRIKE_END.search(text, position + 2) if following not in _NO_STRIKE else None
    if match is None:
        if following not in _NO_STRIKE:
            scanner.note_absent("~~", position)
        scanner.literal("~")
        return ~(position + 1)
    span = Span("del")
    inner = SpanScanner(text[position + 2 : match.start() + 1], scanner.context, scanner.definition)
    inner.stack = ["del"]
    inner.above = scanner.above + len(scanner.stack)
    inner.gfm_breaks = False
    inner.read(0, span.children)
    scanner.work += inner.work
    scanner.add(children, span)
    return match.end()
