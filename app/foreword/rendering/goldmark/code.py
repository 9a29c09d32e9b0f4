"""Fenced code as Hugo writes it, with ``markup.highlight``'s line numbers (asked of Hugo 0.168)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from markdown_it.token import Token

from foreword.rendering.goldmark.options import GoldmarkOptions

Highlight = Callable[[str, str], str | None]
_LANGUAGE = re.compile(r"[^\s{]+")
_NUMBERS = re.compile(r"\{[^}]*\blinenos\s*=\s*[\"']?(\w+)[^}]*\}", re.IGNORECASE)
_PRE = '<pre tabindex="0" class="chroma">'


def fence(options: GoldmarkOptions, highlight: Highlight) -> Callable[..., str]:
    """The render rule for fences."""

    def render(_renderer: object, tokens: Sequence[Token], at: int, *_: Any) -> str:
        code, info = tokens[at].content, tokens[at].info.strip()
        match = _LANGUAGE.match(info)
        language = escape(match[0]) if match else ""
        if not options.code_fences:
            named = f' class="language-{language}"' if language else ""
            return f"<pre><code{named}>{escape(code)}</code></pre>\n"
        if match is None:
            return f'<pre tabindex="0"><code>{escape(code)}</code></pre>\n'
        attributes = f'class="language-{language}" data-lang="{language}"'
        coloured = highlight(code, match[0])
        if coloured is None:
            return f'<pre tabindex="0"><code {attributes}>{escape(code)}</code></pre>\n'
        return f'<div class="highlight">{_numbered(coloured, attributes, _numbers(options, info))}</div>\n'

    return render


def _numbers(options: GoldmarkOptions, info: str) -> str:
    """How lines are numbered: "table", "inline" or ""."""
    match = _NUMBERS.search(info)
    said = match[1].lower() if match else str(options.line_numbers).lower()
    if said == "true":
        return "table" if options.line_numbers_in_table else "inline"
    return said if said in ("table", "inline") else ""


def _numbered(coloured: str, attributes: str, numbers: str) -> str:
    if not numbers:
        return f"{_PRE}<code {attributes}>{coloured}</code></pre>"
    lines = coloured.removesuffix("\n").split("\n") if coloured else []
    if numbers == "inline":
        rows = "".join(
            f'<span class="line"><span class="ln">{number}</span><span class="cl">{line}\n</span></span>'
            for number, line in enumerate(lines, 1)
        )
        return f"{_PRE}<code {attributes}>{rows}</code></pre>"
    column = "".join(f'<span class="lnt">{number}\n</span>' for number in range(1, len(lines) + 1))
    return (
        f'<div class="chroma">\n<table class="lntable"><tr><td class="lntd">\n{_PRE}<code>{column}</code></pre></td>\n'
        f'<td class="lntd">\n{_PRE}<code {attributes}>{coloured}</code></pre></td></tr></table>\n</div>\n'
    )
