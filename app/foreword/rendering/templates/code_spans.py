"""Where a Markdown text is code, near enough for templates: fenced blocks and code spans."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

_TICKS = re.compile(r"`+")


class CodeSpans:
    """The code in one text."""

    def __init__(self, source: str) -> None:
        self._spans = _spans(source) if "`" in source or "~~~" in source else []
        self._starts = [start for start, _ in self._spans]

    def end_of(self, offset: int) -> int | None:
        """Where the code ends that ``offset`` lies in; None where it is not code."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self._spans[index][1]:
            return None
        return self._spans[index][1]


def _spans(source: str) -> list[tuple[int, int]]:
    """Fenced code and code spans, sorted, not overlapping."""
    spans: list[tuple[int, int]] = []
    at = 0
    for start, end in [*_fences(source), (len(source), len(source))]:
        spans += _ticked(source, at, start)
        if end > start:
            spans.append((start, end))
        at = end
    return spans


def _fences(source: str) -> Iterator[tuple[int, int]]:
    opened: tuple[int, str] | None = None
    at = 0
    for line in source.splitlines(keepends=True):
        mark = line.lstrip(" \t>")
        if opened is None and mark.startswith(("```", "~~~")):
            opened = (at, mark[: len(mark) - len(mark.lstrip(mark[0]))])
        elif opened is not None and mark.startswith(opened[1]) and not mark.strip().strip(mark[0]):
            yield (opened[0], at + len(line))
            opened = None
        at += len(line)
    if opened is not None:
        yield (opened[0], at)


def _ticked(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    runs = [match.span() for match in _TICKS.finditer(source, start, end)]
    places: dict[int, list[int]] = {}
    for index, (left, right) in enumerate(runs):
        places.setdefault(right - left, []).append(index)
    index = 0
    while index < len(runs):
        left, right = runs[index]
        same = places[right - left]
        following = bisect_right(same, index)
        if following < len(same):
            close = runs[same[following]]
            if "\n\n" not in source[right : close[0]]:
                yield (left, close[1])
                index = same[following]
        index += 1
