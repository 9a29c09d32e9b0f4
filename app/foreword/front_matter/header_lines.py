"""Front matter of ``key: value`` lines, each value text: what Pelican's and Nikola's have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from foreword.errors import FrontMatterRefused
from foreword.front_matter.format import Page
from foreword.front_matter.nodes import Entry, Node, Path, Spelled, show, walk
from foreword.front_matter.order import place_of
from foreword.front_matter.places import ending_near, line_start, next_line
from foreword.text import Edit


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """A key with its value: the spans of both, and the spans of the lines that go on with the value."""

    key: str
    start: int
    key_end: int
    value: tuple[int, int]
    more: tuple[tuple[int, int], ...] = ()

    @property
    def end(self) -> int:
        """Where the last of its text ends."""
        return self.more[-1][1] if self.more else self.value[1]


def tree_of(lines: Sequence[HeaderLine], fields: Mapping[str, object], start: int, end: int) -> Node:
    """The tree of a block of lines."""
    root = Node("map", start, end, "lines", dict(fields))
    for line in lines:
        node = Node("scalar", line.value[0], line.end, "text", fields.get(line.key, ""))
        if line.more:
            node.style = "lines"
        root.entries.append(Entry(line.key, line.start, line.key_end, node))
    return root


def as_text(value: object, path: Path) -> str:
    """A value as the text of a line. Raises FrontMatterRefused."""
    if isinstance(value, Spelled):
        return value.text
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        items = [as_text(item, path) for item in value]
        if any("," in item or item != item.strip() or not item for item in items):
            raise FrontMatterRefused(f"{show(path)} is a list with commas, which its items may not contain.")
        return ", ".join(items)
    raise FrontMatterRefused(f"{show(path)} can only hold text here.")


def replace_line(page: Page, path: Path, value: object, indent: str) -> Edit:
    """Another value in its line; more lines of it go under ``indent``. Raises FrontMatterRefused."""
    if len(path) != 1:
        raise FrontMatterRefused("Header lines hold text only, no lists or maps.")
    node = list(walk(page.root, path))[-1]
    text = as_text(value, path)
    lines = text.split("\n")
    if len(lines) > 1 and not indent:
        raise FrontMatterRefused(f"{show(path)} can only hold one line.")
    ending = ending_near(page.source, node.start)
    written = f"{ending}{indent}".join(lines)
    if not text:
        colon = page.source.rindex(":", 0, node.start) + 1
        return Edit(colon, node.end, "")
    blank = " " if node.start == node.end and page.source[node.start - 1] == ":" else ""
    return Edit(node.start, node.end, blank + written)


def insert_line(page: Page, key: str, written: str) -> Edit:
    """A new line at the key's place. Raises FrontMatterRefused."""
    entries = page.root.entries
    at = place_of(key, [entry.key for entry in entries], page.profile.order)
    if not entries:
        ending = ending_near(page.source, page.block.inner)
        return Edit(page.block.inner, page.block.inner, written + ending)
    beside = entries[max(at - 1, 0)]
    ending = ending_near(page.source, beside.start)
    if at == 0:
        place = line_start(page.source, beside.start)
        return Edit(place, place, written + ending)
    place = next_line(page.source, beside.node.end)
    if page.source[place - 1 : place] not in ("\n", "\r"):
        return Edit(place, place, ending + written)
    return Edit(place, place, written + ending)


def delete_line(page: Page, path: Path, entry: Entry) -> Edit:
    """Removes a key with its lines. Raises FrontMatterRefused."""
    if len(path) != 1:
        raise FrontMatterRefused("Header lines hold text only, no lists or maps.")
    start, end = line_start(page.source, entry.start), next_line(page.source, entry.node.end)
    if page.source[end - 1] not in "\r\n" and start > page.block.inner:
        start -= 2 if page.source[start - 2 : start] == "\r\n" else 1
    return Edit(start, end, "")
