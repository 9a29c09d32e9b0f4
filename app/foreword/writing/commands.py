"""The editor's commands by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import MappingProxyType

from foreword.writing.code import code_block, code_span
from foreword.writing.emphasis import bold, italic, struck
from foreword.writing.headings import heading
from foreword.writing.links import link
from foreword.writing.lists import bullet_list, numbered_list, task_list
from foreword.writing.moving import line_down, line_up
from foreword.writing.nesting import indent, outdent
from foreword.writing.quotes import quote
from foreword.writing.selection import Habits, Outcome, Selection, Text

Command = Callable[[Text, Selection, Habits], Outcome | None]
"""None where the command has nothing to do."""


def _plain(function: Callable[[Text, Selection], Outcome | None]) -> Command:
    """A command that knows no habits."""
    return lambda text, selection, _habits: function(text, selection)


COMMANDS: MappingProxyType[str, Command] = MappingProxyType(
    {
        "bold": _plain(bold),
        "italic": italic,
        "strikethrough": _plain(struck),
        "code": _plain(code_span),
        "code-block": _plain(code_block),
        "link": _plain(link),
        **{f"heading-{level}": _plain(partial(heading, level)) for level in range(1, 7)},
        "bullet-list": bullet_list,
        "numbered-list": _plain(numbered_list),
        "task-list": task_list,
        "quote": _plain(quote),
        "indent": indent,
        "outdent": outdent,
        "line-up": _plain(line_up),
        "line-down": _plain(line_down),
    }
)
