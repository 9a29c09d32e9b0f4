"""The lines that a selection touches, with their endings, and edits that give them new text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foreword.text import Edit
from foreword.writing.selection import Outcome, Selection, Text


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number, where it begins, its text and its own ending (empty for the last line)."""

    number: int
    start: int
    text: str
    line_end: str

    @property
    def stop(self) -> int:
        """Where the line's text ends, before its ending."""
        return self.start + len(self.text)


def line_at(text: Text, number: int) -> Line:
    """The line with this number, which must exist."""
    start = text.line_start(number)
    whole = text.slice(start, text.line_start(number + 1))
    content = text.lines(number, 1)[0]
    return Line(number, start, content, whole[len(content) :])


def line_of(text: Text, position: int) -> Line:
    """The line that holds a position."""
    return line_at(text, text.line_of(position))


def selected_lines(text: Text, selection: Selection) -> list[Line]:
    """The lines that the selection touches; a last one of which nothing is selected does not count."""
    first, last = text.line_of(selection.start), text.line_of(selection.end)
    if last > first and text.line_start(last) == selection.end:
        last -= 1
    return [line_at(text, number) for number in range(first, last + 1)]


def line_end_at(text: Text, line: int, default: str = "\n") -> str:
    """How a new line beside ``line`` should end: as this one does, or the one before it where this is the last."""
    for candidate in (line, line - 1):
        if candidate >= 0 and candidate + 1 < text.line_count:
            after = text.line_start(candidate + 1)
            end = text.slice(max(text.line_start(candidate), after - 2), after)
            return "\r\n" if end.endswith("\r\n") else end[-1]
    return default


def rewritten(
    lines: Sequence[Line], new: Sequence[str], selection: Selection, shifts: Sequence[int] | None = None
) -> Outcome | None:
    """Gives lines new text, keeping their endings; None where nothing changes.

    ``shifts`` says by how many characters the text of each line moves to the right. Without it lines are taken to
    change at their beginning only, as most commands have it.
    """
    changed = [at for at, line in enumerate(lines) if line.text != new[at]]
    if not changed:
        return None
    first, last = changed[0], changed[-1]
    pieces = [new[at] + (lines[at].line_end if at < last else "") for at in range(first, last + 1)]
    edit = Edit(lines[first].start, lines[last].stop, "".join(pieces))
    shifts = shifts or [len(text) - len(line.text) for line, text in zip(lines, new, strict=True)]
    anchor = _moved(lines, new, shifts, selection.anchor)
    return Outcome(edit, Selection(anchor, _moved(lines, new, shifts, selection.position)))


def _moved(lines: Sequence[Line], new: Sequence[str], shifts: Sequence[int], position: int) -> int:
    growth = 0
    for line, text, shift in zip(lines, new, shifts, strict=True):
        if position < line.start:
            break
        if position <= line.stop:
            column = min(max(position - line.start + shift, 0), len(text))
            return line.start + growth + column
        growth += len(text) - len(line.text)
    return position + growth
