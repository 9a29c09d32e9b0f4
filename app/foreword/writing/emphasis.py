"""Bold, italic, struck out: marks around words, put there and taken away by the same command."""

from __future__ import annotations

import re

from foreword.text import Edit
from foreword.writing.items import beginning_of
from foreword.writing.lines import line_of
from foreword.writing.selection import Habits, Outcome, Selection, Text

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+")


def bold(text: Text, selection: Selection) -> Outcome | None:
    """Makes the selected words bold, or no longer bold."""
    return _toggled(text, selection, "**", {"*": 2, "_": 2})


def italic(text: Text, selection: Selection, habits: Habits) -> Outcome | None:
    """Emphasises the selected words, or no longer."""
    return _toggled(text, selection, habits.slant, {"*": 1, "_": 1})


def struck(text: Text, selection: Selection) -> Outcome | None:
    """Strikes the selected words out, or no longer."""
    return _toggled(text, selection, "~~", {"~": 2})


def _toggled(text: Text, selection: Selection, mark: str, widths: dict[str, int]) -> Outcome | None:
    if selection.is_empty:
        return _at_cursor(text, selection.position, mark, widths)
    start, end = _trimmed(text, selection.start, selection.end)
    if start == end:
        return None
    for letter, width in widths.items():
        removed = _unmarked(text, start, end, letter, width)
        if removed is not None:
            return removed
    return _marked(text, start, end, mark)


def _at_cursor(text: Text, at: int, mark: str, widths: dict[str, int]) -> Outcome | None:
    line = line_of(text, at)
    before, after = line.text[: at - line.start], line.text[at - line.start :]
    if after.startswith(mark) and before.endswith(mark):
        edit = Edit(at - len(mark), at + len(mark), "")
        return Outcome(edit, Selection.at(edit.start))
    if after.startswith(mark) and mark in before and before[-1:].strip():
        return Outcome(None, Selection.at(at + len(mark)))
    for match in _WORD.finditer(line.text):
        if match.start() < at - line.start < match.end():
            start, end = line.start + match.start(), line.start + match.end()
            found = _toggled(text, Selection(start, end), mark, widths)
            if found is None or found.edit is None:
                return found
            moved = at + found.selection.start - start
            return Outcome(found.edit, Selection.at(moved))
    return Outcome(Edit(at, at, mark + mark), Selection.at(at + len(mark)))


def _unmarked(text: Text, start: int, end: int, letter: str, width: int) -> Outcome | None:
    """Takes marks away that stand just outside or just inside of the span."""
    inside = text.slice(start, end)
    leading = len(inside) - len(inside.lstrip(letter))
    trailing = len(inside) - len(inside.rstrip(letter))
    if _has(min(leading, trailing), width) and len(inside) > 2 * width:
        return Outcome(Edit(start, end, inside[width:-width]), Selection(start, end - 2 * width))
    before, after = text.slice(max(0, start - 3), start), text.slice(end, end + 3)
    around = min(len(before) - len(before.rstrip(letter)), len(after) - len(after.lstrip(letter)))
    if _has(around, width):
        return Outcome(Edit(start - width, end + width, inside), Selection(start - width, end - width))
    return None


def _has(run: int, width: int) -> bool:
    return run >= 2 if width == 2 else run in (1, 3)


def _marked(text: Text, start: int, end: int, mark: str) -> Outcome:
    """Marks each paragraph, heading and list item of the span by itself: marks do not reach across them."""
    pieces: list[str] = []
    selected = text.slice(start, end)
    open_run = False
    for number, part in enumerate(re.split(r"(\r\n|\n|\r)", selected)):
        if number % 2:
            pieces.append(part)
            continue
        line_begins = number > 0 or start == line_of(text, start).start
        lead = _lead(part) if line_begins else 0
        if (lead or not part.strip()) and open_run:
            open_run = _close(pieces, mark)
        if part.strip():
            pieces.append(part[:lead] + ("" if open_run else mark) + part[lead:])
            open_run = _HEADING.match(part) is None or _close(pieces, mark)
        else:
            pieces.append(part)
    if open_run:
        _close(pieces, mark)
    replacement = "".join(pieces)
    if len(replacement) == end - start + 2 * len(mark) and replacement.startswith(mark):
        return Outcome(Edit(start, end, replacement), Selection(start + len(mark), end + len(mark)))
    return Outcome(Edit(start, end, replacement), Selection(start, start + len(replacement)))


def _close(pieces: list[str], mark: str) -> bool:
    """Sets the closing mark behind the last text; says that no run is open."""
    at = len(pieces) - 1
    while not pieces[at].strip():
        at -= 1
    kept = pieces[at].rstrip()
    pieces[at] = kept + mark + pieces[at][len(kept) :]
    return False


def _lead(line: str) -> int:
    heading = _HEADING.match(line)
    if heading is not None:
        return heading.end()
    beginning = beginning_of(line)
    return beginning.length if beginning.is_item or beginning.quote else 0


def _trimmed(text: Text, start: int, end: int) -> tuple[int, int]:
    selected = text.slice(start, end)
    start += len(selected) - len(selected.lstrip())
    return start, max(start, end - (len(selected) - len(selected.rstrip())))
