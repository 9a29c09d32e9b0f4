"""The interface that every front-matter format implements, and what passes through it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from foreword.errors import FrontMatterRefused, Problem
from foreword.front_matter.nodes import MAX_BITS, MAX_DEPTH, Node, Part, Path
from foreword.front_matter.profile import FormatName, WritingProfile
from foreword.text import Edit
from foreword.text.lines import count_line_ends

MAX_BLOCK = 100_000
"""Code points of the largest block that is read; real ones stay below 20,000."""
MAX_MARKS = 6_000
"""Line ends, commas and brackets of the largest block that is read; real ones stay below 500."""
MAX_VALUES = 20_000
"""Values after aliases have been replaced by what they stand for."""
MAX_FINDINGS = 50
"""Findings of one head that are told; each has to find its line."""


class Unreadable(Exception):
    """The block cannot be parsed; ``offset`` is the place in the file, None where there is no single one."""

    def __init__(self, message: str, offset: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset

    def problem(self, source: str) -> Problem:
        """The same for a writer, with line and column."""
        return problem_at(self.message, source, self.offset)


def problem_at(message: str, source: str, offset: int | None) -> Problem:
    """A problem at an offset of the file."""
    if offset is None:
        return Problem(message)
    before = source[:offset]
    column = offset - max(before.rfind("\n"), before.rfind("\r"))
    return Problem(message, count_line_ends(before) + 1, column)


@dataclass(frozen=True, slots=True)
class Block:
    """Where a head stands: ``start``..``end`` with its fences, ``inner``..``inner_end`` what lies between them."""

    start: int
    inner: int
    inner_end: int
    end: int


@dataclass(slots=True)
class Reading:
    """What a format made of a block. ``parsed`` is the format's own and serves ``tree``."""

    fields: dict[str, object]
    findings: tuple[Problem, ...] = ()
    parsed: object = None


@dataclass(slots=True)
class Page:
    """A head that is being edited: its source, where it stands, its values, and the blog's habits."""

    source: str
    block: Block
    root: Node
    profile: WritingProfile


class Format(Protocol):
    """One way of writing front matter.

    ``find`` never raises; ``read`` raises Unreadable; the last three raise FrontMatterRefused and return one Edit.
    They need not check their work: whoever calls them reads the result again.
    """

    name: FormatName
    text_only: bool
    """Whether all its values are text."""

    def find(self, text: str, profile: WritingProfile) -> Block | None:
        """The block at the top of a text, or None where it has none of this format."""

    def read(self, source: str, block: Block) -> Reading:
        """The values of a block."""

    def tree(self, source: str, block: Block, reading: Reading) -> Node:
        """Where the values stand; a map."""

    def replace(self, page: Page, path: Path, value: object) -> Edit:
        """Writes another value in the place of the one at ``path``, which exists."""

    def insert(self, page: Page, parent: Path, part: Part, value: object) -> Edit:
        """Adds a key to the map at ``parent``, or an item before index ``part`` of the list there."""

    def delete(self, page: Page, path: Path) -> Edit:
        """Removes a key or an item, which exists."""

    def needs_keys(self, source: str) -> bool:
        """Whether this head would not be one any more without keys."""

    def fresh(self, fields: Sequence[tuple[str, object]], profile: WritingProfile, line_end: str) -> str:
        """A whole new head with these fields, fences included."""


def refuse_large(source: str, block: Block, marks: str = "\n\r,[{") -> None:
    """Raises Unreadable for a block that is longer than any writer's, or holds more values."""
    if block.inner_end - block.inner > MAX_BLOCK:
        raise Unreadable(f"the front matter is longer than {MAX_BLOCK:,} characters")
    if sum(source.count(mark, block.inner, block.inner_end) for mark in marks) > MAX_MARKS:
        raise Unreadable("the front matter has too many lines or values")


def refuse_deep(text: str, offset: int = 0) -> None:
    """Raises Unreadable where brackets of JSON or TOML stand deeper than MAX_DEPTH; strings are not told apart."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return
    depth = 0
    for at, character in enumerate(text):
        if character in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise Unreadable(f"lists and maps are nested more than {MAX_DEPTH} deep", offset + at)
        elif character in "]}":
            depth = max(0, depth - 1)


def refuse_endless_values(value: object) -> None:
    """Raises Unreadable where lists and maps stand deeper in one another than MAX_DEPTH, and for endless numbers."""
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        level = [child for item in level for child in _children(item)]
        if any(isinstance(item, int) and item.bit_length() > MAX_BITS for item in level):
            raise Unreadable("a number is too long")
        if not level:
            return
    raise Unreadable(f"lists and maps are nested more than {MAX_DEPTH} deep")


def _children(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def cover(source: str, edits: Sequence[Edit]) -> Edit:
    """One edit for several that do not overlap; all positions count in ``source``."""
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    start, end = ordered[0].start, ordered[0].start
    text = ""
    for edit in ordered:
        if edit.start < end:
            raise FrontMatterRefused("The change would touch the same characters twice.")
        text += source[end : edit.start] + edit.replacement
        end = edit.end
    return Edit(start, end, text)
