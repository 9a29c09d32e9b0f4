"""Whether the HTML of a block closes what it opens. What it leaves open takes in the blocks that follow."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_TAG = re.compile(
    r"<!--|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<rest>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)(?P<close>>?)"
)
_VOID = frozenset(
    [
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input", "keygen",
        "link", "meta", "param", "source", "track", "wbr",
    ]
)  # fmt: skip
_RAW_TEXT = frozenset(["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"])
# An element of these that is closed by the end of another one goes on in what follows (HTML, "formatting elements").
_FORMATTING = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
)
_FOREIGN = frozenset(["svg", "math"])
# What any following block closes by itself.
_CLOSED_BY_NEXT = frozenset(["p"])


@dataclass(frozen=True, slots=True)
class Balance:
    """``closes``: end tags without a beginning, ``opens``: elements that are still open at the end, outermost first."""

    closes: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()

    @property
    def even(self) -> bool:
        """Whether the HTML stands for itself."""
        return not self.closes and not self.opens


BALANCED = Balance()


def balance_of(html: str) -> Balance:
    """What the HTML closes without having opened it, and what it leaves open."""
    if "<" not in html:
        return BALANCED
    stack: list[str] = []
    closes: list[str] = []
    leaked: list[str] = []
    at = 0
    while match := _TAG.search(html, at):
        at = match.end()
        name = match["name"]
        if name is None:
            at = html.find("-->", at - 2)
            if at < 0:
                return Balance(tuple(closes), (*leaked, *stack, "!--"))
            at += 3
        elif not match["close"]:
            # A tag without an end: a browser reads on in the next block.
            return Balance(tuple(closes), (*leaked, *stack, "!--"))
        elif match["end"]:
            _close(name.lower(), stack, closes, leaked)
        else:
            at = _open(name.lower(), match["rest"], html, at, stack)
    if not closes and not leaked and (not stack or (len(stack) == 1 and stack[0] in _CLOSED_BY_NEXT)):
        return BALANCED
    return Balance(tuple(closes), (*leaked, *stack))


def _open(name: str, rest: str, html: str, at: int, stack: list[str]) -> int:
    if name in _VOID:
        return at
    if rest.endswith("/") and (name in _FOREIGN or any(foreign in stack for foreign in _FOREIGN)):
        return at
    if name in _RAW_TEXT:
        end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, at)
        if end is None:
            stack.append(name)
            return len(html)
        return max(html.find(">", end.end()) + 1, end.end())
    stack.append(name)
    return at


def _close(name: str, stack: list[str], closes: list[str], leaked: list[str]) -> None:
    if name not in stack:
        closes.append(name)
        return
    while stack:
        popped = stack.pop()
        if popped == name:
            return
        if popped in _FORMATTING and name not in _FORMATTING:
            leaked.append(popped)


class OpenElements:
    """What is open between two blocks."""

    def __init__(self) -> None:
        self._stack: list[str] = []

    def __bool__(self) -> bool:
        return bool(self._stack)

    def pass_(self, balance: Balance) -> None:
        """Goes past a block."""
        self._drop(balance.closes)
        self._stack.extend(balance.opens)

    def _drop(self, closes: Iterable[str]) -> None:
        for name in closes:
            if name in self._stack:
                while self._stack.pop() != name:
                    pass
