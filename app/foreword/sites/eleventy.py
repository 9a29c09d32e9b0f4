"""Eleventy: which files it reads, and what its configuration lets us know of drafts and dates.

Facts: 11ty.dev/docs (configuration, content dates, permalinks, template formats). Its configuration is a program; only
literals are read from it, and what it may compute is said to be unknown.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, tzinfo
from functools import cached_property
from pathlib import Path, PurePosixPath

from foreword.sites.configuration import Configuration, read_text, text_of
from foreword.sites.conventions import (
    READY,
    Defaults,
    Evidence,
    Fields,
    Naming,
    PostState,
    by_date,
    is_markdown,
    page_at,
)
from foreword.sites.dates import as_moment, named_date
from foreword.sites.folders import children, files_below, is_file, is_folder, safe_parts, subfolders
from foreword.sites.literals import block_after, string_after, strings_in, switch_after, without_comments
from foreword.sites.programs import read_script, recognise_script
from foreword.sites.walking import Group, Parts

_NAMES = (*(f"eleventy.config.{ending}" for ending in ("js", "mjs", "cjs", "ts")), ".eleventy.js")
USUAL_POST_FOLDERS = frozenset(
    {"posts", "_posts", "post", "blog", "articles", "writing", "notes", "journal", "news"}
)
_DATED = re.compile(r"(?:\A|[/_-])(\d{4}-\d\d-\d\d)(?=\D|\Z)")
_HOLDS_FUTURE = re.compile(r"[<>]=?\s*(?:new Date\(\)|now\b|Date\.now\(\)|today\b)", re.IGNORECASE)
_SWITCHES = ("html", "breaks", "linkify", "typographer", "xhtmlOut")


def recognise(folder: Path) -> Evidence | None:
    """Eleventy by its configuration file, or by a package file that names it."""
    return recognise_script(folder, _NAMES, "Eleventy", "@11ty/eleventy")


def configuration(folder: Path) -> Configuration:
    """The literals of the configuration script, under the names that Eleventy's documentation uses."""
    found_script = read_script(folder, _NAMES)
    if found_script is None:
        return Configuration()
    file, script, problem = found_script
    folders = block_after(script, r"\bdir\s*:")
    values: dict[str, object] = {
        name: found
        for name in ("input", "output", "includes", "layouts", "data")
        if (found := string_after(folders, name))
    }
    if "input" not in values and (found := string_after(script, "setInputDirectory")):
        values["input"] = found
    if prefix := string_after(script, "pathPrefix"):
        values["pathPrefix"] = prefix
    copies = re.finditer(r"addPassthroughCopy\s*\(([^()]*)\)", script)
    values["passthrough"] = [text for match in copies for text in strings_in(match[1])[:1]]
    markdown = block_after(script, r"(?:markdownIt|markdownit|MarkdownIt|require\([\"']markdown-it[\"']\))")
    values["markdown"] = {
        name: said for name in _SWITCHES if (said := switch_after(markdown, name)) is not None
    }
    values["plugins"] = sorted(
        {name for name in strings_in(script) if re.fullmatch(r"@?[\w/-]*markdown-it-[\w-]+", name)}
    )
    values["indentedCode"] = re.search(r"\.enable\(\s*[\"']code[\"']", script) is not None
    values["mentionsDrafts"] = re.search(r"\bdrafts?\b", script) is not None
    values["holdsFuture"] = _HOLDS_FUTURE.search(script) is not None
    return Configuration(values, (file,), (problem,) if problem else ())


