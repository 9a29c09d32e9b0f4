"""Typing a mark, quote or bracket over a selection sets it around the selection instead of replacing it."""

from __future__ import annotations

from foreword.text import Edit
from foreword.writing.selection import Outcome, Selection, Text

_PAIRS = {
    "*": "*",
    "_": "_",
    "`": "`",
    "~": "~",
    '"': '"',
    "'": "'",
    "(": ")",
    "[": "]",
    "{": "}",
    "“": "”",
    "‘": "’",
    "«": "»",
    "„": "“",
    "「": "」",
}


def wrapped(text: Text, selection: Selection, typed: str) -> Outcome | None:
    """The selection between ``typed`` and its partner, still selected.

    None where typing should replace it, as a quote mark that is typed over another mark does.
    """
    partner = _PAIRS.get(typed)
    inside = text.slice(selection.start, selection.end)
    if partner is None or not any(letter.isalnum() for letter in inside):
        return None
    edit = Edit(selection.start, selection.end, typed + inside + partner)
    return Outcome(edit, Selection(selection.anchor + 1, selection.position + 1))
