"""The elements that are open at a place of an article, as a browser keeps them.

Source: the HTML standard, "The stack of open elements" and "The rules for parsing tokens in HTML content".
"""

from __future__ import annotations

from collections.abc import Iterable

UNFINISHED = "!--"
"""Stands for a comment, a tag or a script without an end: everything behind it belongs to it."""
_DEEPEST = 250
"""Open elements that are kept apart; deeper ones, which no writer has, are left to the browser as a whole."""
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "fieldset",
        "figcaption", "figure", "footer", "form", "header", "hgroup", "listing", "main", "menu", "nav", "ol", "pre",
        "search", "section", "summary", "ul",
    ]
)  # fmt: skip
ENDS_PARAGRAPH = _BLOCKS | _HEADINGS | {"dd", "dt", "hr", "li", "p", "plaintext", "table", "xmp"}
"""The elements that close a paragraph where they begin."""
# An element of these that is closed by the end of another one goes on in what follows.
_FORMATTING = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
)
_TABLE = frozenset(["caption", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"])
_PARTS = _TABLE - {"table"}
_CELLS = frozenset(["caption", "td", "th"])
_SEALS = frozenset(["applet", "marquee", "object"])
_BARRIERS = _CELLS | _SEALS | {"table", "template", "foreignobject", UNFINISHED}
# What an end tag of an unknown or inline element does not reach over.
_SPECIAL = _BARRIERS | _BLOCKS | _HEADINGS | _TABLE | {"button", "dd", "dt", "li", "p", "noscript", "select"}
# In what, but a table, a part of one stands.
_ABOVE = {
    "td": ("tr", "tbody", "thead", "tfoot"),
    "th": ("tr", "tbody", "thead", "tfoot"),
    "tr": ("tbody", "thead", "tfoot"),
}
_SAME = {"dd": ("dd", "dt"), "dt": ("dd", "dt"), "li": ("li",)}
_ITEMS = frozenset(_SAME)
# What an item does not reach over when it closes the one before it.
_KEEPERS = _SPECIAL - {"address", "div", "p"}
_IN_TABLE = frozenset(["table"])
_ITEM_BARRIERS = _BARRIERS | {"ol", "ul"}
_PARAGRAPH_BARRIERS = _BARRIERS | {"button"}


class OpenElements:
    """The names of the open elements, outermost first. An element that a browser opens anew in the following text
    counts as open all the time."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __bool__(self) -> bool:
        return bool(self.names)

    def holds(self, names: frozenset[str]) -> bool:
        """Whether one of these is open."""
        return not names.isdisjoint(self.names)

    def pass_(self, left: Iterable[str]) -> None:
        """Goes past a block by what is left of its tags (see `Balance`)."""
        for name in left:
            if name.startswith("/"):
                self.end(name[1:])
            elif name not in _PARTS or "table" in self.names:
                self.start(name)

    def knows_place_of(self, name: str) -> bool:
        """Whether what is open here decides where an element of the name would stand."""
        if name in _PARTS:
            return "table" in self.names
        return name not in _ITEMS or self._item_before(name) is not None

    def start(self, name: str) -> None:
        """An element begins."""
        names = self.names
        if len(names) >= _DEEPEST:
            name = UNFINISHED
        if names and names[-1] == UNFINISHED:
            return
        if name in ENDS_PARAGRAPH:
            before = self._item_before(name) if name in _ITEMS else None
            if before is not None and self.names[before] in _SAME[name]:
                self._cut(before)
            if "p" in names:
                self._pop_to("p", _PARAGRAPH_BARRIERS)
            if name in _HEADINGS and names and names[-1] in _HEADINGS:
                names.pop()
        elif name in _TABLE:
            self._to_row(name)
        elif name in ("a", "nobr", "button") and name in names:
            self.end(name)
        names.append(name)

    def end(self, name: str) -> bool:
        """An end tag. False where only what is open further out, and not known here, can tell what it does."""
        if self.names and self.names[-1] == name:
            self.names.pop()
            return True
        if name in _FORMATTING:
            return self._end_formatting(name)
        if name in _HEADINGS:
            return self._end_heading()
        if name == "p":
            return self._pop_to(name, _PARAGRAPH_BARRIERS)
        if name == "li":
            return self._pop_to(name, _ITEM_BARRIERS)
        if name in _TABLE:
            return self._pop_to(name, _IN_TABLE | {UNFINISHED})
        if name in _BLOCKS or name in _SEALS or name in ("button", "dd", "dt"):
            return self._pop_to(name, _BARRIERS)
        return self._pop_to(name, _SPECIAL)

    def _pop_to(self, name: str, barriers: frozenset[str]) -> bool:
        """Closes the innermost element of the name and all within it, unless a barrier stands in between."""
        for at in range(len(self.names) - 1, -1, -1):
            if self.names[at] == name:
                self._cut(at)
                return True
            if self.names[at] in barriers:
                return True
        return False

    def _cut(self, at: int, named: int = 1) -> None:
        """Closes the elements from a place on. Formatting goes on, but for the elements that were ``named``, and not
        out of a table's cell."""
        closed = self.names[at:]
        del self.names[at:]
        if len(closed) == named:
            return
        sealed = next((index for index, name in enumerate(closed) if name in _CELLS or name in _SEALS), None)
        self.names += [name for name in closed[named:sealed] if name in _FORMATTING]

    def _end_formatting(self, name: str) -> bool:
        """The element ends; blocks that were opened within it stay open, and so does other formatting."""
        for at in range(len(self.names) - 1, -1, -1):
            if self.names[at] == name:
                inner = self.names[at + 1 :]
                holds_block = not _SPECIAL.isdisjoint(inner)
                self.names[at:] = [each for each in inner if holds_block or each in _FORMATTING]
                return True
            if self.names[at] in _BARRIERS:
                return True
        return False

    def _end_heading(self) -> bool:
        for at in range(len(self.names) - 1, -1, -1):
            if self.names[at] in _HEADINGS:
                self._cut(at)
                return True
            if self.names[at] in _BARRIERS:
                return True
        return False

    def _item_before(self, name: str) -> int | None:
        """The item that one of this name closes, or what keeps it from closing one; None where there is neither."""
        for at in range(len(self.names) - 1, -1, -1):
            if self.names[at] in _SAME[name] or self.names[at] in _KEEPERS:
                return at
        return None

    def _to_row(self, name: str) -> None:
        """A part of a table closes the parts before it, and a row or a body that is not written begins."""
        above = _ABOVE.get(name, ())
        for at in range(len(self.names) - 1, -1, -1):
            found = self.names[at]
            if found == "table" or found in above:
                self._cut(at + 1, named=0)
                if above and found == "table":
                    self.names.append("tbody")
                if "tr" in above and found != "tr":
                    self.names.append("tr")
                return
