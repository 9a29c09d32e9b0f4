"""What templates call that belongs to other parts of rendering, and what they may use up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from foreword.rendering.dialect import Dialect
from foreword.rendering.dialects import make_dialect
from foreword.rendering.document import render_article
from foreword.rendering.templates.budget import Limits

Markdownify = Callable[[str], str]
"""Markdown to HTML in the site's dialect."""

Highlight = Callable[[str, str], str | None]
"""(code, language) to HTML spans without a wrapper, or None for a language that is not known."""


def markdown_in(dialect: Dialect, text: str) -> str:
    """The HTML of a text that a template has made; a line end at its end begins no line, as the generators have it."""
    return render_article(dialect, text.removesuffix("\n")).html


class DialectMarkdown:
    """Markdown in a dialect by its name and options; the dialect is made when it is first needed."""

    def __init__(self, dialect: str, options: object) -> None:
        self._name = dialect
        self._options = options if isinstance(options, Mapping) else {}
        self._dialect: Dialect | None = None

    def __call__(self, text: str) -> str:
        """The HTML of a text."""
        if self._dialect is None:
            self._dialect = make_dialect(self._name, self._options)
        return markdown_in(self._dialect, text)


@dataclass(frozen=True, slots=True)
class Helpers:
    """What templates call. By default kramdown as the site has it, and Pygments."""

    markdownify: Markdownify | None = None
    highlight: Highlight | None = None
    limits: Limits = field(default_factory=Limits)
