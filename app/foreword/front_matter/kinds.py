"""What kind of thing a field holds: by its value, by how the blog uses its key, and last by its name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from foreword.front_matter.dates import read_date


class FieldKind(Enum):
    """The kinds of field that the form knows."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    DATETIME = "datetime"
    SWITCH = "switch"
    NUMBER = "number"
    TAGS = "tags"
    CHOICE = "choice"
    IMAGE = "image"
    LIST = "list"
    MAP = "map"


@dataclass(slots=True)
class KeyUsage:
    """How the posts of a blog use one key.

    ``count``: posts that have it. ``kinds``: by value alone, empty values left out. ``words``: its texts, or the
    items of its lists. ``lists``: posts in which it is a list.
    """

    count: int = 0
    kinds: Counter[FieldKind] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    lists: int = 0


_PICTURE = re.compile(r"\S.*\.(?:png|jpe?g|gif|webp|avif|svg|heic|bmp|ico)(?:[?#]\S*)?", re.IGNORECASE)
_LONG = 160

# Names that say more than a single value can; only asked where values and usage leave it open.
_TAG_NAMES = frozenset({"tags", "tag", "categories", "keywords", "topics", "taxonomies"})
_IMAGE_NAMES = frozenset(
    {"image", "cover", "thumbnail", "banner", "previewimage", "hero", "coverimage", "featured_image"}
)
_DATE_NAMES = frozenset(
    {"date", "pubdate", "publishdate", "published_at", "lastmod", "updated", "modified", "expirydate"}
)
_LONG_NAMES = frozenset({"description", "excerpt", "summary", "abstract"})
_CHOICE_NAMES = frozenset({"layout", "status", "lang", "template", "type"})
_SWITCH_NAMES = frozenset({"draft", "published", "comments", "toc", "featured", "math"})


def value_kind(value: object) -> FieldKind | None:
    """The kind of a value by itself; None where an empty one says nothing."""
    if value is None or value in ("", [], {}):
        return None
    if isinstance(value, bool):
        return FieldKind.SWITCH
    if isinstance(value, int | float):
        return FieldKind.NUMBER
    if isinstance(value, datetime):
        return FieldKind.DATETIME
    if isinstance(value, date):
        return FieldKind.DATE
    if isinstance(value, dict):
        return FieldKind.MAP
    if isinstance(value, list):
        nested = any(isinstance(item, dict | list) for item in value)
        return FieldKind.MAP if nested else FieldKind.LIST
    return _text_kind(str(value))


def _text_kind(text: str) -> FieldKind:
    if "\n" in text.strip() or len(text) > _LONG:
        return FieldKind.LONG_TEXT
    found = read_date(text.strip())
    if found:
        return FieldKind.DATETIME if found[0].has_time else FieldKind.DATE
    return FieldKind.IMAGE if _PICTURE.fullmatch(text) else FieldKind.TEXT


def field_kind(key: str, value: object, usage: KeyUsage | None = None) -> FieldKind:
    """The kind of a field with this key and value in a blog that uses the key like that."""
    own = value_kind(value)
    used = usual_kind(key, usage) if usage and usage.count else None
    if own is None:
        return _named(key) if used is None else used
    if own is FieldKind.LIST:
        return (
            FieldKind.TAGS if used is FieldKind.TAGS or (used is None and _is_tags(key)) else FieldKind.LIST
        )
    if own in (FieldKind.TEXT, FieldKind.LONG_TEXT):
        if used in (FieldKind.TAGS, FieldKind.CHOICE, FieldKind.LONG_TEXT, FieldKind.IMAGE):
            return used if own is FieldKind.TEXT or used is FieldKind.TAGS else own
        if used is None and own is FieldKind.TEXT and _named(key) in (FieldKind.TAGS, FieldKind.CHOICE):
            return _named(key)
        return FieldKind.LONG_TEXT if key.lower() in _LONG_NAMES else own
    return own


def usual_kind(key: str, usage: KeyUsage) -> FieldKind:
    """The kind that a key has in most posts."""
    if not usage.kinds:
        return _named(key)
    kind = usage.kinds.most_common(1)[0][0]
    dated = usage.kinds[FieldKind.DATE] + usage.kinds[FieldKind.DATETIME]
    if dated * 2 > usage.kinds.total():
        return FieldKind.DATETIME if usage.kinds[FieldKind.DATETIME] else FieldKind.DATE
    if kind is FieldKind.LIST:
        return FieldKind.TAGS if _is_tags(key) or _repeats(usage) else FieldKind.LIST
    if kind in (FieldKind.TEXT, FieldKind.LONG_TEXT):
        if _is_tags(key):
            return FieldKind.TAGS
        if key.lower() in _LONG_NAMES or usage.kinds[FieldKind.LONG_TEXT] * 4 > usage.kinds.total():
            return FieldKind.LONG_TEXT
        return FieldKind.CHOICE if _is_choice(key, usage) else FieldKind.TEXT
    return kind


def _is_tags(key: str) -> bool:
    return key.lower() in _TAG_NAMES


def _repeats(usage: KeyUsage) -> bool:
    """Items that come back in other posts are words of a vocabulary; addresses and file names are not."""
    short = all(len(word) <= 40 and "/" not in word for word in usage.words)
    return usage.lists > 2 and short and usage.words.total() >= 1.5 * len(usage.words)


def _is_choice(key: str, usage: KeyUsage) -> bool:
    if key.lower() in _CHOICE_NAMES:
        return True
    few = len(usage.words) <= 12 and usage.words.total() >= 3 * len(usage.words)
    return few and all(len(word) <= 40 for word in usage.words)


def _named(key: str) -> FieldKind:
    name = key.lower()
    table = (
        (_TAG_NAMES, FieldKind.TAGS),
        (_IMAGE_NAMES, FieldKind.IMAGE),
        (_DATE_NAMES, FieldKind.DATE),
        (_LONG_NAMES, FieldKind.LONG_TEXT),
        (_CHOICE_NAMES, FieldKind.CHOICE),
        (_SWITCH_NAMES, FieldKind.SWITCH),
    )
    return next((kind for names, kind in table if name in names), FieldKind.TEXT)
