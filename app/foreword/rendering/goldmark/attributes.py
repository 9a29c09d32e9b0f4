"""Attributes behind a heading, ``## Title {#id .class key="value"}``, and task list items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it.token import Token

_BLOCK = re.compile(r"(?P<before>.*?)[ \t]*(?:#+)?[ \t]*(?<!\\)\{(?P<inner>[^{}\n]*)\}[ \t]*\Z", re.DOTALL)
_PART = re.compile(
    r"[\s,]*(?:#(?P<id>[^\s{}#.=,]+)|\.(?P<class>[^\s{}#=,.]+)"
    r"|(?P<key>[A-Za-z_:][\w:.-]*)=(?:\"(?P<quoted>(?:[^\"\\]|\\.)*)\"|(?P<bare>[\w.+-]+)))(?=[\s,]|\Z)"
)
_TASK = re.compile(r"\[([ xX])\][ \t\n]+(?=\S)")
_BOX = {" ": '<input disabled="" type="checkbox"> ', "x": '<input checked="" disabled="" type="checkbox"> '}


def take_heading_attributes(tokens: Sequence[Token]) -> None:
    """Moves what stands in braces behind a heading's text to the heading."""
    for heading, inline in pairwise(tokens):
        if heading.type == "heading_open" and inline.type == "inline":
            match = _BLOCK.match(inline.content)
            found = _attributes(match["inner"]) if match else None
            if match is not None and found is not None:
                inline.content = match["before"]
                heading.attrs = {**found}


def _attributes(inner: str) -> dict[str, str | int | float] | None:
    attributes: dict[str, str | int | float] = {}
    classes: list[str] = []
    at = 0
    while at < len(inner.rstrip()):
        match = _PART.match(inner, at)
        if match is None:
            return None
        at = match.end()
        if match["id"]:
            attributes["id"] = match["id"]
        elif match["class"]:
            classes.append(match["class"])
            attributes["class"] = " ".join(classes)
        elif match["key"] == "class":
            classes.append(_value(match))
            attributes["class"] = " ".join(classes)
        elif not match["key"].lower().startswith("on"):
            attributes[match["key"]] = _value(match)
    return attributes


def _value(match: re.Match[str]) -> str:
    return match["bare"] if match["quoted"] is None else re.sub(r"\\(.)", r"\1", match["quoted"])


def take_task_marks(tokens: Sequence[Token]) -> None:
    """Takes ``[ ]`` and ``[x]`` from the beginning of list items and notes them for `show_task_boxes`."""
    for item, paragraph, inline in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if item.type == "list_item_open" and paragraph.type == "paragraph_open":
            match = _TASK.match(inline.content)
            if match is not None:
                inline.content = inline.content[match.end() :]
                inline.meta = {**inline.meta, "task": match[1].lower()}


def show_task_boxes(tokens: Sequence[Token]) -> None:
    """Puts the boxes of task list items before their text."""
    for inline in tokens:
        mark = inline.meta.get("task") if inline.type == "inline" else None
        if mark is not None and inline.children is not None:
            inline.children.insert(0, Token("task_box", "", 0, content=_BOX[mark]))
