"""Astro: which files are content, and what the site's own code lets us know of drafts.

Facts: docs.astro.build (content collections, Markdown, configuration). Configuration and pages are programs; only
literals are read from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from pathlib import Path

from foreword.sites.configuration import Configuration, read_text, text_of
from foreword.sites.conventions import (
    READY,
    Defaults,
    Evidence,
    Fields,
    Naming,
    PostState,
    by_date,
    first_field,
    lowered,
    moment_of,
    page_at,
)
from foreword.sites.eleventy import USUAL_POST_FOLDERS
from foreword.sites.folders import files_below, is_file, is_folder, safe_parts, subfolders
from foreword.sites.literals import block_after, string_after, strings_in, switch_after, without_comments
from foreword.sites.programs import read_script, recognise_script
from foreword.sites.walking import Group, Parts, walk

_NAMES = tuple(f"astro.config.{ending}" for ending in ("mjs", "ts", "js", "mts", "cjs"))
_SCHEMAS = tuple(
    f"{place}.{ending}"
    for place in ("content.config", "content/config")
    for ending in ("ts", "mjs", "js", "mts")
)
_ENDINGS = (".md", ".mdx", ".markdown")
_CODE = (".astro", ".ts", ".js", ".mjs", ".tsx", ".jsx")
_DATES = ("pubdate", "date", "pubdatetime", "publishdate", "published", "publishedat", "created")
_MANY = 400
_DRAFTS = re.compile(r"\bdraft\b", re.IGNORECASE)
_HOLDS_FUTURE = re.compile(r"[<>]=?\s*(?:new Date\(\)|now\b|Date\.now\(\))")


def recognise(folder: Path) -> Evidence | None:
    """Astro by its configuration file, or by a package file that names it."""
    return recognise_script(folder, _NAMES, "Astro", "astro")


def configuration(folder: Path) -> Configuration:
    """The literals of the configuration script."""
    found_script = read_script(folder, _NAMES)
    if found_script is None:
        return Configuration()
    file, script, problem = found_script
    values: dict[str, object] = {
        name: found
        for name in ("site", "base", "srcDir", "publicDir")
        if (found := string_after(script, name))
    }
    block = block_after(script, r"\bmarkdown\s*:")
    markdown: dict[str, object] = {
        name: said for name in ("gfm", "smartypants") if (said := switch_after(block, name)) is not None
    }
    highlight = switch_after(block, "syntaxHighlight")
    if highlight is not None or string_after(block, "syntaxHighlight"):
        markdown["syntaxHighlight"] = string_after(block, "syntaxHighlight") or highlight
    values["markdown"] = markdown
    values["plugins"] = sorted(
        {name for name in strings_in(script) if re.fullmatch(r"(?:remark|rehype)-[\w-]+", name)}
    )
    return Configuration(values, (file,), (problem,) if problem else ())


class Astro(Defaults):
    """An Astro site."""

    def title(self) -> str | None:
        """The ``SITE_TITLE`` that Astro's own blog template has, or a like constant."""
        for name in ("consts", "config", "site.config", "constants"):
            for ending in ("ts", "js", "mjs"):
                file = self.root.joinpath(*self._source, f"{name}.{ending}")
                if is_file(file):
                    script = without_comments(read_text(file)[0])
                    match = re.search(r"\bSITE_TITLE\s*=\s*([\"'])(.+?)\1", script)
                    found = match[2] if match else string_after(script, "title")
                    if found:
                        return found
        return None

    def post_folders(self) -> tuple[Path, ...]:
        """The collections' folders with a usual name, else all of them."""
        folders = [self.root.joinpath(*base) for base in self._collections]
        usual = [folder for folder in folders if folder.name in USUAL_POST_FOLDERS]
        pages = self.root.joinpath(*self._source, "pages")
        in_pages = [pages / name for name in sorted(USUAL_POST_FOLDERS) if is_folder(pages / name)]
        return tuple(usual or folders or in_pages) or (self.root.joinpath(*self._source, "content", "blog"),)

    def enters(self, parts: Parts) -> bool:
        """The folders of collections and pages, without what begins with an underscore."""
        wanted = (*self._collections, (*self._source, "pages"))
        if parts[-1].startswith((".", "_")):
            return False
        return any(parts[: len(base)] == base or base[: len(parts)] == parts for base in wanted)

    def group(self, parts: Parts) -> Group | None:
        """An entry of a collection, or a Markdown page."""
        if not parts[-1].lower().endswith(_ENDINGS) or any(part.startswith("_") for part in parts):
            return None
        if any(parts[: len(base)] == base for base in self._collections):
            return "post"
        pages = (*self._source, "pages")
        if parts[: len(pages)] != pages:
            return None
        return "post" if USUAL_POST_FOLDERS.intersection(parts[len(pages) : -1]) else "page"

    def state(self, parts: Parts, group: Group, fields: Fields, now: datetime) -> PostState:
        """By ``draft`` and the date as far as the site's own code filters by them."""
        own = lowered(fields)
        when, certain = moment_of(first_field(own, *_DATES), None, now)
        if own.get("draft") is True or own.get("isdraft") is True:
            if self._filters[0]:
                return PostState("draft", "Draft: draft is true.", when, certain)
            return PostState(
                "published", "Ready, although draft is true: no page of the site looks at it.", when, certain
            )
        if group == "page":
            return page_at(self.permalink(parts, fields), when, certain)
        if self._filters[1]:
            return by_date(when, certain, now)
        return PostState("published", READY, when, certain)

    def permalink(self, parts: Parts, _fields: Fields) -> str | None:
        """That of a Markdown page; collections get theirs from the site's own code."""
        pages = (*self._source, "pages")
        if parts[: len(pages)] != pages:
            return None
        inner = parts[len(pages) :]
        stem = inner[-1].rpartition(".")[0]
        segments = [*inner[:-1], *([] if stem == "index" else [stem])]
        return "/" + "".join(f"{segment}/" for segment in segments)

    def dialect(self) -> tuple[str, dict[str, object]]:
        """Astro's Markdown as the configuration sets it, with the names of its plugins."""
        said = self.config.get("markdown")
        options: dict[str, object] = dict(said) if isinstance(said, dict) else {}
        if self.config.get("plugins"):
            options["plugins"] = self.config["plugins"]
        return "commonmark", {**options, "generator": "astro"}

    def static_roots(self) -> tuple[Path, ...]:
        """``public``, then the source folder."""
        public = safe_parts(text_of(self.config, "publicDir")) or ("public",)
        return (self.root.joinpath(*public), self.root.joinpath(*self._source), self.root)

    def base_url(self) -> str:
        """``base``."""
        base = str(self.config.get("base") or "").strip("/")
        return f"/{base}" if base else ""

    def naming(self) -> Naming:
        """``slug.md`` in the first collection."""
        return Naming(folder=self.post_folders()[0])

    def layouts(self) -> tuple[str, ...]:
        """The components of ``src/layouts``."""
        folder = self.root.joinpath(*self._source, "layouts")
        return tuple(file.relative_to(folder).as_posix() for file in files_below(folder, "*.astro"))

    @cached_property
    def _source(self) -> Parts:
        return safe_parts(text_of(self.config, "srcDir")) or ("src",)

    @cached_property
    def _collections(self) -> tuple[Parts, ...]:
        """The folders that the content schema names, else those in ``src/content``."""
        files = (self.root.joinpath(*self._source, name) for name in _SCHEMAS)
        script = "".join(without_comments(read_text(file)[0]) for file in files if is_file(file))
        bases = [safe_parts(match[2]) for match in re.finditer(r"\bbase\s*:\s*([\"'`])([^\"'`$]+)\1", script)]
        content = self.root.joinpath(*self._source, "content")
        folders = [folder for folder in subfolders(content) if folder.name[0] != "_"]
        bases += [(*self._source, "content", folder.name) for folder in folders]
        return tuple(dict.fromkeys(base for base in bases if base))

    @cached_property
    def _filters(self) -> tuple[bool, bool]:
        """Whether the site's code speaks of drafts, and whether it compares dates with the present."""
        drafts = future = False
        for count, file in enumerate(self._code()):
            if count >= _MANY or (drafts and future):
                break
            script = without_comments(read_text(file)[0])
            drafts = drafts or _DRAFTS.search(script) is not None
            future = future or _HOLDS_FUTURE.search(script) is not None
        return drafts, future

    def _code(self) -> Iterator[Path]:
        schemas = {self.root.joinpath(*self._source, name) for name in _SCHEMAS}
        base = self.root.joinpath(*self._source)
        for file, _, _ in walk(base, lambda parts: parts[-1][0] != ".", _as_code):
            if file not in schemas:
                yield file


def _as_code(parts: Parts) -> Group | None:
    return "page" if parts[-1].endswith(_CODE) else None
