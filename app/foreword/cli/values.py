"""Values of front matter between the command line, JSON and Python."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from foreword.errors import UsageProblem
from foreword.front_matter.format import Unreadable
from foreword.front_matter.yaml_values import YamlValues, compose

_INDEX = re.compile("[0-9]{1,9}")
_SHOWN = 60
_SURROGATE = re.compile("[\ud800-\udfff]")


def to_json(value: object, *, indent: int | None = 2) -> str:
    """Front matter as JSON: dates in ISO form, keys as texts, other characters as they are but for lone surrogates.

    Those are no UTF-8: the values have them from escapes, file names from bytes in another encoding. JSON has no
    numbers for ``nan`` and ``inf``: they are texts.
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
    """A value as the command line gives it: YAML as front matter has it, except that a field that is a text stays one.

    A clock time stays text too: few know that YAML 1.1 makes a number of ``10:30``. Raises UsageProblem where the
    text is no YAML.
    """
    if isinstance(old, str):
        return text
    try:
        node = compose(text, 0)
        value = YamlValues(text, 0).value(node) if node is not None else None
    except Unreadable as problem:
        if old is None:
            return text
        raise UsageProblem(f"“{_short(text)}” cannot be read as YAML: {problem.message}.") from None
    return text if isinstance(value, int | float) and ":" in text else value


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def key_path(key: str, fields: Mapping[str, Any]) -> str | tuple[str | int, ...]:
    """The path that a key on the command line means: the key itself where it exists, else its parts between dots.

    ``\\.`` is a dot of a name. A part is an index where what holds it is a list. Raises UsageProblem for a part
    without a name.
    """
    if key in fields or "." not in key:
        return key
    path: list[str | int] = []
    holder: Any = fields
    for name in re.split(r"(?<!\\)\.", key):
        if not name:
            raise UsageProblem(f"“{_short(key)}” has a part without a name.")
        part: str | int = name.replace("\\.", ".")
        if isinstance(holder, list) and _INDEX.fullmatch(name):
            part = int(name)
            holder = holder[part] if part < len(holder) else None
        else:
            holder = holder.get(part) if isinstance(holder, Mapping) else None
        path.append(part)
    return tuple(path)


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
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    return str(value)


def _key(key: object) -> str:
    return key.isoformat() if isinstance(key, date) else str(key)
