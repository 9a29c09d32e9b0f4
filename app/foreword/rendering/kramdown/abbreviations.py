"""Abbreviations: every whole word that one was defined for shows what it stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from foreword.rendering.kramdown.elements import Abbreviation
from foreword.rendering.kramdown.spans.nodes import Node, Span


class Abbreviations:
    """The abbreviations of a post, the longer before the shorter."""

    __slots__ = ("_known", "_pattern")

    def __init__(self, known: Mapping[str, object]) -> None:
        self._known = known
        names = sorted(known, key=len, reverse=True)
        joined = "|".join(re.escape(name) for name in names)
        self._pattern = re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.ASCII)

    def replaced(self, nodes: Sequence[Node]) -> list[Node]:
        """The nodes with abbreviations marked in their text; code and formulas stay as they are."""
        found: list[Node] = []
        for node in nodes:
            if isinstance(node, str):
                found.extend(self._split(node))
                continue
            if node.children:
                node.children = self.replaced(node.children)
            found.append(node)
        return found

    def _split(self, text: str) -> list[Node]:
        pieces: list[Node] = []
        position = 0
        for match in self._pattern.finditer(text):
            value = self._known.get(match[0])
            if not isinstance(value, Abbreviation):
                continue
            if match.start() > position:
                pieces.append(text[position : match.start()])
            own = {"title": value.title} if value.title else None
            pieces.append(Span("abbr", match[0], own=own, listed=value.listed))
            position = match.end()
        if position < len(text):
            pieces.append(text[position:])
        return pieces
