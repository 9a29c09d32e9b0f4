"""What templates call that belongs to other parts of rendering, and what they may use up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from foreword.rendering.templates.budget import Limits

Markdownify = Callable[[str], str]
"""Markdown to HTML in the site's dialect."""

Highlight = Callable[[str, str], str | None]
"""(code, language) to HTML spans without a wrapper, or None for a language that is not known."""


@dataclass(frozen=True, slots=True)
class Helpers:
    """What templates call. By default kramdown as the site has it, and Pygments."""

    markdownify: Markdownify | None = None
    highlight: Highlight | None = None
    limits: Limits = field(default_factory=Limits)
