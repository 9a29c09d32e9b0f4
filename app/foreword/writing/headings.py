"""Headings of six levels."""

from __future__ import annotations

import re

from foreword.text import Edit
from foreword.writing.lines import Line, line_at, rewritten, selected_lines
from foreword.writing.selection import Outcome, Selection, Text

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_CLOSING = re.compile(r"[ \t]+#+[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")


def heading(level: int, text: Text, selection: Selection) -> Outcome | None:
    """Makes headings of this level of the selected lines, or plain lines where all of them are that already."""
    lines = selected_lines(text, selection)
    underline = _underline(text, lines)
    if underline is not None:
        return _instead_of_underline(lines[0], underline, level, selection)
    used = [line for line in lines if line.text.strip()] or lines[:1]
    remove = all(_level(line.text) == level for line in used)
    new = [_set(line.text, 0 if remove else level) if line in used else line.text for line in lines]
    shifts = [_lead(text) - _lead(line.text) for line, text in zip(lines, new, strict=True)]
    return rewritten(lines, new, selection, shifts)


def _lead(line: str) -> int:
    match = _HEADING.match(line)
    return match.end() if match else 0


def _level(line: str) -> int:
    match = _HEADING.match(line)
    return len(match[1]) if match else 0


def _set(line: str, level: int) -> str:
    match = _HEADING.match(line)
    content = _CLOSING.sub("", line[match.end() :]) if match else line
    return f"{'#' * level} {content.lstrip() if match else content}" if level else content


def _underline(text: Text, lines: list[Line]) -> Line | None:
    if len(lines) != 1 or not lines[0].text.strip() or lines[0].number + 1 >= text.line_count:
        return None
    below = line_at(text, lines[0].number + 1)
    return below if _UNDERLINE.match(below.text) else None


def _instead_of_underline(line: Line, underline: Line, level: int, selection: Selection) -> Outcome:
    present = 1 if "=" in underline.text else 2
    new = line.text if present == level else f"{'#' * level} {line.text}"
    moved = len(new) - len(line.text)
    end = underline.stop if underline.line_end else line.stop
    edit = Edit(line.start, max(end, underline.stop), new)
    places = [min(place, line.stop) + moved for place in (selection.anchor, selection.position)]
    return Outcome(edit, Selection(*places))
