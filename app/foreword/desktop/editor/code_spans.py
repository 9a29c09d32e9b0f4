"""The colours of fenced code by Pygments, line by line, from the opening fence on."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.style import StyleMeta

_LONGEST_LINE = 2000

CodeSpan = tuple[int, int, str, bool]
"""Start, end, colour as ``#rrggbb`` and whether bold."""


class CodeSpans:
    """Lexes one line of code at a time and remembers what it has seen."""

    def __init__(self) -> None:
        self._dark = False
        self._seen: dict[tuple[str, str], list[CodeSpan]] = {}

    def set_dark(self, dark: bool) -> None:
        """Takes the colours for light or for dark paper."""
        self._dark = dark
        self._seen.clear()

    def clear(self) -> None:
        """Forgets what was seen of another text."""
        self._seen.clear()

    def spans(self, text: str, language: str) -> list[CodeSpan]:
        """The coloured spans of a line of code; none where the language is not known."""
        if not language or len(text) > _LONGEST_LINE:
            return []
        key = (language, text)
        found = self._seen.get(key)
        if found is None:
            if len(self._seen) > 5000:
                self._seen.clear()
            found = self._seen[key] = _lexed(text, language, self._dark)
        return found


def _lexed(text: str, language: str, dark: bool) -> list[CodeSpan]:
    lexer = _lexer(language.lower())
    if lexer is None:
        return []
    styles = _styles(dark)
    spans: list[CodeSpan] = []
    for start, kind, value in lexer.get_tokens_unprocessed(text):
        color, bold = styles.style_for_token(kind)["color"], styles.style_for_token(kind)["bold"]
        if color and value.strip():
            spans.append((start, start + len(value), f"#{color}", bold))
    return spans


@cache
def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415
    from pygments.util import ClassNotFound  # noqa: PLC0415

    try:
        return get_lexer_by_name(language)
    except ClassNotFound:
        return None


@cache
def _styles(dark: bool) -> StyleMeta:
    from pygments.styles import get_style_by_name  # noqa: PLC0415

    return get_style_by_name("github-dark" if dark else "friendly")
