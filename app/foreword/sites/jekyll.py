"""Jekyll: what is a post, whether it will be published, and by which rules.

Facts: jekyllrb.com/docs (posts, drafts, configuration, front-matter defaults) and what Jekyll 4.3.1 does when asked;
tests/sites/test_against_jekyll.py asks it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from fnmatch import translate
from functools import cached_property
from pathlib import Path

from foreword.rendering.templates.jekyll_defaults import Scope, defaults_for, laid_over, scopes_of
from foreword.rendering.templates.jekyll_urls import (
    FILE_NAME,
    Address,
    document_address,
    page_address,
    slugify,
)
from foreword.sites.configuration import (
    Configuration,
    map_of,
    read_configuration,
    read_text,
    strings_of,
    text_of,
)
from foreword.sites.conventions import (
    MARKDOWN,
    READY,
    Defaults,
    Evidence,
    Fields,
    Naming,
    PostState,
    Strength,
    by_date,
    page_at,
    scheduled,
)
from foreword.sites.dates import as_moment, in_zone, local_zone, named_date, zone_named
from foreword.sites.folders import changed_at, files_below, is_file, is_folder, safe_parts, subfolders
from foreword.sites.walking import Group, Parts

CONFIGURATION = ("_config.yml", "_config.yaml", "_config.toml")
_ALWAYS_EXCLUDED = ("vendor/bundle/", "vendor/cache/", "vendor/gems/", "vendor/ruby/", "node_modules/")
_UNPUBLISHED = "Draft: published is false."


def recognise(folder: Path) -> Evidence | None:
    """Jekyll by its configuration beside posts, a Gemfile that names it, or `_posts` alone."""
    configured = [name for name in CONFIGURATION if is_file(folder / name)]
    posts = is_folder(folder / "_posts")
    if configured and not is_folder(folder / "source" / "_posts"):
        reasons = [f"{configured[0]} is Jekyll's configuration"]
        if posts:
            return Evidence(Strength.OWN_FILE, (*reasons, "its posts lie in _posts"))
        if _gemfile_names_jekyll(folder):
            return Evidence(Strength.OWN_FILE, (*reasons, "the Gemfile names Jekyll"))
        return Evidence(Strength.SHARED_NAME, tuple(reasons))
    if posts:
        return Evidence(
            Strength.FOLDERS, ("a folder _posts is where Jekyll keeps posts; there is no _config.yml",)
        )
    return None


def configuration(folder: Path) -> Configuration:
    """The first of Jekyll's configuration files, as Jekyll looks for them."""
    return read_configuration([folder / name for name in CONFIGURATION if is_file(folder / name)][:1])


