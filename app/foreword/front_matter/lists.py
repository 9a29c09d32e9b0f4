"""Lists that a blog writes as one string, ``a b c`` or ``a, b, c``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foreword.front_matter.profile import ListStyle

_SEPARATOR = re.compile(r"\s*[,;]\s*")


def split_items(text: str, style: ListStyle | None = None) -> list[str] | None:
    """The items of a string that stands for a list, or None where nothing says that it does.

    A comma or semicolon separates where there is one; blanks do where ``style`` says so, or where there is no other
    sign and the string has several words.
    """
    stripped = text.strip()
    form = style.form if style else None
    if form == "commas" or "," in stripped or ";" in stripped:
        sign = "," if "," in stripped or ";" not in stripped else ";"
        return [item.strip() for item in stripped.split(sign) if item.strip()]
    if form == "spaces" or len(stripped.split()) > 1:
        return stripped.split()
    return None


def string_of(items: object, style: ListStyle | None) -> str | None:
    """A list as the string that ``style`` asks for; None where it asks for none or a string would not hold it."""
    if style is None or style.form not in ("spaces", "commas") or not isinstance(items, list) or not items:
        return None
    return join_items("a, b" if style.form == "commas" else "a b", ["a", "b"], items)


def join_items(old: str, old_items: Sequence[str], items: Sequence[object]) -> str | None:
    """The items as a string in the manner of ``old``; None where such a string would be split otherwise."""
    texts = [item for item in items if isinstance(item, str)]
    if len(texts) != len(items) or any(text != text.strip() or not text for text in texts):
        return None
    found = _SEPARATOR.findall(old.strip())
    if found or (len(old_items) == 1 and " " in old.strip()):
        sign = max(set(found), key=found.count) if found else ", "
        if any(sign.strip() in text for text in texts):
            return None
        return sign.join(texts)
    if any(len(text.split()) != 1 or "," in text or ";" in text for text in texts):
        return None
    blanks = re.findall(r"\s+", old.strip())
    return (max(set(blanks), key=blanks.count) if blanks else " ").join(texts)
