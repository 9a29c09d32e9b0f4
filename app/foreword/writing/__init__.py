"""What the editor's commands do: pure functions of a text and a selection."""

from foreword.writing.commands import COMMANDS, Command
from foreword.writing.links import pasted_link
from foreword.writing.new_line import new_line
from foreword.writing.selection import DEFAULT_HABITS, Habits, Outcome, Selection, Text
from foreword.writing.tables import next_cell, previous_cell
from foreword.writing.wrapping import wrapped

__all__ = [
    "COMMANDS",
    "DEFAULT_HABITS",
    "Command",
    "Habits",
    "Outcome",
    "Selection",
    "Text",
    "new_line",
    "next_cell",
    "pasted_link",
    "previous_cell",
    "wrapped",
]
