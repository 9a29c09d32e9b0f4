"""A Jekyll folder as a `SiteContext`, read from its files alone: enough to render single posts without an index."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

import yaml

from foreword.errors import FileProblem, OutsideRoot
from foreword.files import read_file, resolve_inside
from foreword.rendering.site_context import PostPlace
from foreword.rendering.templates.filters.words import slug
from foreword.rendering.templates.ruby import Time, to_s

_HEAD = re.compile(r"\A(---\s*\n.*?\n?)^((---|\.\.\.)\s*$\n?)", re.DOTALL | re.MULTILINE)
_POST_NAME = re.compile(r"(?:.*/)?(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)\.([^./]+)\Z")
_DEFAULTS: Mapping[str, object] = {
    "baseurl": None,
    "permalink": "date",
    "markdown": "kramdown",
    "highlighter": "rouge",
    "collections_dir": "",
    "timezone": None,
    "safe": False,
    "future": False,
    "kramdown": {
        "auto_ids": True,
        "toc_levels": [1, 2, 3, 4, 5, 6],
        "entity_output": "as_char",
        "smart_quotes": "lsquo,rsquo,ldquo,rdquo",
        "input": "GFM",
        "hard_wrap": False,
        "guess_lang": True,
        "footnote_nr": 1,
        "show_warnings": False,
    },
}
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_MARKDOWN = frozenset({"md", "markdown", "mkd", "mkdn", "mkdown"})
_SKIPPED = frozenset({"node_modules", "vendor"})
_BIGGEST_FILE = 5_000_000


class FolderContext:
    """The Jekyll site in a folder. ``extra`` overrides values of its `_config.yml`, as a command line does."""

    def __init__(self, root: Path, extra: Mapping[str, object] | None = None) -> None:
        self._root = root
        self._extra = dict(extra or {})

    @property
    def root(self) -> Path:
        """The folder."""
        return self._root

    @cached_property
    def config(self) -> Mapping[str, object]:
        """Jekyll's defaults, the folder's `_config.yml` and what was given over it."""
        try:
            found = _yaml(self._text("_config.yml"))
        except FileProblem:
            found = None
        return {**_DEFAULTS, **(found if isinstance(found, dict) else {}), **self._extra}

    @cached_property
    def zone(self) -> tzinfo:
        """The configured time zone, else UTC."""
        name = self.config.get("timezone")
        try:
            return ZoneInfo(str(name)) if name else UTC
        except (ValueError, OSError, LookupError):
            return UTC

    @cached_property
    def data(self) -> Mapping[str, object]:
        """`_data`: YAML, JSON, CSV and TSV by folder and file name."""
        found: dict[str, object] = {}
        for path in self._files("_data"):
            inner = found
            for folder in path.parts[1:-1]:
                deeper = inner.setdefault(slug_key(folder), {})
                inner = deeper if isinstance(deeper, dict) else {}
            try:
                inner[slug_key(path.stem)] = _data(path.suffix, self._text(str(path)))
            except (FileProblem, ValueError, yaml.YAMLError, csv.Error):
                continue
        return found

    @cached_property
    def posts(self) -> Sequence[PostPlace]:
        """The posts in `_posts` folders, newest first."""
        paths = [path for path in self._files("") if "_posts" in path.parts[:-1]]
        places = [self._place(str(path)) for path in paths if _POST_NAME.match(str(path))]
        return sorted(places, key=lambda place: (place.date, place.path), reverse=True)

    @cached_property
    def variables(self) -> Mapping[str, object]:
        """What templates call `site`."""
        return _SiteVariables(self)

    def include(self, name: str) -> str:
        """The text of a file in `_includes`. Raises FileProblem."""
        folder = to_s(self.config.get("includes_dir")) or "_includes"
        return self._text(name, resolve_inside(self._root, folder))

    def read_relative(self, post_path: str, name: str) -> str:
        """The text of a file beside a post, its front matter left out. Raises FileProblem."""
        folder = resolve_inside(self._root, post_path).parent
        resolve_inside(folder, name)
        return self._text(str((folder / name).relative_to(Path(os.path.realpath(self._root)))))

    def address_of(self, path: str) -> str | None:
        """The address of a post, page or file by its path."""
        wanted = path.removeprefix("/")
        try:
            if not resolve_inside(self._root, wanted).is_file():
                return None
        except (OutsideRoot, ValueError):
            return None
        return self._place(wanted).url

    def post_address(self, name: str) -> str | None:
        """The address of the post whose file is so named."""
        wanted = PurePosixPath(name.strip().removeprefix("/"))
        for place in self.posts:
            found = PurePosixPath(place.path)
            if found.stem == wanted.name and str(found.parent).replace("_posts", "").strip("/").endswith(
                "" if str(wanted.parent) == "." else str(wanted.parent)
            ):
                return place.url
        return None

    def page(self, path: str, fields: Mapping[str, object], body: str) -> Mapping[str, object]:
        """What templates call `page` for the post with this path, these fields and this body."""
        values: dict[str, object] = {**self._defaults(path), **fields}
        name = _POST_NAME.match(path)
        if name:
            values["date"] = Time.of(
                _moment(values.get("date")) or _moment(name[1]) or datetime(1970, 1, 1, tzinfo=UTC), self.zone
            )
            values.setdefault("slug", name[2])
            values.setdefault("title", slug_title(name[2]))
            values["tags"] = _list(values.get("tags"), values.get("tag"))
            values["categories"] = _categories(path, values)
            values.setdefault("draft", False)
            values.setdefault("ext", f".{name[3]}")
            values.setdefault("collection", "posts")
        values["path"] = path
        values["url"] = self._url(path, values)
        values.setdefault("name", PurePosixPath(path).name)
        if name:
            values["id"] = re.sub(r"\.html\Z|/\Z", "", str(values["url"]))
            values.setdefault("relative_path", path)
        else:
            values.setdefault("dir", re.sub(r"[^/]*\Z", "", str(values["url"])))
        values.setdefault("content", body)
        return values

    def page_of(self, path: str) -> Mapping[str, object]:
        """What templates call `page` for a file of the folder. Raises FileProblem."""
        fields, body = split_head(self._text(path))
        return self.page(path, fields, body)

    def _place(self, path: str) -> PostPlace:
        try:
            text = self._text(path)
        except (FileProblem, ValueError):
            text = ""
        fields, body = split_head(text)
        if not _HEAD.match(text) and not _POST_NAME.match(path):
            return PostPlace(path, f"/{path}", "")
        page = self.page(path, fields, body)
        when = page.get("date")
        return PostPlace(
            path,
            to_s(page["url"]),
            to_s(page.get("title")),
            when if isinstance(when, datetime) else None,
            page,
        )

    def _url(self, path: str, values: Mapping[str, object]) -> str:
        own = values.get("permalink")
        post = _POST_NAME.match(path)
        pattern = to_s(own) if own else to_s(self.config.get("permalink")) or "date"
        pattern = _STYLES.get(pattern, pattern)
        pure = PurePosixPath(path)
        ending = ".html" if pure.suffix.removeprefix(".") in _MARKDOWN else pure.suffix
        if not post:
            folder = "" if str(pure.parent) == "." else f"/{pure.parent}"
            if own:
                return re.sub("/+", "/", f"/{own}")
            if pure.stem == "index" and ending == ".html":
                return f"{folder}/"
            tidy = ending == ".html" and pattern.endswith("/")
            return f"{folder}/{pure.stem}{'/' if tidy else ending}"
        when = values["date"]
        assert isinstance(when, datetime)
        words = {
            "categories": "/".join(
                slug(part, "none").replace(" ", "%20") for part in _list(values.get("categories"), None)
            ),
            "title": _url_slug(to_s(values.get("slug")) or post[2]),
            "slug": slug(to_s(values.get("slug")) or post[2]),
            "year": f"{when.year:04d}",
            "month": f"{when.month:02d}",
            "i_month": str(when.month),
            "day": f"{when.day:02d}",
            "i_day": str(when.day),
            "short_year": f"{when.year % 100:02d}",
            "y_day": f"{when.timetuple().tm_yday:03d}",
            "hour": f"{when.hour:02d}",
            "minute": f"{when.minute:02d}",
            "second": f"{when.second:02d}",
            "output_ext": ending,
            "short_month": when.strftime("%b"),
            "long_month": when.strftime("%B"),
            "week": f"{when.isocalendar().week:02d}",
            "short_day": when.strftime("%a"),
            "long_day": when.strftime("%A"),
        }
        filled = re.sub(r":([a-z_]+)", lambda match: words.get(match[1], match.group()), pattern)
        return re.sub("/+", "/", f"/{filled}")

    def _defaults(self, path: str) -> dict[str, object]:
        kind = (
            "posts"
            if "_posts" in PurePosixPath(path).parts
            else "drafts"
            if path.startswith("_drafts/")
            else "pages"
        )
        found: list[tuple[int, Mapping[str, object]]] = []
        entries = self.config.get("defaults")
        for entry in entries if isinstance(entries, list) else []:
            scope, values = (
                (entry.get("scope"), entry.get("values")) if isinstance(entry, dict) else (None, None)
            )
            if not isinstance(scope, dict) or not isinstance(values, dict):
                continue
            under, wanted = to_s(scope.get("path")).strip("/"), scope.get("type")
            if wanted not in (None, kind, kind.removesuffix("s")):
                continue
            if not under or path == under or path.startswith(f"{under}/") or PurePosixPath(path).match(under):
                found.append((len(under) * 2 + (wanted is not None), values))
        merged: dict[str, object] = {}
        for _, values in sorted(found, key=lambda item: item[0]):
            merged |= values
        return merged

    def _files(self, folder: str) -> Iterator[PurePosixPath]:
        top = self._root / folder
        for parent, folders, names in os.walk(top):
            folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED)
            if not folder:
                folders[:] = [name for name in folders if not name.startswith("_") or name == "_posts"]
            for name in sorted(names):
                relative = (Path(parent) / name).relative_to(self._root)
                if not name.startswith("."):
                    yield PurePosixPath(relative.as_posix())

    def _text(self, name: str, base: Path | None = None) -> str:
        if name.startswith(("/", "~")) or "\0" in name:
            raise OutsideRoot(f"“{name}” is not a path within the site.")
        path = resolve_inside(base or self._root, name)
        resolve_inside(self._root, path)
        if not path.is_file() or path.stat().st_size > _BIGGEST_FILE:
            raise FileProblem(f"“{name}” is not a file of the site that can be shown.")
        return read_file(path).decode("utf-8", "replace").removeprefix("\ufeff")


class _SiteVariables(Mapping[str, object]):
    """The site's configuration and, when asked for, its posts, pages, tags and data."""

    def __init__(self, site: FolderContext) -> None:
        self._site = site
        self._made: dict[str, object] = {}

    def __getitem__(self, key: str) -> object:
        if key in self._made:
            return self._made[key]
        makers: Mapping[str, Callable[[], object]] = {
            "posts": lambda: [post.fields for post in self._site.posts],
            "data": lambda: self._site.data,
            "time": lambda: Time.of(datetime.now(UTC), self._site.zone),
            "pages": self._pages,
            "html_pages": self._pages,
            "static_files": list,
            "documents": lambda: [post.fields for post in self._site.posts],
            "related_posts": lambda: [post.fields for post in self._site.posts[:10]],
            "tags": lambda: self._by("tags"),
            "categories": lambda: self._by("categories"),
        }
        if key in makers:
            self._made[key] = makers[key]()
            return self._made[key]
        return self._site.config[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._site.config)

    def __len__(self) -> int:
        return len(self._site.config)

    def _by(self, field: str) -> dict[str, object]:
        found: dict[str, list[object]] = {}
        for post in self._site.posts:
            for name in _list(post.fields.get(field), None):
                found.setdefault(name, []).append(post.fields)
        return dict(found)

    def _pages(self) -> list[object]:
        pages: list[object] = []
        for path in self._site._files(""):
            if path.suffix.removeprefix(".") in _MARKDOWN | {"html", "htm"} and "_posts" not in path.parts:
                fields = self._site._place(str(path)).fields
                if fields:
                    pages.append(fields)
        return pages


