"""Pelican: what is an article, whether it will be published, and by which rules.

Facts: docs.getpelican.com (settings, content) and what Pelican 4.12 does with a small site.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from foreword.sites.configuration import Configuration, map_of, strings_of, text_of
from foreword.sites.conventions import (
    READY,
    Evidence,
    Fields,
    Naming,
    PostState,
    Strength,
    by_date,
    lowered,
    page_at,
)
from foreword.sites.dates import as_moment, named_date
from foreword.sites.folders import is_file, is_folder, safe_parts
from foreword.sites.programs import PythonSettings, python_configuration
from foreword.sites.walking import Group, Parts

_SETTINGS = "pelicanconf.py"
_ENDINGS = (".md", ".markdown", ".mkd", ".mdown")
_FILENAME_METADATA = r"(?P<date>\d{4}-\d{2}-\d{2}).*"
_DEFAULT_MARKDOWN: Mapping[str, object] = {
    "extension_configs": {
        "markdown.extensions.codehilite": {"css_class": "highlight"},
        "markdown.extensions.extra": {},
        "markdown.extensions.meta": {},
    },
}


def recognise(folder: Path) -> Evidence | None:
    """Pelican by its settings file."""
    if is_file(folder / _SETTINGS):
        return Evidence(Strength.OWN_FILE, (f"{_SETTINGS} holds Pelican's settings",))
    return None


def configuration(folder: Path) -> Configuration:
    """The literal values of the settings."""
    return python_configuration(folder / _SETTINGS)


class Pelican(PythonSettings):
    """A Pelican site."""

    def title(self) -> str | None:
        """``SITENAME``."""
        return text_of(self.config, "SITENAME")

    def post_folders(self) -> tuple[Path, ...]:
        """``ARTICLE_PATHS`` in ``PATH``."""
        return tuple(dict.fromkeys(self.root.joinpath(*self._content, *path) for path in self._article_paths))

    def enters(self, parts: Parts) -> bool:
        """Only the content folder."""
        inside = self._content
        shorter = min(len(parts), len(inside))
        return (
            not parts[-1].startswith(".")
            and parts[:shorter] == inside[:shorter]
            and not self._is_output(parts)
        )

    def group(self, parts: Parts) -> Group | None:
        """Pages in ``PAGE_PATHS``, articles in ``ARTICLE_PATHS``."""
        inner = parts[len(self._content) :] if parts[: len(self._content)] == self._content else ()
        if not inner or not inner[-1].lower().endswith(_ENDINGS):
            return None
        if _within(inner, self._paths("PAGE_PATHS", ("pages",))):
            return None if _within(inner, self._paths("PAGE_EXCLUDES", ())) else "page"
        if _within(inner, self._article_paths) and not _within(inner, self._paths("ARTICLE_EXCLUDES", ())):
            return "post"
        return None

    def state(self, parts: Parts, group: Group, fields: Fields, now: datetime) -> PostState:
        """By ``Status``, title and date; the file name may give what the header does not."""
        own = self._metadata(parts, fields)
        status = str(own.get("status") or "published").lower()
        found = named_date(own.get("date"))
        when = as_moment(found, self.zone) if found is not None else None
        if status == "draft":
            return PostState("draft", "Draft: its status says so.", when)
        if status == "skip":
            return PostState("hidden", "Will not appear: its status is skip.", when)
        if not own.get("title"):
            return PostState("hidden", "Will not appear: Pelican skips what has no title.", when)
        if status not in {"published", "hidden"}:
            return PostState("hidden", f"Will not appear: Pelican knows no status “{status}”.", when)
        if group == "page":
            return page_at(self.permalink(parts, fields), when)
        if when is None and not self.config.get("DEFAULT_DATE"):
            said = own.get("date")
            reason = f"cannot read the date “{said}”" if said else "skips an article without a date"
            return PostState("hidden", f"Will not appear: Pelican {reason}.")
        if status == "hidden":
            return PostState("hidden", "Hidden: it gets an address but is listed nowhere.", when)
        if self.config.get("WITH_FUTURE_DATES", True):
            return PostState("published", READY, when)
        return by_date(when, True, now)

    def permalink(self, parts: Parts, fields: Fields) -> str | None:
        """``ARTICLE_URL`` or ``PAGE_URL`` filled in, as far as it asks for slug, date, language and category."""
        own = self._metadata(parts, fields)
        group = self.group(parts)
        if group is None:
            return None
        if text_of(own, "url"):
            return f"/{str(own['url']).lstrip('/')}"
        title = str(own.get("title") or "")
        by_name = self.config.get("SLUGIFY_SOURCE") == "basename"
        slug = text_of(own, "slug") or slugify(parts[-1].rpartition(".")[0] if by_name else title)
        if not slug:
            return None
        found = named_date(own.get("date"))
        when = as_moment(found, self.zone) if found is not None else None
        kind = "PAGE" if group == "page" else "ARTICLE"
        lang = str(own.get("lang") or "")
        foreign = lang and lang != (text_of(self.config, "DEFAULT_LANG") or "en")
        setting = f"{kind}_LANG_URL" if foreign else f"{kind}_URL"
        default = ("pages/" if group == "page" else "") + ("{slug}-{lang}.html" if foreign else "{slug}.html")
        pattern = text_of(self.config, setting) or default
        inner = parts[len(self._content) :]
        category = str(own.get("category") or (inner[0] if len(inner) > 1 else "") or self._default_category)
        return _filled(pattern, {"slug": slug, "lang": lang, "category": slugify(category) or category}, when)

    def dialect(self) -> tuple[str, dict[str, object]]:
        """Python-Markdown as ``MARKDOWN`` says, Pelican's own default otherwise."""
        given = map_of(self.config, "MARKDOWN") or _DEFAULT_MARKDOWN
        older = strings_of(self.config.get("MD_EXTENSIONS"))
        return "python-markdown", {**given, **({"extensions": list(older)} if older else {})}

    def static_roots(self) -> tuple[Path, ...]:
        """The content folder: ``STATIC_PATHS`` keep their places in it."""
        content = self.root.joinpath(*self._content)
        extra = (content / path for path in strings_of(self.config.get("STATIC_PATHS")))
        return (content, *extra)

    def base_url(self) -> str:
        """The path of ``SITEURL``."""
        return urlsplit(text_of(self.config, "SITEURL") or "").path.rstrip("/")

    def naming(self) -> Naming:
        """``content/slug.md``; drafts say so in their status."""
        return Naming(folder=self.post_folders()[0], ascii_slugs=True, draft_field=("status", "draft"))

    @cached_property
    def _content(self) -> Parts:
        if text_of(self.config, "PATH") is None and not is_folder(self.root / "content"):
            return ()
        return safe_parts(text_of(self.config, "PATH") or "content")

    @cached_property
    def _article_paths(self) -> tuple[Parts, ...]:
        return self._paths("ARTICLE_PATHS", ("",)) or ((),)

    @cached_property
    def _default_category(self) -> str:
        return text_of(self.config, "DEFAULT_CATEGORY") or "misc"

    def _paths(self, setting: str, default: tuple[str, ...]) -> tuple[Parts, ...]:
        given = self.config.get(setting)
        paths = default if given is None else strings_of(given)
        return tuple(safe_parts(path) for path in paths)

    def _is_output(self, parts: Parts) -> bool:
        output = text_of(self.config, "OUTPUT_PATH") or "output"
        return not self._content and parts == safe_parts(output)

    def _metadata(self, parts: Parts, fields: Fields) -> dict[str, object]:
        """The header over the file name's metadata over the defaults."""
        own = lowered(map_of(self.config, "DEFAULT_METADATA"))
        pattern = self.config.get("FILENAME_METADATA", _FILENAME_METADATA)
        try:
            match = re.match(str(pattern), parts[-1].rpartition(".")[0])
        except re.error:
            match = None
        own.update(
            {key.lower(): value for key, value in (match.groupdict() if match else {}).items() if value}
        )
        own.update({key: value for key, value in lowered(fields).items() if value not in (None, "")})
        return own


def slugify(text: str) -> str | None:
    """Pelican's slug of a title: ASCII, small letters, hyphens. None for letters that only its tables can spell."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    if any(not char.isascii() and char.isalpha() for char in plain):
        return None
    kept = re.sub(r"[^\w\s-]", "", plain.encode("ascii", "ignore").decode()).strip().lower()
    return re.sub(r"[-\s]+", "-", kept)


def _within(inner: Parts, folders: tuple[Parts, ...]) -> bool:
    return any(inner[: len(folder)] == folder for folder in folders)


def _filled(pattern: str, words: Mapping[str, str], when: datetime | None) -> str | None:
    missing = False

    def word(match: re.Match[str]) -> str:
        nonlocal missing
        name, form = match[1], match[2]
        if name == "date" and form and when is not None:
            return when.strftime(form)
        missing = missing or name not in words
        return words.get(name, "")

    filled = re.sub(r"\{(\w+)(?::([^{}]*))?\}", word, pattern)
    return None if missing else "/" + filled.lstrip("/")
