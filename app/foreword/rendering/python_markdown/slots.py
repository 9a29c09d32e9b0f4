"""Marks in the library's output for what only the whole post decides, and their way back into a fragment."""

from __future__ import annotations

import re

from foreword.rendering.dialect import Fragment, Slot

# The library takes STX and ETX out of every source, so no writer's text can look like a mark.
_MARK = re.compile("\x02fw(\\d+)\x03")
# A table of contents takes the place of the element that holds its mark; a note's id hides the prefix the
# library looks for when it names headings.
_WRAPPED = re.compile("(?:<div>|fnref)(\x02fw\\d+\x03)(?:</div>)?")


class SlotBox:
    """Hands out marks for slots while a piece is rendered."""

    def __init__(self) -> None:
        self._slots: list[Slot] = []

    def clear(self) -> None:
        """Forgets all slots; the next piece begins."""
        self._slots = []

    def mark(self, slot: Slot) -> str:
        """A text that will become the slot."""
        self._slots.append(slot)
        return f"\x02fw{len(self._slots) - 1}\x03"

    def fragment(self, html: str) -> Fragment:
        """The HTML with its marks made slots again."""
        if "\x02fw" not in html:
            return Fragment((html,)) if html else Fragment()
        pieces = _MARK.split(_WRAPPED.sub(r"\1", html))
        parts: list[str | Slot] = []
        for index, piece in enumerate(pieces):
            if index % 2:
                parts.append(self._slots[int(piece)])
            elif piece:
                parts.append(piece)
        return Fragment(tuple(parts))
