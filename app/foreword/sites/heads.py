"""The front matter of a new post: the keys of its siblings, in their order and style, and none beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from foreword.front_matter import FieldKind, Head, Schema, WritingProfile, read_head

_DATE_KEYS = ("date", "pubdate", "publishdate", "pubdatetime", "published", "created")
# What one post alone says about all others of its blog.
_SHARED_BY_NATURE = frozenset(
    {"layout", "author", "authors", "lang", "language", "type", "template", "comments", "toc"}
)
# What no two posts may share.
_UNIQUE = frozenset(
    {
        "slug",
        "permalink",
        "url",
        "path",
        "id",
        "uuid",
        "guid",
        "aliases",
        "alias",
        "redirect_from",
        "weight",
        "order",
    }
)
_UNIQUE_DATES = frozenset({"lastmod", "updated", "modified", "last_modified_at", "expirydate", "publishdate"})
_FILLER = "_: 1\n"
_ALONE = f"---\n{_FILLER}---\n"


def new_post_head(
    title: str,
    moment: datetime | None,
    marker: tuple[str, object] | None,
    heads: Sequence[Head],
    schema: Schema,
    profile: WritingProfile,
    *,
    texts_required: bool = False,
) -> str:
    """The front matter, fences and all, of a new post.

    ``moment`` is its date, None for a draft without one; ``marker`` the key and value that make it a draft;
    ``heads`` those of the newest posts like it. Keys that half of them have and that are the same in all are taken
    over, lists are begun empty; with ``texts_required`` so are the texts that all have (Astro's schemas want them).
    """
    wished = _fields(title, moment, marker, [dict(head.fields) for head in heads], schema, texts_required)
    order = {key: at for at, key in enumerate(schema.order)}
    wished.sort(key=lambda pair: order.get(pair[0], len(order)))
    if profile.format == "yaml" and (text := _key_by_key(wished, profile)) is not None:
        return text
    return _one_after_another("", wished, profile)


def _key_by_key(wished: Sequence[tuple[str, object]], profile: WritingProfile) -> str | None:
    """The block with each key in its own style, where one set beside another would take on its neighbour's."""
    blocks = [_one_after_another(_ALONE, [pair], profile) for pair in wished]
    lines = [line for block in blocks for line in block.splitlines(keepends=True)[1:-1] if line != _FILLER]
    text = "".join(["---\n", *lines, "---\n"])
    return text if list(read_head(text, profile).fields) == [key for key, _ in wished] else None


def _one_after_another(text: str, wished: Sequence[tuple[str, object]], profile: WritingProfile) -> str:
    for key, value in wished:
        edit = read_head(text, profile).set(key, value, profile)
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return text


def _fields(
    title: str,
    moment: datetime | None,
    marker: tuple[str, object] | None,
    siblings: Sequence[Mapping[str, object]],
    schema: Schema,
    texts_required: bool,
) -> list[tuple[str, object]]:
    """Key and value of all there is to say, the title first."""
    counts = {key: sum(key in fields for fields in siblings) for fields in siblings for key in fields}
    usual = [key for key, count in counts.items() if count * 2 >= len(siblings)]
    names = {key.lower(): key for key in (*schema.by_key, *usual)}
    found: list[tuple[str, object]] = [(names.get("title", "title"), title)]
    date_key = next((names[name] for name in _DATE_KEYS if name in names), None)
    if date_key is None and not siblings:
        date_key = "date"
    if moment is not None and date_key is not None and (date_key in usual or not siblings):
        found.append((date_key, _as_dated(date_key, moment, schema)))
    if marker is not None:
        found.append((names.get(marker[0].lower(), marker[0]), marker[1]))
    taken = {key for key, _ in found} | {date_key}
    for key in usual:
        if key not in taken and key.lower() not in _UNIQUE | _UNIQUE_DATES:
            found.extend(_shared(key, siblings, schema, texts_required))
    return [(key, _as_ready(key, value) if marker is None else value) for key, value in found]


def _shared(
    key: str, siblings: Sequence[Mapping[str, object]], schema: Schema, texts_required: bool
) -> list[tuple[str, object]]:
    values = [fields[key] for fields in siblings if key in fields]
    kind = schema.kind(key)
    alike = all(value == values[0] and type(value) is type(values[0]) for value in values)
    if alike and _may_be_shared(values[0]) and (len(values) >= 3 or key.lower() in _SHARED_BY_NATURE):
        return [(key, values[0])]
    if kind is FieldKind.SWITCH:
        return [(key, max((True, False), key=values.count))]
    if kind is FieldKind.TAGS:
        lists = sum(isinstance(value, list) for value in values)
        return [(key, [])] if lists * 2 >= len(values) else []
    everywhere = len(values) == len(siblings) >= 2
    if texts_required and everywhere and kind in {FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.CHOICE}:
        return [(key, "")]
    return []


def _may_be_shared(value: object) -> bool:
    """Plain values and lists of them; a date that is the same everywhere is an accident."""
    if isinstance(value, list):
        return all(isinstance(item, (str, int, float, bool)) for item in value)
    return isinstance(value, (str, int, float, bool)) and value != ""


def _as_ready(key: str, value: object) -> object:
    """What says of a sibling that it is a draft does not say it of a post that is none."""
    if isinstance(value, bool) and key.lower() in {"draft", "isdraft"}:
        return False
    return True if value is False and key.lower() == "published" else value


def _as_dated(key: str, moment: datetime, schema: Schema) -> datetime | date:
    if key in schema.by_key and schema.kind(key) is FieldKind.DATE:
        return moment.date()
    return moment.replace(microsecond=0)
