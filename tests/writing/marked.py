"""Texts with their selection written into them: ``‸`` is the cursor, ``«`` and ``»`` the ends of a selection."""

from __future__ import annotations

from foreword.text import Rope
from foreword.writing import DEFAULT_HABITS, Habits, Outcome, Selection
from foreword.writing.commands import COMMANDS


def read(marked: str) -> tuple[Rope, Selection]:
    """The text without the marks, and the selection."""
    if "‸" in marked:
        at = marked.index("‸")
        return Rope(marked.replace("‸", "")), Selection.at(at)
    start, end = marked.index("«"), marked.index("»") - 1
    return Rope(marked.replace("«", "").replace("»", "")), Selection(start, end)


def written(text: Rope, selection: Selection) -> str:
    """The text with the selection's marks."""
    whole = str(text)
    start, end = selection.start, selection.end
    if start == end:
        return f"{whole[:start]}‸{whole[start:]}"
    return f"{whole[:start]}«{whole[start:end]}»{whole[end:]}"


def after(text: Rope, outcome: Outcome | None) -> str:
    """The text after an outcome, with the selection's marks; ``-`` where there was nothing to do."""
    if outcome is None:
        return "-"
    return written(text.apply(outcome.edit) if outcome.edit else text, outcome.selection)


def ran(command: str, marked: str, habits: Habits = DEFAULT_HABITS) -> str:
    """What a command makes of a marked text."""
    text, selection = read(marked)
    return after(text, COMMANDS[command](text, selection, habits))
