"""Attributes behind a heading, ``## Title {#id .class key="value"}``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it.token import Token

_BLOCK = re.compile(r"(?P<before>.*?)[ \t]*(?:#+)?[ \t]*(?<!\\)\{(?P<inner>[^{}\n]*)\}[ \t]*\Z", re.DOTALL)
_LINE = re.compile(r"[ \t]*\{(?P<inner>[^{}\n]*)\}[ \t]*")
_TAKING = ("paragraph_open", "blockquote_open", "bullet_list_open", "ordered_list_open", "dl_open")
_PART = re.compile(
    r"[\s,]*(?:#(?P<id>[^\s{}#.=,]+)|\.(?P<class>[^\s{}#=,.]+)"
    r"|(?P<key>[A-Za-z_:][\w:.-]*)=(?:\"(?P<quoted>(?:[^\"\\]|\\.)*)\"|(?P<bare>[\w.+-]+)))(?=[\s,]|\Z)"
)


def take_heading_attributes(tokens: Sequence[Token]) -> None:
    """Moves what stands in braces behind a heading's text to the heading."""
    for heading, inline in pairwise(tokens):
        if heading.type == "heading_open" and inline.type == "inline":
            match = _BLOCK.match(inline.content)
            found = _attributes(match["inner"]) if match else None
            if match is not None and found is not None:
                inline.content = match["before"]
                heading.attrs = {**found}


def take_block_attributes(tokens: Sequence[Token]) -> None:
    """Moves a last line ``{.class}`` under a paragraph, quote or list to it."""
    last = next((token for token in reversed(tokens) if token.type == "inline"), None)
    if last is None or tokens[0].type not in _TAKING:
        return
    text, newline, line = last.content.rpartition("\n")
    match = _LINE.fullmatch(line) if newline else None
    found = _attributes(match["inner"]) if match else None
    if found is not None:
        last.content = text
        tokens[0].attrs = {**tokens[0].attrs, **found}


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
