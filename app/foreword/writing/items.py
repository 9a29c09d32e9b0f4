"""How a line begins: quote marks, indentation, a list marker, a task's box."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BEGINNING = re.compile(
    r"(?P<quote>(?: {0,3}>[ ]?)*)(?P<indent>[ \t]*)"
    r"(?:(?P<marker>[-+*]|(?P<number>\d{1,9})(?P<stop>[.)]))(?P<gap>[ \t]+|$)(?P<task>\[[ xX]\](?:[ \t]+|$))?)?"
)
_RULE = re.compile(r"[ \t]*(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")


@dataclass(frozen=True, slots=True)
class Beginning:
    """The parts before a line's own text, as they are written; joined they are the line's beginning."""

    quote: str
    indent: str
    marker: str
    gap: str
    task: str
    number: int | None

    @property
    def is_item(self) -> bool:
        """Whether the line begins a list item."""
        return bool(self.marker)

    @property
    def length(self) -> int:
        """Where the line's own text begins."""
        return len(self.quote + self.indent + self.marker + self.gap + self.task)

    @property
    def depth(self) -> int:
        """How far the line is indented behind its quote marks, a tab reaching to the next multiple of 4."""
        return width_of(self.indent)

    @property
    def content_depth(self) -> int:
        """Where the item's text begins, as a nested item would be indented."""
        return self.depth + len(self.marker) + max(1, min(width_of(self.gap), 4))

    def following(self) -> str:
        """How the next item of the same list begins."""
        marker = self.marker
        if self.number is not None:
            marker = f"{self.number + 1}{marker[-1]}"
        gap = self.gap or " "
        if self.number is not None and len(gap) > 1:
            gap = (
                " " * max(1, len(gap) + len(self.marker) - len(marker))
                if gap.isspace() and "\t" not in gap
                else gap
            )
        return f"{self.quote}{self.indent}{marker}{gap}{'[ ] ' if self.task else ''}"


def beginning_of(line: str) -> Beginning:
    """Takes the beginning of a line apart. A thematic break (``* * *``) is no item."""
    match = _BEGINNING.match(line)
    assert match is not None, "every line has a beginning, be it empty"
    rest = line[len(match["quote"]) :]
    if match["marker"] and _RULE.match(rest):
        return Beginning(match["quote"], match["indent"], "", "", "", None)
    number = int(match["number"]) if match["number"] else None
    return Beginning(
        match["quote"],
        match["indent"],
        match["marker"] or "",
        match["gap"] or "",
        match["task"] or "",
        number,
    )


def width_of(blanks: str) -> int:
    """How many columns blanks and tabs take at the beginning of a line."""
    column = 0
    for blank in blanks:
        column += 4 - column % 4 if blank == "\t" else 1
    return column
