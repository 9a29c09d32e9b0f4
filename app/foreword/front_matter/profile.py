"""What a new key, list or date looks like in this blog, handed in as a value by whoever knows the blog."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from types import MappingProxyType
from typing import Literal

FormatName = Literal["yaml", "toml", "json", "pelican", "nikola", "none"]
ListForm = Literal["flow", "block", "spaces", "commas"]
Quoting = Literal["plain", "single", "double"]


@dataclass(frozen=True, slots=True)
class ListStyle:
    """How a list is written.

    ``flow`` is ``[a, b]`` with ``padding`` inside the brackets; ``block`` is one ``- item`` a line, its dash
    ``indent`` columns to the right of its key and ``gap`` blanks before the item; ``spaces`` and ``commas`` are a
    string that the generator splits.
    """

    form: ListForm = "flow"
    indent: int = 2
    gap: int = 1
    padding: str = ""


@dataclass(frozen=True, slots=True)
class KeyStyle:
    """How the values of one key are written; None where the blog's posts do not say."""

    quoting: Quoting | None = None
    list_style: ListStyle | None = None
    date_pattern: str | None = None


@dataclass(frozen=True, slots=True)
class WritingProfile:
    """The habits of a blog and what its generator decides in doubtful cases.

    ``format`` is that of a head Foreword has to make. ``generator`` is a lower-case name ("jekyll", "hugo",
    "pelican", "nikola", "hexo", ...) or None. ``order`` lists keys as the blog's newest posts order them. ``zone`` is
    the zone in which dates without one are meant.
    """

    format: FormatName = "yaml"
    generator: str | None = None
    order: tuple[str, ...] = ()
    keys: Mapping[str, KeyStyle] = field(default_factory=lambda: MappingProxyType({}))
    quoting: Quoting | None = None
    list_style: ListStyle | None = None
    zone: tzinfo | None = None

    def key_style(self, key: str) -> KeyStyle:
        """The style of a key; an empty one where nothing is known."""
        return self.keys.get(key, _UNKNOWN)


_UNKNOWN = KeyStyle()