class Jekyll(Defaults):
    """A Jekyll site."""

    @cached_property
    def source(self) -> Path:
        """The folder that Jekyll reads, usually the root."""
        return self.root.joinpath(*self._source_parts)

    @cached_property
    def zone(self) -> tzinfo | None:
        """The configured time zone."""
        name = text_of(self.config, "timezone")
        return zone_named(name) if name else None

    @cached_property
    def collections(self) -> Mapping[str, Mapping[str, object]]:
        """The site's own collections and their settings."""
        given = self.config.get("collections")
        if isinstance(given, Mapping):
            return {str(name): map_of(given, name) for name in given}
        return {name: {} for name in strings_of(given)}

    def title(self) -> str | None:
        """``title``, or ``name`` as older themes have it."""
        return text_of(self.config, "title") or text_of(self.config, "name")

    def time_zone(self) -> tzinfo | None:
        """See `zone`."""
        return self.zone

    def post_folders(self) -> tuple[Path, ...]:
        """`_posts` first, then those in folders that give their posts a category."""
        main = self.source / self._collections_dir / "_posts"
        if self._documents_are_posts:
            return tuple(self.source / self._collections_dir / f"_{name}" for name in self._written)
        return (main, *(folder for folder in self._nested_post_folders() if folder != main))

    def enters(self, parts: Parts) -> bool:
        """Not `_site`, nor what is hidden, excluded or special."""
        inner = self._inner(parts)
        if inner is None:
            return parts == self._source_parts[: len(parts)]
        name = inner[-1] if inner else ""
        if self._excluded(inner, folder=True):
            return False
        if self._included(name) or not name.startswith(("_", ".")):
            return True
        return name in {"_posts", "_drafts"} or (name[0] == "_" and self.collection_of(inner) is not None)

    def group(self, parts: Parts) -> Group | None:
        """By the special folders it lies in, for Markdown."""
        return self.role(parts) if parts[-1].lower().endswith(self._extensions) else None

    def role(self, parts: Parts) -> Group | None:
        """What a file with front matter is to Jekyll, whatever its ending."""
        inner = self._inner(parts)
        if not inner or self._excluded(inner):
            return None
        for at, part in enumerate(inner):
            if part in {"_posts", "_drafts"} and at < len(inner) - 1:
                if inner[: len(self._base_parts)] != self._base_parts:
                    return None
                hidden = any(below.startswith(("_", ".", "#", "~")) for below in inner[at + 1 :])
                return None if hidden else ("post" if part == "_posts" else "draft")
        if self.collection_of(inner) is not None:
            return "post" if self._documents_are_posts else "page"
        special = any(part.startswith(("_", ".", "#")) and not self._included(part) for part in inner)
        return None if special else "page"

    def state(self, parts: Parts, group: Group, fields: Fields, now: datetime) -> PostState:
        """By folder, file name, ``published`` and the date."""
        inner = self._inner(parts) or parts
        effective = self.with_defaults(inner, group, fields)
        published = effective.get("published", True)
        withheld = (published is False or published is None) and not self.config.get("unpublished")
        if group == "page" or self.collection_of(inner) is not None:
            return self._page_state(parts, group, effective, withheld, now)
        when, certain, problem = self.moment(inner[-1], effective, now)
        if group == "draft" and not self.config.get("show_drafts"):
            return PostState("draft", "Draft: it lies in _drafts.", when, certain)
        if problem is not None and (group == "post" or (when is None and "date" in effective)):
            return PostState("hidden", problem)
        if withheld:
            return PostState("draft", _UNPUBLISHED, when, certain)
        if self.config.get("future"):
            return PostState("published", READY, when, certain)
        return by_date(when, certain, now)

    def moment(self, name: str, fields: Fields, now: datetime) -> tuple[datetime | None, bool, str | None]:
        """The post's moment, whether its zone is certain, and the sentence when Jekyll finds no date.

        YAML's unquoted times without an offset are UTC to Jekyll; quoted ones and days are in the site's zone, or
        else the computer's.
        """
        dated = FILE_NAME.match(name)
        zone = self.zone or now.tzinfo or UTC
        value = fields.get("date")
        if "date" in fields:
            found = named_date(value, roll_over=True)
            if found is None:
                said = "" if value is None else f" “{value}”"
                return None, True, f"Will not appear: Jekyll cannot read the date{said} and stops."
            if isinstance(value, datetime) and value.tzinfo is None:
                return value.replace(tzinfo=UTC), True, None
            certain = self.zone is not None or (isinstance(found, datetime) and found.tzinfo is not None)
            when: datetime | None = as_moment(found, zone)
        elif dated is not None:
            found = named_date(_whole_year(dated["date"]), roll_over=True)
            if found is None:
                return (
                    None,
                    True,
                    f"Will not appear: {dated['date']} in the file name is no date, and Jekyll stops.",
                )
            when, certain = as_moment(found, zone), self.zone is not None
        else:
            when, certain = None, True
        return when, certain, None if dated else "Will not appear: the file name has no date."

    def with_defaults(self, inner: Parts, group: Group, fields: Fields) -> dict[str, object]:
        """The fields laid over the front-matter defaults of the configuration."""
        kind = self.collection_of(inner) or f"{group}s"
        path = "/".join(self.document_parts(inner))
        return laid_over(defaults_for(path, kind, self._scopes), fields)

    def permalink(self, parts: Parts, fields: Fields) -> str | None:
        """The address by the post's, the collection's or the site's permalink."""
        group, inner = self.role(parts), self._inner(parts)
        if group is None or not inner:
            return None
        effective = self.with_defaults(inner, group, fields)
        own = text_of(effective, "permalink")
        style = text_of(self.config, "permalink") or "date"
        name = self.collection_of(inner)
        inner = self.document_parts(inner)
        if name is None and group == "page":
            return page_address(inner, own, style)
        now = datetime.now().astimezone()
        when, _, _ = self.moment(inner[-1], effective, now)
        if when is None and group == "draft":
            when = changed_at(self.root.joinpath(*parts))
        if when is None and (name is not None or group == "draft"):
            when = now
        local = in_zone(when, self.zone or local_zone(now)) if when else None
        template = own or text_of(map_of(self.config, "collections", name or "posts"), "permalink")
        return document_address(Address(name or "posts", inner, effective, local), template, style)

    def dialect(self) -> tuple[str, dict[str, object]]:
        """kramdown with the site's ``kramdown:`` map; GitHub's CommonMark plugins are named as what they are."""
        processor = (text_of(self.config, "markdown") or "kramdown").lower()
        if processor.startswith("commonmark"):
            own = map_of(self.config, "commonmark")
            return "commonmark", {**own, "generator": "jekyll"}
        options = dict(map_of(self.config, "kramdown"))
        if "highlighter" in self.config:
            options.setdefault("syntax_highlighter", self.config["highlighter"])
        return "kramdown", options

    def static_roots(self) -> tuple[Path, ...]:
        """The source folder."""
        return (self.source,)

    def base_url(self) -> str:
        """``baseurl``."""
        return (text_of(self.config, "baseurl") or "").rstrip("/")

    def naming(self) -> Naming:
        """``_posts/YYYY-MM-DD-slug.md``, drafts without a date in `_drafts`."""
        base = self.source / self._collections_dir
        if self._documents_are_posts:
            return Naming(folder=self.post_folders()[0], draft_field=("published", False))
        return Naming(
            folder=base / "_posts",
            pattern="{year}-{month}-{day}-{slug}",
            draft_folder=base / "_drafts",
            draft_pattern="{slug}",
            draft_field=None,
            needs_date=True,
        )

    def slug(self, title: str) -> str:
        """Jekyll's own slug of a title."""
        return slugify(title)

    def layouts(self) -> tuple[str, ...]:
        """The files of `_layouts`, without their endings."""
        folder = self.source.joinpath(*(safe_parts(text_of(self.config, "layouts_dir")) or ("_layouts",)))
        files = files_below(folder)
        return tuple(dict.fromkeys(file.relative_to(folder).with_suffix("").as_posix() for file in files))

    def _page_state(
        self, parts: Parts, group: Group, fields: Fields, withheld: bool, now: datetime
    ) -> PostState:
        """Of a page, whose date holds nothing back, or a collection's document."""
        name = self.collection_of(self._inner(parts) or parts)
        if name is not None and name not in self._written:
            return PostState("hidden", f"Will not appear: the collection “{name}” writes no pages.")
        when, certain, problem = self.moment("" if name is None else parts[-1], fields, now)
        if "date" in fields and when is None and problem is not None:
            return PostState("hidden", problem)
        if withheld:
            return PostState("draft", _UNPUBLISHED, when, certain)
        if name is not None and when is not None and when > now and not self.config.get("future"):
            return scheduled(when, certain, now)
        if group == "post":
            return PostState("published", READY, when, certain)
        return page_at(self.permalink(parts, fields), when, certain)

    @cached_property
    def _written(self) -> tuple[str, ...]:
        """The collections that become pages."""
        return tuple(name for name, settings in self.collections.items() if settings.get("output") is True)

    @cached_property
    def _documents_are_posts(self) -> bool:
        """Whether the site writes in collections instead of `_posts`."""
        base = self.source / self._collections_dir
        folders = (base / "_posts", base / "_drafts", *self._nested_post_folders())
        written = any(is_folder(base / f"_{name}") for name in self._written if name != "posts")
        return written and not any(is_folder(folder) for folder in folders)

    @cached_property
    def _source_parts(self) -> Parts:
        return safe_parts(text_of(self.config, "source"))

    @cached_property
    def _collections_dir(self) -> str:
        return "/".join(self._base_parts)

    @cached_property
    def _extensions(self) -> tuple[str, ...]:
        given = text_of(self.config, "markdown_ext")
        return tuple(f".{word.strip().lower()}" for word in given.split(",")) if given else MARKDOWN

    @cached_property
    def _exclude_patterns(self) -> tuple[tuple[str, ...], re.Pattern[str]]:
        """The beginnings of excluded paths, and a pattern for the globs among them."""
        site = (text_of(self.config, "destination") or "_site").removeprefix("./").rstrip("/") + "/"
        given = (*strings_of(self.config.get("exclude")), *_ALWAYS_EXCLUDED, site)
        patterns = [pattern.removeprefix("/") for pattern in given if pattern.strip("/")]
        globs = [translate(pattern) for pattern in patterns if any(sign in pattern for sign in "*?[")]
        return tuple(patterns), re.compile("|".join(globs) if globs else r"(?!)")

    @cached_property
    def _include_names(self) -> frozenset[str]:
        return frozenset(name.strip("/") for name in strings_of(self.config.get("include")))

    @cached_property
    def _scopes(self) -> tuple[Scope, ...]:
        return scopes_of(self.config.get("defaults"), self._collections_dir)

    def _inner(self, parts: Parts) -> Parts | None:
        """The parts below Jekyll's source; None for what lies outside."""
        count = len(self._source_parts)
        return parts[count:] if parts[:count] == self._source_parts else None

    def document_parts(self, inner: Parts) -> Parts:
        """The parts that Jekyll itself counts of a document: what ``collections_dir`` names is left out."""
        count = len(self._base_parts)
        within = inner[:count] == self._base_parts and len(inner) > count
        return inner[count:] if within and any(part[0] == "_" for part in inner[count:-1]) else inner

    @cached_property
    def _base_parts(self) -> Parts:
        return safe_parts(text_of(self.config, "collections_dir"))

    def collection_of(self, inner: Parts) -> str | None:
        """The collection, other than the posts, that a file below Jekyll's source lies in."""
        if not self.collections:
            return None
        base = self._base_parts
        below = inner[len(base) :] if inner[: len(base)] == base else ()
        name = below[0][1:] if below and below[0].startswith("_") else ""
        return name if name in self.collections and name != "posts" else None

    def _included(self, name: str) -> bool:
        return name in self._include_names

    def _excluded(self, inner: Parts, *, folder: bool = False) -> bool:
        """As Jekyll's entry filter: a pattern matches as a glob or as the beginning of the path."""
        path = "/".join(inner) + ("/" if folder else "")
        if self._included(inner[0] if inner else "") or self._included(path.rstrip("/")):
            return False
        beginnings, globs = self._exclude_patterns
        return path.startswith(beginnings) or globs.match(path) is not None

    def _nested_post_folders(self) -> Iterator[Path]:
        for child in subfolders(self.source):
            if not child.name.startswith("_") and is_folder(child / "_posts"):
                yield child / "_posts"


def _whole_year(day: str) -> str:
    """A date with a year of two digits as Ruby reads it: up to 68 of this century."""
    year, rest = day.split("-", 1)
    if len(year) > 2:
        return day
    return f"{2000 + int(year) if int(year) < 69 else 1900 + int(year)}-{rest}"


def _gemfile_names_jekyll(folder: Path) -> bool:
    return "jekyll" in read_text(folder / "Gemfile")[0]
