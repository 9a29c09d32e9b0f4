"""The open blog: its site, its posts, and the habits learned from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from foreword.desktop.tasks import TaskRunner
from foreword.errors import ForewordError
from foreword.front_matter import Schema, WritingProfile
from foreword.library import PostSummary, learn_schema, scan
from foreword.sites import Site, open_site


@dataclass(frozen=True, slots=True)
class Listing:
    """What a look through the folder found."""

    posts: Sequence[PostSummary]
    schema: Schema


class Blog(QObject):
    """Opens a folder and lists its posts without holding up the window."""

    opened = Signal()
    listed = Signal()
    failed = Signal(str)

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._site: Site | None = None
        self._listing: Listing | None = None
        self._profile: WritingProfile | None = None

    @property
    def tasks(self) -> TaskRunner:
        """What runs work beside the window."""
        return self._tasks

    @property
    def site(self) -> Site | None:
        """The site of the open folder."""
        return self._site

    @property
    def posts(self) -> Sequence[PostSummary]:
        """The posts found so far."""
        return self._listing.posts if self._listing else ()

    @property
    def schema(self) -> Schema | None:
        """What the blog's posts have in their front matter; None until they have been read."""
        return self._listing.schema if self._listing else None

    @property
    def profile(self) -> WritingProfile | None:
        """What a new key, date or list looks like in this blog."""
        return self._profile

    def open(self, folder: Path) -> None:
        """Opens the blog that the folder (or post) belongs to."""
        self._site = open_site(folder)
        self._listing = None
        self._profile = self._site.writing_profile(None)
        self.opened.emit()
        self.refresh()

    def refresh(self) -> None:
        """Looks through the folder again."""
        site = self._site
        if site is not None:
            self._tasks.run(lambda: _look_through(site), lambda found: self._take(site, found), self._fail)

    def _take(self, site: Site, listing: Listing) -> None:
        if site is self._site:
            self._listing = listing
            self._profile = site.writing_profile(listing.schema)
            self.listed.emit()

    def _fail(self, error: ForewordError) -> None:
        self.failed.emit(str(error))


def _look_through(site: Site) -> Listing:
    posts = scan(site)
    return Listing(posts, learn_schema(site, posts))
