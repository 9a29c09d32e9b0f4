"""Recognises text on which Python-Markdown's time would grow with the square of its length.

The weights were measured with Python-Markdown 3.11: nanoseconds for every character that the library looks at again,
and for every mark.
"""

from __future__ import annotations

import re

_BASE = 20_000_000
_PER_CHARACTER = 8_000
_BRACKET, _PARENTHESIS, _TAG, _DEFINITION, _FENCE, _SIBLING = 170, 130, 30, 60, 10, 45

_MARKS = "\\`*_"
_MARK = 25_000

_UNIT = re.compile(r"\n[ \t>]*\n|\n(?=[ \t>]*(?:[*+-]|\d+\.) )")
_BRACKETS = re.compile(r"[\[\]]")
_PARENTHESES = re.compile(r"\]\(|[()]")
_DEFINES = re.compile(r"^(?: {0,3}\[\^|\*\[)[^\]\n]*\] ?:", re.MULTILINE)
_FENCES = re.compile(r"^(?:```|~~~)", re.MULTILINE)
DEFINING_LINE = re.compile(r"^ {0,3}: ", re.MULTILINE)
"""A line that tells what a term means."""
_TERM, _LONGEST_TERMS = 38, 700_000_000
_DEEPEST = 60
_DEEP_ITEM = re.compile(r"^(?: {240}|\t{60})[ \t]*(?:[*+-]|\d+\.) ", re.MULTILINE)
_DEPTH = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)


def too_costly(text: str, *, smarty: bool = False) -> bool:
    """Whether the library would need much longer for the text than for other text of its length.

    ``smarty``: that extension looks every element up among its siblings.
    """
    if len(text) <= _DEEPEST:
        return False
    budget = _BASE + _PER_CHARACTER * len(text)
    if smarty:
        siblings = max(text.count("\n"), text.count("|", 0, text.find("\n")) if "|" in text else 0)
        if siblings * siblings * _SIBLING > budget:
            return True
    cost = sum(text.count(mark) for mark in _MARKS) * _MARK
    fences = sum(1 for _ in _FENCES.finditer(text))
    cost += fences * len(text) * _FENCE if fences > 2 else 0
    if "]" in text and ":" in text:
        for run in text.split("\n\n"):
            defined = sum(1 for _ in _DEFINES.finditer(run))
            cost += defined * len(run) * _DEFINITION if defined > 2 else 0
    if "\n:" in text and any(
        sum(1 for _ in DEFINING_LINE.finditer(run)) * len(run) * _TERM > _LONGEST_TERMS
        for run in text.split("\n\n")
    ):
        return True
    if "<" in text:
        cost += _unclosed(text) * _TAG
    if cost > budget:
        return True
    if "[" in text:
        for unit in _UNIT.split(text):
            if "[" in unit:
                cost += _distances(unit) * _BRACKET + _destinations(unit) * _PARENTHESIS
            if cost > budget:
                return True
    return _deep(text)


def _distances(unit: str) -> int:
    """How far, in all, the closing brackets lie from the opening ones; the end of the text where there is none."""
    total = 0
    opened: list[int] = []
    for match in _BRACKETS.finditer(unit):
        if match[0] == "[":
            opened.append(match.start())
        elif opened:
            total += match.start() - opened.pop()
    return total + sum(len(unit) - start for start in opened)


def _destinations(unit: str) -> int:
    """The same for the parentheses that follow a closing bracket."""
    total = 0
    opened: list[tuple[int, bool]] = []
    for match in _PARENTHESES.finditer(unit):
        if match[0] == ")":
            if opened:
                start, counts = opened.pop()
                total += (match.start() - start) * counts
        else:
            opened.append((match.start(), match[0] != "("))
    return total + sum((len(unit) - start) * counts for start, counts in opened)


def _unclosed(text: str) -> int:
    """How far, in all, the ends of tags lie from their beginnings."""
    total = 0
    start = text.find("<")
    end = -1
    while start >= 0:
        if end <= start:
            end = text.find(">", start)
            if end < 0:
                end = len(text)
        total += end - start
        start = text.find("<", start + 1)
    return total


def _deep(text: str) -> bool:
    """Whether quotes or lists are nested so deep that the library would come near Python's limits."""
    if _DEEP_ITEM.search(text) is not None:
        return True
    if ">" not in text:
        return False
    return any(match[0].count(">") > _DEEPEST for match in _DEPTH.finditer(text))
