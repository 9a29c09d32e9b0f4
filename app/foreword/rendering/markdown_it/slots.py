"""Marks in the HTML of a block that stand for its slots until it is whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foreword.rendering.dialect import Fragment, Notice, Slot

_BEGIN, _END = "\ufdd0", "\ufdd1"
_FIRST = re.compile(f"{_BEGIN}0\\.(\\d+){_END}")


class SlotSink:
    """Takes slots while a block is rendered. ``source`` is all that its HTML may hold, so that no mark occurs in it."""

    def __init__(self, source: str) -> None:
        self.slots: list[Slot] = []
        key = 0
        while _BEGIN in source and f"{_BEGIN}{key}." in source:
            key += 1
        self._key = key
        self._pattern = re.compile(f"{_BEGIN}{key}\\.(\\d+){_END}") if key else _FIRST

    def mark(self, slot: Slot) -> str:
        """The mark that stands for the slot."""
        self.slots.append(slot)
        return f"{_BEGIN}{self._key}.{len(self.slots) - 1}{_END}"

    def fragment(self, html: str, notices: Sequence[Notice] = ()) -> Fragment:
        """The HTML with its marks taken apart."""
        parts: list[str | Slot] = []
        at = 0
        for match in self._pattern.finditer(html):
            parts += [html[at : match.start()], self.slots[int(match[1])]]
            at = match.end()
        parts.append(html[at:])
        return Fragment(tuple(part for part in parts if part != ""), tuple(notices))
