"""Jekyll's addresses of posts and pages, from path, date, categories and the permalink pattern."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import PurePosixPath

from foreword.rendering.templates.slugs import is_word, slug
from foreword.rendering.templates.strftime import strftime
from foreword.rendering.templates.uris import normalized

MARKDOWN_ENDINGS = frozenset({".md", ".markdown", ".mkd", ".mkdn", ".mkdown"})
POST_NAME = re.compile(r"(?:.*/)?(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)(\.[^./]+)\Z")
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


def date_words(when: datetime) -> dict[str, str]:
    """What the words for a date in a permalink pattern stand for."""
    return {word: strftime(when, pattern) for word, pattern in _DATE_WORDS.items()}


def post_url(path: str, pattern: str, when: datetime, name: str, categories: list[str]) -> str:
    """The address of a post. ``name`` is its slug, ``pattern`` a permalink pattern or the name of a style."""
    words: Mapping[str, Callable[[], str]] = {
        "categories": lambda: "/".join(part.lower() for part in categories),
        "slugified_categories": lambda: "/".join(slug(part) for part in categories),
        "title": lambda: _cased_slug(name),
        "slug": lambda: slug(name),
        "output_ext": lambda: output_ending(path),
    }

    def fill(found: re.Match[str]) -> str:
        word = found[1]
        if word in words:
            return words[word]()
        return strftime(when, _DATE_WORDS[word]) if word in _DATE_WORDS else found.group()

    filled = re.sub(r":([a-z_]+)", fill, PERMALINK_STYLES.get(pattern, pattern))
    return normalized(re.sub("/+", "/", f"/{filled}"))


def document_url(path: str, pattern: str) -> str:
    """The address of a document of a collection by its permalink pattern, or by Jekyll's default."""
    label, _, below = path.removeprefix("_").partition("/")
    stem = below.removesuffix(PurePosixPath(below).suffix)
    words = {
        "collection": label,
        "path": stem,
        "name": slug(PurePosixPath(stem).name),
        "title": _cased_slug(PurePosixPath(stem).name),
        "output_ext": output_ending(path),
    }
    filled = re.sub(
        r":([a-z_]+)",
        lambda found: words.get(found[1], found.group()),
        PERMALINK_STYLES.get(pattern, pattern) or "/:collection/:path:output_ext",
    )
    return normalized(re.sub("/+", "/", f"/{filled}"))


def page_url(path: str, own: str, pattern: str) -> str:
    """The address of a page: ``own`` is its front matter's permalink, ``pattern`` the site's."""
    if own:
        return normalized(re.sub("/+", "/", f"/{own}"))
    pure = PurePosixPath(path)
    folder = "" if str(pure.parent) == "." else f"/{pure.parent}"
    ending = output_ending(path)
    if ending != ".html":
        return normalized(f"{folder}/{pure.stem}{ending}")
    if pure.stem == "index":
        return normalized(f"{folder}/")
    tidy = PERMALINK_STYLES.get(pattern, pattern).endswith("/")
    return normalized(f"{folder}/{pure.stem}{'/' if tidy else '.html'}")


def output_ending(path: str) -> str:
    """The ending of the file that Jekyll writes for this one."""
    ending = PurePosixPath(path).suffix
    return ".html" if ending.lower() in MARKDOWN_ENDINGS else ending


def categories_of(path: str, own: list[str]) -> list[str]:
    """A post's categories: the folders above `_posts`, then its own."""
    parts = PurePosixPath(path).parts
    folders = parts[: parts.index("_posts")] if "_posts" in parts else ()
    return list(dict.fromkeys([*folders, *own]))


def _cased_slug(name: str) -> str:
    kept = "".join(char if char in "._~!$&'()+,;=@" or is_word(char) else "\0" for char in name)
    return re.sub(r"^-|-$", "", re.sub("\0+", "-", kept))
