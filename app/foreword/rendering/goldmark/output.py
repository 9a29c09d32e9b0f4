"""Where goldmark's HTML differs from markdown-it's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from foreword.rendering.goldmark.code import Highlight, fence
from foreword.rendering.goldmark.options import GoldmarkOptions
from foreword.rendering.goldmark.typographer import typographic_html

_OMITTED = "<!-- raw HTML omitted -->"
_DANGEROUS = re.compile(
    r"(?:javascript|vbscript|file):|data:(?!image/(?:png|gif|jpeg|webp|svg\+xml);)", re.IGNORECASE
)


def install_output(md: MarkdownIt, options: GoldmarkOptions, highlight: Highlight) -> None:
    """Makes the engine write what Hugo writes."""
    md.add_render_rule("s_open", lambda *_: "<del>")
    md.add_render_rule("s_close", lambda *_: "</del>")
    md.add_render_rule("image", _image)
    md.add_render_rule("dd_open", _description)
    md.add_render_rule("code_block", _code_block)
    md.add_render_rule("fence", fence(options, highlight))
    if not options.unsafe:
        md.add_render_rule("html_block", lambda *_: f"{_OMITTED}\n")
        md.add_render_rule("html_inline", lambda *_: _OMITTED)


def empty_dangerous_addresses(tokens: Sequence[Token]) -> None:
    """Takes away addresses that a browser would run, as Hugo does unless ``unsafe`` is on."""
    for token in tokens:
        for name in ("href", "src"):
            if _DANGEROUS.match(str(token.attrs.get(name, ""))):
                token.attrs[name] = ""
        empty_dangerous_addresses(token.children or ())


def _description(_renderer: object, tokens: Sequence[Token], at: int, *_: Any) -> str:
    return "<dd>\n" if tokens[at].info == "loose" else "<dd>"


def _image(_renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    token = tokens[at]
    alt = _alternative(token.children or (), env)
    attributes = {key: escape(str(value)) for key, value in token.attrs.items()} | {"alt": alt}
    end = " />" if options["xhtmlOut"] else ">"
    return "<img" + "".join(f' {key}="{value}"' for key, value in attributes.items()) + end


def _alternative(tokens: Sequence[Token], env: Any) -> str:
    parts: list[str] = []
    for token in tokens:
        if token.type == "typographic":
            parts.append(typographic_html(token, env))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n" if token.type == "softbreak" else "")
        elif token.type == "image":
            parts.append(_alternative(token.children or (), env))
        elif token.type != "html_inline":
            parts.append(escape(token.content))
    return "".join(parts)


def _code_block(_renderer: object, tokens: Sequence[Token], at: int, *_: Any) -> str:
    return f"<pre><code>{escape(tokens[at].content)}</code></pre>\n"
