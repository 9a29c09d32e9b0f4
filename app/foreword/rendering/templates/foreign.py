"""Templates of other generators in Markdown: Zola's and Nikola's shortcodes, the tags of Hexo and Nunjucks.

None of them can be run here, so each is a card with its arguments; what stands between two of a pair is kept.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from foreword.rendering.dialect import Notice
from foreword.rendering.templates.cards import NO_ADDRESS, card, stands_alone, within_address
from foreword.rendering.templates.code_spans import CodeSpans
from foreword.rendering.templates.expansion import Expansion, assemble, placeholder_for, plain
from foreword.rendering.templates.shortcode_lexer import Broken, Call, cut_shortcodes
from foreword.text.lines import count_line_ends

_ZOLA = re.compile(
    r"\{\{/\*(?P<value>.*?)\*/\}\}|\{%/\*(?P<body>.*?)\*/%\}"
    r"|\{\{\s*(?P<call>[A-Za-z_]\w*)\s*\((?P<arguments>(?:\"[^\"]*\"|'[^']*'|`[^`]*`|[^\"'`{}])*?)\)\s*\}\}"
    r"|\{%-?\s*(?:(?P<end>end)|(?P<block>[A-Za-z_]\w*)\s*\((?P<options>(?:\"[^\"]*\"|'[^']*'|`[^`]*`|[^\"'`{}])*?)\))\s*-?%\}",
    re.DOTALL,
)
_NUNJUCKS = re.compile(r"\{%-?\s*(\w+)\s*(.*?)-?%\}|\{\{-?(.*?)-?\}\}|\{#.*?#\}", re.DOTALL)
_MOST_NOTICES = 100


@dataclass(frozen=True, slots=True)
class Found:
    """A template in a text: shown as text, as HTML that waits for Markdown, or (both None) as a card."""

    start: int
    end: int
    name: str = ""
    arguments: str = ""
    text: str | None = None
    html: str | None = None


Finder = Callable[[str], Sequence[Found]]


def expand_as_cards(source: str, find: Finder, reason: str) -> Expansion:
    """The text with what ``find`` found in it replaced. Never raises."""
    found = find(source)
    if not found:
        return plain(source)
    pieces: list[tuple[int, int, str, bool]] = []
    notices: list[Notice] = []
    replacements: dict[str, str] = {}
    at = 0
    for item in found:
        if item.start > at:
            pieces.append((at, item.start, source[at : item.start], True))
        text = item.text
        if text is None:
            made = item.html
            if made is None:
                made = _card(source, item, reason)
                if len(notices) < _MOST_NOTICES:
                    notices.append(Notice(f"{item.name}: {reason}", count_line_ends(source[: item.start])))
            text = placeholder_for(made)
            replacements[text] = made
        pieces.append((item.start, item.end, text, False))
        at = item.end
    if at < len(source):
        pieces.append((at, len(source), source[at:], True))
    return assemble(source, pieces, notices, replacements)


def _card(source: str, item: Found, reason: str) -> str:
    if within_address(source, item.start):
        return NO_ADDRESS
    alone = stands_alone(source, item.start, item.end)
    return card("shortcode", item.name, item.arguments, reason, block=alone, markdown=False)


def find_zola(source: str) -> Sequence[Found]:
    """Zola's calls, in code as well, where only the escaped form is spared."""
    return list(_zola(source)) if "}}" in source or "%}" in source else []


def _zola(source: str) -> Iterator[Found]:
    for match in _ZOLA.finditer(source):
        start, end = match.span()
        if match["value"] is not None:
            yield Found(start, end, text="{{" + match["value"] + "}}")
        elif match["body"] is not None:
            yield Found(start, end, text="{%" + match["body"] + "%}")
        elif match["end"]:
            yield Found(start, end, text="")
        else:
            arguments = match["arguments"] if match["call"] else match["options"]
            yield Found(start, end, match["call"] or match["block"], arguments.strip())


def find_nikola(source: str) -> Sequence[Found]:
    """Nikola's shortcodes, in code as well; between raw and /raw nothing is one."""
    found: list[Found] = []
    spared = 0
    for piece in cut_shortcodes(source, "%"):
        if isinstance(piece, Broken) or piece.start < spared:
            continue
        if not isinstance(piece, Call):
            found.append(Found(piece.start, piece.end, text=piece.text))
        elif piece.closes:
            found.append(Found(piece.start, piece.end, text=""))
        elif piece.name == "raw":
            close = re.compile(r"\{\{%\s*/raw\s*%\}\}").search(source, piece.end)
            spared = close.end() if close else len(source)
            inner = source[piece.end : close.start() if close else len(source)]
            found.append(Found(piece.start, spared, text=inner))
        else:
            found.append(Found(piece.start, piece.end, piece.name, piece.written))
    return found


def find_nunjucks(source: str) -> Sequence[Found]:
    """Hexo's and Nunjucks' tags and values outside of code, where Hexo puts them out of the way first."""
    if "{%" not in source and "{{" not in source and "{#" not in source:
        return []
    code = CodeSpans(source)
    found: list[Found] = []
    at = 0
    while match := _next(source, at):
        beyond = code.end_of(match.start())
        if beyond is not None:
            at = max(beyond, match.start() + 1)
            continue
        item = _nunjucks(source, match)
        found.append(item)
        at = item.end
    return found


def _next(source: str, at: int) -> re.Match[str] | None:
    opening = re.compile(r"\{[%{#]")
    while begin := opening.search(source, at):
        closing = {"{%": "%}", "{{": "}}", "{#": "#}"}[begin.group()]
        end = source.find(closing, begin.end())
        if end < 0:
            at = begin.end()
            if source.find("}", at) < 0:
                return None
            continue
        match = _NUNJUCKS.match(source, begin.start(), end + 2)
        if match is not None:
            return match
        at = begin.end()
    return None


def _nunjucks(source: str, match: re.Match[str]) -> Found:
    start, end = match.span()
    name, arguments, value = match[1], (match[2] or "").strip(), match[3]
    if name is None:
        return Found(start, end, text="") if value is None else Found(start, end, "{{ }}", value.strip())
    if name in ("raw", "codeblock", "code") and source.rfind(f"end{name}") > end:
        close = re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}").search(source, end)
        if close is not None:
            inner = source[end : close.start()]
            if name == "raw":
                return Found(start, close.end(), html=inner)
            code = html.escape(inner.strip("\n"), quote=False)
            return Found(
                start,
                close.end(),
                html=f'<figure class="highlight"><pre><code>{code}\n</code></pre></figure>',
            )
    if name.startswith("end"):
        return Found(start, end, text="")
    return Found(start, end, name, arguments)


FINDERS: Mapping[str, tuple[Finder, str]] = {
    "zola": (find_zola, "a shortcode of Zola's, whose template cannot be run here"),
    "nikola": (find_nikola, "a shortcode of Nikola's, which cannot be run here"),
    "hexo": (find_nunjucks, "a tag of Hexo's, which cannot be run here"),
    "nunjucks": (find_nunjucks, "a template of Nunjucks, which cannot be run here"),
}
"""By generator: what finds its templates, and why they cannot be shown."""
