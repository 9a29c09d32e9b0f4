"""YAML front matter: ``---`` closed by ``---`` or ``...``, and Hexo's without an opening fence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foreword.front_matter.fences import closing_line
from foreword.front_matter.format import Block, Page, Reading, refuse_large
from foreword.front_matter.handler import Handler
from foreword.front_matter.nodes import Node, Part, Path
from foreword.front_matter.profile import FormatName, WritingProfile
from foreword.front_matter.yaml_edit import delete_member, insert_member, replace_value
from foreword.front_matter.yaml_style import look_of
from foreword.front_matter.yaml_tree import YamlTree
from foreword.front_matter.yaml_values import read_yaml
from foreword.front_matter.yaml_write import write_entry
from foreword.text import Edit

_OPEN = re.compile(r"---[ \t]{0,1000}(?:\r\n|\n|\r)")


class YamlFormat(Handler):
    """YAML between fences. A fence is a line of three dashes, blanks behind them allowed (Jekyll, Hugo, Eleventy)."""

    name: FormatName = "yaml"

    FM_BOUNDARY = _OPEN

    def find(self, text: str, profile: WritingProfile) -> Block | None:
        """The block at the top of a text; fences leave nothing for ``profile`` to decide."""
        del profile
        opening = _OPEN.match(text)
        closing = closing_line(text, opening.end(), "---", "...") if opening else None
        if opening is None or closing is None:
            return None
        # Of a byte order mark here YAML says nothing, and its places would not count it.
        inner = opening.end() + text.startswith("\ufeff", opening.end())
        return Block(0, inner, *closing)

    def read(self, source: str, block: Block) -> Reading:
        """The values of a block. Raises Unreadable."""
        refuse_large(source, block)
        return read_yaml(source, block.inner, block.inner_end)

    def tree(self, source: str, block: Block, reading: Reading) -> Node:
        """Where the values stand."""
        if not isinstance(reading.parsed, tuple):
            return Node("map", block.inner, block.inner_end, "block", {})
        node, values = reading.parsed
        return YamlTree(source, block.inner, values).build(node)

    def replace(self, page: Page, path: Path, value: object) -> Edit:
        """Another value in place of an existing one. Raises FrontMatterRefused."""
        return replace_value(page, path, value)

    def insert(self, page: Page, parent: Path, part: Part, value: object) -> Edit:
        """A new key or item. Raises FrontMatterRefused."""
        return insert_member(page, parent, part, value)

    def delete(self, page: Page, path: Path) -> Edit:
        """Removes a key or item. Raises FrontMatterRefused."""
        return delete_member(page, path)

    def fresh(self, fields: Sequence[tuple[str, object]], profile: WritingProfile, line_end: str) -> str:
        """A new head with these fields."""
        empty = Node("map", 0, 0, "block", {})
        lines = ["---"]
        for key, value in fields:
            lines += write_entry(key, value, look_of("", empty, empty, profile, key), "", line_end)
        return line_end.join([*lines, "---", ""])
