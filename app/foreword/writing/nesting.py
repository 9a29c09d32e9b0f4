"""Moves list items, and the lines that belong to them, a level in or out."""

from __future__ import annotations

from foreword.writing.items import Beginning, beginning_of
from foreword.writing.lines import Line, line_at, rewritten, selected_lines
from foreword.writing.selection import Habits, Outcome, Selection, Text

_LOOK_BACK = 200
_LOOK_AHEAD = 200


def is_in_list(text: Text, selection: Selection) -> bool:
    """Whether the selection begins in a list item's first line."""
    return beginning_of(text.lines(text.line_of(selection.start), 1)[0]).is_item


def indent(text: Text, selection: Selection, habits: Habits) -> Outcome | None:
    """Nests the selected items under the one above them; None where there is none above."""
    lines = _with_children(text, selected_lines(text, selection))
    first = beginning_of(lines[0].text)
    above = _sibling_above(text, lines[0].number, first)
    if above is None:
        return None
    width = habits.nesting if habits.nesting is not None else above.content_depth - above.depth
    by = max(1, above.depth + width - first.depth)
    new = [_shifted(line.text, by) for line in lines]
    if first.number is not None:
        new[0] = _renumbered(new[0], _next_number(text, lines[0].number, first.depth + by))
    return rewritten(lines, new, selection)


def outdent(text: Text, selection: Selection, habits: Habits) -> Outcome | None:
    """Takes the selected items out of the item they are nested in."""
    lines = _with_children(text, selected_lines(text, selection))
    first = beginning_of(lines[0].text)
    if first.depth == 0:
        return None
    parent = _parent(text, lines[0].number, first)
    depth = parent.depth if parent is not None else max(0, first.depth - (habits.nesting or 2))
    new = [_shifted(line.text, depth - first.depth) for line in lines]
    if first.number is not None and parent is not None and parent.number is not None:
        new[0] = _renumbered(new[0], parent.number + 1)
    return rewritten(lines, new, selection)


def _shifted(line: str, by: int) -> str:
    found = beginning_of(line)
    rest = line[len(found.quote) + len(found.indent) :]
    if not rest:
        return line
    return found.quote + " " * max(0, found.depth + by) + rest


def _renumbered(line: str, number: int) -> str:
    found = beginning_of(line)
    head = found.quote + found.indent
    return f"{head}{number}{line[len(head) + len(found.marker) - 1 :]}"


def _with_children(text: Text, lines: list[Line]) -> list[Line]:
    """The lines, and those after them that lie deeper than the last one: they belong to it."""
    last = beginning_of(lines[-1].text)
    if not last.is_item:
        return lines
    found, pending = list(lines), []
    for number in range(lines[-1].number + 1, min(text.line_count, lines[-1].number + _LOOK_AHEAD)):
        line = line_at(text, number)
        if not line.text.strip():
            pending.append(line)
            continue
        if beginning_of(line.text).depth <= last.depth:
            break
        found.extend([*pending, line])
        pending = []
    return found


def _sibling_above(text: Text, number: int, own: Beginning) -> Beginning | None:
    for found in _items_above(text, number):
        if found.depth <= own.depth:
            return found if found.depth == own.depth or own.depth < found.content_depth else None
    return None


def _parent(text: Text, number: int, own: Beginning) -> Beginning | None:
    return next((found for found in _items_above(text, number) if found.depth < own.depth), None)


def _next_number(text: Text, number: int, depth: int) -> int:
    for found in _items_above(text, number):
        if found.depth < depth:
            return 1
        if found.depth == depth:
            return (found.number or 0) + 1
    return 1


def _items_above(text: Text, number: int) -> list[Beginning]:
    """The items of the list above a line, the nearest first; ordinary text at the margin ends the list."""
    items: list[Beginning] = []
    begin = max(0, number - _LOOK_BACK)
    blank = False
    for line in reversed(text.lines(begin, number - begin)):
        if not line.strip():
            blank = True
            continue
        found = beginning_of(line)
        if found.is_item:
            items.append(found)
        elif found.depth == 0 and blank:
            break
        blank = False
    return items
