"""Jekyll's filters that look into the items of a list: where, find, group_by, sort."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, cast

from liquid.builtin.expressions.primitive import Blank, Empty

from foreword.rendering.templates.budget import LONGEST_LIST, RanAway
from foreword.rendering.templates.ruby import inspect, is_list, order, plain_value, to_s
from foreword.rendering.templates.run import Run

_MISSING = (None, False)
_NUMERIC = re.compile(r"\s*-?(?:\d+\.\d+|\d+)\s*\Z")


def items_of(value: object) -> list[object] | None:
    """The items that where and its like go through: a list's, a mapping's values; None for anything else."""
    if isinstance(value, Mapping):
        return list(value.values())
    if isinstance(value, range):
        if len(value) > LONGEST_LIST:
            raise RanAway("it makes a list that is too long")
        return list(value)
    return list(cast("Sequence[object]", value)) if is_list(value) else None


def property_of(run: Run, item: object, name: str) -> object:
    """An item's property; dots lead into nested ones, and to false where one is missing (so Jekyll 4.3).

    A text has the properties that it contains (Ruby's String#[]).
    """
    if isinstance(item, str):
        return name if name in item else None
    if not isinstance(item, Mapping):
        raise TypeError(f"an item has no property “{name}”")
    if isinstance(item, Mapping) and name in item:
        return plain_value(item[name], run.zone)
    if "." not in name:
        return None
    value: object = item
    for part in name.split("."):
        if not isinstance(value, Mapping) or part not in value:
            return False
        value = value[part]
    return plain_value(value, run.zone)


def _matches(found: object, target: object) -> bool:
    if target is None:
        return found is None
    if isinstance(target, Empty | Blank):
        return isinstance(found, str | list | tuple | Mapping) and not found
    wanted = to_s(target)
    if isinstance(found, str):
        return found == wanted
    candidates: Iterable[object] = (
        found if isinstance(found, list | tuple) else [] if found is None else [found]
    )
    return any(to_s(candidate) == wanted for candidate in candidates)


def _select(run: Run, items: Iterable[object], name: str, target: object) -> Iterable[object]:
    for item in items:
        run.budget.step()
        if _matches(property_of(run, item, name), target):
            yield item


def _where(run: Run, value: object, name: object, target: object) -> object:
    items = items_of(value)
    if items is None or not name:
        return value
    return list(_select(run, items, to_s(name), target))


def _find(run: Run, value: object, name: object, target: object) -> object:
    items = items_of(value)
    if items is None or not name:
        return value
    return next(iter(_select(run, items, to_s(name), target)), None)


def grouped(pairs: Iterable[tuple[object, object]]) -> list[object]:
    """Items by name, in the order in which the names came."""
    groups: dict[str, tuple[object, list[object]]] = {}
    for name, item in pairs:
        groups.setdefault(f"{type(name).__name__} {to_s(name)}", (name, []))[1].append(item)
    return [{"name": name, "items": items, "size": len(items)} for name, items in groups.values()]


def _group_by(run: Run, value: object, name: object) -> object:
    items = _pairs(value)
    if items is None:
        return value
    return grouped((_named(property_of(run, item, to_s(name))), item) for item in items)


def _named(value: object) -> str:
    """A group's name: a list as Ruby inspects it."""
    return inspect(value) if is_list(value) else to_s(value)


def _pairs(value: object) -> list[object] | None:
    if isinstance(value, Mapping):
        return [[key, item] for key, item in value.items()]
    return items_of(value)


def _sort(run: Run, value: object, name: object = None, nils: object = "first") -> object:
    items = _pairs(value)
    if items is None:
        raise ValueError("Cannot sort a null object." if value is None else "this cannot be sorted")
    if name is None:
        return sorted(items, key=functools.cmp_to_key(_counted(run, order)))
    if to_s(nils) not in ("first", "last"):
        raise ValueError(f"“{to_s(nils)}” is not a valid nils order; it must be “first” or “last”")
    sign = -1 if to_s(nils) == "first" else 1

    def compared(left: tuple[object, object], right: tuple[object, object]) -> int:
        missing = left[0] in _MISSING, right[0] in _MISSING
        if any(missing):
            return sign * (missing[0] - missing[1])
        return order(left[0], right[0])

    keyed = [(_number_if_so(property_of(run, item, to_s(name))), item) for item in items]
    return [item for _, item in sorted(keyed, key=functools.cmp_to_key(_counted(run, compared)))]


def _counted(run: Run, compare: Callable[[Any, Any], int]) -> Callable[[Any, Any], int]:
    def compared(left: Any, right: Any) -> int:
        run.budget.step()
        return compare(left, right)

    return compared


def _number_if_so(value: object) -> object:
    if isinstance(value, str) and len(value) < 40 and _NUMERIC.match(value):
        return float(value) if "." in value else int(value)
    return value


FILTERS: Mapping[str, Callable[..., object]] = {
    "where": _where,
    "find": _find,
    "group_by": _group_by,
    "sort": _sort,
}
