"""Liquid's standard filters and those that Jekyll adds, each called as ``filter(run, value, *arguments)``."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from foreword.rendering.templates.filters import (
    addresses,
    dates,
    expressions,
    lists,
    numbers,
    searching,
    text,
    words,
)

FILTERS: Mapping[str, Callable[..., object]] = {
    **text.FILTERS,
    **words.FILTERS,
    **numbers.FILTERS,
    **lists.FILTERS,
    **searching.FILTERS,
    **expressions.FILTERS,
    **dates.FILTERS,
    **addresses.FILTERS,
}
