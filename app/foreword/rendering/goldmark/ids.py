"""Heading ids as Hugo makes them (asked of Hugo 0.168): ``github`` and ``blackfriday`` types, unique in the post."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from markdown_it.token import Token

from foreword.rendering.dialect import Slot
from foreword.rendering.goldmark.typographer import TOKEN

_SIGN = "…"
"""Stands for a typographic sign: not in the id, but blanks behind it are."""
_UNMARKED = re.compile(r"[^\[\]*_~`]*[\[\]*_~`]*")


def heading_id(kind: str) -> Callable[[Sequence[Token]], str | None]:
    """The function that wishes an id for a heading from its inline tokens; None for one without any text."""

    def wish(tokens: Sequence[Token]) -> str | None:
        text = _text(tokens)
        if text is None:
            return None
        if kind == "blackfriday":
            return _blackfriday(text)
        return _github(text, ascii_only=kind == "github-ascii")

    return wish


def unique_ids(slots: Sequence[Slot]) -> list[str]:
    """Ids in document order: an id that is there already gets ``-1``, ``-2`` ... behind it. Own ids stay as given."""
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    ids: list[str] = []
    for slot in slots:
        candidate = slot.key
        if slot.data != "own":
            base = slot.key or "heading"
            number = numbers.get(base, 0)
            candidate = f"{base}-{number}" if number else base
            while candidate in taken:
                number += 1
                candidate = f"{base}-{number}"
            numbers[base] = number
        taken.add(candidate)
        ids.append(candidate)
    return ids


def _text(tokens: Sequence[Token]) -> str | None:
    """The text of the heading's last line, which alone counts; None when there is nothing but addresses and tags."""
    parts: list[str] | None = None
    at = 0
    while at < len(tokens):
        token, end = tokens[at], _end(tokens, at)
        found: str | None = None
        if token.type in ("softbreak", "hardbreak"):
            parts = []
        elif token.type == TOKEN:
            found = _SIGN
        elif token.type in ("text", "code_inline", "text_special"):
            found = token.content if token.content or token.type != "text" else None
        elif token.info != "auto" and (token.children or end > at + 1):
            found = _beginning(token.children or tokens[at + 1 : end - 1])
        if found is not None:
            parts = [*(parts or []), found]
        at = end
    return None if parts is None else "".join(parts)


def _beginning(tokens: Sequence[Token]) -> str:
    """What counts of the text in a link, an emphasis or a picture: up to its first mark or sign."""
    tokens = [token for token in tokens if token.type != "text" or token.content]
    if tokens and tokens[0].type in ("code_inline", TOKEN):
        return tokens[0].content if tokens[0].type == "code_inline" else _SIGN
    if tokens and (tokens[0].children or tokens[0].nesting == 1):
        return _beginning(tokens[0].children or tokens[1:])
    parts: list[str] = []
    for token in tokens:
        if token.type not in ("text", "text_special"):
            break
        unmarked = _UNMARKED.match(token.content)
        parts.append(unmarked[0] if unmarked else "")
        if parts[-1] != token.content:
            break
    return "".join(parts)


def _end(tokens: Sequence[Token], at: int) -> int:
    """The index behind an element that begins at ``at``."""
    depth: int = tokens[at].nesting
    at += 1
    while depth > 0 and at < len(tokens):
        depth += tokens[at].nesting
        at += 1
    return at


def _github(text: str, *, ascii_only: bool) -> str:
    if ascii_only:
        text = "".join(letter for letter in unicodedata.normalize("NFD", text) if letter.isascii())
    kept: list[str] = []
    for letter in text.strip():
        if letter == " ":
            kept.append("-")
        elif letter in "-_" or unicodedata.category(letter)[0] in "LN":
            kept.append(letter.lower())
    return "".join(kept)


def _blackfriday(text: str) -> str:
    made: list[str] = []
    pending = False
    for letter in text:
        if unicodedata.category(letter)[0] in "LN":
            if pending and made:
                made.append("-")
            pending = False
            made.append(letter.lower())
        else:
            pending = True
    return "".join(made)
