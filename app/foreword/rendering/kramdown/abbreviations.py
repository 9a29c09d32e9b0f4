"""Abbreviations: every whole word that one was defined for shows what it stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from foreword.rendering.kramdown.elements import Abbreviation
from foreword.rendering.kramdown.spans.nodes import Node, Span

_WORD = re.compile(r"[A-Za-z0-9_]")


class Abbreviations:
    """The abbreviations of a post. Where several begin, the longest counts."""

    __slots__ = ("_known", "_lengths", "_starts")

    def __init__(self, known: Mapping[str, object]) -> None:
        self._known = known
        self._lengths = sorted({len(name) for name in known}, reverse=True)
        first = "".join(sorted({re.escape(name[0]) for name in known}))
        self._starts = re.compile(rf"(?<!\w)[{first}]", re.ASCII)

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
        for start in self._starts.finditer(text):
            name = self._name_at(text, start.start()) if start.start() >= position else None
            value = self._known.get(name) if name else None
            if name is None or not isinstance(value, Abbreviation):
                continue
            if start.start() > position:
                pieces.append(text[position : start.start()])
            own = {"title": value.title} if value.title else None
            pieces.append(Span("abbr", name, own=own, defined=value.listed))
            position = start.start() + len(name)
        if position < len(text):
            pieces.append(text[position:])
        return pieces

    def _name_at(self, text: str, start: int) -> str | None:
        for length in self._lengths:
            name = text[start : start + length]
            if name in self._known and not _WORD.match(text, start + length):
                return name
        return None
