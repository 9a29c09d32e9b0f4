"""Fenced code as Hexo and Astro put it into the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

Highlight = Callable[[str, str], str | None]
_CAPTION = re.compile(r"(\S+)\s+(.+?)(?:\s+(https?://\S+|/\S+)\s*(.+)?)?\Z")
_MARKED_LINES = re.compile(r"\{[^}]*\}")


def hexo_code(md: MarkdownIt, highlight: Highlight, *, line_numbers: bool) -> None:
    """Hexo's figure with a table of line numbers and lines. A fence without an end is left to marked."""

    def render(_renderer: object, tokens: Sequence[Token], at: int, *_: Any) -> str:
        token = tokens[at]
        first, end = token.map or (0, 0)
        lines = token.content.count("\n") + (token.content[-1:] not in ("", "\n"))
        if end - first != lines + 2:
            name = token.info.split()[0] if token.info.split() else ""
            language = f' class="language-{escape(name)}"' if name else ""
            return f"<pre><code{language}>{escape(token.content)}</code></pre>\n"
        language, caption = _info(token.info)
        return _figure(token.content, language, caption, highlight, line_numbers)

    md.add_render_rule("fence", render)


def astro_code(md: MarkdownIt, highlight: Highlight) -> None:
    """Astro's wrapper around what Shiki colours."""

    def render(_renderer: object, tokens: Sequence[Token], at: int, *_: Any) -> str:
        token = tokens[at]
        language = token.info.split()[0] if token.info.split() else "plaintext"
        code = token.content.removesuffix("\n")
        coloured = highlight(code, language)
        if coloured is None:
            language, coloured = "plaintext", escape(code)
        return (
            f'<pre class="astro-code" tabindex="0" data-language="{escape(language)}">'
            f"<code>{coloured}</code></pre>\n"
        )

    md.add_render_rule("fence", render)
    md.add_render_rule("code_block", render)


def _info(info: str) -> tuple[str, str]:
    """Language and caption: ``js Title https://address Text``; what follows "=" is not looked at."""
    said = _MARKED_LINES.sub("", info).split("=")[0].strip()
    match = _CAPTION.match(said)
    if match is None:
        return said, ""
    caption = f"<span>{escape(match[2])}</span>"
    if match[3]:
        caption += f'<a href="{escape(match[3])}">{escape(match[4] or "link")}</a>'
    return match[1], f"<figcaption>{caption}</figcaption>"


def _figure(code: str, language: str, caption: str, highlight: Highlight, line_numbers: bool) -> str:
    code = code.removesuffix("\n")
    coloured = highlight(code, language) if language else None
    shown = language.lower() if coloured is not None else "plaintext"
    lines = (escape(code) if coloured is None else coloured).split("\n")
    numbers = "".join(f'<span class="line">{number}</span><br>' for number in range(1, len(lines) + 1))
    gutter = f'<td class="gutter"><pre>{numbers}</pre></td>' if line_numbers else ""
    rows = "".join(f'<span class="line">{line}</span><br>' for line in lines)
    return (
        f'<figure class="highlight {escape(shown)}">{caption}<table><tr>{gutter}'
        f'<td class="code"><pre>{rows}</pre></td></tr></table></figure>\n'
    )
