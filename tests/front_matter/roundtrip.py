"""What the tests of heads share: another value of the same type, and parsers that Foreword does not use."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import markdown
import tomlkit
import yaml

from foreword.front_matter import Head, read_date
from foreword.text import SourceText

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "front_matter"


class _TextKeys:
    """Keys as their text and impossible dates as text, as Ruby has them."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """A date that does not exist stays text."""
        try:
            return super().construct_object(node, deep)
        except ValueError:
            return node.value

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Makes text of each key once merge keys have been resolved."""
        super().flatten_mapping(node)
        for key, _ in node.value:
            key.tag = "tag:yaml.org,2002:str"


class TextKeys(_TextKeys, yaml.SafeLoader):
    """PyYAML's pure loader."""


class TabbedTextKeys(_TextKeys, yaml.CSafeLoader):
    """The pure loader refuses a tab between a colon and its value; the generators do not."""


def text_of(path: Path) -> str:
    """A file's text as Foreword decodes it."""
    return SourceText.from_bytes(path.read_bytes()).text


def independent(head: Head) -> Any:
    """The fields as another parser reads them."""
    source = head.source
    if head.format == "yaml":
        inner = re.sub(r"\A---[ \t]*(\r\n|\n|\r)", "", source)
        inner = re.sub(r"(?:(?<=[\r\n])|\A)(---|\.\.\.)[ \t]*(\r\n|\n|\r|\Z)\Z", "", inner)
        return yaml.load(inner, TabbedTextKeys if "\t" in inner else TextKeys) or {}
    if head.format == "toml":
        inner = source.strip().removeprefix("+++").removesuffix("+++").lstrip(" \t")
        fields = tomllib.loads(inner)
        assert "\r" in inner or tomlkit.parse(inner).unwrap() == fields  # it keeps CR LF in texts
        return fields
    if head.format == "json":
        inner = source.strip().removeprefix("---json").removesuffix("---").removesuffix(";;;").strip()
        return json.loads(inner if inner.startswith("{") else "{" + inner + "}")
    if head.format == "pelican":
        reader = markdown.Markdown(extensions=["meta"])
        reader.convert(source)
        meta: dict[str, list[str]] = reader.Meta  # type: ignore[attr-defined]
        return {
            key: "\n".join(lines) if key == "summary" else lines[0] if len(lines) == 1 else lines
            for key, lines in meta.items()
        }
    found = re.findall(r"^\s*\.\. (.*?):[ \t]*(.*?)[ \t]*$", source.replace("\r\n", "\n"), re.MULTILINE)
    return dict(found)


def other(value: object) -> Any:
    """Another value of the same type."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1 if value == value and abs(value) < 1e300 else 1.5
    if isinstance(value, date):
        return value + timedelta(days=400)
    if isinstance(value, list):
        return [*value, other(value[-1]) if value else "new"]
    if isinstance(value, dict):
        return {**value, "new": "member"}
    if isinstance(value, str):
        found = read_date(value)
        return found[0].format(found[1] + timedelta(days=400)) if found else "Another text"
    return "text in an empty place"
