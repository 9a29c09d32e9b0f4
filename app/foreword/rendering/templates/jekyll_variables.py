"""What Jekyll's templates call `site`: the configuration and, when asked for, everything that the folder holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cmp_to_key
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from foreword.rendering.templates.jekyll_urls import output_ending
from foreword.rendering.templates.jekyll_yaml import words
from foreword.rendering.templates.ruby import order, to_s

if TYPE_CHECKING:
    from foreword.rendering.templates.jekyll_folder import FolderContext


_HTML = frozenset({".html", ".htm", ".xhtml"})


class SiteVariables(Mapping[str, object]):
    """A mapping that makes its values when they are first asked for."""

    def __init__(self, site: FolderContext) -> None:
        self._site = site
        self._made: dict[str, object] = {}
        self._makers: Mapping[str, Callable[[], object]] = {
            "posts": self._posts,
            "documents": self._documents,
            "related_posts": lambda: self._posts()[:10],
            "data": lambda: site.data,
            "time": lambda: site.time,
            "pages": self._pages,
            "html_pages": self._html_pages,
            "static_files": self._static_files,
            "collections": self._collections,
            "tags": lambda: self._by("tags"),
            "categories": lambda: self._by("categories"),
        }

    def __getitem__(self, key: str) -> object:
        if key in self._made:
            return self._made[key]
        if key in self._makers:
            self._made[key] = self._makers[key]()
        elif key in self._site.collections:
            self._made[key] = self._in_collection(key)
        else:
            return self._site.config[key]
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._site.config)

    def __len__(self) -> int:
        return len(self._site.config)

    def _in_collection(self, label: str) -> list[object]:
        site = self._site
        places = [site.place(str(path)) for path in site.files(site.folder_of(label))]
        found = sorted(
            (place for place in places if place.fields.get("published", bool(place.fields))),
            key=lambda place: (place.date or site.time, place.path),
        )
        settings = site.collections[label]
        wished, by = settings.get("order"), to_s(settings.get("sort_by"))
        if isinstance(wished, list):
            place_of = {f"_{label}/{to_s(name)}": at for at, name in enumerate(wished)}
            found.sort(key=lambda place: place_of.get(to_s(place.fields.get("path")), len(place_of)))
        elif by:
            found.sort(key=cmp_to_key(lambda one, other: _compared(one.fields.get(by), other.fields.get(by))))
        return [place.fields for place in found]

    def _documents(self) -> list[object]:
        return [
            *self._posts(),
            *(item for label in self._site.collections for item in self._in_collection(label)),
        ]

    def _collections(self) -> list[object]:
        labels = sorted({"posts", *self._site.collections})
        return [
            {
                **self._site.collections.get(label, {"output": True}),
                "label": label,
                "docs": self._posts()[::-1] if label == "posts" else self[label],
                "files": [],
                "relative_directory": f"_{label}",
                "directory": str(self._site.root / self._site.folder_of(label)),
            }
            for label in labels
        ]

    def _static_files(self) -> list[object]:
        folders = ["", *(self._site.folder_of(label) for label in self._site.collections)]
        found: list[object] = []
        for folder in folders:
            for path in self._site.files(folder):
                if "_posts" in path.parts or path.name == "_config.yml":
                    continue
                if not self._site.place(str(path)).fields:
                    found.append(_static_file(path, folder))
        return found

    def _posts(self) -> list[object]:
        return [post.fields for post in self._site.posts]

    def _by(self, field: str) -> dict[str, object]:
        found: dict[str, list[object]] = {}
        for post in reversed(self._site.posts):
            for name in words(post.fields.get(field)):
                found.setdefault(name, []).insert(0, post.fields)
        return dict(found)

    def _pages(self) -> list[object]:
        pages = [
            self._site.place(str(path)).fields for path in self._site.files("") if "_posts" not in path.parts
        ]
        return [fields for fields in pages if fields]

    def _html_pages(self) -> list[object]:
        paths = [path for path in self._site.files("") if "_posts" not in path.parts]
        places = [self._site.place(str(path)) for path in paths if output_ending(str(path)) in _HTML]
        return [place.fields for place in places if place.fields]


def _compared(one: object, other: object) -> int:
    """Which of two values comes first; nothing comes last, and what cannot be compared is equal."""
    if one is None or other is None:
        return (one is None) - (other is None)
    try:
        return order(one, other)
    except TypeError:
        return 0


def _static_file(path: PurePosixPath, folder: str) -> dict[str, object]:
    shown = str(path) if folder else f"/{path}"
    return {"path": shown, "name": path.name, "basename": path.stem, "extname": path.suffix}
