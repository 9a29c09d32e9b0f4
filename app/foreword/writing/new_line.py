"""Enter: continues a list, a quotation or an indentation; in an empty item it ends them."""

from __future__ import annotations

from foreword.text import Edit
from foreword.writing.items import Beginning, beginning_of
from foreword.writing.lines import Line, line_at, line_end_at, line_of
from foreword.writing.nesting import outdent
from foreword.writing.selection import DEFAULT_HABITS, Habits, Outcome, Selection, Text

_RENUMBERED = 200


def new_line(
    text: Text,
    selection: Selection,
    habits: Habits = DEFAULT_HABITS,
    *,
    in_code: bool = False,
    line_end: str = "\n",
) -> Outcome:
    """What Enter does. ``line_end`` is for a text that has no line ending yet; in code only the indentation goes on."""
    line = line_of(text, selection.start)
    ending = line_end_at(text, line.number, line_end)
    column = selection.start - line.start
    found = beginning_of(line.text)
    if in_code:
        blanks = line.text[: len(line.text) - len(line.text.lstrip(" \t"))]
        return _inserted(selection, ending + blanks[:column])
    if column < found.length or not (found.is_item or found.quote or found.indent):
        return _inserted(selection, ending + (found.quote if column >= len(found.quote) else ""))
    if selection.is_empty and not line.text[found.length :].strip() and (found.is_item or found.quote):
        return _ended(text, selection, habits, line, found)
    if not found.is_item:
        return _inserted(selection, ending + found.quote + found.indent)
    return _next_item(text, selection, found, ending)


def _inserted(selection: Selection, inserted: str) -> Outcome:
    edit = Edit(selection.start, selection.end, inserted)
    return Outcome(edit, Selection.at(edit.new_end))


def _ended(text: Text, selection: Selection, habits: Habits, line: Line, found: Beginning) -> Outcome:
    """An empty item goes a level out, at the margin it becomes an ordinary empty line; so does an empty quotation."""
    if found.is_item and found.depth:
        outer = outdent(text, selection, habits)
        if outer is not None:
            return outer
    kept = found.quote if found.is_item else ""
    return Outcome(Edit(line.start, line.stop, kept), Selection.at(line.start + len(kept)))


def _next_item(text: Text, selection: Selection, found: Beginning, ending: str) -> Outcome:
    lead = ending + found.following()
    last = line_of(text, selection.end)
    rest = text.slice(selection.end, last.stop)
    dropped = len(rest) - len(rest.lstrip(" ")) if rest.strip() else 0
    cursor = Selection.at(selection.start + len(lead))
    below = _counted_up(text, last, found)
    if not below:
        return Outcome(Edit(selection.start, selection.end + dropped, lead), cursor)
    stop = below[-1][0].stop
    pieces = [lead, rest[dropped:], last.line_end]
    pieces += [new + (line.line_end if line.stop != stop else "") for line, new in below]
    return Outcome(Edit(selection.start, stop, "".join(pieces)), cursor)


def _counted_up(text: Text, last: Line, found: Beginning) -> list[tuple[Line, str]]:
    """The lines that follow, down to the last item that counted up from this one, with numbers one higher."""
    if found.number is None:
        return []
    lines: list[tuple[Line, str]] = []
    length, expected = 0, found.number + 1
    for number in range(last.number + 1, min(text.line_count, last.number + _RENUMBERED)):
        line = line_at(text, number)
        own = beginning_of(line.text)
        new = line.text
        if line.text.strip() and own.depth <= found.depth:
            if own.depth != found.depth or own.number != expected or own.quote != found.quote:
                break
            expected += 1
            head = len(own.quote + own.indent)
            new = f"{line.text[:head]}{expected}{line.text[head + len(own.marker) - 1 :]}"
            length = len(lines) + 1
        lines.append((line, new))
    return lines[:length]
