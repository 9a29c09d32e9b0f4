"""Hexo: what is a post, whether it will be published, and by which rules.

Facts: hexo.io/docs (configuration, writing, front matter, permalinks).
"""

from __future__ import annotations

import json
import re
from datetime import datetime, tzinfo
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, urlsplit

from foreword.sites.configuration import Configuration, map_of, read_configuration, read_text, text_of
from foreword.sites.conventions import (
    READY,
    Defaults,
    Evidence,
    Fields,
    Naming,
    PostState,
    Strength,
    by_date,
    is_markdown,
    moment_of,
    page_at,
)
from foreword.sites.dates import in_zone, local_zone, zone_named
from foreword.sites.folders import files_below, is_file, is_folder, safe_parts
from foreword.sites.walking import Group, Parts

_NAMES = ("_config.yml", "_config.yaml", "_config.json")
_RENDERERS = (
    "marked",
    "markdown",
    "kramed",
    "highlight",
    "prismjs",
    "syntax_highlighter",
    "titlecase",
    "external_link",
)
_WORDS = {
    "year": r"\d{4}",
    "month": r"\d\d",
    "day": r"\d\d",
    "i_month": r"\d\d?",
    "i_day": r"\d\d?",
    "title": ".+",
}


def recognise(folder: Path) -> Evidence | None:
    """Hexo by ``source/_posts``, or by a package file that names it, beside its configuration."""
    configured = [name for name in _NAMES if is_file(folder / name)]
    posts = is_folder(folder / "source" / "_posts")
    if configured and posts:
        return Evidence(
            Strength.OWN_FILE, (f"{configured[0]} stands beside source/_posts, as in a Hexo site",)
        )
    if configured and names_package(folder, "hexo"):
        return Evidence(
            Strength.OWN_FILE, (f"{configured[0]} is its configuration", "package.json names hexo")
        )
    if posts:
        return Evidence(Strength.FOLDERS, ("a folder source/_posts is where Hexo keeps posts",))
    return None


def configuration(folder: Path) -> Configuration:
    """Hexo's configuration file."""
    return read_configuration([folder / name for name in _NAMES if is_file(folder / name)][:1])


