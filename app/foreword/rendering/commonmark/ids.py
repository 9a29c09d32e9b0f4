"""Heading ids of the generators: GitHub's slugs (Astro), Hexo's and Zola's."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence

from markdown_it.token import Token

from foreword.rendering.dialect import Slot

_SIGNS = re.compile(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'<>,.?/]+")
_CONTROL = re.compile(r"[\x00-\x1f]")
_NOT_ASCII_WORD = re.compile(r"[^a-z0-9]+")
# What keeps no accent when it is taken apart (asked of hexo-util 3.3).
_LETTERS = {
    "ß": "s", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ħ": "h", "ſ": "l", "ƒ": "f",
    "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE",
}  # fmt: skip


def heading_id(kind: str, case: int = 0) -> Callable[[Sequence[Token]], str | None]:
    """The function that wishes an id for a heading from its inline tokens. ``case``: Hexo's 1 lower, 2 upper."""
    make = {"github": _github, "zola": _zola}.get(kind)

    def wish(tokens: Sequence[Token]) -> str:
        text = heading_text(tokens)
        return make(text) if make is not None else _hexo(text, case)

    return wish


def unique_ids(kind: str) -> Callable[[Sequence[Slot]], list[str]]:
    """What makes ids unique: GitHub's slugs look for free ones, Hexo only counts."""
    return _counted if kind == "hexo" else _free


def heading_text(tokens: Sequence[Token]) -> str:
    """The text without tags, pictures and line ends."""
    parts = [token.content for token in tokens if token.type in ("text", "code_inline", "text_special")]
    return "".join(parts)


def _github(text: str) -> str:
    kept = [
        "-" if letter == " " else letter
        for letter in text.lower()
        if letter in " -" or unicodedata.category(letter)[0] in "LMN" or unicodedata.category(letter) == "Pc"
    ]
    return "".join(kept)


def _zola(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_ASCII_WORD.sub("-", plain).strip("-")


def _hexo(text: str, case: int) -> str:
    plain = "".join(_without_accent(letter) for letter in text.strip())
    slug = _SIGNS.sub("-", _CONTROL.sub("", plain)).strip("-")
    slug = re.sub("-{2,}", "-", slug)
    return slug.lower() if case == 1 else slug.upper() if case == 2 else slug


def _without_accent(letter: str) -> str:
    if letter.isascii():
        return letter
    plain = _LETTERS.get(letter) or unicodedata.normalize("NFKD", letter)[0]
    return plain if plain.isascii() and plain.isalpha() else letter


def _free(slots: Sequence[Slot]) -> list[str]:
    seen: dict[str, int] = {}
    ids: list[str] = []
    for slot in slots:
        candidate = slot.key
        while candidate in seen:
            seen[slot.key] += 1
            candidate = f"{slot.key}-{seen[slot.key]}"
        seen[candidate] = 0
        ids.append(candidate)
    return ids


def _counted(slots: Sequence[Slot]) -> list[str]:
    seen: Counter[str] = Counter()
    ids: list[str] = []
    for slot in slots:
        before = seen[slot.key]
        seen[slot.key] += 1
        ids.append(f"{slot.key}-{before}" if before else slot.key)
    return ids
