"""Lists with bullets, numbers or boxes to tick, made of lines and turned back into lines."""

from __future__ import annotations

from collections.abc import Callable

from foreword.writing.items import Beginning, beginning_of
from foreword.writing.lines import rewritten, selected_lines
from foreword.writing.selection import Habits, Outcome, Selection, Text

_LOOK_BACK = 40


def bullet_list(text: Text, selection: Selection, habits: Habits) -> Outcome | None:
    """Makes items with bullets of the selected lines, or plain lines of such items."""
    bullet = _bullet_nearby(text, selection) or habits.bullet

    def is_such(found: Beginning) -> bool:
        return found.is_item and found.number is None and not found.task

    return _toggled(text, selection, is_such, lambda _: f"{bullet} ")


def numbered_list(text: Text, selection: Selection) -> Outcome | None:
    """Makes numbered items of the selected lines, or plain lines of such items."""
    first = _number_before(text, selection) + 1
    return _toggled(text, selection, lambda found: found.number is not None, lambda at: f"{first + at}. ")


def task_list(text: Text, selection: Selection, habits: Habits) -> Outcome | None:
    """Makes items with a box to tick of the selected lines, or plain lines of such items."""
    bullet = _bullet_nearby(text, selection) or habits.bullet
    return _toggled(text, selection, lambda found: bool(found.task), lambda _: f"{bullet} [ ] ")


def _toggled(
    text: Text, selection: Selection, is_such: Callable[[Beginning], bool], marker: Callable[[int], str]
) -> Outcome | None:
    lines = selected_lines(text, selection)
    used = [line for line in lines if line.text.strip()] or lines[:1]
    remove = all(is_such(beginning_of(line.text)) for line in used)
    new, depths = [], _Counter()
    for line in lines:
        if line not in used:
            new.append(line.text)
            continue
        found = beginning_of(line.text)
        lead, content = found.quote + found.indent, line.text[found.length :]
        new.append(lead + content if remove else lead + marker(depths.next(found.depth)) + content)
    return rewritten(lines, new, selection)


class _Counter:
    """Counts items level by level; a deeper level begins anew under each item."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}

    def next(self, depth: int) -> int:
        self._counts = {level: count for level, count in self._counts.items() if level <= depth}
        self._counts[depth] = self._counts.get(depth, -1) + 1
        return self._counts[depth]


def _bullet_nearby(text: Text, selection: Selection) -> str:
    first = text.line_of(selection.start)
    begin = max(0, first - _LOOK_BACK)
    for line in reversed(text.lines(begin, first - begin)):
        found = beginning_of(line)
        if found.is_item and found.number is None:
            return found.marker
    return ""


def _number_before(text: Text, selection: Selection) -> int:
    first = text.line_of(selection.start)
    if first == 0:
        return 0
    own, above = text.lines(first - 1, 2)[::-1]
    found = beginning_of(above)
    same = found.depth == beginning_of(own).depth
    return found.number if found.number is not None and same else 0