def split_head(text: str) -> tuple[dict[str, object], str]:
    """A post's YAML fields and its body as Jekyll separates them; no fields where they cannot be read."""
    found = _HEAD.match(text)
    if found is None:
        return {}, text
    try:
        fields = _yaml(found[1])
    except (yaml.YAMLError, ValueError):
        fields = {}
    return (fields if isinstance(fields, dict) else {}), text[found.end() :]


def slug_key(name: str) -> str:
    """A data file's name as templates call it."""
    return re.sub(r"[^\w\s-]+|(?<=^|\b\s)\s+(?=$|\s?\b)", "", name).strip().replace(" ", "_")


def slug_title(name: str) -> str:
    """The title of a post that has none: its slug in words."""
    return " ".join(word.capitalize() for word in name.split("-"))


def _url_slug(text: str) -> str:
    return re.sub(r"[^\w.~!$&'()+,;=@-]+|_(?=_)", "-", text) if text else text


def _yaml(text: str) -> object:
    return yaml.load(text, Loader=yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader)


def _data(ending: str, text: str) -> object:
    if ending in (".yml", ".yaml"):
        return _yaml(text)
    if ending == ".json":
        return json.loads(text)
    if ending in (".csv", ".tsv"):
        return list(
            csv.DictReader(io.StringIO(text, newline=""), delimiter="\t" if ending == ".tsv" else ",")
        )
    raise ValueError(ending)


def _moment(value: object) -> datetime | None:
    from foreword.rendering.templates.strftime import parse_time  # noqa: PLC0415

    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return parse_time(value, UTC) if isinstance(value, str) else None


def _list(plural: object, singular: object) -> list[str]:
    found = plural if plural is not None else [singular] if singular else None
    if isinstance(found, str):
        return found.split()
    if isinstance(found, list):
        return [to_s(item) for item in found if item is not None]
    return []


def _categories(path: str, values: Mapping[str, object]) -> list[str]:
    parts = PurePosixPath(path).parts
    folders = list(parts[: parts.index("_posts")]) if "_posts" in parts else []
    own = _list(values.get("categories"), None) or _list(None, values.get("category"))
    return list(dict.fromkeys([*folders, *own]))
