"""A Jekyll site as templates see it: with the addresses and the choice of posts that Jekyll itself makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path, PurePosixPath

from foreword.errors import ForewordError
from foreword.files import read_file, resolve_inside
from foreword.front_matter import read_head
from foreword.rendering.site_context import PostPlace
from foreword.rendering.templates.jekyll_folder import FolderContext
from foreword.sites.folders import is_file
from foreword.sites.site import Site
from foreword.text import decode

_OLDEST = datetime.min.replace(tzinfo=UTC)


class JekyllSiteContext(FolderContext):
    """A `SiteContext` for a site that `open_site` recognised as Jekyll.

    Files are read when first asked for; ``now`` decides which posts are there already.
    """

    def __init__(self, site: Site, now: datetime) -> None:
        source = site.static_roots()[0]
        super().__init__(source)
        self._site = site
        self._source = source
        self._now = now

    @cached_property
    def posts(self) -> Sequence[PostPlace]:
        """The posts that the next build publishes, newest first."""
        places = [self._place_of(path) for path in self._all_posts() if self._appears(path)]
        return sorted(places, key=lambda place: (place.date or _OLDEST, place.path), reverse=True)

    def address_of(self, path: str) -> str | None:
        """The address of a post, page or file by its path; None for what does not exist or will not appear."""
        try:
            file = resolve_inside(self._source, path.removeprefix("/"))
        except (ForewordError, ValueError):
            return None
        if not is_file(file):
            return None
        here = self._source / path.removeprefix("/")
        if self._site.group(here) is None:
            return super().address_of(path)
        return self._site.permalink(here, _fields(here)) if self._appears(here) else None

    def post_address(self, name: str) -> str | None:
        """The address of the post whose file is so named; folders before the name must be the post's last ones."""
        wanted = PurePosixPath(name.strip().removeprefix("/"))
        folders = tuple(part for part in wanted.parts[:-1] if part != "_posts")
        for path in self._all_posts():
            own = tuple(part for part in path.relative_to(self._source).parts[:-1] if part != "_posts")
            if path.stem == wanted.name and own[len(own) - len(folders) :] == folders and self._appears(path):
                return self._site.permalink(path, _fields(path))
        return None

    def page(self, path: str, fields: Mapping[str, object], body: str) -> Mapping[str, object]:
        """What templates call `page`; ``path`` may count from the site's root or from Jekyll's source folder."""
        beside = self._source.relative_to(self._site.root).as_posix()
        path = path.removeprefix(f"{beside}/") if beside != "." else path
        values = dict(super().page(path, fields, body))
        address = self._site.permalink(self._source / path, fields)
        if address is not None:
            values["url"] = address
            if "id" in values:
                values["id"] = address.removesuffix("/").removesuffix(".html")
        return values

    def _all_posts(self) -> Iterator[Path]:
        return (
            found.path for found in self._site.survey() if "_posts" in found.parts and found.group == "post"
        )

    def _place_of(self, path: Path) -> PostPlace:
        relative = path.relative_to(self._source).as_posix()
        head, body = _head_and_body(path)
        page = self.page(relative, head, body)
        when = page.get("date")
        moment = when if isinstance(when, datetime) else None
        return PostPlace(relative, str(page["url"]), str(page.get("title") or ""), moment, page)

    def _appears(self, path: Path) -> bool:
        group = self._site.group(path)
        return group is not None and self._site.state(path, _fields(path), self._now).status in (
            "published",
            "page",
        )


def _fields(path: Path) -> Mapping[str, object]:
    return _head_and_body(path)[0]


def _head_and_body(path: Path) -> tuple[Mapping[str, object], str]:
    """The fields and the body of a file, empty for one that cannot be read."""
    try:
        text, _ = decode(read_file(path))
    except ForewordError:
        return {}, ""
    head = read_head(text)
    return head.fields, text[head.end :]
