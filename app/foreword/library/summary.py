"""What a list shows of a post, and how it is searched."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from foreword.errors import Problem
from foreword.sites import Group, Status

# Accents of the alphabets; the marks of other scripts (Japanese voicing, Indic vowels) make other words.
_ACCENTS = re.compile("[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class PostSummary:
    """One post as a list shows it.

    ``title`` is never empty: a post without one is called by its first words, else by its file name. ``date`` is as
    the post has it, in its own zone. ``reason`` says in one sentence whether it will appear. ``problem`` is why its
    front matter, or the file, could not be read. ``words`` are the body's first ones.
    """

    path: Path
    title: str
    status: Status
    reason: str
    date: datetime | date | None = None
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    group: Group | None = "post"
    problem: Problem | None = None
    words: str = ""
    searched: str = ""

    def matches(self, query: str) -> bool:
        """Whether title, categories, tags or first words contain every word of the query, case and accents aside."""
        text = self.searched or fold("\n".join((self.title, *self.categories, *self.tags, self.words)))
        return all(word in text for word in _query_words(query))


def fold(text: str) -> str:
    """The text for comparing: small letters, without accents, wide and narrow forms alike."""
    if text.isascii():
        return text.lower()
    for _ in range(2):  # a letter's compatible form may have a capital of its own, and that another form
        text = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", text)))


@lru_cache(maxsize=16)
def _query_words(query: str) -> tuple[str, ...]:
    return tuple(fold(query).split())
