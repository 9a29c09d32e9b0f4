"""Values of front matter between the command line, JSON and Python."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import yaml

from foreword.errors import UsageProblem

_SURROGATE = re.compile("[\ud800-\udfff]")


def to_json(value: object, *, indent: int | None = 2) -> str:
    """Front matter as JSON: dates in ISO form, keys as texts, other characters as they are but for lone surrogates.

    Those are no UTF-8: the values have them from escapes, file names from bytes in another encoding.
    """
    text = json.dumps(_plain(value), ensure_ascii=False, indent=indent)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def split_pair(pair: str) -> tuple[str, str]:
    """``KEY=VALUE`` in two. Raises UsageProblem."""
    key, separator, value = pair.partition("=")
    if not separator or not key.strip():
        raise UsageProblem(f"“{pair}” is not of the form KEY=VALUE.")
    return key.strip(), value


def read_value(text: str, old: object) -> Any:
    """A value as the command line gives it: YAML, except that a field that is a text stays one.

    Raises UsageProblem where the text is no YAML.
    """
    if isinstance(old, str):
        return text
    try:
        return yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        if old is None:
            return text
        raise UsageProblem(f"“{text}” cannot be read as YAML.") from None
    except (ValueError, RecursionError):
        raise UsageProblem(f"“{text}” cannot be read as a value.") from None


def key_path(key: str, fields: Mapping[str, Any]) -> str | tuple[str | int, ...]:
    """The path that a key on the command line means: the key itself where it exists, else its dotted parts."""
    if key in fields or "." not in key or key.split(".", 1)[0] not in fields:
        return key
    return tuple(int(part) if part.isdecimal() else part for part in key.split("."))


def value_at(fields: Mapping[str, Any], path: str | tuple[str | int, ...]) -> Any:
    """The value at a path. Raises KeyError."""
    found: Any = fields
    for part in (path,) if isinstance(path, str) else path:
        try:
            found = found[part]
        except (IndexError, TypeError):
            raise KeyError(part) from None
    return found


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {_key(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(part) for part in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    return str(value)


def _key(key: object) -> str:
    return key.isoformat() if isinstance(key, date) else str(key)
