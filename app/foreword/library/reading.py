"""Reading no more of a post than a list needs: its front matter and its first words."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from foreword.files import open_ordinary

_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT, _LIST, _MAP = (f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))
_DEEPEST = 30
_PIECE = 6144  # bytes; nine posts in ten have their front matter and a paragraph in it
_LARGEST = 262_144  # bytes; a front matter that goes on for longer is left to `read_head` to refuse
_YAML = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_LEADING = " \t>#*+-=_~|`"
_TRAILING = " \t#*-=_~|`"
_NOT_WORDS = ("```", "~~~", "{%", "{:", "<!--", "import ", "export ", "+++", "---", "===")
_DEFINITION = re.compile(r"\[[^\]]+\]:")
_CODE_OF_SOME_KIND = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{:.*?\}|<!--.*?-->|</?[A-Za-z][^<>]*>")
_PICTURE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?")
_LINK = re.compile(r"\[([^\[\]]*)\](?:\([^)]*\)|\[[^\]]*\])?")
_EMPHASIS = re.compile(r"[*`~]+|(?<!\w)_+|_+(?!\w)")
_ITEM = re.compile(r"\d{1,3}[.)]\s+")
_LONGEST_LINE = 600


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of a post. ``fields`` is None where the quick way could not read the front matter for certain."""

    text: str
    fields: Mapping[str, Any] | None
    body_at: int


def read_opening(path: Path) -> Opening:
    """The post's first bytes and what they say. Raises OSError, also for what is no ordinary file."""
    file = open_ordinary(path)
    try:
        data = os.read(file, _PIECE)
        text = _decoded(data)
        found = _quickly(text)
        if found is None and len(data) == _PIECE:
            text = _decoded(data + os.read(file, _LARGEST))
            found = _quickly(text)
    finally:
        os.close(file)
    fields, body_at = found if found is not None else (None, 0)
    return Opening(text, fields, body_at)


def first_words(body: str, limit: int = 240) -> str:
    """The beginning of a body in plain words, without Markdown's signs; at most ``limit`` characters of it."""
    found: list[str] = []
    size = 0
    for line in body[: limit * 5].splitlines():
        words = _plain(line[:_LONGEST_LINE])
        if words:
            found.append(words)
            size += len(words) + 1
            if size > limit:
                break
    text = " ".join(found)
    if len(text) <= limit:
        return text
    cut = text[:limit]
    return cut.rpartition(" ")[0] if " " in cut[limit // 2 :] else cut


def _plain(line: str) -> str:
    """A line without Markdown's signs; "" where it holds no words."""
    if line.lstrip().startswith(_NOT_WORDS):
        return ""
    text = line.lstrip(_LEADING).rstrip(_TRAILING)
    if text[:1].isdigit():
        text = _ITEM.sub("", text, count=1)
    if "<" in text or "{" in text:
        text = _CODE_OF_SOME_KIND.sub(" ", text)
    if "[" in text:
        if _DEFINITION.match(text):
            return ""
        text = _LINK.sub(r"\1", _PICTURE.sub(" ", text))
    if "*" in text or "_" in text or "`" in text or "~" in text:
        text = _EMPHASIS.sub("", text)
    return " ".join(text.split())


def _decoded(data: bytes) -> str:
    """UTF-8 with a cut last character left out; other encodings as far as a list needs them."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data[: len(data) & ~1].decode("utf-16", errors="replace")
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3:
            return data[: error.start].decode("utf-8")
        return data.decode("cp1252", errors="replace")


def _quickly(text: str) -> tuple[Mapping[str, Any], int] | None:
    """The fields and where the body begins, for front matter that is plainly YAML, TOML or JSON."""
    start = text[:3]
    try:
        if start == "---" and (match := _YAML.match(text)):
            values = _load(match[1])
            end = match.end()
        elif start == "+++" and (match := _TOML.match(text)):
            values, end = tomllib.loads(match[1].replace("\r\n", "\n")), match.end()
        elif start[:1] == "{":
            values, end = json.JSONDecoder().raw_decode(text)
        else:
            return None
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError, AttributeError):
        return None
    return (values, end) if isinstance(values, dict) else None


def _load(block: str) -> object:
    """The values of a YAML block, as its safe loader makes them, at two thirds of the cost."""
    loader = _LOADER(block)
    try:
        node = loader.get_single_node()
        return None if node is None else _value(loader, node, 0)
    finally:
        loader.dispose()


def _value(loader: Any, node: yaml.Node, depth: int) -> object:
    if isinstance(node, yaml.ScalarNode):
        return node.value if node.tag == _TEXT else loader.construct_object(node)
    if depth > _DEEPEST:
        raise ValueError("nested too deeply, perhaps without end")
    if isinstance(node, yaml.SequenceNode) and node.tag == _LIST:
        return [_value(loader, item, depth + 1) for item in node.value]
    if (
        isinstance(node, yaml.MappingNode)
        and node.tag == _MAP
        and all(key.tag == _TEXT for key, _ in node.value)
    ):
        return {key.value: _value(loader, value, depth + 1) for key, value in node.value}
    return loader.construct_object(node, deep=True)
