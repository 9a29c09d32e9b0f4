"""Reading a site's configuration files as plain data. Nothing is executed; what is broken becomes a problem."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from foreword.errors import ForewordError, Problem
from foreword.files import read_file
from foreword.rendering.templates.jekyll_yaml import not_endless
from foreword.text import decode

LARGEST = 2_000_000  # bytes; no blog's configuration comes near


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a site's configuration says: plain values, the files they came from, and what could not be read."""

    values: Mapping[str, object] = field(default_factory=dict)
    files: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_configuration(files: Sequence[Path]) -> Configuration:
    """The values of several files laid over one another, later ones winning key by key."""
    values: dict[str, object] = {}
    problems: list[Problem] = []
    for file in files:
        found, problem = read_values(file)
        if problem is not None:
            problems.append(problem)
        values = merged(values, found)
    return Configuration(values, tuple(files), tuple(problems))


def read_values(file: Path) -> tuple[dict[str, object], Problem | None]:
    """The mapping in a YAML, TOML or JSON file, by its ending. Never raises: a broken file gives {} and the problem."""
    reader = _READERS.get(file.suffix.lower())
    text, problem = read_text(file)
    if reader is None or problem is not None or not text.strip():
        return {}, problem
    try:
        values = reader(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = (mark.line + 1, mark.column + 1) if mark else (None, None)
        return {}, Problem(f"“{file.name}” cannot be read: {error.problem or 'broken YAML'}", *place)
    except json.JSONDecodeError as error:
        return {}, Problem(f"“{file.name}” cannot be read: {error.msg}", error.lineno, error.colno)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        return {}, Problem(f"“{file.name}” cannot be read: {reason}")
    if values is None:
        return {}, None
    if not isinstance(values, dict):
        return {}, Problem(f"“{file.name}” holds no settings: a mapping of names to values is expected")
    return {str(key): value for key, value in values.items()}, None


def read_text(file: Path) -> tuple[str, Problem | None]:
    """The text of a configuration file, "" with the problem when it cannot be had."""
    try:
        if file.stat().st_size > LARGEST:
            return "", Problem(f"“{file.name}” is too large for a configuration file")
        return decode(read_file(file))[0], None
    except OSError as error:
        return "", Problem(f"“{file.name}” cannot be read: {error.strerror}")
    except ForewordError as error:
        return "", Problem(str(error))


def merged(below: Mapping[str, object], above: Mapping[str, object]) -> dict[str, object]:
    """One mapping laid over another; mappings within are merged, everything else is replaced."""
    result = dict(below)
    for key, value in above.items():
        old = result.get(key)
        result[key] = merged(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return result


def text_of(values: Mapping[str, object], key: str) -> str | None:
    """The value as a string when it is a non-empty one, or a number."""
    value = values.get(key)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return value.strip() or None if isinstance(value, str) else None


def map_of(values: Mapping[str, object], *keys: str) -> Mapping[str, object]:
    """The mapping under a path of keys, {} where there is none."""
    found: object = values
    for key in keys:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def strings_of(value: object) -> tuple[str, ...]:
    """A string or a list's strings, as a tuple."""
    if isinstance(value, str):
        return (value,)
    return tuple(str(item) for item in value) if isinstance(value, (list, tuple)) else ()


def _yaml(text: str) -> object:
    return not_endless(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


_READERS: Mapping[str, Callable[[str], object]] = {
    ".yml": _yaml,
    ".yaml": _yaml,
    ".toml": tomllib.loads,
    ".json": json.loads,
}
