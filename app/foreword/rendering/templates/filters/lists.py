"""Filters on lists."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import cast

from foreword.rendering.templates.filters.text import integer
from foreword.rendering.templates.ruby import inspect, is_list, to_s
from foreword.rendering.templates.run import Run


def flattened(run: Run, value: object) -> list[object]:
    """What Liquid's filters go through: a list with its lists dissolved, or a list of the value alone."""
    if value is None:
        return []
    if isinstance(value, range):
        run.budget.items(len(value))
        return list(value)
    if not is_list(value):
        return [value]
    found: list[object] = []
    for item in _flat(cast("Sequence[object]", value)):
        found.append(item)
        if len(found) % 1000 == 0:
            run.budget.items(len(found))
            run.budget.look()
    return found


def _flat(items: Sequence[object]) -> Iterator[object]:
    stack = [iter(items)]
    while stack:
        for item in stack[-1]:
            if is_list(item):
                stack.append(iter(cast("Sequence[object]", item)))
                break
            yield item
        else:
            stack.pop()


def _join(run: Run, value: object, glue: object = " ") -> str:
    between = to_s(glue)
    parts = [to_s(item) for item in flattened(run, value)]
    run.budget.text(sum(map(len, parts)) + len(between) * len(parts))
    return between.join(parts)


def _first(_: Run, value: object) -> object:
    if isinstance(value, Mapping):
        return next(([key, item] for key, item in value.items()), None)
    return value[0] if isinstance(value, list | tuple | range) and len(value) else None


def _last(_: Run, value: object) -> object:
    return value[-1] if isinstance(value, list | tuple | range) and len(value) else None


def _uniq(run: Run, value: object, field: object = None) -> list[object]:
    seen: set[tuple[type, str]] = set()
    kept: list[object] = []
    for item in flattened(run, value):
        by = item.get(to_s(field)) if field is not None and isinstance(item, Mapping) else item
        run.budget.look()
        key = (type(by), by if isinstance(by, str) else inspect(by))
        if key not in seen:
            seen.add(key)
            kept.append(item)
    return kept


def _compact(run: Run, value: object, field: object = None) -> list[object]:
    items = flattened(run, value)
    if field is None:
        return [item for item in items if item is not None]
    return [item for item in items if isinstance(item, Mapping) and item.get(to_s(field)) is not None]


def _map(run: Run, value: object, field: object) -> list[object]:
    return [_field(item, to_s(field)) for item in flattened(run, value)]


def _field(item: object, name: str) -> object:
    if isinstance(item, Mapping):
        return item.get(name)
    if isinstance(item, str):
        return name if name in item else None
    if isinstance(item, int) and not isinstance(item, bool):
        raise TypeError(f"a number has no property “{name}”")
    return None


def _concat(run: Run, value: object, other: object) -> list[object]:
    if not is_list(other):
        raise TypeError("concat filter requires an array argument")
    return flattened(run, value) + flattened(run, other)


def _sort_natural(run: Run, value: object, field: object = None) -> object:
    items = flattened(run, value)
    if field is not None and not all(isinstance(item, Mapping | str | int) for item in items):
        return None

    def key(item: object) -> tuple[bool, str]:
        by = item if field is None else _field(item, to_s(field))
        return (by is None, to_s(by).casefold())

    return sorted(items, key=key)


def _push(_: Run, value: object, item: object) -> object:
    return [*cast("Sequence[object]", value), item] if is_list(value) else value


def _unshift(_: Run, value: object, item: object) -> object:
    return [item, *cast("Sequence[object]", value)] if is_list(value) else value


def _pop(_: Run, value: object, count: object = 1) -> object:
    if not is_list(value):
        return value
    items = list(cast("Sequence[object]", value))
    return items[: max(len(items) - _natural(count), 0)]


def _shift(_: Run, value: object, count: object = 1) -> object:
    return list(cast("Sequence[object]", value))[_natural(count) :] if is_list(value) else value


def _natural(value: object) -> int:
    number = integer(value)
    if number < 0:
        raise ValueError("negative array size")
    return number


def _sample(_: Run, value: object, count: object = 1) -> object:
    """Some items; the same ones each time, so that a preview does not flicker."""
    if not is_list(value):
        return value
    items = list(cast("Sequence[object]", value))
    chosen = random.Random(len(items)).sample(items, min(len(items), max(_natural(count), 0)))
    if _natural(count) != 1:
        return chosen
    return chosen[0] if chosen else None


def _sentence(run: Run, value: object, connector: object = "and") -> str:
    if not is_list(value) and not (isinstance(value, str) and len(value) <= 2):
        raise TypeError("this is not a list")
    items = [to_s(item) for item in cast("Sequence[object]", value)]
    if len(items) <= 1:
        return "".join(items)
    if len(items) == 2:
        return f"{items[0]} {to_s(connector)} {items[1]}"
    return f"{_join(run, items[:-1], ', ')}, {to_s(connector)} {items[-1]}"


def _reverse(run: Run, value: object) -> list[object]:
    return flattened(run, value)[::-1]


FILTERS: Mapping[str, Callable[..., object]] = {
    "join": _join,
    "first": _first,
    "last": _last,
    "uniq": _uniq,
    "compact": _compact,
    "map": _map,
    "concat": _concat,
    "reverse": _reverse,
    "sort_natural": _sort_natural,
    "push": _push,
    "unshift": _unshift,
    "pop": _pop,
    "shift": _shift,
    "sample": _sample,
    "array_to_sentence_string": _sentence,
}
