"""Heading ids as Hugo makes them (asked of Hugo 0.168): ``github`` and ``blackfriday`` types, unique in the post."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from markdown_it.token import Token

from foreword.rendering.dialect import Slot


def heading_id(kind: str) -> Callable[[Sequence[Token]], str]:
    """The function that wishes an id for a heading, from its inline tokens."""

    def wish(tokens: Sequence[Token]) -> str:
        text = _text(tokens)
        if kind == "blackfriday":
            return _blackfriday(text)
        return _github(text, ascii_only=kind == "github-ascii")

    return wish


def unique_ids(slots: Sequence[Slot]) -> list[str]:
    """Ids in document order: an id that is there already gets ``-1``, ``-2`` ... behind it. Own ids count as there."""
    taken = {slot.key for slot in slots if slot.data == "own"}
    ids: list[str] = []
    for slot in slots:
        if slot.data == "own":
            ids.append(slot.key)
            continue
        base = slot.key or "heading"
        candidate, number = base, 0
        while candidate in taken:
            number += 1
            candidate = f"{base}-{number}"
        taken.add(candidate)
        ids.append(candidate)
    return ids


def _text(tokens: Sequence[Token]) -> str:
    parts: list[str] = []
    for token in tokens:
        if token.type in ("text", "code_inline", "text_special"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.children:
            parts.append(_text(token.children))
    return "".join(parts)


def _github(text: str, *, ascii_only: bool) -> str:
    if ascii_only:
        text = "".join(character for character in unicodedata.normalize("NFD", text) if character.isascii())
    kept: list[str] = []
    for character in text.strip():
        if character.isspace():
            kept.append("-")
        elif character in "-_" or unicodedata.category(character)[0] in "LN":
            kept.append(character.lower())
    return "".join(kept)


def _blackfriday(text: str) -> str:
    made: list[str] = []
    pending = False
    for character in text:
        if unicodedata.category(character)[0] in "LN":
            if pending and made:
                made.append("-")
            pending = False
            made.append(character.lower())
        else:
            pending = True
    return "".join(made)
