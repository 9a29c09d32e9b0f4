"""The tree of spans: plain strings for text, `Span` for the rest."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from foreword.rendering.kramdown.attributes import AttributeList


@dataclass(slots=True)
class Span:
    """A span-level element.

    ``kind``: "em" "strong" "del" "a" "img" "code" "br" "math" "note" "html" "comment" "raw" "symbol" "abbr".
    ``value``: its text where it has no children: code, formula, label, tag name, comment.
    ``own``: its own attributes; ``defined``: those of the definition it refers to; ``listed``: those of lists after it.
    """

    kind: str
    value: str = ""
    children: list[Node] = field(default_factory=list)
    own: dict[str, str] | None = None
    listed: AttributeList | None = None
    data: Hashable = None
    defined: AttributeList | None = None


Node = str | Span
