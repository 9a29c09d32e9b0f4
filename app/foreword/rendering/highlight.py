"""Colours code by Pygments: spans with short classes, and the style sheet that gives them their colours."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pygments import highlight as coloured
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

_CACHED_BLOCKS = 512
_LONGEST_CACHED = 20_000
_LONGEST_COLOURED = 200_000


def highlight(code: str, language: str) -> str | None:
    """The code as HTML with Pygments' spans and no wrapper around them, or None when the language is unknown.

    Code that Pygments would take long for (above 200,000 characters) is escaped without spans. A final newline is
    kept or left out as it was.
    """
    lexer = _lexer(language.strip().lower())
    if lexer is None:
        return None
    if len(code) > _LONGEST_CACHED:
        return _coloured(lexer, code)
    return _remembered(language.strip().lower(), code)


def highlight_css(style: str = "default", scope: str = ".highlight") -> str:
    """The style sheet of a Pygments style; every rule applies below ``scope``. Unknown styles give the default."""
    try:
        formatter: Any = HtmlFormatter(style=style)
    except ClassNotFound:
        formatter = HtmlFormatter()
    return str(formatter.get_style_defs(scope))


@lru_cache(maxsize=_CACHED_BLOCKS)
def _remembered(language: str, code: str) -> str | None:
    lexer = _lexer(language)
    return None if lexer is None else _coloured(lexer, code)


@lru_cache(maxsize=128)
def _lexer(language: str) -> Lexer | None:
    """The lexer of a language's name or alias. Lexer modules are loaded when their language is first seen."""
    if not language:
        return None
    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def _coloured(lexer: Lexer, code: str) -> str:
    if len(code) > _LONGEST_COLOURED:
        return code.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # Pygments ends what it formats with a newline; whether the code ended with one is the caller's.
    formatted = str(coloured(code, lexer, HtmlFormatter(nowrap=True)))
    return formatted if code.endswith("\n") else formatted.removesuffix("\n")
