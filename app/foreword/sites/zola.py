"""Zola: what is a page, whether it will be published, and by which rules.

Facts: getzola.org/documentation (content, configuration). Zola has no publication dates: only drafts stay away.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, urlsplit

from foreword.rendering.templates.jekyll_urls import slugify
from foreword.sites.configuration import (
    Configuration,
    map_of,
    read_configuration,
    read_text,
    read_values,
    text_of,
)
from foreword.sites.conventions import (
    READY,
    Defaults,
    Evidence,
    Fields,
    Naming,
    PostState,
    Strength,
    moment_of,
    page_at,
)
from foreword.sites.folders import files_below, is_file, subfolders
from foreword.sites.walking import Group, Parts

_NAMES = ("config.toml", "zola.toml")
_DATED = re.compile(r"(?P<date>\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?)[_-](?P<rest>.+)\Z")
_HEAD = re.compile(r"\+\+\+\r?\n(.*?)^\+\+\+", re.DOTALL | re.MULTILINE)


def recognise(folder: Path) -> Evidence | None:
    """Zola by a ``config.toml`` with ``base_url``, which Hugo spells otherwise."""
    for name in _NAMES:
        if is_file(folder / name) and "base_url" in read_values(folder / name)[0]:
            return Evidence(Strength.OWN_FILE, (f"{name} has base_url, as Zola's configuration does",))
    return None


def configuration(folder: Path) -> Configuration:
    """Zola's configuration file."""
    return read_configuration([folder / name for name in _NAMES if is_file(folder / name)][:1])


class Zola(Defaults):
    """A Zola site."""

    def time_zone(self) -> tzinfo | None:
        """UTC, as its documentation says."""
        return UTC

    def post_folders(self) -> tuple[Path, ...]:
        """The sections of the content with a usual name, else all of them, else the content."""
        content = self.root / "content"
        folders = subfolders(content)
        usual = [
            folder for folder in folders if folder.name in {"posts", "post", "blog", "articles", "notes"}
        ]
        return tuple(usual or folders) or (content,)

    def enters(self, parts: Parts) -> bool:
        """The content folder."""
        return parts[0] == "content" and not parts[-1].startswith(".")

    def group(self, parts: Parts) -> Group | None:
        """Section files and pages at the top are pages, the rest posts."""
        if parts[0] != "content" or len(parts) < 2 or not parts[-1].lower().endswith(".md"):
            return None
        if (
            parts[-1].startswith("_index.")
            or len(parts) == 2
            or (len(parts) == 3 and parts[-1] == "index.md")
        ):
            return "page"
        return "post"

    def state(self, parts: Parts, group: Group, fields: Fields, now: datetime) -> PostState:
        """By ``draft``, ``render``, and whether a section sorted by date would list it."""
        when, _ = moment_of(self._date(parts, fields), UTC, now)
        if fields.get("draft") is True:
            return PostState("draft", "Draft: draft is true.", when)
        if fields.get("render") is False:
            return PostState("hidden", "Will not appear: render is false.", when)
        if group == "page":
            return page_at(self.permalink(parts, fields), when)
        if when is None and self._sorted_by_date(parts):
            return PostState("hidden", "Listed nowhere: its section is sorted by date and it has none.")
        return PostState("published", READY, when)

    def permalink(self, parts: Parts, fields: Fields) -> str | None:
        """``path``, ``slug``, or the place in the content, dates taken off file names."""
        own = text_of(fields, "path")
        if own:
            return f"/{own.strip('/')}/"
        stem = parts[-1].removesuffix(".md")
        folders = list(parts[1:-1])
        if stem == "_index":
            return "/" + "".join(f"{quote(folder)}/" for folder in folders)
        name = folders.pop() if stem == "index" and folders else stem
        slug = text_of(fields, "slug")
        if slug is None:
            dated = _DATED.match(name)
            keep = map_of(self.config, "slugify").get("paths_keep_dates") is True
            slug = dated["rest"] if dated and not keep else name
            if map_of(self.config, "slugify").get("paths", "on") == "on":
                if not slug.isascii():
                    return None
                slug = slugify(slug)
        return "/" + "".join(f"{quote(segment)}/" for segment in [*folders, slug])

    def dialect(self) -> tuple[str, dict[str, object]]:
        """``[markdown]`` of the configuration."""
        return "commonmark", {**map_of(self.config, "markdown"), "generator": "zola"}

    def static_roots(self) -> tuple[Path, ...]:
        """``static``, then the theme's, then the content."""
        theme = text_of(self.config, "theme")
        themes = (self.root / "themes" / theme / "static",) if theme else ()
        return (self.root / "static", *themes, self.root / "content")

    def base_url(self) -> str:
        """The path of ``base_url``."""
        return urlsplit(text_of(self.config, "base_url") or "").path.rstrip("/")

    def naming(self) -> Naming:
        """``content/posts/slug.md``."""
        return Naming(folder=self.post_folders()[0])

    def layouts(self) -> tuple[str, ...]:
        """The site's own templates."""
        folder = self.root / "templates"
        return tuple(file.relative_to(folder).as_posix() for file in files_below(folder, "*.html"))

    @cached_property
    def _sections(self) -> dict[Parts, bool]:
        return {}

    def _date(self, parts: Parts, fields: Fields) -> object:
        if fields.get("date") is not None:
            return fields["date"]
        dated = _DATED.match(parts[-2] if parts[-1] == "index.md" else parts[-1].removesuffix(".md"))
        return dated["date"] if dated else None

    def _sorted_by_date(self, parts: Parts) -> bool:
        """Whether the nearest section above says ``sort_by = "date"``."""
        folder = parts[:-2] if parts[-1] == "index.md" else parts[:-1]
        if folder not in self._sections:
            file = self.root.joinpath(*folder, "_index.md")
            head = _HEAD.match(read_text(file)[0])
            self._sections[folder] = bool(
                head and re.search(r"^\s*sort_by\s*=\s*[\"']date", head[1], re.MULTILINE)
            )
        return self._sections[folder]
