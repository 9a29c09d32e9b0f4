"""Jekyll's filters that take an expression of Liquid: where_exp, find_exp, group_by_exp."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from foreword.rendering.templates.filters.searching import grouped, items_of
from foreword.rendering.templates.ruby import to_s
from foreword.rendering.templates.run import Run


def _where(run: Run, value: object, name: object, condition: object) -> object:
    items = items_of(value)
    return value if items is None else list(_chosen(run, items, to_s(name), to_s(condition)))


def _find(run: Run, value: object, name: object, condition: object) -> object:
    items = items_of(value)
    return value if items is None else next(iter(_chosen(run, items, to_s(name), to_s(condition))), None)


def _chosen(run: Run, items: Iterable[object], name: str, condition: str) -> Iterable[object]:
    holds = run.evaluator(condition, True)
    for item in items:
        run.budget.step()
        if holds({name: item}):
            yield item


def _group(run: Run, value: object, name: object, expression: object) -> object:
    items = [list(pair) for pair in value.items()] if isinstance(value, Mapping) else items_of(value)
    if items is None:
        return value
    evaluate = run.evaluator(to_s(expression), False)
    return grouped((evaluate({to_s(name): item}), item) for item in items)


FILTERS: Mapping[str, Callable[..., object]] = {
    "where_exp": _where,
    "find_exp": _find,
    "group_by_exp": _group,
}