class Hexo(Defaults):
    """A Hexo site."""

    @cached_property
    def source(self) -> str:
        """The name of the source folder."""
        return "/".join(safe_parts(text_of(self.config, "source_dir"))[:1]) or "source"

    @cached_property
    def zone(self) -> tzinfo | None:
        """The configured time zone."""
        name = text_of(self.config, "timezone")
        return zone_named(name) if name else None

    def time_zone(self) -> tzinfo | None:
        """See `zone`."""
        return self.zone

    def post_folders(self) -> tuple[Path, ...]:
        """``source/_posts``."""
        return (self.root / self.source / "_posts",)

    def enters(self, parts: Parts) -> bool:
        """The source folder; in it `_posts` and `_drafts`, nothing else with an underscore."""
        if parts[0] != self.source or parts[-1].startswith("."):
            return False
        return not parts[-1].startswith("_") or parts[1:] in {("_posts",), ("_drafts",)}

    def group(self, parts: Parts) -> Group | None:
        """By the folder."""
        if len(parts) < 2 or parts[0] != self.source or not is_markdown(parts[-1]):
            return None
        if any(part.startswith("_") for part in parts[2:]):
            return None
        if len(parts) == 2:
            return "page"
        if parts[1] == "_posts":
            return "post"
        return "draft" if parts[1] == "_drafts" else "page"

    def state(self, parts: Parts, group: Group, fields: Fields, now: datetime) -> PostState:
        """By folder, ``published``, and the date where ``future`` is off."""
        when, certain = self._moment(parts, fields, now)
        if group == "draft" and not self.config.get("render_drafts"):
            return PostState("draft", "Draft: it lies in _drafts.", when, certain)
        if fields.get("published") is False:
            return PostState("draft", "Draft: published is false.", when, certain)
        if fields.get("draft") is True and not self.config.get("render_drafts"):
            return PostState("draft", "Draft: draft is true.", when, certain)
        if group == "page":
            return page_at(self.permalink(parts, fields), when, certain)
        if self.config.get("future", True) is not False:
            return PostState("published", READY, when, certain)
        return by_date(when, certain, now)

    def permalink(self, parts: Parts, fields: Fields) -> str | None:
        """``permalink`` filled in; pages keep their place."""
        group = self.group(parts)
        own = text_of(fields, "permalink")
        if own:
            return f"/{own.lstrip('/')}"
        stem = parts[-1].rpartition(".")[0]
        if group == "page":
            path = "/".join([*parts[1:-1], *([] if stem == "index" else [f"{stem}.html"])])
            return f"/{path}" if stem != "index" else f"/{path}/".replace("//", "/")
        if group is None:
            return None
        now = datetime.now().astimezone()
        when, _ = self._moment(parts, fields, now)
        if when is None:
            return None
        local = in_zone(when, self.zone or local_zone(now))
        named = self._name_words(stem)
        title = "/".join([*parts[2:-1], named.get("title", stem)])
        words = {
            "year": f"{local.year:04}",
            "month": f"{local.month:02}",
            "day": f"{local.day:02}",
            "hour": f"{local.hour:02}",
            "minute": f"{local.minute:02}",
            "second": f"{local.second:02}",
            "i_month": str(local.month),
            "i_day": str(local.day),
            "title": title,
            "name": named.get("title", stem),
            "post_title": str(fields.get("title") or ""),
        }
        pattern = text_of(self.config, "permalink") or ":year/:month/:day/:title/"
        asked = re.findall(r":(\w+)", pattern)
        if any(word not in words for word in asked):
            return None
        return "/" + quote(re.sub(r":(\w+)", lambda match: words[match[1]], pattern).lstrip("/"))

    def dialect(self) -> tuple[str, dict[str, object]]:
        """The renderer's maps of the configuration, under their own names."""
        said = {name: self.config[name] for name in _RENDERERS if name in self.config}
        return "commonmark", {**said, "generator": "hexo"}

    def static_roots(self) -> tuple[Path, ...]:
        """The source folder, then the theme's."""
        theme = text_of(self.config, "theme")
        themes = (self.root / "themes" / theme / "source",) if theme else ()
        return (self.root / self.source, *themes)

    def base_url(self) -> str:
        """``root``, or the path of ``url``."""
        root = text_of(self.config, "root") or urlsplit(text_of(self.config, "url") or "").path
        return root.rstrip("/")

    def naming(self) -> Naming:
        """By ``new_post_name``; drafts in `_drafts`."""
        pattern = (text_of(self.config, "new_post_name") or ":title.md").rpartition(".")
        known = re.sub(r":(i_)?(year|month|day)", r"{\2}", pattern[0] or pattern[2])
        folder = self.root / self.source
        return Naming(
            folder=folder / "_posts",
            pattern=known.replace(":title", "{slug}").replace(":name", "{slug}"),
            draft_folder=folder / "_drafts",
            draft_pattern="{slug}",
            draft_field=None,
        )

    def layouts(self) -> tuple[str, ...]:
        """``post`` and ``page``, with the site's own scaffolds."""
        scaffolds = [file.stem for file in files_below(self.root / "scaffolds", "*.md")]
        return tuple(dict.fromkeys((*scaffolds, "post", "page")))

    def _moment(self, parts: Parts, fields: Fields, now: datetime) -> tuple[datetime | None, bool]:
        """The date of the front matter, else of the file name, else when the file was made."""
        when, certain = moment_of(fields.get("date"), self.zone, now)
        if when is None:
            words = self._name_words(parts[-1].rpartition(".")[0])
            year, month = words.get("year"), words.get("month") or words.get("i_month")
            day = words.get("day") or words.get("i_day")
            if year and month and day:
                when, certain = moment_of(f"{year}-{month}-{day}", self.zone, now)
        return when, certain

    def _name_words(self, stem: str) -> dict[str, str]:
        """What ``new_post_name`` finds in a file name."""
        pattern = (text_of(self.config, "new_post_name") or ":title.md").rpartition(".")[0].rpartition("/")[2]
        expression = "".join(
            f"(?P<{piece[1:]}>{_WORDS[piece[1:]]})"
            if piece[1:] in _WORDS and piece[0] == ":"
            else re.escape(piece)
            for piece in re.split(r"(:\w+?(?=[^a-z_]|\Z))", pattern)
            if piece
        )
        try:
            match = re.fullmatch(expression, stem)
        except re.error:
            match = None
        return match.groupdict() if match else {}


def names_package(folder: Path, name: str) -> bool:
    """Whether the folder's package.json depends on a package."""
    try:
        found = json.loads(read_text(folder / "package.json")[0])
    except (ValueError, RecursionError):
        return False
    keys = ("dependencies", "devDependencies")
    return isinstance(found, dict) and any(name in map_of(found, key) for key in keys)
