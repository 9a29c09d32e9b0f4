"""What rendering asks of the site that a post belongs to. `sites` and `library` implement it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PostPlace:
    """Another post of the site as templates see it. ``path`` is relative to the site's root, with slashes."""

    path: str
    url: str
    title: str
    date: datetime | None = None
    fields: Mapping[str, object] = field(default_factory=dict)


class SiteContext(Protocol):
    """A site for the time of one rendering. Everything that reads files does so when first asked."""

    @property
    def root(self) -> Path:
        """The folder of the site."""
        ...

    @property
    def config(self) -> Mapping[str, object]:
        """The site's configuration as plain values."""
        ...

    @property
    def data(self) -> Mapping[str, object]:
        """The site's data files (Jekyll's `_data`) as nested mappings."""
        ...

    @property
    def zone(self) -> tzinfo:
        """The zone whose clocks the site's dates show."""
        ...

    @property
    def variables(self) -> Mapping[str, object]:
        """What templates call `site`: configuration, data, posts, pages, tags ..."""
        ...

    @property
    def posts(self) -> Sequence[PostPlace]:
        """The site's posts, newest first."""
        ...

    def include(self, name: str) -> str:
        """The text of a file of the site's includes. Raises FileProblem, also for one outside of them."""
        ...

    def read_relative(self, post_path: str, name: str) -> str:
        """The text of a file beside a post. Raises FileProblem, also for one outside the site."""
        ...

    def address_of(self, path: str) -> str | None:
        """The address (without the site's own prefix) of a post, page or file by its path in the site."""
        ...

    def post_address(self, name: str) -> str | None:
        """The address of a post by its file name without ending, folders allowed before it."""
        ...

    def page(self, path: str, fields: Mapping[str, object], body: str) -> Mapping[str, object]:
        """What templates call `page` for a post: its fields, the site's defaults, url, path, date ..."""
        ...
