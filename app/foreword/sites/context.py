"""A site as templates see it: with the addresses and the choice of posts that its generator makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from pathlib import Path, PurePosixPath

from foreword.errors import FileProblem, ForewordError
from foreword.files import read_file, resolve_inside
from foreword.front_matter import read_head
from foreword.rendering.site_context import PostPlace, SiteContext
from foreword.rendering.templates.jekyll_folder import FolderContext
from foreword.sites.site import Site
from foreword.text import decode

_OLDEST = datetime.min.replace(tzinfo=UTC)


class JekyllContext(FolderContext):
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
        if not file.is_file():
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


class GeneralSiteContext:
    """A `SiteContext` for the other generators: their configuration, their addresses, files beside a post."""

    def __init__(self, site: Site, now: datetime) -> None:
        self._site = site
        self._now = now

    @property
    def root(self) -> Path:
        """The folder of the site."""
        return self._site.root

    @cached_property
    def config(self) -> Mapping[str, object]:
        """The configuration; Hugo's ``baseURL`` in the spelling that its documentation has."""
        values = self._site.config
        return {**values, "baseURL": values["baseurl"]} if "baseurl" in values else values

    @property
    def data(self) -> Mapping[str, object]:
        """None: data files of these generators are programs or belong to templates of the site."""
        return {}

    @property
    def zone(self) -> tzinfo:
        """The configured zone, else UTC."""
        return self._site.zone or UTC

    @property
    def variables(self) -> Mapping[str, object]:
        """The configuration."""
        return self.config

    @cached_property
    def posts(self) -> Sequence[PostPlace]:
        """The posts that the next build publishes, newest first."""
        places = []
        for found in self._site.survey():
            fields = _fields(found.path)
            state = self._site.state_of(found, fields, self._now)
            if found.group == "post" and state.status == "published":
                address = self._site.permalink(found.path, fields) or ""
                path, title = "/".join(found.parts), str(fields.get("title") or "")
                places.append(PostPlace(path, address, title, state.when, fields))
        return sorted(places, key=lambda place: (place.date or _OLDEST, place.path), reverse=True)

    def include(self, name: str) -> str:
        """Nothing: includes are templates. Raises FileProblem."""
        raise FileProblem(f"“{name}” cannot be shown: {self._site.label}'s templates are not run here.")

    def read_relative(self, post_path: str, name: str) -> str:
        """The text of a file beside a post. Raises FileProblem, also for one outside the site."""
        file = resolve_inside(self.root, resolve_inside(self.root, post_path).parent / name)
        return decode(read_file(file))[0]

    def address_of(self, path: str) -> str | None:
        """The address of a post or page by its path; None for what does not exist or has no address known here."""
        try:
            resolve_inside(self.root, path.removeprefix("/"))
        except (ForewordError, ValueError):
            return None
        here = self.root / path.removeprefix("/")
        if not here.is_file() or self._site.group(here) is None:
            return None
        return self._site.permalink(here, _fields(here))

    def post_address(self, name: str) -> str | None:
        """The address of the first post whose file is so named."""
        wanted = PurePosixPath(name).name
        found = (path for path in self._site.find_posts() if path.stem == wanted)
        return next((self._site.permalink(path, _fields(path)) for path in found), None)

    def page(self, path: str, fields: Mapping[str, object], body: str) -> Mapping[str, object]:
        """What templates call the post: its fields, path, address and body."""
        address = self._site.permalink(self.root / path, fields)
        return {**fields, "path": path, "url": address, "content": body}


def site_context(site: Site, now: datetime) -> SiteContext:
    """What templates of the site's posts may ask. ``now`` decides which other posts are there already."""
    return JekyllContext(site, now) if site.generator == "jekyll" else GeneralSiteContext(site, now)


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
