"""The safety net under every edit: what is read again must be what was asked for, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from foreword.errors import FrontMatterRefused
from foreword.front_matter.dates import read_date
from foreword.front_matter.nodes import MISSING, Path, same, show, step


def check_set(before: object, got: object, path: Path, wanted: object) -> None:
    """Raises FrontMatterRefused unless all is as before but for ``path``, whose value is the one wanted."""
    expected = _with(before, path, wanted)
    if same(got, expected):
        return
    now = value_at(got, path)
    if agrees(now, wanted) and same(_with(before, path, now), got):
        return
    if same(_with(before, path, now), got):
        raise FrontMatterRefused(f"{show(path)} cannot hold this value exactly.")
    raise FrontMatterRefused(f"{show(path)} cannot be changed without changing other values, which share it.")


def exists(value: object, path: Path) -> bool:
    """Whether there is a value at the path."""
    return value_at(value, path) is not MISSING


def value_at(value: object, path: Path) -> object:
    """The value at the path, MISSING where there is none."""
    for part in path:
        value = step(value, part)
    return value


def agrees(got: object, wanted: object) -> bool:
    """Whether a value that was read is the one wanted; a date may be text to the reader."""
    if isinstance(wanted, date):
        return same(got, wanted) or _instant(got) == wanted
    if isinstance(wanted, list) and isinstance(got, list):
        return len(got) == len(wanted) and all(map(agrees, got, wanted))
    if isinstance(wanted, dict) and isinstance(got, dict):
        return got.keys() == wanted.keys() and all(agrees(got[key], wanted[key]) for key in wanted)
    return same(got, wanted)


def _instant(value: object) -> date | None:
    if isinstance(value, date):
        return value
    known = read_date(value) if isinstance(value, str) else None
    return known[1] if known else None


def _with(value: object, path: Path, wanted: object) -> object:
    if not path:
        return wanted
    part, rest = path[0], path[1:]
    if isinstance(value, list) and isinstance(part, int):
        if not -len(value) <= part < len(value):
            return [*value, _with(None, rest, wanted)]
        at = part % len(value)
        return [_with(item, rest, wanted) if index == at else item for index, item in enumerate(value)]
    mapping = dict(value) if isinstance(value, Mapping) else {}
    mapping[part] = _with(mapping.get(part), rest, wanted)
    return mapping


def without(value: object, path: Path) -> object:
    """A copy of the values without what stands at the path."""
    part, rest = path[0], path[1:]
    if isinstance(value, list) and isinstance(part, int):
        if not -len(value) <= part < len(value):
            return value
        at = part % len(value)
        if rest:
            return [without(item, rest) if index == at else item for index, item in enumerate(value)]
        return [*value[:at], *value[at + 1 :]]
    mapping = dict(value) if isinstance(value, Mapping) else {}
    if rest:
        mapping[part] = without(mapping.get(part), rest)
    else:
        mapping.pop(part, None)
    return mapping
