"""The addresses that Jekyll gives to posts, pages and documents of collections.

Facts: jekyllrb.com/docs/permalinks and what Jekyll 4.3.1 answers; tests/sites/test_against_jekyll.py compares.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from foreword.rendering.templates.jekyll_urls import PERMALINK_STYLES, date_words
from foreword.rendering.templates.slugs import is_word
from foreword.sites.walking import Parts

FILE_NAME = re.compile(r"(?P<date>\d{2,4}-\d{1,2}-\d{1,2})-(?P<slug>.*)(?P<ending>\.[^.]+)\Z")

_SAFE_IN_PATH = "/-._~!$&'()*+,;=:@"
_PRETTY_SIGNS = "._~!$&'()+,;=@"


@dataclass(frozen=True, slots=True)
class Address:
    """What an address is made of. ``parts`` are below Jekyll's source; ``when`` is in the site's zone."""

    collection: str
    parts: Parts
    fields: Mapping[str, object]
    when: datetime | None


def document_address(about: Address, template: str | None, style: str) -> str:
    """The address of a post or of a collection's document.

    ``template`` is its own permalink, or None; ``style`` the site's permalink, a name or a template.
    """
    if template is None and about.collection != "posts":
        template = "/:collection/:path" + _suffix(style)
    elif template is None:
        template = PERMALINK_STYLES.get(style, style)
    words = _words(about)
    pattern = "|".join(sorted(words, key=len, reverse=True))
    filled = re.sub(rf":({pattern})", lambda match: quote(words[match[1]], safe=_SAFE_IN_PATH), template)
    return _clean(filled)


def page_address(parts: Parts, template: str | None, style: str) -> str:
    """The address of a page: its own permalink, or its place with an ending by the site's style."""
    folder = "/".join(parts[:-1])
    stem, _, _ = parts[-1].rpartition(".")
    if template is None and stem == "index":
        template = "/:path/"
    elif template is None:
        template = "/:path/:basename" + _suffix(style)
    words = {":path": folder, ":basename": stem, ":output_ext": ".html"}
    filled = re.sub(
        ":(?:path|basename|output_ext)", lambda match: quote(words[match[0]], safe=_SAFE_IN_PATH), template
    )
    return _clean(filled)


def slugify(text: str, *, pretty: bool = False, cased: bool = False) -> str:
    """Jekyll's ``slugify``: what is no letter or digit becomes one hyphen; "pretty" keeps more of ASCII's signs."""
    signs = _PRETTY_SIGNS if pretty else ""
    kept = "".join(char if char in signs or is_word(char) else "\0" for char in text)
    slug = re.sub("\0+", "-", kept).removeprefix("-").removesuffix("-")
    return slug if cased else slug.lower()


def categories_of(parts: Parts, fields: Mapping[str, object]) -> list[str]:
    """The folders above ``_posts``, then ``categories``, then ``category``, as Jekyll collects them."""
    above = parts[: parts.index("_posts")] if "_posts" in parts else ()
    given = fields.get("categories")
    listed = given.split() if isinstance(given, str) else given if isinstance(given, list) else [given]
    single = fields.get("category")
    names = [*above, *listed, *(single if isinstance(single, list) else [single])]
    return list(dict.fromkeys(str(name) for name in names if name is not None))


def tags_of(fields: Mapping[str, object]) -> list[str]:
    """``tags`` (a list, or words), or else ``tag``."""
    single, given = fields.get("tag"), fields.get("tags")
    if single is not None:
        return [str(item) for item in single] if isinstance(single, list) else [str(single)]
    listed = given.split() if isinstance(given, str) else given if isinstance(given, list) else [given]
    return list(dict.fromkeys(str(name) for name in listed if name is not None))


def _words(about: Address) -> dict[str, str]:
    name = about.parts[-1]
    stem = name.rpartition(".")[0] or name
    dated = FILE_NAME.match(name)
    is_post = about.collection == "posts"
    slug = about.fields.get("slug")
    plain = str(slug) if slug else dated["slug"] if dated and is_post else stem
    names = [name.lower() for name in categories_of(about.parts, about.fields)]
    inside = "/".join(about.parts[1:-1])
    words = {
        "collection": about.collection,
        "path": f"{inside}/{stem}" if inside else stem,
        "name": slugify(stem),
        "title": slugify(plain, pretty=True, cased=True),
        "slug": slugify(plain),
        "categories": "/".join(dict.fromkeys(names)),
        "slugified_categories": "/".join(dict.fromkeys(slugify(name) for name in names)),
        "output_ext": ".html",
    }
    return words if about.when is None else {**words, **date_words(about.when)}


def _suffix(style: str) -> str:
    """What a site's permalink style puts behind pages and documents that have no permalink of their own."""
    if style in {"date", "ordinal", "none"}:
        return ":output_ext"
    if style == "pretty" or style.endswith("/"):
        return "/"
    return ":output_ext" if style.endswith(":output_ext") else ""


def _clean(address: str) -> str:
    return re.sub("/+", "/", f"/{address}".replace("..", "/").replace("./", ""))
