"""A Jekyll folder as a `SiteContext`, read from its files alone: enough to render single posts without an index."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

import yaml

from foreword.errors import FileProblem, OutsideRoot
from foreword.files import read_file, resolve_inside
from foreword.rendering.site_context import PostPlace
from foreword.rendering.templates.documents import Document
from foreword.rendering.templates.jekyll_defaults import defaults_for, laid_over, scopes_of
from foreword.rendering.templates.jekyll_urls import (
    FILE_NAME,
    POST_NAME,
    Address,
    categories_of,
    document_address,
    names_post,
    page_address,
    tags_of,
)
from foreword.rendering.templates.jekyll_variables import SiteVariables
from foreword.rendering.templates.jekyll_yaml import (
    data_key,
    has_head,
    post_time,
    read_data,
    read_yaml,
    split_head,
)
from foreword.rendering.templates.ruby import Time, to_s

_DEFAULTS: Mapping[str, object] = {
    "baseurl": None,
    "permalink": "date",
    "markdown": "kramdown",
    "highlighter": "rouge",
    "collections_dir": "",
    "timezone": None,
    "safe": False,
    "future": False,
    "excerpt_separator": "\n\n",
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
_SKIPPED = frozenset({"node_modules", "vendor"})
_BIGGEST_FILE = 5_000_000
_DEEPEST = 60  # levels of folders
_STAND_IN = "https://example.org"


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
            found = read_yaml(self.text("_config.yml"))
        except (FileProblem, yaml.YAMLError, ValueError):
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
    def time(self) -> Time:
        """When the site is built, to a template."""
        return Time.of(datetime.now(UTC).replace(microsecond=0), self.zone)

    @cached_property
    def data(self) -> Mapping[str, object]:
        """`_data`: YAML, JSON, CSV and TSV by folder and file name. A file that cannot be read is left out."""
        found: dict[str, object] = {}
        for path in self.files("_data"):
            inner = found
            for folder in path.parts[1:-1]:
                deeper = inner.setdefault(data_key(folder), {})
                inner = deeper if isinstance(deeper, dict) else {}
            try:
                inner[data_key(path.stem)] = read_data(path.suffix, self.text(str(path)))
            except (FileProblem, ValueError, yaml.YAMLError, RecursionError):
                continue
        return found

    @cached_property
    def collections(self) -> Mapping[str, Mapping[str, object]]:
        """The configured collections but for the posts, with what the configuration says of each."""
        found = self.config.get("collections")
        if isinstance(found, list):
            found = dict.fromkeys(map(to_s, found))
        entries = found.items() if isinstance(found, dict) else ()
        return {
            to_s(label): entry if isinstance(entry, dict) else {}
            for label, entry in entries
            if label != "posts"
        }

    @cached_property
    def posts(self) -> Sequence[PostPlace]:
        """The posts in `_posts` folders, newest first."""
        paths = [path for path in self.files("") if "_posts" in path.parts[:-1]]
        places = [self.place(str(path)) for path in paths if POST_NAME.match(str(path))]
        return sorted(places, key=lambda place: (place.date, place.path), reverse=True)

    @cached_property
    def variables(self) -> Mapping[str, object]:
        """What templates call `site`."""
        return SiteVariables(self)

    def include(self, name: str) -> str:
        """The text of a file in `_includes`. Raises FileProblem."""
        folder = to_s(self.config.get("includes_dir")) or "_includes"
        return self.text(name, resolve_inside(self._root, folder))

    def read_relative(self, post_path: str, name: str) -> str:
        """The text of a file in a post's folder or below. Raises FileProblem."""
        return self.text(name, resolve_inside(self._root, self.real_path(post_path)).parent)

    def address_of(self, path: str) -> str | None:
        """The address of a post, page or file by its path."""
        wanted = path.removeprefix("/")
        try:
            wanted = self.real_path(wanted)
            if not _is_showable(resolve_inside(self._root, wanted), biggest=None):
                return None
            collection = self.collection_of(wanted)
            if collection is not None and not self.collections[collection].get("output"):
                return None
        except (OutsideRoot, ValueError):
            return None
        return self.place(wanted).url

    def post_paths(self) -> Iterator[str]:
        """The paths of the posts."""
        return (place.path for place in self.posts)

    def post_address(self, name: str) -> str | None:
        """The address of the post whose file is so named, its folders before it; else of one with that date and slug."""
        name = name.strip().removeprefix("/")
        for path in self.post_paths():
            if names_post(name, self.document_path(path)):
                return self.place(path).url
        dated = re.fullmatch(r"(\d+-\d+-\d+)-(.*)", name)
        day = post_time(dated[1], self.zone) if dated else None
        if dated is None or day is None:
            return None
        same = (place for place in self.posts if place.date and place.date.date() == day.date())
        return next((place.url for place in same if to_s(place.fields.get("slug")) == dated[2]), None)

    def page(self, path: str, fields: Mapping[str, object], body: str) -> Mapping[str, object]:
        """What templates call `page` for the file with this path, these fields and this body."""
        values = laid_over(self.defaults_of(path), fields)
        values["path"] = self.document_path(path)
        values.setdefault("name", PurePosixPath(path).name)
        values.setdefault("content", body)
        label = self.label_of(path)
        if label is not None:
            return self._document(path, label, fields, values)
        values["url"] = self.url_of(path, fields, values)
        values.setdefault("dir", to_s(values["url"]).rpartition("/")[0] + "/")
        return values

    def _document(
        self, path: str, label: str, fields: Mapping[str, object], values: dict[str, object]
    ) -> Document:
        name = PurePosixPath(path)
        dated = FILE_NAME.match(name.name)
        slug = (dated["slug"] if dated else name.stem).rstrip(".")
        values["date"] = self.moment_of(path, values)
        for key, value in (
            ("slug", slug),
            ("title", " ".join(word.capitalize() for word in slug.split("-"))),
            ("draft", "_drafts" in name.parts),
            ("ext", name.suffix),
            ("collection", label),
            ("relative_path", values["path"]),
        ):
            if values.get(key) is None:
                values[key] = value
        values["tags"], values["categories"] = (
            tags_of(values),
            categories_of(PurePosixPath(self.document_path(path)).parts, values),
        )
        url = self.url_of(path, fields, values)
        above = url.rstrip("/").rpartition("/")[0]
        return Document({**values, "url": url, "id": f"{above}/{to_s(values['slug'])}"})

    def label_of(self, path: str) -> str | None:
        """The collection that a file is a document of: "posts" for a post or a draft; None for a page."""
        return self.collection_of(path) or ("posts" if POST_NAME.match(path) else None)

    def document_path(self, path: str) -> str:
        """The path that Jekyll itself gives to a file: without the folder that ``collections_dir`` names."""
        return (
            path.removeprefix(self._collections_dir) if path.startswith(f"{self._collections_dir}_") else path
        )

    def real_path(self, path: str) -> str:
        """The path in the folder of a file with the path that Jekyll gives to it."""
        within = self._collections_dir + path
        return within if path.startswith("_") and (self._root / within).is_file() else path

    def folder_of(self, label: str) -> str:
        """The folder of a collection, as a path in the site."""
        return f"{self._collections_dir}_{label}"

    @property
    def _collections_dir(self) -> str:
        named = to_s(self.config.get("collections_dir")).strip("/")
        return f"{named}/" if named else ""

    def moment_of(self, path: str, values: Mapping[str, object]) -> Time:
        """The date of a document: its own, that of its file's name, or the time of the build."""
        dated = FILE_NAME.match(PurePosixPath(path).name)
        when = post_time(values.get("date"), self.zone) or (
            post_time(dated["date"], self.zone) if dated else None
        )
        return Time.of(when, self.zone) if when else self.time

    def url_of(self, path: str, fields: Mapping[str, object], values: Mapping[str, object]) -> str:
        """The address of a file; ``values`` are its fields laid over the site's defaults."""
        del fields
        parts, own = PurePosixPath(path).parts or ("index.md",), to_s(values.get("permalink")) or None
        style = to_s(self.config.get("permalink")) or "date"
        label, when = values.get("collection"), values.get("date")
        if not isinstance(label, str):
            return page_address(parts, own, style)
        about = Address(label, parts, values, when if isinstance(when, datetime) else None)
        return document_address(
            about, own or to_s(self.collections.get(label, {}).get("permalink")) or None, style
        )

    def collection_of(self, path: str) -> str | None:
        """The configured collection that a file belongs to by its folder."""
        path = self.document_path(path)
        label = path.split("/", 1)[0].removeprefix("_") if path.startswith("_") and "/" in path else ""
        return label if label in self.collections else None

    def place(self, path: str) -> PostPlace:
        """Where a file of the folder will be published; one without front matter is copied as it is."""
        try:
            text = self.text(path)
        except (FileProblem, ValueError):
            text = ""
        if not has_head(text) and not POST_NAME.match(path):
            return PostPlace(
                path,
                f"/{self.document_path(path).removeprefix('_') if self.collection_of(path) else path}",
                "",
            )
        fields, body = split_head(text)
        page = self.page(path, fields, body)
        when = page.get("date")
        known = when if isinstance(when, datetime) else None
        return PostPlace(path, to_s(page["url"]), to_s(page.get("title")), known, page)

    def files(self, folder: str) -> Iterator[PurePosixPath]:
        """The files below a folder that Jekyll would look at, sorted, as paths in the site."""
        for parent, folders, names in os.walk(self._root / folder):
            folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED)
            if not folder:
                folders[:] = [name for name in folders if not name.startswith("_") or name == "_posts"]
            above = PurePosixPath(Path(parent).relative_to(self._root).as_posix())
            if len(above.parts) >= _DEEPEST:
                folders.clear()
            folders[:] = [name for name in folders if str(above / name) not in self._excluded]
            for name in sorted(names):
                if not name.startswith(".") and str(above / name) not in self._excluded:
                    yield above / name

    @cached_property
    def _excluded(self) -> frozenset[str]:
        found = self.config.get("exclude")
        return frozenset(to_s(name).strip("/") for name in found) if isinstance(found, list) else frozenset()

    def text(self, name: str, base: Path | None = None) -> str:
        """The text of a file, which must lie in ``base`` (or the folder) by its real path. Raises FileProblem."""
        if name.startswith(("/", "~")) or "\0" in name:
            raise OutsideRoot(f"“{name}” is not a path within the site.")
        path = resolve_inside(base or self._root, name)
        resolve_inside(self._root, path)
        if not _is_showable(path):
            raise FileProblem(f"“{name}” is not a file of the site that can be shown.")
        return read_file(path).decode("utf-8", "replace").removeprefix("\ufeff")

    def defaults_of(self, path: str) -> Mapping[str, object]:
        """What the configuration's defaults give to a file."""
        kind = self.label_of(path) or "pages"
        return defaults_for(self.document_path(path), kind, scopes_of(self.config.get("defaults")))


