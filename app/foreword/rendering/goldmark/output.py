"""Where goldmark's HTML differs from markdown-it's."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from foreword.rendering.goldmark.options import GoldmarkOptions

Highlight = Callable[[str, str], str | None]
_OMITTED = "<!-- raw HTML omitted -->"
_LANGUAGE = re.compile(r"[^\s{]+")


def install_output(md: MarkdownIt, options: GoldmarkOptions, highlight: Highlight) -> None:
    """Makes the engine write what Hugo writes."""
    md.add_render_rule("s_open", lambda *_: "<del>")
    md.add_render_rule("s_close", lambda *_: "</del>")
    md.add_render_rule("task_box", _content)
    md.add_render_rule("code_block", _code_block)
    md.add_render_rule("fence", _fence(highlight))
    if not options.unsafe:
        md.add_render_rule("html_block", lambda *_: f"{_OMITTED}\n")
        md.add_render_rule("html_inline", lambda *_: _OMITTED)


def align_cells(tokens: Sequence[Token]) -> None:
    """Writes the alignment of table cells with Hugo's blank behind the colon."""
    for token in tokens:
        if token.type in ("th_open", "td_open") and "style" in token.attrs:
            token.attrs["style"] = str(token.attrs["style"]).replace(":", ": ", 1)


def _content(_renderer: object, tokens: Sequence[Token], at: int, *_: Any) -> str:
    return tokens[at].content


def _code_block(_renderer: object, tokens: Sequence[Token], at: int, *_: Any) -> str:
    return f"<pre><code>{escape(tokens[at].content)}</code></pre>\n"


def _fence(highlight: Highlight) -> Callable[..., str]:
    def render(_renderer: object, tokens: Sequence[Token], at: int, *_: Any) -> str:
        code, info = tokens[at].content, tokens[at].info.strip()
        match = _LANGUAGE.match(info)
        language = match[0] if match else ""
        if not language:
            return f'<pre tabindex="0"><code>{escape(code)}</code></pre>\n'
        attributes = f'class="language-{escape(language)}" data-lang="{escape(language)}"'
        coloured = highlight(code, language)
        if coloured is None:
            return f'<pre tabindex="0"><code {attributes}>{escape(code)}</code></pre>\n'
        return (
            '<div class="highlight"><pre tabindex="0" class="chroma">'
            f"<code {attributes}>{coloured}</code></pre></div>\n"
        )

    return render
