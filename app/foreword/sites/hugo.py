"""Hugo: what is a post, whether it will be published, and by which rules.

Facts: gohugo.io (content organisation, front matter, configuration, URLs) and what Hugo 0.111 does when asked;
tests/sites/test_against_hugo.py asks it again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from foreword.front_matter import read_head
from foreword.sites.configuration import (
    Configuration,
    map_of,
    merged,
    read_text,
    read_values,
    strings_of,
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
    lowered,
    page_at,
    scheduled,
    truthy,
)
from foreword.sites.dates import as_moment, named_date, say_moment, zone_named
from foreword.sites.folders import children, files_below, is_file, is_folder, subfolders
from foreword.sites.hugo_addresses import Content, Place, address
from foreword.sites.walking import Group, Parts

_ENDINGS = (".toml", ".yaml", ".yml", ".json")
_OWN_NAMES = tuple(f"hugo{ending}" for ending in _ENDINGS)
_SHARED_NAMES = tuple(f"config{ending}" for ending in _ENDINGS)
_FOLDERS = ("content", "archetypes", "layouts", "themes")
_EXTENSIONS = (".md", ".markdown", ".mdown")
_MANY_POSTS = ("posts", "post", "blog", "articles", "writing", "notes", "news")
_DATE_KEYS = ("date", "publishdate", "pubdate", "published", "lastmod", "modified")
_PUBLISH_KEYS = ("publishdate", "pubdate", "published")
_EXPIRY_KEYS = ("expirydate", "unpublishdate")
_DATED_NAME = re.compile(r"(\d{4}-\d\d-\d\d)[-_]?(.*)\Z")
# The layouts of a text date that Hugo reads (gohugo.io, "dates"); anything else is no date to it.
_READABLE = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?: ?(?:Z|[+-]\d\d:?\d\d))?)?\Z|"
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d (?:[+-]\d{4}|[A-Z]{3})\Z|"
    r"\d\d \w{3} \d{4}\Z|\d{1,2} \w{3} \d{4}\Z"
)


def recognise(folder: Path) -> Evidence | None:
    """Hugo by its own configuration file, or by the older name beside its folders."""
    for name in (*_OWN_NAMES, *(f"config/_default/hugo{ending}" for ending in _ENDINGS)):
        if is_file(folder / name):
            return Evidence(Strength.OWN_FILE, (f"{name} is Hugo's configuration",))
    beside = [name for name in _FOLDERS if is_folder(folder / name)]
    for name in (*_SHARED_NAMES, *(f"config/_default/config{ending}" for ending in _ENDINGS)):
        if beside and is_file(folder / name) and not _is_zola(folder / name):
            reasons = (f"{name} is a configuration as Hugo has it", f"beside it lies the folder {beside[0]}")
            return Evidence(Strength.OWN_FILE, reasons)
    return None


def configuration(folder: Path) -> Configuration:
    """Hugo's configuration: the first root file, the files of ``config/_default`` laid over it."""
    root = [folder / name for name in (*_OWN_NAMES, *_SHARED_NAMES) if is_file(folder / name)][:1]
    defaults = folder / "config" / "_default"
    more = [file for file in children(defaults) if file.suffix in _ENDINGS]
    values: dict[str, object] = {}
    problems = []
    for file in (*root, *more):
        found, problem = read_values(file)
        if problem is not None:
            problems.append(problem)
        name = file.stem.split(".")[0]
        whole = file.parent == folder or name in {"hugo", "config"}
        values = merged(values, _lower_top(found) if whole else {name.lower(): _lower_top(found)})
    return Configuration(values, (*root, *more), tuple(problems))


