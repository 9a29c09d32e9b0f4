"""Footnotes as GitHub's extension (Astro) and Zola mark them up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def

from foreword.rendering.dialect import Slot

_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")
_SAFE = "!#$%&'()*+,-./:;=?@_~"


def footnote_rules(md: MarkdownIt) -> None:
    """Adds the grammar of definitions and references to an engine."""
    md.block.ruler.before(
        "reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    md.inline.ruler.before("link", "footnote_ref", _reference)
    md.add_render_rule("footnote_ref", _render_reference)


def gfm_mark(number: int, before: int, label: str) -> str:
    """A reference in Astro's HTML."""
    name = _name(label)
    again = f"-{before + 1}" if before else ""
    return (
        f'<sup><a href="#user-content-fn-{name}" id="user-content-fnref-{name}{again}" data-footnote-ref="" '
        f'aria-describedby="footnote-label">{number}</a></sup>'
    )


def gfm_footnotes(notes: Sequence[tuple[int, str, int, str]]) -> str:
    """The section at the end of the article."""
    items = "".join(
        _gfm_item(number, _name(label), references, html) for number, label, references, html in notes
    )
    return (
        '<section data-footnotes="" class="footnotes"><h2 class="sr-only" id="footnote-label">Footnotes</h2>\n'
        f"<ol>\n{items}</ol>\n</section>\n"
    )


def _gfm_item(number: int, name: str, references: int, html: str) -> str:
    links = []
    for time in range(1, max(1, references) + 1):
        again = f"-{time}" if time > 1 else ""
        sign = f"<sup>{time}</sup>" if time > 1 else ""
        links.append(
            f'<a href="#user-content-fnref-{name}{again}" data-footnote-backref="" '
            f'aria-label="Back to reference {number}{again}" class="data-footnote-backref">↩{sign}</a>'
        )
    body, back = html.rstrip("\n"), " ".join(links)
    body = f"{body[:-4]} {back}</p>" if body.endswith("</p>") else f"{body}\n{back}"
    return f'<li id="user-content-fn-{name}">\n{body}\n</li>\n'


def zola_mark(number: int, _before: int, label: str) -> str:
    """A reference in Zola's HTML."""
    return f'<sup class="footnote-reference"><a href="#{_name(label)}">{number}</a></sup>'


def zola_footnotes(notes: Sequence[tuple[int, str, int, str]]) -> str:
    """The notes; Zola leaves them where they are written, here they stand at the end."""
    return "".join(
        f'<div class="footnote-definition" id="{_name(label)}">'
        f'<sup class="footnote-definition-label">{number}</sup>\n{html}</div>\n'
        for number, label, _, html in notes
    )


def _name(label: str) -> str:
    return escape(quote(label.lower().encode("utf-8", "replace"), safe=_SAFE))


def _reference(state: StateInline, silent: bool) -> bool:
    match = _REFERENCE.match(state.src, state.pos)
    scope = state.env.get("scope")
    if match is None or scope is None or scope.definition("footnote", match[1]) is None:
        return False
    if not silent:
        state.push("footnote_ref", "", 0).meta = {"label": match[1]}
    state.pos = match.end()
    return True


def _render_reference(_renderer: object, tokens: Sequence[Token], at: int, _options: object, env: Any) -> str:
    return str(env["sink"].mark(Slot("note", tokens[at].meta["label"])))
