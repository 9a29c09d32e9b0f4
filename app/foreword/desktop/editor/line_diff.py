"""Finds out what was changed between two versions of a few lines, as an edit of the text they belong to."""

from __future__ import annotations

from dataclasses import dataclass

from foreword.text import Edit, Rope
from foreword.text.difference import common_prefix, common_suffix
from foreword.writing.lines import line_end_at


@dataclass(frozen=True, slots=True)
class Span:
    """``old[start:old_end]`` became ``new[start:new_end]``; the rest is the same."""

    start: int
    old_end: int
    new_end: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing was changed."""
        return self.start == self.old_end == self.new_end


def changed_span(old: str, new: str, at: int | None) -> Span:
    """The smallest span that differs. Of several (which of two equal letters was removed?) the one beginning at ``at``."""
    prefix = common_prefix(old, new)
    span = _span(old, new, prefix)
    if at is not None and at < prefix:
        there = _span(old, new, at)
        if there.old_end - there.start == span.old_end - span.start:
            return there
    return span


def _span(old: str, new: str, prefix: int) -> Span:
    longest = min(len(old), len(new)) - prefix
    suffix = min(common_suffix(old, new), longest)
    return Span(prefix, len(old) - suffix, len(new) - suffix)


def edit_for(rope: Rope, first: int, before: str, span: Span, after: str, default: str) -> Edit:
    """The edit of ``rope`` that turns its lines from ``first`` on, shown as ``before``, into ``after``.

    Both are lines joined by LF; ``before`` has a character for each of the text's. New lines end as their neighbour.
    """
    start = _source_position(rope, first, before, span.start)
    removed = span.old_end - span.start
    if removed and "\n" in before[span.start : span.old_end]:
        end = _source_position(rope, first, before, span.old_end)
    else:
        end = start + removed
    replacement = after[span.start : span.new_end]
    if "\n" in replacement:
        line = first + before.count("\n", 0, span.start)
        replacement = replacement.replace("\n", line_end_at(rope, line, default))
    return keep_lines_apart(rope, Edit(start, end, replacement))


def _source_position(rope: Rope, first: int, before: str, offset: int) -> int:
    line = first + before.count("\n", 0, offset)
    return rope.line_start(line) + offset - (before.rfind("\n", 0, offset) + 1)


def keep_lines_apart(rope: Rope, edit: Edit) -> Edit:
    """The edit, changed so that a CR that ends one line and an LF that ends the next never become one CR LF."""
    start, end, replacement = edit.start, edit.end, edit.replacement
    following = rope.slice(end, end + 1)
    if replacement.endswith("\r") and following == "\n":
        replacement = replacement[:-1] + "\n"
    while (replacement or following)[:1] == "\n" and start and rope.slice(start - 1, start) == "\r":
        start, replacement = start - 1, "\n" + replacement
    return Edit(start, end, replacement)
