"""The boxes of task list items, ``- [ ]`` and ``- [x]``."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

GFM_MARK = re.compile(r"\[([ xX])\][ \t\n]+(?=\S)")
TOKEN = "task_box"


def task_boxes(md: MarkdownIt) -> None:
    """Lets the engine write the boxes that `show_task_boxes` puts in."""
    md.add_render_rule(TOKEN, lambda _renderer, tokens, at, *_: tokens[at].content)


def take_task_marks(
    tokens: Sequence[Token], mark: re.Pattern[str] = GFM_MARK, within: Container[str] = ("paragraph_open",)
) -> None:
    """Takes ``[ ]`` and ``[x]`` from the beginning of list items and notes them for `show_task_boxes`.

    ``within``: the types of an item's first block that may begin with a mark.
    """
    for item, block, inline in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if item.type == "list_item_open" and block.type in within:
            match = mark.match(inline.content)
            if match is not None:
                inline.content = inline.content[match.end() :]
                inline.meta = {**inline.meta, "task": "x" if match[1] in "xX" else " "}


def show_task_boxes(tokens: Sequence[Token], boxes: Mapping[str, str]) -> None:
    """Puts the boxes of task list items before their text. ``boxes`` is the HTML for " " and for "x"."""
    for inline in tokens:
        mark = inline.meta.get("task") if inline.type == "inline" else None
        if mark is not None and inline.children is not None:
            inline.children.insert(0, Token(TOKEN, "", 0, content=boxes[mark]))
