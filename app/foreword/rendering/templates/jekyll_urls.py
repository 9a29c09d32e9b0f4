"""The addresses that Jekyll gives to posts, pages and documents of collections, and what they are made of.

Facts: jekyllrb.com/docs/permalinks and what Jekyll 4.3.1 answers; tests/sites/test_against_jekyll.py compares.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from urllib.parse import quote

from foreword.rendering.templates.ruby import to_s
from foreword.rendering.templates.slugs import is_word
from foreword.rendering.templates.strftime import strftime

Parts = tuple[str, ...]

MARKDOWN_ENDINGS = frozenset({".md", ".markdown", ".mkd", ".mkdn", ".mkdown"})
FILE_NAME = re.compile(r"(?P<date>\d{2,4}-\d{1,2}-\d{1,2})-(?P<slug>.*)(?P<ending>\.[^.]+)\Z")
POST_NAME = re.compile(r"(?:.*/)?\d{2,4}-\d{1,2}-\d{1,2}-[^/]*\.[^./]+\Z")
PERMALINK_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_DATE_WORDS = {
    "year": "%Y",
    "month": "%m",
    "i_month": "%-m",
    "short_month": "%b",
    "long_month": "%B",
    "day": "%d",
    "i_day": "%-d",
    "short_day": "%a",
    "long_day": "%A",
    "short_year": "%y",
    "y_day": "%j",
    "week": "%V",
    "w_year": "%G",
    "w_day": "%u",
    "hour": "%H",
    "minute": "%M",
    "second": "%S",
}
_SAFE_IN_PATH = "/-._~!$&'()*+,;=:@?"
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
    if template is None and output_ending(parts[-1]) != ".html":
        template = "/:path/:basename:output_ext"
    elif template is None and stem == "index":
        template = "/:path/"
    elif template is None:
        template = "/:path/:basename" + _suffix(style)
    words = {":path": folder, ":basename": stem, ":output_ext": output_ending(parts[-1])}
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


def names_post(name: str, path: str) -> bool:
    """Whether ``post_url`` means the post with this path by ``name``: the file's, with the folders around ``_posts``."""
    folder, _, file = path.rpartition("/")
    above, _, below = f"{folder}/".partition("_posts/")
    return name in (f"{above}{below}{file.rpartition('.')[0]}", f"{below}{above}{file.rpartition('.')[0]}")


def categories_of(parts: Parts, fields: Mapping[str, object]) -> list[str]:
    """The folders above ``_posts`` or ``_drafts``, then ``categories``, then ``category``, as Jekyll collects them."""
    at = next((at for at, part in enumerate(parts) if part in ("_posts", "_drafts")), 0)
    above = parts[:at]
    single = fields.get("category")
    names = [*above, *_listed(fields.get("categories")), *(single if isinstance(single, list) else [single])]
    return list(dict.fromkeys(to_s(name) for name in names if name is not None))


def tags_of(fields: Mapping[str, object]) -> list[str]:
    """``tag``, or else ``tags`` (a list, or words)."""
    single = fields.get("tag")
    names = single if isinstance(single, list) else [single]
    if single is None:
        names = _listed(fields.get("tags"))
    return [to_s(name) for name in names if name is not None]


def _listed(given: object) -> list[object]:
    if isinstance(given, str):
        return [*given.split()]
    return given if isinstance(given, list) else [] if isinstance(given, Mapping) else [given]


def output_ending(path: str) -> str:
    """The ending of the file that Jekyll writes for this one."""
    ending = PurePosixPath(path).suffix
    return ".html" if ending.lower() in MARKDOWN_ENDINGS else ending


def is_markdown(path: str) -> bool:
    """Whether Jekyll takes the file for Markdown; a post without a file yet will be."""
    return not path or PurePosixPath(path).suffix.lower() in MARKDOWN_ENDINGS


def _words(about: Address) -> dict[str, str]:
    name = about.parts[-1]
    stem = name.rpartition(".")[0] or name
    dated = FILE_NAME.match(name)
    slug = about.fields.get("slug")
    plain = str(slug) if slug else dated["slug"] if dated else stem
    names = [name.lower() for name in categories_of(about.parts, about.fields)]
    home = f"_{about.collection}"
    at = about.parts.index(home) if home in about.parts else 0
    inside = "/".join(about.parts[:at] + about.parts[at + 1 : -1])
    words = {
        "collection": about.collection,
        "path": f"{inside}/{stem}" if inside else stem,
        "name": slugify(stem),
        "title": slugify(plain, pretty=True, cased=True),
        "slug": slugify(plain),
        "categories": "/".join(dict.fromkeys(names)),
        "slugified_categories": "/".join(dict.fromkeys(slugify(name) for name in names)),
        "output_ext": output_ending(name),
    }
    return (
        words
        if about.when is None
        else words | {word: strftime(about.when, form) for word, form in _DATE_WORDS.items()}
    )


def _suffix(style: str) -> str:
    """What a site's permalink style puts behind pages and documents that have no permalink of their own."""
    if style in {"date", "ordinal", "none"}:
        return ":output_ext"
    if style == "pretty" or style.endswith("/"):
        return "/"
    return ":output_ext" if style.endswith(":output_ext") else ""


def _clean(address: str) -> str:
    return re.sub("/+", "/", f"/{address}".replace("..", "/").replace("./", ""))
