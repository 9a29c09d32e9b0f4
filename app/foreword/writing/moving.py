"""Moves lines up and down; line endings stay where they are."""

from __future__ import annotations

from foreword.text import Edit
from foreword.writing.lines import Line, line_at, selected_lines
from foreword.writing.selection import Outcome, Selection, Text


def line_up(text: Text, selection: Selection) -> Outcome | None:
    """Exchanges the selected lines with the line above them."""
    lines = selected_lines(text, selection)
    if lines[0].number == 0:
        return None
    above = line_at(text, lines[0].number - 1)
    edit = _exchanged([above, *lines], [*lines, above])
    return Outcome(edit, _moved(selection, above.start - lines[0].start, len(text)))


def line_down(text: Text, selection: Selection) -> Outcome | None:
    """Exchanges the selected lines with the line below them."""
    lines = selected_lines(text, selection)
    if lines[-1].number + 1 >= text.line_count:
        return None
    below = line_at(text, lines[-1].number + 1)
    edit = _exchanged([*lines, below], [below, *lines])
    return Outcome(edit, _moved(selection, len(below.text) + len(lines[0].line_end), len(text)))


def _exchanged(places: list[Line], lines: list[Line]) -> Edit:
    pieces = [line.text + place.line_end for place, line in zip(places, lines, strict=True)]
    whole = "".join(pieces)
    last = places[-1].line_end
    return Edit(places[0].start, places[-1].stop, whole[: len(whole) - len(last)])


def _moved(selection: Selection, by: int, last: int) -> Selection:
    return Selection(min(selection.anchor + by, last), min(selection.position + by, last))