def _is_showable(path: Path, biggest: int | None = _BIGGEST_FILE) -> bool:
    try:
        return path.is_file() and (biggest is None or path.stat().st_size <= biggest)
    except OSError:
        return False


class UnknownSite(FolderContext):
    """For a post of which only the path is known: no files, and addresses by Jekyll's default permalinks.

    The site's own address is one of those that are kept free for examples (RFC 2606), so that links built from
    `site.url` look like links.
    """

    def __init__(self, extra: Mapping[str, object] | None = None) -> None:
        super().__init__(Path(os.devnull), {"url": _STAND_IN, **(extra or {})})

    def text(self, name: str, base: Path | None = None) -> str:
        """Nothing can be read. Raises FileProblem."""
        del base
        raise FileProblem(f"“{name}” cannot be shown: the site's folder is not known.")

    def files(self, folder: str) -> Iterator[PurePosixPath]:
        """None."""
        del folder
        return iter(())

    def include(self, name: str) -> str:
        """Nothing can be included. Raises FileProblem."""
        return self.text(name)

    def read_relative(self, post_path: str, name: str) -> str:
        """Nothing can be included. Raises FileProblem."""
        del post_path
        return self.text(name)

    def address_of(self, path: str) -> str | None:
        """The address that a post with this path has by default; None for anything else."""
        return self.place(path.removeprefix("/")).url if POST_NAME.match(path) else None

    def post_address(self, name: str) -> str | None:
        """The address that a post with this name has by default."""
        return self.address_of(f"{name.strip().removeprefix('/')}.md")
