"""Heading ids: from a heading's text, and how many of the same there were."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_NATIVE_START = re.compile(r"^[^a-zA-Z]+")
_NATIVE_DROP = re.compile(r"[^a-zA-Z0-9 -]")
_PLAIN = re.compile(r"[\w\- \t]*\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Heading:
    """What the table of contents and the numbering of ids need of a heading.

    ``explicit``: its id was set by hand; ``listed``: the contents show it; ``native``: kramdown's own way of ids.
    """

    level: int
    title: str
    explicit: bool
    listed: bool
    native: bool


def _is_word(character: str) -> bool:
    """What Ruby's ``\\p{Word}`` holds: letters, marks, decimal digits and connecting punctuation."""
    return unicodedata.category(character)[0] in "LM" or unicodedata.category(character) in {"Nd", "Pc", "Nl"}


def gfm_id(text: str) -> str:
    """The id that GitHub's flavour makes of a heading's text."""
    small = text.lower()
    if not _PLAIN.match(small):
        small = "".join(c for c in small if c in "- \t" or _is_word(c))
    return small.replace(" ", "-").replace("\t", "-")


def native_id(text: str) -> str:
    """The id that kramdown itself makes of a heading's text."""
    kept = _NATIVE_DROP.sub("", _NATIVE_START.sub("", text)).replace(" ", "-").lower()
    return kept or "section"


def numbered(wished: Iterable[tuple[str, Heading]]) -> list[str]:
    """The ids in document order; one given out before in the same way gets a number."""
    counts: Counter[tuple[str, bool]] = Counter()
    given: list[str] = []
    for name, heading in wished:
        if heading.explicit:
            given.append(name)
            continue
        count = counts[name, heading.native]
        given.append(f"{name}-{count}" if count else name)
        counts[name, heading.native] = count + 1
    return given
