"""The published page around an article: its title, date, categories, tags and lead picture from the front matter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from html import escape

from foreword.front_matter import DatePattern, read_date

_PICTURE_KEYS = (
    "image",
    "excerpt_image",
    "featured_image",
    "featuredimage",
    "cover",
    "cover_image",
    "banner",
    "hero",
    "heroimage",
    "thumbnail",
    "feature_image",
    "header_image",
    "previewimage",
    "og_image",
)
_PICTURE_PARTS = ("path", "src", "url", "image", "feature", "filename", "file", "relative")
_ALT_PARTS = ("alt", "caption", "title")
_DAY = DatePattern("%-d %B %Y")
_TITLE_KEYS = ("title",)
_DATE_KEYS = ("date", "pubdate", "pubdatetime", "publishdate", "published", "created", "publish_date")


def page_header(fields: Mapping[str, object]) -> str:
    """The HTML that stands above the article: title, date, categories and tags, lead picture. Empty without any.

    Keys are looked up whatever their case; Hugo's ``params`` and Zola's ``extra`` and ``taxonomies`` are looked into.
    """
    found = _flattened(fields)
    parts = [_title_html(found), _meta_html(found), _picture_html(found)]
    inner = "".join(part for part in parts if part)
    return f'<header class="post-header">\n{inner}</header>\n' if inner else ""


def whole_page(
    fields: Mapping[str, object],
    article_html: str,
    *,
    css: str = "",
    dialect: str = "",
) -> str:
    """A complete HTML page: the header of the front matter and the article, styled by ``css``.

    ``article_html`` is put in as it is. ``dialect`` is named in a meta element.
    """
    found = _flattened(fields)
    title = _text(_first(found, _TITLE_KEYS)) or "Untitled"
    language = _text(_first(found, ("lang", "language", "locale"))).replace("_", "-")
    attribute = f' lang="{escape(language)}"' if language else ""
    style = f"<style>\n{css}\n</style>\n" if css else ""
    generator = f'<meta name="generator" content="Foreword, {escape(dialect)}">\n' if dialect else ""
    return (
        f"<!DOCTYPE html>\n<html{attribute}>\n<head>\n"
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{generator}<title>{escape(title)}</title>\n{style}</head>\n<body>\n<main>\n"
        f"{page_header(fields)}<article>\n{article_html}\n</article>\n</main>\n</body>\n</html>\n"
    )


def lead_picture(fields: Mapping[str, object]) -> tuple[str, str] | None:
    """The address and the alternative text of the picture that stands for the post, as its front matter has them."""
    found = _flattened(fields)
    for key in _PICTURE_KEYS:
        picture = _picture_of(found.get(key))
        if picture is not None:
            address, alt = picture
            return address, alt or _text(found.get(f"{key}_alt"))
    return None


def _picture_of(value: object) -> tuple[str, str] | None:
    if isinstance(value, str) and value.strip():
        return value.strip(), ""
    if isinstance(value, Mapping):
        parts = {str(key).lower(): part for key, part in value.items()}
        address = _text(_first(parts, _PICTURE_PARTS))
        return (address, _text(_first(parts, _ALT_PARTS))) if address else None
    if isinstance(value, Sequence) and not isinstance(value, str | bytes) and value:
        return _picture_of(value[0])
    return None


def _title_html(found: Mapping[str, object]) -> str:
    title = _text(_first(found, _TITLE_KEYS))
    return f'<h1 class="post-title">{escape(title)}</h1>\n' if title else ""


def _meta_html(found: Mapping[str, object]) -> str:
    items: list[str] = []
    date = _first(found, _DATE_KEYS)
    if date is not None and _text(date):
        items.append(f'<time datetime="{escape(_machine_date(date))}">{escape(_shown_date(date))}</time>')
    for name, keys in (("category", ("category", "categories")), ("tag", ("tag", "tags"))):
        words = [word for key in keys for word in _words(found.get(key))]
        if words:
            shown = ", ".join(f'<span class="{name}">{escape(word)}</span>' for word in words)
            items.append(f'<span class="post-{name}">{shown}</span>')
    return f'<p class="post-meta">{" · ".join(items)}</p>\n' if items else ""


def _picture_html(found: Mapping[str, object]) -> str:
    picture = lead_picture(found)
    if picture is None:
        return ""
    address, alt = picture
    return f'<p class="post-picture"><img src="{escape(address)}" alt="{escape(alt)}"></p>\n'


def _flattened(fields: Mapping[str, object]) -> dict[str, object]:
    found: dict[str, object] = {str(key).lower(): value for key, value in fields.items()}
    for key in ("params", "extra", "taxonomies"):
        inner = found.get(key)
        if isinstance(inner, Mapping):
            for name, value in inner.items():
                found.setdefault(str(name).lower(), value)
    return found


def _first(found: Mapping[str, object], keys: Sequence[str]) -> object | None:
    return next((found[key] for key in keys if found.get(key) not in (None, "", [], {})), None)


def _text(value: object) -> str:
    if value is None or isinstance(value, Mapping | list | tuple | bool):
        return ""
    return str(value).strip()


def _words(value: object) -> list[str]:
    """Categories and tags: a list (Hexo's may hold lists), or a string separated by commas, or one word."""
    if isinstance(value, str):
        separator = ";" if ";" in value else ","
        return [word.strip() for word in value.split(separator) if word.strip()]
    if isinstance(value, Sequence):
        return [
            word for part in value for word in ([part] if isinstance(part, str) else _words(part)) if word
        ]
    return [str(value)] if isinstance(value, int | float) and not isinstance(value, bool) else []


def _machine_date(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value).strip()


def _shown_date(value: object) -> str:
    """The day as an article shows it, ``31 December 2023``; a text that is no date as it stands."""
    if isinstance(value, str):
        found = read_date(value.strip())
        value = found[1] if found else value
    if isinstance(value, dt.date):
        return _DAY.format(value)
    return str(value).strip()
