"""YAML as Ruby reads it for Jekyll: front matter, configuration and data files as plain values."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Any

import yaml

from foreword.rendering.templates.tables import read_table
from foreword.rendering.templates.time_parse import parse_time

_HEAD = re.compile(r"\A(---\s*\n.*?\n?)^((?:---|\.\.\.)\s*$\n?)", re.DOTALL | re.MULTILINE)
_TIMESTAMP = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]|\s+)(\d{1,2}):(\d\d):(\d\d)(?:\.(\d*))?"
    r"(?:\s*(Z|[-+]\d{1,2}:?(?:\d\d)?))?\Z"
)

_MOST_VALUES = 1_000_000


def read_yaml(text: str) -> object:
    """The values of a YAML text. Raises yaml.YAMLError and ValueError, also for what its aliases make endless."""
    return not_endless(yaml.load(text, Loader=_loader()))


def not_endless(value: object) -> object:
    """The value. Raises ValueError where its aliases make it part of itself, or larger than anyone can mean it."""
    try:
        _size(value, {})
    except RecursionError:
        raise ValueError("its values are nested too deeply") from None
    return value


def _size(value: object, known: dict[int, int]) -> int:
    """How many values there are when every alias is written out."""
    if not isinstance(value, Mapping | list):
        return 1
    if id(value) not in known:
        known[id(value)] = _MOST_VALUES
        items = [*value, *value.values()] if isinstance(value, Mapping) else value
        known[id(value)] = 1 + sum(_size(item, known) for item in items)
        if known[id(value)] > _MOST_VALUES:
            raise ValueError("its aliases make it part of itself, or too large")
    return known[id(value)]


def read_data(ending: str, text: str) -> object:
    """The values of a data file by its ending. Raises ValueError and yaml.YAMLError."""
    if ending in (".yml", ".yaml"):
        return read_yaml(text)
    if ending == ".json":
        return json.loads(text)
    if ending in (".csv", ".tsv"):
        return read_table(text, "\t" if ending == ".tsv" else ",")
    raise ValueError(f"{ending} is no kind of data file")


def split_head(text: str) -> tuple[dict[str, object], str]:
    """A post's fields and its body as Jekyll separates them; no fields where they cannot be read."""
    found = _HEAD.match(text)
    if found is None:
        return {}, text
    try:
        fields = read_yaml(found[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        fields = {}
    return (fields if isinstance(fields, dict) else {}), text[found.end() :]


def has_head(text: str) -> bool:
    """Whether Jekyll would process the file at all."""
    return _HEAD.match(text) is not None


def post_time(value: object, zone: tzinfo) -> datetime | None:
    """A post's date: a day or a text is of the site's clocks, a YAML timestamp without a zone of UTC."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=zone)
    return parse_time(value, zone) if isinstance(value, str) else None


@cache
def _loader() -> Any:
    base: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    loader: Any = type("JekyllLoader", (base,), {})
    loader.add_implicit_resolver("tag:yaml.org,2002:timestamp", _TIMESTAMP, list("0123456789"))
    loader.add_constructor("tag:yaml.org,2002:timestamp", _timestamp)
    return loader


def _timestamp(loader: Any, node: Any) -> object:
    text = str(loader.construct_scalar(node))
    found = _TIMESTAMP.match(text)
    if found is None:
        return loader.construct_yaml_timestamp(node)
    numbers = [int(found[index]) for index in range(1, 7)]
    fraction = int((found[7] or "").ljust(6, "0")[:6])
    year, month, day, hour, minute, second = numbers
    try:
        return datetime(year, month, day, hour, minute, second, fraction, _zone(found[8]))
    except ValueError:
        return text


def _zone(text: str | None) -> tzinfo | None:
    if text is None:
        return None
    if text == "Z":
        return UTC
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if text[0] == "-" else offset)


def words(plural: object, singular: object = None) -> list[str]:
    """Tags or categories: a list, or a text of words; else the one that ``singular`` names."""
    found = plural if plural is not None else [singular] if singular else None
    if isinstance(found, str):
        return found.split()
    if isinstance(found, list):
        return [str(item) for item in found if item is not None]
    return []


def data_key(name: str) -> str:
    """A data file's name as templates call it."""
    return re.sub(r"\s+", "_", re.sub(r"[^\w\s-]+", "", name).strip())
