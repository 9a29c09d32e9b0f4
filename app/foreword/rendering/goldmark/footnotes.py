"""Footnotes with goldmark's grammar and markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote.index import footnote_def

from foreword.rendering.dialect import Slot

_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")
_BACK = '<a href="#fnref{n}" class="footnote-backref" role="doc-backlink">&#x21a9;&#xfe0e;</a>'


def footnote_rules(md: MarkdownIt) -> None:
    """Adds the grammar of definitions and references to an engine."""
    md.block.ruler.before(
        "reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    md.inline.ruler.after("image", "footnote_ref", _reference)
    md.add_render_rule("footnote_ref", _render_reference)


def footnote_mark(number: int, before: int, _label: str) -> str:
    """The HTML of a reference; ``before`` references to the same note came earlier."""
    again = "" if not before else str(before)
    return (
        f'<sup id="fnref{again}:{number}"><a href="#fn:{number}" class="footnote-ref" '
        f'role="doc-noteref">{number}</a></sup>'
    )


def footnotes(notes: Sequence[tuple[int, str, int, str]]) -> str:
    """The section at the end of the article."""
    items = []
    for number, _label, references, html in notes:
        links = "".join(
            f"&#160;{_BACK.format(n=f'{again or str()}:{number}')}" for again in range(max(1, references))
        )
        body = html.rstrip("\n")
        body = f"{body[:-4]}{links}</p>" if body.endswith("</p>") else f"{body}{links}"
        items.append(f'<li id="fn:{number}">\n{body}\n</li>\n')
    return f'<div class="footnotes" role="doc-endnotes">\n<hr>\n<ol>\n{"".join(items)}</ol>\n</div>\n'


def _reference(state: StateInline, silent: bool) -> bool:
    match = _REFERENCE.match(state.src, state.pos)
    scope = state.env.get("scope")
    if match is None or scope is None or scope.definition("footnote", match[1]) is None:
        return False
    if not silent:
        token = state.push("footnote_ref", "", 0)
        token.meta = {"label": match[1]}
    state.pos = match.end()
    return True


def _render_reference(_self: object, tokens: Sequence[object], at: int, _options: object, env: object) -> str:
    label = tokens[at].meta["label"]  # type: ignore[attr-defined]
    return str(env["sink"].mark(Slot("note", label)))  # type: ignore[index]
