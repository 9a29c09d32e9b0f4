"""What the form shows: plain values, made by the window from the open post's head and its blog's habits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from foreword.front_matter import FieldKind


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field. ``source`` is the text of its value in the file; ``refusal`` says why it is only shown.

    ``items``: the value of a list-like field as its items. ``moment``: the value of a date field as a date or
    datetime, None when it is not read as one. ``vocabulary``: what the blog's other posts use here, most frequent
    first. ``folded``: listed under "more fields".
    """

    key: str
    kind: FieldKind
    value: Any
    source: str
    items: tuple[str, ...] = ()
    moment: date | None = None
    vocabulary: tuple[str, ...] = ()
    refusal: str = ""
    folded: bool = False

    @property
    def label(self) -> str:
        """The key as a person reads it."""
        words = self.key.replace("_", " ").replace("-", " ").strip()
        return words[:1].upper() + words[1:] if words else self.key


@dataclass(frozen=True, slots=True)
class FormView:
    """The whole form: its fields in the file's order, keys that the blog's other posts have, and what is wrong."""

    fields: tuple[FieldView, ...] = ()
    suggestions: tuple[tuple[str, FieldKind], ...] = ()
    problem: str = ""
    findings: tuple[str, ...] = ()
    summary: str = ""