class Eleventy(Defaults):
    """An Eleventy site."""

    def title(self) -> str | None:
        """The title or name in the data folder's ``site`` or ``metadata`` file."""
        for name in ("site", "metadata", "meta"):
            for ending in ("json", "js", "cjs", "mjs", "yaml", "yml"):
                file = self._data_folder / f"{name}.{ending}"
                if is_file(file):
                    script = (
                        without_comments(read_text(file)[0]) if ending.endswith("js") else read_text(file)[0]
                    )
                    found = string_after(script, "title") or string_after(script, "name")
                    if found:
                        return found
        return None

    def time_zone(self) -> tzinfo | None:
        """UTC, as its documentation says."""
        return UTC

    def post_folders(self) -> tuple[Path, ...]:
        """The folders with a usual name, else those whose data file gives tags, else the input folder."""
        base = self.root.joinpath(*self._input)
        nested = [child for folder in _folders(base) for child in (folder, *_folders(folder))]
        usual = [folder for folder in nested if folder.name in USUAL_POST_FOLDERS]
        return tuple(usual or [folder for folder in nested if self._tagged(folder)]) or (base,)

    def enters(self, parts: Parts) -> bool:
        """The input folder without includes, data, output and what is ignored."""
        shorter = min(len(parts), len(self._input))
        if parts[:shorter] != self._input[:shorter] or parts[-1].startswith("."):
            return False
        return parts not in self._never and not self._ignored(parts)

    def group(self, parts: Parts) -> Group | None:
        """A post in a folder of posts, else a page."""
        if parts[: len(self._input)] != self._input or not is_markdown(parts[-1]) or self._ignored(parts):
            return None
        inner = parts[len(self._input) :]
        if any(part in {"drafts", "_drafts"} for part in inner[:-1]):
            return "draft"
        if USUAL_POST_FOLDERS.intersection(inner[:-1]) or _DATED.match(inner[-1]):
            return "post"
        folders = (self.root.joinpath(*parts[:at]) for at in range(len(self._input) + 1, len(parts)))
        return "post" if any(self._tagged(folder) for folder in folders) else "page"

    def state(self, parts: Parts, group: Group, fields: Fields, now: datetime) -> PostState:
        """By ``permalink: false``, and by drafts and dates as far as the configuration speaks of them."""
        when = self._moment(parts, fields)
        if fields.get("permalink") is False:
            return PostState("hidden", "Will not appear: permalink is false.", when)
        if fields.get("draft") is True or fields.get("published") is False:
            key = "draft is true" if fields.get("draft") is True else "published is false"
            if self._knows_drafts:
                return PostState("draft", f"Draft: {key}.", when)
            return PostState("published", f"Ready, although {key}: Eleventy has no drafts of its own.", when)
        if group == "draft":
            return PostState("draft", "Draft: it lies in a folder of drafts.", when)
        if group == "page":
            return page_at(self.permalink(parts, fields), when)
        if self.config.get("holdsFuture"):
            return by_date(when, True, now)
        return PostState("published", READY, when)

    def permalink(self, parts: Parts, fields: Fields) -> str | None:
        """A literal ``permalink``, or the place in the input folder without its date."""
        own = fields.get("permalink")
        if isinstance(own, str):
            return None if "{{" in own or "{%" in own else f"/{own.lstrip('/').removesuffix('index.html')}"
        inner = parts[len(self._input) :]
        if own is not None or any(self._sets_permalink(parts[:at]) for at in range(1, len(parts))):
            return None
        stem = re.sub(r"\A\d{4}-\d\d-\d\d-", "", inner[-1].rpartition(".")[0])
        segments = [*inner[:-1], *([] if stem == "index" or (inner[:-1] and stem == inner[-2]) else [stem])]
        return "/" + "".join(f"{segment}/" for segment in segments)

    def dialect(self) -> tuple[str, dict[str, object]]:
        """markdown-it as the configuration sets it, with the names of its plugins."""
        said = self.config.get("markdown")
        options: dict[str, object] = dict(said) if isinstance(said, dict) else {}
        if self.config.get("plugins"):
            options["plugins"] = self.config["plugins"]
        if self.config.get("indentedCode"):
            options["code"] = True
        return "commonmark", {**options, "generator": "eleventy"}

    def static_roots(self) -> tuple[Path, ...]:
        """What the configuration copies as it is, then the usual folders, the input folder and the root."""
        copied = self.config.get("passthrough")
        named = [str(name) for name in copied] if isinstance(copied, list) else []
        base = self.root.joinpath(*self._input)
        whole = [self.root / name.strip("./") for name in named if "*" not in name]
        folders = [
            folder for folder in (*whole, self.root / "public", self.root / "static") if is_folder(folder)
        ]
        return tuple(dict.fromkeys((*folders, base, self.root)))

    def base_url(self) -> str:
        """``pathPrefix``."""
        prefix = str(self.config.get("pathPrefix") or "").strip("/")
        return f"/{prefix}" if prefix else ""

    def naming(self) -> Naming:
        """``slug.md`` in the folder of posts."""
        return Naming(folder=self.post_folders()[0])

    def layouts(self) -> tuple[str, ...]:
        """The templates of the layouts and includes folders."""
        given = [str(self.config[name]) for name in ("layouts", "includes") if name in self.config] or [
            "_includes"
        ]
        names: list[str] = []
        for name in given:
            folder = self.root.joinpath(*self._input, *safe_parts(name))
            files = sorted(
                file
                for file in files_below(folder)
                if file.suffix in {".njk", ".liquid", ".html", ".webc", ".hbs"}
            )
            names.extend(file.relative_to(folder).as_posix() for file in files)
        return tuple(dict.fromkeys(names))

    @cached_property
    def _input(self) -> Parts:
        return safe_parts(text_of(self.config, "input"))

    @cached_property
    def _data_folder(self) -> Path:
        return self.root.joinpath(*self._input, *(safe_parts(text_of(self.config, "data")) or ("_data",)))

    @cached_property
    def _never(self) -> frozenset[Parts]:
        output = PurePosixPath(str(self.config.get("output") or "_site")).parts
        inner = [
            str(self.config.get(name) or default)
            for name, default in (("includes", "_includes"), ("data", "_data"))
        ]
        inner += [str(self.config["layouts"])] if "layouts" in self.config else []
        return frozenset({output, *((*self._input, *PurePosixPath(name).parts) for name in inner)})

    @cached_property
    def _ignore_patterns(self) -> tuple[str, ...]:
        """Plain lines of .gitignore and .eleventyignore."""
        lines = [line for name in (".gitignore", ".eleventyignore") for line in _lines(self.root / name)]
        return tuple(
            line.strip().strip("/").removeprefix("./")
            for line in lines
            if "*" not in line and "!" not in line
        )

    def _ignored(self, parts: Parts) -> bool:
        path = "/".join(parts)
        return any(
            path == line or ("/" not in line and line in parts) for line in self._ignore_patterns if line
        )

    @cached_property
    def _knows_drafts(self) -> bool:
        """Whether the configuration, or a data file in its usual place, speaks of drafts."""
        if self.config.get("mentionsDrafts"):
            return True
        base = self.root.joinpath(*self._input)
        folders = {base, *self.post_folders()}
        files = [file for folder in folders for file in children(folder) if ".11tydata." in file.name]
        files += [file for file in children(self._data_folder) if file.stem == "eleventyComputed"]
        return any(re.search(r"\bdrafts?\b", without_comments(read_text(file)[0])) for file in files)

    @cached_property
    def _tagged_folders(self) -> dict[Path, bool]:
        return {}

    def _tagged(self, folder: Path) -> bool:
        """Whether a folder's own data file gives its files tags, which makes them a collection."""
        if folder not in self._tagged_folders:
            self._tagged_folders[folder] = any("tags" in text for text in self._data_of(folder))
        return self._tagged_folders[folder]

    def _sets_permalink(self, parts: Parts) -> bool:
        return any("permalink" in text for text in self._data_of(self.root.joinpath(*parts)))

    @cached_property
    def _data_texts(self) -> dict[Path, list[str]]:
        return {}

    def _data_of(self, folder: Path) -> list[str]:
        if folder not in self._data_texts:
            names = (
                f"{folder.name}.{ending}"
                for ending in ("json", "11tydata.js", "11tydata.json", "11tydata.cjs", "11tydata.mjs")
            )
            files = [folder / name for name in names]
            self._data_texts[folder] = [read_text(file)[0] for file in files if is_file(file)]
        return self._data_texts[folder]

    def _moment(self, parts: Parts, fields: Fields) -> datetime | None:
        """The date of the front matter, else the first date in the path; days are midnight UTC."""
        found = named_date(fields.get("date"))
        if found is None:
            match = _DATED.search("/".join(parts))
            found = named_date(match[1]) if match else None
        if isinstance(found, datetime):
            return as_moment(found, UTC)
        return datetime.combine(found, time(), UTC) if isinstance(found, date) else None


def _folders(folder: Path) -> list[Path]:
    skipped = {"node_modules", "_includes", "_data", "_site"}
    return [child for child in subfolders(folder) if child.name not in skipped]


def _lines(file: Path) -> list[str]:
    if not is_file(file):
        return []
    return [line for line in read_text(file)[0].splitlines() if line.strip() and not line.startswith("#")]
