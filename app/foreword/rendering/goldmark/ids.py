"""Heading ids as Hugo makes them (asked of Hugo 0.168): ``github`` and ``blackfriday`` types, unique in the post."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from markdown_it.token import Token

from foreword.rendering.dialect import Slot


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
    """The text of the heading's last line, which alone counts; None when there is nothing but links and tags."""
    parts: list[str] | None = None
    in_autolink = 0
    for token in tokens:
        found: str | None = None
        if token.type in ("link_open", "link_close") and token.info == "auto":
            in_autolink += 1 if token.type == "link_open" else -1
        elif token.type in ("softbreak", "hardbreak"):
            parts = []
        elif token.type == "typographic":
            found = "…"  # as any punctuation mark: not in the id, but blanks behind it are
        elif token.type in ("text", "code_inline", "text_special") and not in_autolink:
            found = token.content if token.content or token.type != "text" else None
        elif token.children:
            found = _text(token.children)
        if found is not None:
            parts = [*(parts or []), found]
    return None if parts is None else "".join(parts)


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
