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
from foreword.rendering.templates.ruby import Time
from foreword.sites.folders import changed_at, is_file
from foreword.sites.jekyll import Jekyll
from foreword.sites.site import Site
from foreword.sites.walking import Group, walk
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
        rules = site.conventions
        assert isinstance(rules, Jekyll)
        self._rules = rules

    @cached_property
    def posts(self) -> Sequence[PostPlace]:
        """The posts that the next build publishes, newest first."""
        places = [self._place_of(path) for path in self._all_posts() if self._appears(path)]
        return sorted(places, key=lambda place: (place.date or _OLDEST, place.path), reverse=True)

    def address_of(self, path: str) -> str | None:
        """The address of a post, page or file by its path; None for what does not exist or will not appear."""
        found = self.real_path(path.removeprefix("/"))
        try:
            file = resolve_inside(self._source, found)
        except (ForewordError, ValueError):
            return None
        if not is_file(file):
            return None
        here = self._source / found
        parts = self._site.parts(here)
        if parts is None or self._rules.role(parts) is None:
            return super().address_of(path)
        return self._site.permalink(here, _fields(here)) if self._appears(here) else None

    def page(self, path: str, fields: Mapping[str, object], body: str) -> Mapping[str, object]:
        """What templates call `page`; ``path`` may count from the site's root or from Jekyll's source folder."""
        beside = self._source.relative_to(self._site.root).as_posix()
        return super().page(path.removeprefix(f"{beside}/") if beside != "." else path, fields, body)

    def label_of(self, path: str) -> str | None:
        """As Jekyll's own rules have it: drafts are of the collection "posts" too."""
        return self.collection_of(path) or (None if self._role(path) == "page" else "posts")

    def collection_of(self, path: str) -> str | None:
        """The configured collection that a file belongs to by its folder."""
        return self._rules.collection_of(PurePosixPath(path).parts)

    def defaults_of(self, path: str) -> Mapping[str, object]:
        """What the configuration's defaults give to a file."""
        parts = PurePosixPath(path).parts
        return self._rules.with_defaults(parts, self._role(path), {})

    def moment_of(self, path: str, values: Mapping[str, object]) -> Time:
        """The date of a document, as Jekyll finds it."""
        when, _, _ = self._rules.moment(PurePosixPath(path).name, values, self._now)
        if when is None and self._role(path) == "draft":
            when = changed_at(self._source / path)
        return super().moment_of(path, values) if when is None else Time.of(when, self.zone)

    def document_path(self, path: str) -> str:
        """The path that Jekyll itself gives to a file."""
        return "/".join(self._rules.document_parts(PurePosixPath(path).parts))

    def url_of(self, path: str, fields: Mapping[str, object], values: Mapping[str, object]) -> str:
        """The address that the site gives to the file."""
        return self._site.permalink(self._source / path, fields) or super().url_of(path, fields, values)

    def _role(self, path: str) -> Group:
        parts = self._site.parts(self._source / path)
        return (self._rules.role(parts) if parts else None) or "page"

    def post_paths(self) -> Iterator[str]:
        """The paths of the posts that the next build publishes."""
        return (
            path.relative_to(self._source).as_posix() for path in self._all_posts() if self._appears(path)
        )

    def _all_posts(self) -> Iterator[Path]:
        """Posts of every ending, and drafts where the site shows them."""
        kinds = {"post", "draft"} if self._rules.config.get("show_drafts") else {"post"}
        for path, _, group in walk(self._site.root, self._rules.enters, self._rules.role):
            if group in kinds and self.collection_of(path.relative_to(self._source).as_posix()) is None:
                yield path

    def _place_of(self, path: Path) -> PostPlace:
        relative = path.relative_to(self._source).as_posix()
        head, body = _head_and_body(path)
        page = self.page(relative, head, body)
        when = page.get("date")
        moment = when if isinstance(when, datetime) else None
        return PostPlace(relative, str(page["url"]), str(page.get("title") or ""), moment, page)

    def _appears(self, path: Path) -> bool:
        """Whether templates can name it: a collection's documents are there before their date, but not written."""
        parts = self._site.parts(path)
        group = self._rules.role(parts) if parts else None
        if parts is None or group is None:
            return False
        status = self._rules.state(parts, group, _fields(path), self._now).status
        return status in ("published", "page") or (status == "scheduled" and group == "page")


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
