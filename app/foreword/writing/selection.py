"""What commands work on: a text, a selection in it, and how this writer sets Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from foreword.text import Edit


class Text(Protocol):
    """The part of a Rope that commands need; positions are code points, lines count from 0."""

    @property
    def line_count(self) -> int:
        """One more than the number of line endings."""

    def __len__(self) -> int: ...

    def slice(self, start: int, end: int | None = None) -> str:
        """The text from ``start`` to ``end``."""

    def line_of(self, position: int) -> int:
        """The line that holds a position."""

    def line_start(self, line: int) -> int:
        """Where a line begins; for ``line_count`` the length of the text."""

    def lines(self, first: int, count: int) -> list[str]:
        """Lines without their endings."""


@dataclass(frozen=True, slots=True)
class Selection:
    """From where the writer began to select to where the cursor stands."""

    anchor: int
    position: int

    @classmethod
    def at(cls, position: int) -> Selection:
        """A cursor without a selection."""
        return cls(position, position)

    @property
    def start(self) -> int:
        """The earlier end."""
        return min(self.anchor, self.position)

    @property
    def end(self) -> int:
        """The later end."""
        return max(self.anchor, self.position)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is selected."""
        return self.anchor == self.position


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command does: an edit (none where only the cursor moves) and the selection after it."""

    edit: Edit | None
    selection: Selection


@dataclass(frozen=True, slots=True)
class Habits:
    """How this blog writes Markdown, where there is a choice.

    ``bullet`` and ``slant`` are the marks of list items and of emphasis; ``nesting`` is by how many blanks a nested
    item is indented, None for as far as the text of the item above it (Python-Markdown needs 4).
    """

    bullet: str = "-"
    slant: str = "*"
    nesting: int | None = None


DEFAULT_HABITS = Habits()
