"""A blog's folder as the rest of Foreword sees it, whichever generator builds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from foreword.errors import Problem
from foreword.sites.conventions import Conventions, Fields, Group, PostState
from foreword.sites.walking import Parts, walk


@dataclass(frozen=True, slots=True)
class Site:
    """One blog. ``generator`` is "jekyll" "hugo" "pelican" "eleventy" "astro" "hexo" "zola" "nikola" or "plain".

    ``reasons`` say why it was recognised as that; ``problems`` what of its configuration could not be read.
    """

    generator: str
    label: str
    root: Path
    conventions: Conventions
    reasons: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    config_files: tuple[Path, ...] = ()
    dialect_name: str = field(init=False)
    dialect_options: Mapping[str, object] = field(init=False)

    def __post_init__(self) -> None:
        name, options = self.conventions.dialect()
        object.__setattr__(self, "dialect_name", name)
        object.__setattr__(self, "dialect_options", options)

    @property
    def name(self) -> str:
        """The blog's title, or the folder's name."""
        return self.conventions.title() or self.root.name or str(self.root)

    @property
    def config(self) -> Mapping[str, object]:
        """What its configuration says, as plain values."""
        return self.conventions.config

    @property
    def post_folders(self) -> tuple[Path, ...]:
        """Where posts lie; they need not exist."""
        return self.conventions.post_folders()

    @property
    def base_url(self) -> str:
        """The path under which the site is published: "" or "/blog"."""
        return self.conventions.base_url()

    def find_posts(self) -> Iterator[Path]:
        """Posts, drafts and pages, in the order of their paths. Unreadable folders are passed over."""
        conventions = self.conventions
        for path in walk(self.root, conventions.enters, lambda parts: conventions.group(parts) is not None):
            if self._is_really_one(path):
                yield path

    def group(self, path: Path) -> Group | None:
        """What the file is by its place; None for what is neither post, draft nor page."""
        parts = self.parts(path)
        if parts is None or any(not self.conventions.enters(parts[:at]) for at in range(1, len(parts))):
            return None
        return self.conventions.group(parts)

    def state(self, path: Path, fields: Fields, now: datetime) -> PostState:
        """Whether and when the post will appear, by its generator's rules. ``now`` must be aware.

        The zone of ``now`` is the writer's. A file that the generator does not read is hidden.
        """
        group, parts = self.group(path), self.parts(path)
        if group is None or parts is None:
            return PostState("hidden", f"Will not appear: {self.label} does not read this file.")
        return self.conventions.state(parts, group, fields, now)

    def static_roots(self) -> tuple[Path, ...]:
        """The folders in which ``/picture.png`` is looked for, in order."""
        return self.conventions.static_roots()

    def picture_roots(self, post_path: Path) -> tuple[Path, ...]:
        """The folders in which a post's pictures are looked for: its own first, then the static roots."""
        return tuple(dict.fromkeys((post_path.parent, *self.static_roots())))

    def permalink(self, path: Path, fields: Fields) -> str | None:
        """The post's address below the site's base, as the generator makes it; None where that is not known."""
        parts = self.parts(path)
        return None if parts is None else self.conventions.permalink(parts, fields)

    def layouts(self) -> tuple[str, ...]:
        """Names for ``layout``, from the site's own templates."""
        return self.conventions.layouts()

    def parts(self, path: Path) -> Parts | None:
        """The parts of a path below the root, None outside it."""
        try:
            return path.relative_to(self.root).parts
        except ValueError:
            return None

    def _is_really_one(self, path: Path) -> bool:
        """A Jekyll page is a page only with front matter; the other generators take every file."""
        if self.generator != "jekyll" or self.conventions.group(self.parts(path) or ()) != "page":
            return True
        try:
            with path.open("rb") as stream:
                return stream.read(7).removeprefix(b"\xef\xbb\xbf").startswith(b"---")
        except OSError:
            return True