class Hugo(Defaults):
    """A Hugo site. The configuration's top keys are in small letters, as Hugo reads them."""

    @cached_property
    def content(self) -> Content:
        """The content folders and their languages."""
        return Content(self.config)

    @cached_property
    def _main(self) -> Path:
        """The folder that new posts go to a section of."""
        return self.root.joinpath(*self.content.main)

    @cached_property
    def zone(self) -> tzinfo:
        """``timeZone``; without one Hugo takes times as UTC."""
        return zone_named(text_of(self.config, "timezone") or "UTC") or UTC

    def title(self) -> str | None:
        """``title``, or that of the default language."""
        language = text_of(self.config, "defaultcontentlanguage") or "en"
        return text_of(self.config, "title") or text_of(map_of(self.config, "languages", language), "title")

    def time_zone(self) -> tzinfo | None:
        """See `zone`."""
        return self.zone

    def post_folders(self) -> tuple[Path, ...]:
        """The sections with the usual names, else the largest section, else all of the content."""
        sections = self._sections
        usual = [self._main / name for name in _MANY_POSTS if name in sections]
        largest = max(sections, key=lambda name: sections[name], default=None)
        return tuple(usual) or ((self._main / largest,) if largest else (self._main,))

    def enters(self, parts: Parts) -> bool:
        """Only the content folders."""
        return not parts[-1].startswith(".") and any(
            parts[: len(root)] == root or root[: len(parts)] == parts for root in self.content.roots
        )

    def group(self, parts: Parts) -> Group | None:
        """A page in a section is a post; those at the top of the content, and section pages, are pages."""
        place = self.content.place(parts)
        if place is None or not parts[-1].lower().endswith(_EXTENSIONS):
            return None
        depth = len(place.folders)
        if place.stem == "_index" or depth == 0 or (depth == 1 and place.stem == "index"):
            return "page"
        if place.stem != "index" and self._in_leaf_bundle(parts[:-1]):
            return None
        return "post"

    def state(self, parts: Parts, group: Group, fields: Fields, now: datetime) -> PostState:
        """By draft, publication and expiry dates, and ``build``, which sections may hand down."""
        own = {**self._handed_down(parts), **lowered(fields)}
        published = self._moment(own, _PUBLISH_KEYS, parts) or self._moment(own, _DATE_KEYS, parts)
        shown = self._moment(own, _DATE_KEYS, parts)
        if (truthy(own.get("draft")) or own.get("published") is False) and not self.config.get("builddrafts"):
            key = "draft is true" if truthy(own.get("draft")) else "published is false"
            return PostState("draft", f"Draft: {key}.", shown)
        build = own.get("build", own.get("_build"))
        if isinstance(build, Mapping) and build.get("render") in ("never", False):
            return PostState("hidden", "Will not appear: its build options say render = never.", shown)
        if published is not None and published > now and not self.config.get("buildfuture"):
            return scheduled(published, True, now)
        expiry = self._moment(own, _EXPIRY_KEYS, parts)
        if expiry is not None and expiry <= now and not self.config.get("buildexpired"):
            return PostState(
                "expired", f"Will not appear: it expired {say_moment(expiry, now)} (your time).", expiry
            )
        if group == "page":
            return page_at(self.permalink(parts, fields), shown)
        return PostState("published", READY, shown or published)

    def permalink(self, parts: Parts, fields: Fields) -> str | None:
        """``url``, the section's pattern in ``permalinks``, or the place in the content folder."""
        place = self.content.place(parts)
        if place is None or self.group(parts) is None:
            return None
        own = {**self._handed_down(parts), **lowered(fields)}
        place = replace(place, sections=self._sections_of(parts, place))
        return address(place, own, self._moment(own, _DATE_KEYS, parts), self.config)

    def _sections_of(self, parts: Parts, place: Place) -> Parts:
        """The sections that a page lies in: the first folder, and down to the last one with an ``_index`` page."""
        start = len(parts) - 1 - len(place.folders)
        deepest = max(
            (
                at
                for at in range(1, len(place.folders) + 1)
                if self._section_fields(parts[: start + at]) is not None
            ),
            default=1,
        )
        return place.folders[: max(deepest, 1)]

    def _handed_down(self, parts: Parts) -> dict[str, object]:
        """What ``cascade`` in the configuration and in the pages of the sections above gives to a page."""
        home = self.content.home(parts)
        if home is None:
            return {}
        logical = "/" + "/".join(parts[len(home) :]).rpartition(".")[0].removesuffix("/index").removesuffix(
            "/_index"
        )
        found = _cascaded(self.config.get("cascade"), logical)
        for at in range(len(home), len(parts)):
            fields = self._section_fields(parts[:at])
            if fields:
                found |= _cascaded(fields.get("cascade"), logical)
        return found

    def _section_fields(self, folder: Parts) -> Mapping[str, object] | None:
        """The front matter of a section's own page, None without one. It is read once."""
        if folder not in self._section_pages:
            self._section_pages[folder] = None
            for ending in _EXTENSIONS:
                text, problem = read_text(self.root.joinpath(*folder, f"_index{ending}"))
                if problem is None:
                    self._section_pages[folder] = lowered(read_head(text).fields)
                    break
        return self._section_pages[folder]

    @cached_property
    def _section_pages(self) -> dict[Parts, Mapping[str, object] | None]:
        return {}

    def dialect(self) -> tuple[str, dict[str, object]]:
        """goldmark with ``markup.goldmark``; the highlighter's settings under "highlight"."""
        markup = map_of(self.config, "markup")
        options: dict[str, object] = dict(map_of(markup, "goldmark"))
        if map_of(markup, "highlight"):
            options["highlight"] = dict(map_of(markup, "highlight"))
        return "goldmark", options

    def static_roots(self) -> tuple[Path, ...]:
        """``static`` (or what ``staticDir`` says), ``assets``, then the content and the themes' static folders."""
        own = strings_of(self.config.get("staticdir")) or ("static",)
        assets = text_of(self.config, "assetdir") or "assets"
        themes = self.root / (text_of(self.config, "themesdir") or "themes")
        from_themes = (themes / name / "static" for name in strings_of(self.config.get("theme")))
        return (*(self.root / name for name in own), self.root / assets, self._main, *from_themes)

    def base_url(self) -> str:
        """The path of ``baseURL``."""
        return urlsplit(text_of(self.config, "baseurl") or "").path.rstrip("/")

    def naming(self) -> Naming:
        """``content/posts/slug.md``."""
        return Naming(folder=self.post_folders()[0])

    def layouts(self) -> tuple[str, ...]:
        """The names of the site's own page templates."""
        folder = self.root / (text_of(self.config, "layoutdir") or "layouts")
        skipped = {"partials", "shortcodes", "_partials", "_shortcodes", "_markup"}
        names = [
            file.name.split(".")[0]
            for file in files_below(folder, "*.html")
            if not skipped.intersection(file.relative_to(folder).parts)
        ]
        return tuple(
            dict.fromkeys(name for name in names if name not in {"baseof", "404", "robots", "sitemap"})
        )

    @cached_property
    def _sections(self) -> Mapping[str, int]:
        """The folders of the content, with how many entries each has."""
        return {folder.name: len(children(folder)) for folder in subfolders(self._main)}

    @cached_property
    def _bundles(self) -> dict[Parts, bool]:
        return {}

    def _in_leaf_bundle(self, folder: Parts) -> bool:
        """Whether the folder, or one above it in the content, has an ``index`` page: its other files are resources."""
        if self.content.home(folder) is None:
            return False
        known = self._bundles.get(folder)
        if known is None:
            known = _has_index(self.root.joinpath(*folder)) or self._in_leaf_bundle(folder[:-1])
            self._bundles[folder] = known
        return known

    def _moment(self, own: Mapping[str, object], keys: tuple[str, ...], parts: Parts) -> datetime | None:
        for key in keys:
            found = _read_as_hugo(own.get(key))
            if found is not None:
                return as_moment(found, self.zone)
        return self._moment_in_name(parts) if keys is _DATE_KEYS else None

    def _moment_in_name(self, parts: Parts) -> datetime | None:
        """The date in the file name, where the configuration asks for it by ``:filename``."""
        order = strings_of(map_of(self.config, "frontmatter").get("date"))
        match = _DATED_NAME.match(parts[-1])
        if ":filename" not in order or match is None:
            return None
        found = _read_as_hugo(match[1])
        return None if found is None else as_moment(found, self.zone)


