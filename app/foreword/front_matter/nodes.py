"""Where the values of a front matter stand: one tree for all formats, in code points of the file."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal

from foreword.errors import FrontMatterRefused

MAX_DEPTH = 60
"""Lists and maps inside one another; real ones stay below 8."""
MAX_BITS = 10_000
"""Of the longest whole number; Python writes out no number of more than 4,300 digits."""

Part = str | int
Path = tuple[Part, ...]


@dataclass(slots=True, eq=False)
class Node:
    """A value in the source.

    ``start`` and ``end`` enclose the value's own characters: no anchor, tag, comment or blank line around it.
    ``outer`` is where its anchor or tag begins, else ``start``. ``style`` is a word of its format ("plain", "flow",
    "literal"...). ``locked`` says why the value may not be changed; empty where it may.
    """

    kind: Literal["scalar", "list", "map"]
    start: int
    end: int
    style: str
    value: object
    outer: int = -1
    locked: str = ""
    entries: list[Entry] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.outer < 0:
            self.outer = self.start

    def entry(self, key: str) -> Entry | None:
        """The entry that readers take: of several with the same key the last."""
        for entry in reversed(self.entries):
            if entry.key == key:
                return entry
        return None

    def child(self, part: Part) -> Node | None:
        """The value one step down, or None."""
        if isinstance(part, int):
            inside = self.kind == "list" and -len(self.items) <= part < len(self.items)
            return self.items[part] if inside else None
        entry = self.entry(part) if self.kind == "map" else None
        return entry.node if entry else None

    def spans(self) -> list[tuple[int, int]]:
        """The spans of the members of a list or map, keys included."""
        if self.kind == "map":
            return [(entry.start, entry.node.end) for entry in self.entries]
        return [(item.outer, item.end) for item in self.items]


@dataclass(frozen=True, slots=True)
class Spelled:
    """A value together with the text that is to stand for it: a date in the pattern of its field."""

    value: object
    text: str


@dataclass(slots=True, eq=False)
class Entry:
    """A key and its value; ``start`` and ``key_end`` enclose the key as written, quotes included."""

    key: str
    start: int
    key_end: int
    node: Node


def walk(root: Node, path: Path) -> Iterator[Node]:
    """The nodes along a path, the root first, as far as they exist."""
    node: Node | None = root
    yield root
    for part in path:
        node = node.child(part) if node else None
        if node is None:
            return
        yield node


def leaves(node: Node) -> Iterator[Node]:
    """All scalars under a node, aliases and locked values among them."""
    if node.kind == "scalar" or node.locked:
        yield node
    for child in (*node.items, *(entry.node for entry in node.entries)):
        yield from leaves(child)


MISSING = object()
"""What `step` gives where there is nothing; None is a value."""


def step(value: object, part: Part) -> object:
    """The member of a plain list or dict, or MISSING."""
    if isinstance(value, dict):
        return value.get(part, MISSING)
    if isinstance(value, list) and isinstance(part, int) and -len(value) <= part < len(value):
        return value[part]
    return MISSING


def plain(value: object, depth: int = 0) -> object:
    """The same value built from dict, list and scalars only, so that nobody shares a part of it.

    Raises FrontMatterRefused for what no front matter can hold.
    """
    if depth > MAX_DEPTH:
        raise FrontMatterRefused(f"Lists and maps may be nested at most {MAX_DEPTH} deep.")
    if isinstance(value, Mapping):
        return {str(key): plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, depth + 1) for item in value]
    if isinstance(value, int) and value.bit_length() > MAX_BITS:
        raise FrontMatterRefused("The number is too long.")
    if value is None or isinstance(value, str | int | float | date | time):
        return value
    raise FrontMatterRefused(f"Front matter cannot hold a {type(value).__name__}.")


def kind_of(value: object) -> Literal["scalar", "list", "map"]:
    """The kind of node that holds a plain value."""
    return "map" if isinstance(value, dict) else "list" if isinstance(value, list) else "scalar"


def same(first: object, second: object) -> bool:
    """Equality that tells ``1`` from ``True`` and ``1.0``, and finds NaN equal to itself."""
    if type(first) is not type(second):
        return False
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(same(first[key], second[key]) for key in first)
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(map(same, first, second))
    if isinstance(first, float) and isinstance(second, float):
        return first == second or (math.isnan(first) and math.isnan(second))
    if hasattr(first, "utcoffset") and hasattr(second, "utcoffset"):
        return first == second and first.utcoffset() == second.utcoffset()
    return bool(first == second)


def show(path: Path) -> str:
    """A path as a reader writes it: ``params.author``, ``tags[0]``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
