"""The tree of a parsed block. Text is kept as source; spans are parsed when the block is rendered."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass, field

from foreword.rendering.kramdown.attributes import AttributeList

_WHITE = re.compile(r"[ \t\n\r\f\v]+")


@dataclass(slots=True)
class Element:
    """A block-level element. Built step by step while parsing, only read afterwards.

    ``kind``: "p" "header" "codeblock" "blockquote" "ul" "ol" "li" "dl" "dt" "dd" "table" "html" "hr" "math" "blank"
    "end" (a block boundary without output) "comment" "raw" (output as it is).
    ``text``: the source of its spans, its code, or its raw HTML; for "html" the tag's name.
    ``own``: attributes of the element itself; ``listed``: what attribute lists add to them.
    ``data``: what else the kind needs: level of a header, language of code, model of HTML, table rows.
    ``transparent``: a paragraph whose ``<p>`` is left out (tight lists).
    """

    kind: str
    text: str = ""
    children: list[Element] = field(default_factory=list)
    own: dict[str, str] | None = None
    listed: AttributeList | None = None
    data: Hashable = None
    transparent: bool = False
    line: int = 0

    def add_list(self, listed: AttributeList | None) -> None:
        """Takes in one more attribute list."""
        if listed is not None:
            self.listed = listed if self.listed is None else self.listed.joined(listed)


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where a reference link leads."""

    url: str
    title: str | None
    listed: AttributeList | None = None


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """What an abbreviation stands for."""

    title: str
    listed: AttributeList | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote's text. Two are equal when their source is."""

    source: tuple[str, ...]
    parse_html: bool
    children: tuple[Element, ...] = field(compare=False)
    listed: AttributeList | None = None


def link_label(label: str) -> str:
    """A link's label as labels are compared."""
    return _WHITE.sub(" ", label).lower()
