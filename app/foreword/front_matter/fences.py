"""Finds the line that closes a block, in time that does not depend on what stands in it."""

from __future__ import annotations

import re

_NEAR_MISSES = 20_000
"""From so many lines on that only begin like a fence it is no writer's head."""
_FIRST_STEP = 256
_REST = re.compile(r"[ \t]{0,1000}(?:\r\n|\n|\r|\Z)")


def closing_line(text: str, start: int, *signs: str) -> tuple[int, int] | None:
    """The span of the first line, from the line at ``start`` on, that is one of ``signs`` and blanks.

    The span includes the line ending. None where there is no such line.
    """
    for sign in signs:
        end = _line_end(text, start, sign) if text.startswith(sign, start) else None
        if end:
            return start, end
    patterns = tuple(ending + sign for sign in signs for ending in "\n\r")
    place = _next_of(text, patterns, max(start - 1, 0))
    for _ in range(_NEAR_MISSES):
        if place >= len(text):
            return None
        for sign in signs:
            end = _line_end(text, place + 1, sign) if text.startswith(sign, place + 1) else None
            if end:
                return place + 1, end
        place = _next_of(text, patterns, place + 1)
    return None


def _next_of(text: str, patterns: tuple[str, ...], start: int) -> int:
    """Where the first of the patterns is found; the length of the text where none is. What is searched doubles from
    step to step, so a find costs in proportion to its distance."""
    longest, size = max(map(len, patterns)), _FIRST_STEP
    while start < len(text):
        places = [text.find(pattern, start, start + size + longest - 1) for pattern in patterns]
        found = [place for place in places if place >= 0]
        if found:
            return min(found)
        start, size = start + size, size * 2
    return len(text)


def _line_end(text: str, start: int, sign: str) -> int | None:
    rest = _REST.match(text, start + len(sign))
    return rest.end() if rest else None
