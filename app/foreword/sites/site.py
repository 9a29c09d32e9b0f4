"""A blog's folder as the rest of Foreword sees it, whichever generator builds it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from foreword.errors import Problem
from foreword.files import open_ordinary
from foreword.front_matter import DatePattern, Head, KeyStyle, Schema, WritingProfile
from foreword.front_matter.profile import FormatName
from foreword.sites.conventions import Conventions, Fields, PostState, Status
from foreword.sites.dates import in_zone, local_zone
from foreword.sites.heads import new_post_head
from foreword.sites.naming import Sibling, new_post_path
from foreword.sites.walking import Group, Parts, walk

_YAML_TIME = "%Y-%m-%d %H:%M:%S"
"""A YAML timestamp without a zone, which is UTC to Jekyll whatever its configuration says."""
# How each generator's own documentation and templates write a date.
_DATE_PATTERNS = {
    "jekyll": "%Y-%m-%d %H:%M:%S %z",
    "hugo": "%Y-%m-%dT%H:%M:%S%:z",
    "pelican": "%Y-%m-%d %H:%M",
    "hexo": _YAML_TIME,
    "zola": "%Y-%m-%d",
    "eleventy": "%Y-%m-%d",
}


_TEXT_MARKER = ("status", "draft")
"""What makes a draft where every value is a text: Pelican's header lines and Nikola's."""


@dataclass(frozen=True, slots=True)
class Found:
    """A post, draft or page of a site; ``parts`` is its path below the root."""

    path: Path
    parts: Parts
    group: Group


@dataclass(frozen=True, slots=True)
class Site:
    """One blog as it was when it was opened; after its configuration or templates changed, open it again.

    ``generator`` is "jekyll" "hugo" "pelican" "eleventy" "astro" "hexo" "zola" "nikola" or "plain".

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
    def zone(self) -> tzinfo | None:
        """The time zone that the configuration names, None where it names none."""
        return self.conventions.home_zone()

    @property
    def base_url(self) -> str:
        """The path under which the site is published: "" or "/blog"."""
        return self.conventions.base_url()

    def find_posts(self) -> Iterator[Path]:
        """Posts, drafts and pages, in the order of their paths. Unreadable folders are passed over."""
        return (found.path for found in self.survey())

    def survey(self) -> Iterator[Found]:
        """The same with what each file is."""
        for path, parts, group in walk(self.root, self.conventions.enters, self.conventions.group):
            if group != "page" or self._is_really_one(path):
                yield Found(path, parts, group)

    def state_of(self, found: Found, fields: Fields, now: datetime) -> PostState:
        """As `state`, for a file that `survey` found."""
        return self.conventions.state(found.parts, found.group, fields, now)

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

    def state_of_broken(self, found: Found, problem: Problem) -> PostState:
        """The state of a post whose front matter cannot be read: Jekyll builds it bare, the others stop or skip it."""
        status: Status = "published" if self.generator == "jekyll" and found.group == "post" else "hidden"
        return PostState(status, str(problem))

    def static_roots(self) -> tuple[Path, ...]:
        """The folders in which ``/picture.png`` is looked for, in order; none lies outside the site."""
        inside = os.path.normpath(self.root)
        roots = ((root, os.path.normpath(root)) for root in self.conventions.static_roots())
        return tuple(
            root for root, real in roots if real == inside or real.startswith(inside.rstrip(os.sep) + os.sep)
        )

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

    def writing_profile(self, schema: Schema | None) -> WritingProfile:
        """What a new key, date or list looks like in this blog; without a schema, or posts, as its generator likes it."""
        if schema is None or not schema.posts:
            pattern = _DATE_PATTERNS.get(self.generator)
            keys = {"date": KeyStyle(quoting="plain", date_pattern=pattern)} if pattern else {}
            return WritingProfile(
                self._usual_format(), self.generator, keys=keys, zone=self._zone(keys.get("date"))
            )
        style = next((schema.by_key[key].style for key in ("date", "Date") if key in schema.by_key), None)
        return schema.profile(self.generator, self._zone(style))

    def _zone(self, style: KeyStyle | None) -> tzinfo | None:
        """The zone for writing dates: the configured one; for dates that show none, the one they are read in."""
        if style is None or style.date_pattern is None or DatePattern(style.date_pattern).has_zone:
            return self.conventions.home_zone()
        if (
            self.generator == "jekyll"
            and style.date_pattern == _YAML_TIME
            and style.quoting in (None, "plain")
        ):
            return UTC
        return self.conventions.time_zone()

    def new_post_path(
        self, title: str, when: datetime, *, draft: bool, newest: Sequence[Sibling] = ()
    ) -> Path:
        """A path that does not exist yet, by the generator's naming and the habits of the newest posts."""
        day = in_zone(when, self.conventions.home_zone() or local_zone(when)).date()
        return new_post_path(self.root, self.conventions.naming(), title, day, draft=draft, newest=newest)

    def new_post_text(
        self,
        title: str,
        when: datetime,
        *,
        draft: bool,
        heads: Sequence[Head] = (),
        schema: Schema | None = None,
    ) -> str:
        """The text of a new post: front matter as ``heads``, those of the newest posts, have it, and a blank line.

        Raises FrontMatterRefused when the title cannot be written in the blog's format.
        """
        naming = self.conventions.naming()
        apart = draft and naming.draft_folder is not None
        profile = self.writing_profile(schema)
        marker = _TEXT_MARKER if profile.format in ("pelican", "nikola") else naming.draft_field
        head = new_post_head(
            title,
            None if apart else when,
            marker if draft and not apart else None,
            heads,
            schema or Schema(),
            profile,
            texts_required=self.generator == "astro",
        )
        return head if head.endswith("\n\n") else head + "\n"

    def parts(self, path: Path) -> Parts | None:
        """The parts of a path below the root, None outside it."""
        try:
            return path.relative_to(self.root).parts
        except ValueError:
            return None

    def _usual_format(self) -> FormatName:
        """The format of a head in a blog that has no posts yet."""
        formats: dict[str, FormatName] = {"pelican": "pelican", "nikola": "nikola", "zola": "toml"}
        if self.generator == "hugo" and any(file.suffix == ".toml" for file in self.config_files):
            return "toml"
        return formats.get(self.generator, "yaml")

    def _is_really_one(self, path: Path) -> bool:
        """A Jekyll page is a page only with front matter; the other generators take every file."""
        if self.generator != "jekyll":
            return True
        try:
            with os.fdopen(open_ordinary(path), "rb") as stream:
                return stream.read(7).removeprefix(b"\xef\xbb\xbf").startswith(b"---")
        except OSError:
            return True