def _cascaded(given: object, path: str) -> dict[str, object]:
    """The values of a cascade, a mapping or a list of them, that apply to the page with this path."""
    found: dict[str, object] = {}
    for entry in given if isinstance(given, list) else [given]:
        values = lowered(entry) if isinstance(entry, Mapping) else {}
        target = lowered(map_of(values, "target" if "target" in values else "_target"))
        pattern = text_of(target, "path")
        if set(target) <= {"path"} and (pattern is None or re.fullmatch(_glob(pattern), path, re.I)):
            found |= {key: value for key, value in values.items() if key not in ("target", "_target")}
    return found


def _glob(pattern: str) -> str:
    """A glob as a regular expression; one star stays within a folder."""
    signs = {"**": ".*", "*": "[^/]*", "?": "[^/]"}
    return "".join(signs.get(part) or re.escape(part) for part in re.split(r"(\*\*|[*?])", pattern))


def _read_as_hugo(value: object) -> datetime | date | None:
    if isinstance(value, str):
        return named_date(value) if _READABLE.match(value.strip()) else None
    return named_date(value) if isinstance(value, date) else None


def _has_index(folder: Path) -> bool:
    return any(
        file.name.lower().endswith(_EXTENSIONS) for file in children(folder) if file.name.startswith("index.")
    )


def _lower_top(values: Mapping[str, object]) -> dict[str, object]:
    return {key.lower(): value for key, value in values.items()}


def _is_zola(file: Path) -> bool:
    return file.suffix == ".toml" and "base_url" in read_values(file)[0]
