"""TOML front matter between ``+++`` lines (Hugo, Zola)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence

from foreword.front_matter.fences import closing_line
from foreword.front_matter.format import (
    Block,
    Page,
    Reading,
    Unreadable,
    refuse_deep,
    refuse_endless_values,
    refuse_large,
)
from foreword.front_matter.handler import Handler
from foreword.front_matter.nodes import Node, Part, Path
from foreword.front_matter.profile import FormatName, WritingProfile
from foreword.front_matter.toml_edit import delete_member, insert_member, replace_value
from foreword.front_matter.toml_tree import TomlTree
from foreword.front_matter.toml_write import write_lines
from foreword.text import Edit

_OPEN = re.compile(r"\+\+\+[ \t]{0,1000}(?:\r\n|\n|\r)")
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_LONG_KEY = re.compile(r"""(?<![\w"'-])(?:[\w"'-]+[ \t]*\.[ \t]*){60}""")


class TomlFormat(Handler):
    """TOML between lines of three plus signs."""

    name: FormatName = "toml"
    FM_BOUNDARY = _OPEN

    def find(self, text: str, profile: WritingProfile) -> Block | None:
        """The block at the top of a text; fences leave nothing for ``profile`` to decide."""
        del profile
        opening = _OPEN.match(text)
        closing = closing_line(text, opening.end(), "+++") if opening else None
        return Block(0, opening.end(), *closing) if opening and closing else None

    def read(self, source: str, block: Block) -> Reading:
        """The values of a block. Raises Unreadable."""
        refuse_large(source, block, "\n\r,[{.")
        inner = source[block.inner : block.inner_end]
        refuse_deep(inner, block.inner)
        if _LONG_KEY.search(inner):
            raise Unreadable("a key has too many parts")
        try:
            fields = tomllib.loads(inner)
        except ValueError as error:
            raise _unreadable(str(error), inner, block.inner) from error
        refuse_endless_values(fields)
        return Reading(fields)

    def tree(self, source: str, block: Block, reading: Reading) -> Node:
        """Where the values stand."""
        return TomlTree(source, block.inner, block.inner_end, reading.fields).build()

    def replace(self, page: Page, path: Path, value: object) -> Edit:
        """Another value in place of an existing one. Raises FrontMatterRefused."""
        return replace_value(page, path, value)

    def insert(self, page: Page, parent: Path, part: Part, value: object) -> Edit:
        """A new key or item. Raises FrontMatterRefused."""
        return insert_member(page, parent, part, value)

    def delete(self, page: Page, path: Path) -> Edit:
        """Removes a key, table or item. Raises FrontMatterRefused."""
        return delete_member(page, path)

    def fresh(self, fields: Sequence[tuple[str, object]], profile: WritingProfile, line_end: str) -> str:
        """A new head with these fields."""
        del profile
        return line_end.join(["+++", *write_lines(fields, (), line_end), "+++", ""])


def _unreadable(message: str, inner: str, offset: int) -> Unreadable:
    """tomllib's message says the place in words; its lines end with LF."""
    match = _PLACE.search(message)
    if match is None:
        return Unreadable(message)
    text = message[: match.start()]
    if match.group(1) is None:
        return Unreadable(text, offset + len(inner.rstrip()))
    at = 0
    for _ in range(int(match.group(1)) - 1):
        at = inner.index("\n", at) + 1
    return Unreadable(text, offset + min(at + int(match.group(2)) - 1, len(inner)))
