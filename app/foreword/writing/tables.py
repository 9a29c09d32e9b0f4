"""Walks from cell to cell of a table and adds a row at its end."""

from __future__ import annotations

import re
from itertools import pairwise

from foreword.text import Edit
from foreword.writing.lines import Line, line_at, line_end_at, line_of
from foreword.writing.selection import Outcome, Selection, Text

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")


def next_cell(text: Text, selection: Selection) -> Outcome | None:
    """Selects the next cell; behind the last one a new row begins. None outside of a table."""
    line = line_of(text, selection.position)
    if not _is_row(line.text):
        return None
    for start, stop in _cells(line):
        if start > selection.end:
            return Outcome(None, Selection(start, stop))
    below = line.number + 1
    if below < text.line_count and _RULE.match(text.lines(below, 1)[0]):
        below += 1
    if below < text.line_count and _is_row(text.lines(below, 1)[0]):
        return Outcome(None, Selection(*_cells(line_at(text, below))[0]))
    return _new_row(text, line)


def previous_cell(text: Text, selection: Selection) -> Outcome | None:
    """Selects the cell before; None outside of a table and in its first cell."""
    line = line_of(text, selection.position)
    if not _is_row(line.text):
        return None
    for start, stop in reversed(_cells(line)):
        if stop < selection.start:
            return Outcome(None, Selection(start, stop))
    above = line.number - 1
    if above >= 0 and _RULE.match(text.lines(above, 1)[0]):
        above -= 1
    if above >= 0 and _is_row(text.lines(above, 1)[0]):
        return Outcome(None, Selection(*_cells(line_at(text, above))[-1]))
    return None


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|") and len(_BAR.findall(line)) > 1


def _cells(line: Line) -> list[tuple[int, int]]:
    """Where the text of each cell begins and ends; an empty cell is a place behind its first blank."""
    bars = [match.start() for match in _BAR.finditer(line.text)]
    cells = []
    for left, right in pairwise(bars):
        inside = line.text[left + 1 : right]
        lead = len(inside) - len(inside.lstrip()) if inside.strip() else min(1, len(inside))
        start = line.start + left + 1 + lead
        cells.append((start, start + len(inside.strip())))
    return cells


def _new_row(text: Text, line: Line) -> Outcome:
    indentation = line.text[: len(line.text) - len(line.text.lstrip())]
    row = indentation + "|" + "  |" * len(_cells(line))
    line_end = line_end_at(text, line.number)
    edit = Edit(line.stop, line.stop, line_end + row)
    return Outcome(edit, Selection.at(line.stop + len(line_end) + len(indentation) + 2))
