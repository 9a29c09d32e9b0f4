"""The boxes of task list items, ``- [ ]`` and ``- [x]``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

_TASK = re.compile(r"\[([ xX])\][ \t\n]+(?=\S)")
TOKEN = "task_box"


def task_boxes(md: MarkdownIt) -> None:
    """Lets the engine write the boxes that `show_task_boxes` puts in."""
    md.add_render_rule(TOKEN, lambda _renderer, tokens, at, *_: tokens[at].content)


def take_task_marks(tokens: Sequence[Token]) -> None:
    """Takes ``[ ]`` and ``[x]`` from the beginning of list items and notes them for `show_task_boxes`."""
    for item, paragraph, inline in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if item.type == "list_item_open" and paragraph.type == "paragraph_open":
            match = _TASK.match(inline.content)
            if match is not None:
                inline.content = inline.content[match.end() :]
                inline.meta = {**inline.meta, "task": match[1].lower()}


def show_task_boxes(tokens: Sequence[Token], boxes: Mapping[str, str]) -> None:
    """Puts the boxes of task list items before their text. ``boxes`` is the HTML for " " and for "x"."""
    for inline in tokens:
        mark = inline.meta.get("task") if inline.type == "inline" else None
        if mark is not None and inline.children is not None:
            inline.children.insert(0, Token(TOKEN, "", 0, content=boxes[mark]))
