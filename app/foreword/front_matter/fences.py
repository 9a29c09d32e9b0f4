"""Finds the line that closes a block, in time that does not depend on what stands in it."""

from __future__ import annotations

import re

_NEAR_MISSES = 20_000
"""From so many lines on that only begin like a fence it is no writer's head."""
_REST = re.compile(r"[ \t]{0,1000}(?:\r\n|\n|\r|\Z)")


def closing_line(text: str, start: int, *signs: str) -> tuple[int, int] | None:
    """The span of the first line, from the line at ``start`` on, that is one of ``signs`` and blanks.

    The span includes the line ending. None where there is no such line.
    """
    for sign in signs:
        end = _line_end(text, start, sign) if text.startswith(sign, start) else None
        if end:
            return start, end
    patterns = [(ending + sign, sign) for sign in signs for ending in "\n\r"]
    places = {pattern: _find(text, pattern, start - 1) for pattern, _ in patterns}
    for _ in range(_NEAR_MISSES):
        pattern, sign = min(patterns, key=lambda pair: places[pair[0]])
        place = places[pattern]
        if place >= len(text):
            return None
        end = _line_end(text, place + 1, sign)
        if end:
            return place + 1, end
        places[pattern] = _find(text, pattern, place + 1)
    return None


def _find(text: str, pattern: str, start: int) -> int:
    at = text.find(pattern, max(start, 0))
    return at if at >= 0 else len(text)


def _line_end(text: str, start: int, sign: str) -> int | None:
    rest = _REST.match(text, start + len(sign))
    return rest.end() if rest else None
