"""Finds a dialect by its name, and loads only the one that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from foreword.errors import UsageProblem
from foreword.rendering.dialect import Dialect

DEFAULT_DIALECT = "python-markdown"

_FOUND_IN = {
    "python-markdown": (
        "foreword.rendering.python_markdown",
        "PythonMarkdownDialect",
        "PythonMarkdownOptions",
    ),
    "kramdown": ("foreword.rendering.kramdown", "KramdownDialect", "KramdownOptions"),
    "goldmark": ("foreword.rendering.goldmark", "GoldmarkDialect", "GoldmarkOptions"),
    "commonmark": ("foreword.rendering.commonmark", "CommonMarkDialect", "CommonMarkOptions"),
}

DIALECT_NAMES = tuple(_FOUND_IN)


def make_dialect(name: str, options: Mapping[str, object] | None = None) -> Dialect:
    """The dialect of that name with the options that a site's configuration gives it.

    Raises UsageProblem for a name that is none of `DIALECT_NAMES`.
    """
    if name not in _FOUND_IN:
        known = ", ".join(DIALECT_NAMES)
        raise UsageProblem(f"There is no Markdown dialect “{name}”; the known ones are {known}.")
    module_name, dialect_name, options_name = _FOUND_IN[name]
    module = import_module(module_name)
    make_options: Callable[[Mapping[str, object]], object] = getattr(module, options_name).from_config
    make: Callable[..., Dialect] = getattr(module, dialect_name)
    chosen = make_options(options or {})
    if name == DEFAULT_DIALECT:
        return make(chosen)  # it colours code with an extension of its own
    from foreword.rendering.highlight import highlight

    return make(chosen, highlight=highlight)
