"""What templates may know of a site that is not Jekyll's: its configuration and the addresses of its posts."""

from __future__ import annotations

from collections.abc import Mapping

from foreword.errors import ForewordError
from foreword.files import read_file, resolve_inside
from foreword.front_matter import read_head
from foreword.rendering.templates.jekyll_folder import UnknownSite
from foreword.sites.site import Site
from foreword.text import decode


class GeneralSiteContext(UnknownSite):
    """A `SiteContext` for the sites of all generators whose templates Foreword does not run."""

    def __init__(self, site: Site) -> None:
        super().__init__(site.config)
        self._site = site

    @property
    def config(self) -> Mapping[str, object]:
        """The site's own configuration, without Jekyll's defaults."""
        config = self._site.config
        return {**config, "baseURL": config["baseurl"]} if "baseurl" in config else config

    def address_of(self, path: str) -> str | None:
        """The address of a post by its path in the site; None for what does not exist there."""
        try:
            resolve_inside(self._site.root, path.removeprefix("/"))
            here = self._site.root / path.removeprefix("/")
            if not here.is_file():
                return None
            text, _ = decode(read_file(here))
        except (ForewordError, ValueError, OSError):
            return None
        return self._site.permalink(here, read_head(text).fields)

    def post_address(self, name: str) -> str | None:
        """The same by a name without ending."""
        return self.address_of(f"{name}.md")

    def page(self, path: str, fields: Mapping[str, object], body: str) -> Mapping[str, object]:
        """The post's fields, and under "path" its path in the site."""
        del body
        return {**fields, "path": path}
