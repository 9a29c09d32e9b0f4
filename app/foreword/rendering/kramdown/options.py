"""The options of kramdown that change an article, as Jekyll's configuration gives them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

_RANGE = re.compile(r"\s*(\d+)\s*\.\.(\.?)\s*(\d+)\s*")


@dataclass(frozen=True, slots=True)
class KramdownOptions:
    """Jekyll's defaults where nothing else is said. Names and meanings are kramdown's; those from ``default_lang`` to
    ``css_class`` come from its ``syntax_highlighter_opts``. ``html_to_native`` and other engines and
    highlighters than MathJax and Rouge are not followed; what they would change is noticed where it is shown.

    Source: https://kramdown.gettalong.org/options.html and https://jekyllrb.com/docs/configuration/markdown/
    """

    input: str = "GFM"
    hard_wrap: bool = False
    auto_ids: bool = True
    auto_id_prefix: str = ""
    auto_id_stripping: bool = False
    header_offset: int = 0
    smart_quotes: tuple[str, ...] = ("lsquo", "rsquo", "ldquo", "rdquo")
    typographic_symbols: tuple[tuple[str, str], ...] = ()
    entity_output: str = "as_char"
    toc_levels: tuple[int, ...] = (1, 2, 3, 4, 5, 6)
    footnote_nr: int = 1
    footnote_backlink: str = "&#8617;"
    footnote_backlink_inline: bool = False
    footnote_prefix: str = ""
    parse_block_html: bool = False
    parse_span_html: bool = True
    html_to_native: bool = False
    math_engine: str | None = "mathjax"
    syntax_highlighter: str = "rouge"
    guess_lang: bool = True
    default_lang: str = ""
    span_default_lang: str = ""
    block_line_numbers: bool = False
    block_start_line: int = 1
    block_highlighting: bool = True
    span_highlighting: bool = True
    css_class: str = "highlight"
    remove_line_breaks_for_cjk: bool = False
    gfm_quirks: frozenset[str] = field(default=frozenset({"paragraph_end"}))
    link_defs: tuple[tuple[str, str, str | None], ...] = ()

    @property
    def is_gfm(self) -> bool:
        """Whether the input is GitHub's flavour."""
        return self.input == "GFM"

    @classmethod
    def from_config(cls, config: Mapping[str, object] | None) -> KramdownOptions:
        """Reads the map under ``kramdown:`` of a site's configuration. What cannot be understood keeps its default."""
        options = cls()
        for name, value in (config or {}).items():
            options = options.with_value(str(name), value)
        return options

    def with_value(self, name: str, value: object) -> KramdownOptions:
        """These options with one changed; the same options when the name or the value means nothing."""
        if name == "syntax_highlighter_opts":
            return _with_highlighter(self, value)
        reader = _READERS.get(name)
        if reader is None:
            return self
        read = reader(value)
        changed: dict[str, Any] = {name: read}
        return self if read is _BAD else replace(self, **changed)


_BAD = object()


def _boolean(value: object) -> object:
    if value is None:
        return False
    return value if isinstance(value, bool) else str(value).strip().lower() not in {"false", ""}


def _integer(value: object) -> object:
    try:
        return int(str(value).strip())
    except ValueError:
        return _BAD


def _boolean_or_default(value: object) -> object:
    return _BAD if value is None else _boolean(value)


def _text(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _name(value: object) -> object:
    text = "" if value is None or value is False else str(value).strip().lstrip(":")
    return None if text in {"", "nil", "null", "~"} else text


def _highlighter(value: object) -> object:
    """Jekyll puts Rouge in the place of no highlighter, but not of one that is named nil; that one is empty here."""
    return _name(value) or ("" if isinstance(value, str) else "rouge")


def _input(value: object) -> object:
    if value is None:
        return _BAD
    return "GFM" if str(value).strip().lower() in {"gfm", "githubflavoredmarkdown"} else "kramdown"


def _levels(value: object) -> object:
    if isinstance(value, str):
        span = _RANGE.fullmatch(value)
        if span:
            return tuple(range(int(span[1]), min(int(span[3]), 6) + (0 if span[2] else 1)))
        value = value.split(",")
    if isinstance(value, int):
        value = [value]
    if not isinstance(value, list | tuple):
        return _BAD
    levels = [_integer(item) for item in value]
    return tuple(level for level in levels if isinstance(level, int)) or _BAD


def _quotes(value: object) -> object:
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or len(parts) != 4:
        return _BAD
    return tuple(str(part).strip() for part in parts)


def _pairs(value: object) -> object:
    if not isinstance(value, Mapping):
        return _BAD
    return tuple((str(key).lstrip(":"), str(item)) for key, item in value.items())


def _quirks(value: object) -> object:
    parts = value.split(",") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        return _BAD
    return frozenset(str(part).strip().lstrip(":") for part in parts if str(part).strip())


def _link_definitions(value: object) -> object:
    if not isinstance(value, Mapping):
        return _BAD
    found: list[tuple[str, str, str | None]] = []
    for label, target in value.items():
        parts = list(target) if isinstance(target, list | tuple) else [target]
        if parts:
            title = str(parts[1]) if len(parts) > 1 and parts[1] is not None else None
            found.append((" ".join(str(label).split()).lower(), str(parts[0]), title))
    return tuple(found)


_READERS: Mapping[str, Callable[[object], object]] = {
    "input": _input,
    "hard_wrap": _boolean,
    "auto_ids": _boolean_or_default,
    "auto_id_prefix": _text,
    "auto_id_stripping": _boolean,
    "header_offset": _integer,
    "smart_quotes": _quotes,
    "typographic_symbols": _pairs,
    "entity_output": _name,
    "toc_levels": _levels,
    "footnote_nr": _integer,
    "footnote_backlink": _text,
    "footnote_backlink_inline": _boolean,
    "footnote_prefix": _text,
    "parse_block_html": _boolean,
    "parse_span_html": _boolean,
    "html_to_native": _boolean,
    "math_engine": _name,
    "syntax_highlighter": _highlighter,
    "guess_lang": _boolean,
    "remove_line_breaks_for_cjk": _boolean,
    "gfm_quirks": _quirks,
    "link_defs": _link_definitions,
}


def _with_highlighter(options: KramdownOptions, value: object) -> KramdownOptions:
    named = _named(_from_yaml(value) if isinstance(value, str) else value)
    block = {**named, **_named(named.get("block"))}
    span = {**named, **_named(named.get("span"))}
    start = _integer(block.get("start_line", options.block_start_line))
    return replace(
        options,
        default_lang=str(block.get("default_lang") or options.default_lang),
        span_default_lang=str(span.get("default_lang") or options.span_default_lang),
        block_line_numbers=_boolean(block.get("line_numbers", options.block_line_numbers)) is True,
        block_start_line=start if isinstance(start, int) else options.block_start_line,
        block_highlighting=_boolean(block.get("disable", not options.block_highlighting)) is not True,
        span_highlighting=_boolean(span.get("disable", not options.span_highlighting)) is not True,
        css_class=str(block.get("css_class") or options.css_class),
    )


def _named(value: object) -> dict[str, object]:
    if not isinstance(value, Mapping):
        return {}
    return {str(key).lstrip(":"): item for key, item in value.items()}


def _from_yaml(source: str) -> object:
    import yaml  # only for options within a post

    try:
        return yaml.safe_load(source)
    except yaml.YAMLError:
        return None
