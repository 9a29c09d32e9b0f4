"""Nikola: what is a post, whether it will be published, and by which rules.

Facts: getnikola.com (handbook, configuration) and what Nikola 8.3 does with a small site.
"""

from __future__ import annotations

import re
from datetime import datetime
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from foreword.sites.configuration import Configuration, map_of, read_text, strings_of, text_of
from foreword.sites.conventions import (
    READY,
    Evidence,
    Fields,
    Naming,
    PostState,
    Strength,
    by_date,
    is_markdown,
    lowered,
    page_at,
)
from foreword.sites.dates import as_moment, named_date
from foreword.sites.folders import is_file, safe_parts
from foreword.sites.programs import PythonSettings, python_configuration
from foreword.sites.walking import Group, Parts

_SETTINGS = "conf.py"
_DEFAULT_POSTS = (("posts/*.md", "posts", "post.tmpl"),)
_DEFAULT_PAGES = (("pages/*.md", "pages", "page.tmpl"),)
_DEFAULT_EXTENSIONS = ["fenced_code", "codehilite", "extra"]

_DESCRIPTION = re.compile(r"^\.\.[ \t]+([\w-]+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)


def recognise(folder: Path) -> Evidence | None:
    """Nikola by a ``conf.py`` that assigns POSTS."""
    file = folder / _SETTINGS
    if not is_file(file):
        return None
    text, _ = read_text(file)
    if re.search(r"^POSTS\s*(?::[^=\n]*)?=", text, re.MULTILINE) is None:
        return None
    return Evidence(Strength.OWN_FILE, (f"{_SETTINGS} assigns POSTS, as Nikola's configuration does",))


def configuration(folder: Path) -> Configuration:
    """The literal values of the configuration."""
    return python_configuration(folder / _SETTINGS)


class Nikola(PythonSettings):
    """A Nikola site."""

    def title(self) -> str | None:
        """``BLOG_TITLE``, or that of the default language."""
        titles = map_of(self.config, "BLOG_TITLE")
        language = text_of(self.config, "DEFAULT_LANG") or "en"
        return text_of(self.config, "BLOG_TITLE") or text_of(titles, language)

    def post_folders(self) -> tuple[Path, ...]:
        """The folders of ``POSTS``."""
        folders = (self.root.joinpath(*folder) for folder, _, _ in self._posts)
        return tuple(dict.fromkeys(folders)) or (self.root / "posts",)

    def enters(self, parts: Parts) -> bool:
        """The folders of ``POSTS`` and ``PAGES`` and what lies in them."""
        return not parts[-1].startswith(".") and any(
            parts[: len(folder)] == folder or folder[: len(parts)] == parts
            for folder, _, _ in (*self._posts, *self._pages)
        )

    def group(self, parts: Parts) -> Group | None:
        """By the patterns of ``POSTS`` and ``PAGES``."""
        if not is_markdown(parts[-1]):
            return None
        if _destination(parts, self._posts) is not None:
            return "post"
        return "page" if _destination(parts, self._pages) is not None else None

    def state(self, parts: Parts, group: Group, fields: Fields, now: datetime) -> PostState:
        """By ``status``, the older tags ``draft`` and ``private``, and the date."""
        own = lowered(self._described(parts, fields))
        status = str(own.get("status") or "").lower()
        tags = {tag.strip().lower() for text in strings_of(own.get("tags")) for tag in text.split(",")}
        value = own.get("date")
        found = named_date(value)
        when = as_moment(found, self.zone) if found is not None else None
        if status == "draft" or "draft" in tags:
            named = "its status says so" if status == "draft" else "it has the tag draft"
            return PostState("draft", f"Draft: {named}.", when)
        if value and when is None:
            return PostState("hidden", f"Will not appear: Nikola cannot read the date “{value}” and stops.")
        if not value and group == "post":
            return PostState("hidden", "Will not appear: Nikola stops at a post without a date.")
        if status == "private" or "private" in tags:
            return PostState("hidden", "Private: it gets an address but is listed nowhere.", when)
        if group == "page":
            return page_at(self.permalink(parts, fields), when)
        if self.config.get("FUTURE_IS_NOW"):
            return PostState("published", READY, when)
        return by_date(when, True, now)

    def permalink(self, parts: Parts, fields: Fields) -> str | None:
        """The folder that ``POSTS`` or ``PAGES`` names, then the slug."""
        found = _destination(parts, self._posts) or _destination(parts, self._pages)
        if found is None:
            return None
        folder, target = found
        name = parts[-1].split(".")[0]
        slug = text_of(lowered(self._described(parts, fields)), "slug") or name
        segments = [segment for segment in target.split("/") if segment]
        segments += [*parts[len(folder) : -1]]
        if slug == "index":
            return "/" + "".join(f"{segment}/" for segment in segments)
        ending = "/" if self.config.get("PRETTY_URLS") else ".html"
        return "/" + "/".join([*segments, slug]) + ending

    def dialect(self) -> tuple[str, dict[str, object]]:
        """Python-Markdown with ``MARKDOWN_EXTENSIONS`` and their settings in the default language."""
        given = self.config.get("MARKDOWN_EXTENSIONS")
        options: dict[str, object] = {
            "extensions": list(strings_of(given)) if given is not None else list(_DEFAULT_EXTENSIONS)
        }
        language = text_of(self.config, "DEFAULT_LANG") or "en"
        configs = map_of(self.config, "MARKDOWN_EXTENSION_CONFIGS", language)
        return "python-markdown", {**options, **({"extension_configs": configs} if configs else {})}

    def static_roots(self) -> tuple[Path, ...]:
        """``files`` and ``images`` and what else the configuration copies."""
        folders = map_of(self.config, "FILES_FOLDERS") or {"files": ""}
        return (*(self.root / str(folder) for folder in folders), self.root)

    def base_url(self) -> str:
        """The path of ``SITE_URL``."""
        return urlsplit(text_of(self.config, "SITE_URL") or "").path.rstrip("/")

    def naming(self) -> Naming:
        """``posts/slug.md``; drafts say so in their status."""
        return Naming(folder=self.post_folders()[0], ascii_slugs=True, draft_field=("status", "draft"))

    def _described(self, parts: Parts, fields: Fields) -> Fields:
        """The fields, or those of the file beside it that Nikola's two-file form has: ``post.meta``."""
        beside = self.root.joinpath(*parts).with_suffix(".meta")
        if fields or not is_file(beside):
            return fields
        return dict(_DESCRIPTION.findall(read_text(beside)[0]))

    @cached_property
    def _posts(self) -> tuple[tuple[Parts, str, str], ...]:
        return _patterns(self.config.get("POSTS", _DEFAULT_POSTS))

    @cached_property
    def _pages(self) -> tuple[tuple[Parts, str, str], ...]:
        return _patterns(self.config.get("PAGES", _DEFAULT_PAGES))


def _patterns(given: object) -> tuple[tuple[Parts, str, str], ...]:
    """Folder, file pattern and destination of each entry of ``POSTS`` or ``PAGES``."""
    entries = []
    for entry in given if isinstance(given, (list, tuple)) else ():
        words = strings_of(entry)
        if len(words) >= 2:
            folder, _, name = words[0].rpartition("/")
            entries.append((safe_parts(folder), name, words[1]))
    return tuple(entries)


def _destination(parts: Parts, patterns: tuple[tuple[Parts, str, str], ...]) -> tuple[Parts, str] | None:
    for folder, pattern, target in patterns:
        if parts[: len(folder)] == folder and len(parts) > len(folder) and fnmatchcase(parts[-1], pattern):
            return folder, target
    return None
