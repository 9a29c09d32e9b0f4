"""What every generator's module answers, and the values it answers with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from enum import IntEnum
from pathlib import Path
from typing import Literal, Protocol

from foreword.sites.configuration import Configuration, text_of
from foreword.sites.dates import as_moment, named_date, say_moment, zone_named
from foreword.sites.walking import Group, Parts

Status = Literal["published", "draft", "scheduled", "hidden", "expired", "page"]
Fields = Mapping[str, object]

READY = "Ready: goes live with the next build."
MARKDOWN = (".md", ".markdown", ".mkd", ".mkdn", ".mdown", ".mkdown")


class Strength(IntEnum):
    """How sure a sign of a generator is."""

    FOLDERS = 1
    SHARED_NAME = 2
    OWN_FILE = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """Signs that a folder is the root of a generator's site. ``reasons`` are sentences for the "This blog" page."""

    strength: Strength
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostState:
    """Whether a post will appear, when, and why not.

    ``reason`` is one sentence for the status bar; it speaks of the files, never of the live site. ``when`` is the
    post's own moment, aware (a day is its midnight). ``zone_known`` is False when that moment depends on the zone of
    the computer that builds the site.
    """

    status: Status
    reason: str
    when: datetime | None = None
    zone_known: bool = True


@dataclass(frozen=True, slots=True)
class Naming:
    """How a generator names a new post. ``folder`` is where, unless the newest posts lie elsewhere.

    ``pattern`` has the words ``{year} {month} {day} {slug}``; ``ascii_slugs`` when the generator itself makes plain
    ASCII of a title; ``draft_folder`` when drafts have their own; ``draft_field`` marks a draft in the front matter;
    ``needs_date`` when a file without a date in its name would not be a post.
    """

    folder: Path
    pattern: str = "{slug}"
    extension: str = ".md"
    ascii_slugs: bool = False
    draft_folder: Path | None = None
    draft_pattern: str | None = None
    draft_field: tuple[str, object] | None = ("draft", True)
    needs_date: bool = False


class Conventions(Protocol):
    """One site as its generator sees it. Paths are given as ``parts``, the path's parts below the root."""

    root: Path
    config: Mapping[str, object]

    def title(self) -> str | None:
        """The blog's own name."""
        ...

    def time_zone(self) -> tzinfo | None:
        """The zone in which the generator takes dates that name none; None for the zone of the computer that builds."""
        ...

    def home_zone(self) -> tzinfo | None:
        """The zone that the configuration names, None where it names none."""
        ...

    def post_folders(self) -> tuple[Path, ...]:
        """The folders that posts lie in, the first one for new posts."""
        ...

    def enters(self, parts: Parts) -> bool:
        """Whether posts or pages can lie in this folder."""
        ...

    def group(self, parts: Parts) -> Group | None:
        """What the file is by its place alone."""
        ...

    def state(self, parts: Parts, group: Group, fields: Fields, now: datetime) -> PostState:
        """Whether and when the post appears."""
        ...

    def dialect(self) -> tuple[str, dict[str, object]]:
        """The dialect's name and the options that the configuration gives it."""
        ...

    def static_roots(self) -> tuple[Path, ...]:
        """Where ``/picture.png`` is looked for, in order."""
        ...

    def base_url(self) -> str:
        """The path under which the site lives, "" or "/blog"."""
        ...

    def naming(self) -> Naming:
        """How a new post is named where the blog has no habit yet."""
        ...

    def permalink(self, parts: Parts, fields: Fields, /) -> str | None:
        """The post's address from the site's root, None where it cannot be known from here."""
        ...

    def layouts(self) -> tuple[str, ...]:
        """The layout names that a post may use."""
        ...


class Defaults:
    """The answers that most generators share; each module overrides what differs."""

    def __init__(self, root: Path, configuration: Configuration) -> None:
        self.root = root
        self.config = configuration.values
        self.configuration = configuration

    def title(self) -> str | None:
        """The ``title`` of the configuration."""
        return text_of(self.config, "title")

    def time_zone(self) -> tzinfo | None:
        """Not known."""
        return None

    def home_zone(self) -> tzinfo | None:
        """``timezone``, in the spelling of whichever generator."""
        name = text_of(self.config, "timezone") or text_of(self.config, "TIMEZONE")
        return zone_named(name) if name else None

    def enters(self, parts: Parts) -> bool:
        """Everything but hidden folders."""
        return not parts[-1].startswith(".")

    def static_roots(self) -> tuple[Path, ...]:
        """The root itself."""
        return (self.root,)

    def base_url(self) -> str:
        """None."""
        return ""

    def permalink(self, _parts: Parts, _fields: Fields) -> str | None:
        """Not known."""
        return None

    def layouts(self) -> tuple[str, ...]:
        """None."""
        return ()


def is_markdown(name: str) -> bool:
    """Whether the file name has one of Markdown's usual endings."""
    return name.lower().endswith(MARKDOWN)


def truthy(value: object) -> bool:
    """Whether a value means yes: ``true``, or a string that says so."""
    return value is True or (isinstance(value, str) and value.strip().lower() in {"true", "yes", "on", "1"})


def moment_of(value: object, zone: tzinfo | None, now: datetime) -> tuple[datetime | None, bool]:
    """The aware moment of a date field and whether its zone is certain; (None, True) when it names no moment.

    Without ``zone`` a date that has no offset of its own is taken in the zone of ``now``, and is uncertain.
    """
    found = named_date(value)
    if found is None:
        return None, True
    certain = zone is not None or (isinstance(found, datetime) and found.tzinfo is not None)
    return as_moment(found, zone or now.tzinfo or UTC), certain


def by_date(when: datetime | None, certain: bool, now: datetime) -> PostState:
    """The state of a post that only its date can hold back."""
    if when is not None and when > now:
        return scheduled(when, certain, now)
    return PostState("published", READY, when, certain)


def page_at(address: str | None, when: datetime | None = None, certain: bool = True) -> PostState:
    """The state of a page that will be built, at an address that may not be known."""
    return PostState("page", f"Page at {address}" if address else READY, when, certain)


def scheduled(when: datetime, certain: bool, now: datetime) -> PostState:
    """The state of a post whose date lies ahead."""
    sentence = f"Appears with the first build after {say_moment(when, now)} (your time)."
    return PostState("scheduled", sentence, when, certain)


def first_field(fields: Fields, *keys: str) -> object:
    """The first of the fields that is there and not empty, by names in small letters."""
    for key in keys:
        value = fields.get(key)
        if value is not None and value != "":
            return value
    return None


def lowered(fields: Fields) -> dict[str, object]:
    """The fields by their names in small letters."""
    return {str(key).lower(): value for key, value in fields.items()}
