"""Slugs by Jekyll's modes."""

from __future__ import annotations

import re
import unicodedata

_LATIN = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th",
        "Þ": "Th", "ł": "l", "Ł": "L", "œ": "oe", "Œ": "OE", "ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "n", "Ŋ": "N",
    }
)  # fmt: skip


def slug(text: str, mode: str = "default") -> str:
    """A slug by one of Jekyll's modes (default, pretty, ascii, latin, raw, none); others leave the text."""
    if mode == "latin":
        folded = unicodedata.normalize("NFD", text.translate(_LATIN))
        text = "".join(char for char in folded if not unicodedata.combining(char))
    if mode == "raw":
        text = re.sub(r"\s+", "-", text)
    elif mode in ("ascii", "latin"):
        text = re.sub(r"[^A-Za-z0-9]+", "-", text)
    elif mode in ("default", "pretty"):
        allowed = "._~!$&'()+,;=@" if mode == "pretty" else ""
        text = "".join(char if char in allowed or is_word(char) else "\0" for char in text)
        text = re.sub("\0+", "-", text)
    else:
        return text.lower()
    return re.sub(r"(?m)^-|-$", "", text).lower()


def is_word(char: str) -> bool:
    """A letter, a mark that belongs to one, or a decimal digit."""
    category = unicodedata.category(char)
    return category[0] in "LM" or category == "Nd"
