"""An Edit replaces one span of a text. Everything that changes a post is made of these."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Replaces ``text[start:end]`` by ``replacement``; positions are code points of the text before the edit."""

    start: int
    end: int
    replacement: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    @property
    def growth(self) -> int:
        """By how many code points the text becomes longer."""
        return len(self.replacement) - (self.end - self.start)

    @property
    def new_end(self) -> int:
        """Where the replacement ends in the text after the edit."""
        return self.start + len(self.replacement)

    def apply(self, text: str) -> str:
        """The text after the edit."""
        if self.end > len(text):
            raise ValueError(f"the edit ends at {self.end}, the text at {len(text)}")
        return text[: self.start] + self.replacement + text[self.end :]

    def inverse(self, removed: str) -> Edit:
        """The edit that takes this one back; ``removed`` is ``text[start:end]`` before it."""
        return Edit(self.start, self.new_end, removed)

    def moved(self, by: int) -> Edit:
        """The same edit in a text whose beginning lies ``by`` code points earlier."""
        return Edit(self.start + by, self.end + by, self.replacement)


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text after the edits, made one after another (each counts in the text the one before left)."""
    for edit in edits:
        text = edit.apply(text)
    return text


def invert(text: str, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits that take ``edits`` back, in the order in which they have to be made."""
    inverses: list[Edit] = []
    for edit in edits:
        inverses.append(edit.inverse(text[edit.start : edit.end]))
        text = edit.apply(text)
    return tuple(reversed(inverses))


def compose(first: Edit, second: Edit) -> Edit | None:
    """One edit that does what ``first`` and then ``second`` do, or None where their spans do not touch."""
    if second.end < first.start or second.start > first.new_end:
        return None
    before = max(0, first.start - second.start)
    after = max(0, second.end - first.new_end)
    kept_head = first.replacement[: max(0, second.start - first.start)]
    kept_tail = first.replacement[max(0, second.end - first.start) :]
    return Edit(first.start - before, first.end + after, kept_head + second.replacement + kept_tail)
