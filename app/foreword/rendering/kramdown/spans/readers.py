"""Which character is read by whom, and the context that options and a post make."""

from __future__ import annotations

import re
from html import unescape
from types import MappingProxyType

from foreword.rendering.kramdown.options import KramdownOptions
from foreword.rendering.kramdown.spans import code, emphasis, extensions, html, links, text
from foreword.rendering.kramdown.spans.scanner import Reader, SpanContext

_READERS: dict[str, Reader] = {
    "*": emphasis.emphasis,
    "_": emphasis.emphasis,
    "`": code.code,
    "[": links.bracket,
    "!": links.image,
    "<": html.angle,
    "{": extensions.brace,
    "&": text.entity,
    "\\": text.escape,
    "$": code.math,
    " ": text.line_break,
    '"': text.quote,
    "'": text.quote,
}
_TYPOGRAPHY: dict[str, Reader] = {
    "-": text.symbol,
    ".": text.symbol,
    ">": text.symbol,
}
_SPECIAL = r"""[*_`\[\]"']|<(?:/?[^\W\d]|[!<])|&(?:[A-Za-z][\w:]*|\#[0-9]+|\#x[0-9a-fA-F]+);|!\[|  \n|\{:|\$\$|\\(?:[\\.*_+`<>()\[\]{}#!:|"'$=~-]|\n)"""
_TYPOGRAPHIC = r"""|\.\.\.|---?| ?>>"""


def span_context(options: KramdownOptions, *, native: bool) -> SpanContext:
    """What the options make of spans. ``native``: line ends break as in kramdown's own input."""
    readers = dict(_READERS)
    special = _SPECIAL
    symbols = dict(text.CHARACTERS)
    symbols.update(options.typographic_symbols)
    if options.is_gfm and "no_auto_typographic" in options.gfm_quirks:
        symbols.clear()
    else:
        readers.update(_TYPOGRAPHY)
        special += _TYPOGRAPHIC
    if options.is_gfm:
        readers["~"] = emphasis.strike
        special += "|~~"
    if options.hard_wrap and options.is_gfm and not native:
        readers["\n"] = text.hard_wrap
        special += r"|\n"
    return SpanContext(
        options=options,
        readers=MappingProxyType(readers),
        special=re.compile(special),
        quotes=tuple(unescape(f"&{name};") for name in options.smart_quotes),
        symbols=symbols,
        gfm_breaks=options.is_gfm and not native,
    )
