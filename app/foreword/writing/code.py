"""Code: a span in a line, or a fenced block of lines."""

from __future__ import annotations

import re

from foreword.text import Edit
from foreword.writing.lines import Line, line_at, line_end_at, selected_lines
from foreword.writing.selection import Outcome, Selection, Text

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[^`]*$")
_TICKS = re.compile(r"`+")


def code_span(text: Text, selection: Selection) -> Outcome | None:
    """Sets the selected text as code, with enough backticks for those in it, or takes the backticks away."""
    start, end = selection.start, selection.end
    if start == end:
        if text.slice(max(0, start - 1), start + 1) == "``":
            return Outcome(Edit(start - 1, start + 1, ""), Selection.at(start - 1))
        if text.slice(start, start + 1) == "`":
            return Outcome(None, Selection.at(start + 1))
        return Outcome(Edit(start, start, "``"), Selection.at(start + 1))
    inside = text.slice(start, end)
    if "\n" in inside or "\r" in inside:
        return code_block(text, selection)
    if text.slice(max(0, start - 1), start) == "`" == text.slice(end, end + 1):
        return Outcome(Edit(start - 1, end + 1, inside), Selection(start - 1, end - 1))
    if len(inside) > 2 and inside[0] == "`" == inside[-1] and "`" not in inside[1:-1]:
        return Outcome(Edit(start, end, inside[1:-1]), Selection(start, end - 2))
    ticks = "`" * _shortest_missing({len(run) for run in _TICKS.findall(inside)})
    pad = " " if inside[0] == "`" or inside[-1] == "`" else ""
    opening = ticks + pad
    edit = Edit(start, end, opening + inside + pad + ticks)
    return Outcome(edit, Selection(start + len(opening), end + len(opening)))


def code_block(text: Text, selection: Selection) -> Outcome | None:
    """Puts a fence around the selected lines, or takes the fence around them away."""
    lines = selected_lines(text, selection)
    fenced = _fenced(text, lines)
    if fenced is not None:
        return _without_fence(text, *fenced)
    line_end = line_end_at(text, lines[-1].number)
    longest = max((len(run) for line in lines for run in _TICKS.findall(line.text)), default=0)
    fence = "`" * max(3, longest + 1 if longest >= 3 else 3)
    start, stop = lines[0].start, lines[-1].stop
    inside = text.slice(start, stop)
    edit = Edit(start, stop, f"{fence}{line_end}{inside}{line_end}{fence}")
    return Outcome(edit, Selection.at(start + len(fence)))


def _fenced(text: Text, lines: list[Line]) -> tuple[Line, Line] | None:
    """The fences that the lines begin and end with, or that stand just around them."""
    if len(lines) > 1 and _pair(lines[0], lines[-1]):
        return lines[0], lines[-1]
    first, last = lines[0].number - 1, lines[-1].number + 1
    if first < 0 or last >= text.line_count:
        return None
    above, below = line_at(text, first), line_at(text, last)
    return (above, below) if _pair(above, below) else None


def _pair(opening: Line, closing: Line) -> bool:
    match = _FENCE.match(opening.text)
    return match is not None and closing.text.strip().startswith(match[1]) and not closing.text.strip(" \t`~")


def _without_fence(text: Text, opening: Line, closing: Line) -> Outcome:
    start, end = opening.start, text.line_start(closing.number + 1)
    inside = text.slice(text.line_start(opening.number + 1), closing.start)
    if not closing.line_end:
        inside = inside.removesuffix("\n").removesuffix("\r")
    return Outcome(Edit(start, end, inside), Selection(start, start + len(inside)))


def _shortest_missing(lengths: set[int]) -> int:
    length = 1
    while length in lengths:
        length += 1
    return length
