"""The library's tables, without its look at every line of a block whose first line begins no table.

A block of many headings or definitions is asked again for each of them, which made its time grow with the square.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.tables import TableProcessor

_NAME, _PRIORITY = "table", 75


class QuickTables(TableProcessor):
    """Answers as `TableProcessor`: a table's first line has a bar, and a line follows it."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block is a table."""
        end = block.find("\n")
        return end >= 0 and block.find("|", 0, end) >= 0 and bool(super().test(parent, block))


def use_quick_tables(md: Markdown) -> None:
    """Puts them in the place of the library's, where the extension is on."""
    processors = md.parser.blockprocessors
    if _NAME not in processors:
        return
    theirs = processors[_NAME]
    if isinstance(theirs, TableProcessor):
        processors.register(QuickTables(md.parser, vars(theirs)["config"]), _NAME, _PRIORITY)
