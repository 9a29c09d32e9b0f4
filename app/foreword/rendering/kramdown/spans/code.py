"""Code spans and mathematics within a line."""

from __future__ import annotations

import re

from foreword.rendering.kramdown.spans.nodes import Node, Span
from foreword.rendering.kramdown.spans.scanner import SpanScanner

_RUN = re.compile(r"`+")
_WHITE = " \t\n\r\f\v"


def code_end(text: str, position: int) -> tuple[int, int, int]:
    """Of the backticks at the position: where its code begins and ends and what follows; begin < 0 for plain ones.

    The third number is then the place after the backticks.
    """
    run = _RUN.match(text, position)
    assert run is not None
    marks = run[0]
    after = run.end()
    if len(marks) == 1:
        before = text[position - 1 : position]
        following = text[after : after + 1]
        if (not before or before in _WHITE) and following and following in _WHITE:
            return -1, -1, after
    end = text.find(marks, after)
    if end < 0:
        return -1, -1, after
    return after, end, end + len(marks)


def code(scanner: SpanScanner, position: int, children: list[Node]) -> int:
    """Backticks: code or themselves."""
    text = scanner.text
    run = _RUN.match(text, position)
    assert run is not None
    marks = run[0]
    if scanner.lacks(marks, run.end()):
        scanner.literal(marks)
        return run.end()
    begin, end, after = code_end(text, position)
    if begin < 0:
        if text.find(marks, after) < 0:
            scanner.note_absent(marks, after)
        scanner.literal(marks)
        return after
    content = text[begin:end]
    if len(marks) > 1:
        if content[:1] == " ":
            content = content[1:]
        if content[-1:] == " ":
            content = content[:-1]
    scanner.add(children, Span("code", content))
    return after


def math(scanner: SpanScanner, position: int, children: list[Node]) -> int:
    """``$$formula$$``."""
    text = scanner.text
    if not text.startswith("$$", position):
        scanner.literal("$")
        return position + 1
    end = text.find("$$", position + 2) if not scanner.lacks("$$", position + 2) else -1
    if end < 0:
        scanner.note_absent("$$", position + 2)
        scanner.literal("$")
        return ~(position + 1)
    scanner.add(children, Span("math", text[position + 2 : end].strip(_WHITE)))
    return end + 2
