"""What Hexo's renderer adds to marked: anchors in headings, addresses, pictures, description lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape
from itertools import pairwise
from typing import Any
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from foreword.rendering.commonmark.ids import heading_text
from foreword.rendering.dialect import Slot

_ELSEWHERE = re.compile(r"#|//|https?:|[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_DESCRIPTION = re.compile(r":\s+(?=\S.)")
_HOST = re.compile(r"(?:[^@]*@)?[\w.-]+(?::\d*)?")
_MORE = re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)
_PORTS = {"http": ":80", "https": ":443"}


def heading_anchors(md: MarkdownIt) -> None:
    """Writes a link to itself into each heading."""

    def render(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
        opening = renderer.renderToken(tokens, at, options, env)
        address = env["sink"].mark(Slot("same-id", ""))
        title = escape(heading_text(tokens[at + 1].children or ()))
        return f'{opening}<a href="#{address}" class="headerlink" title="{title}"></a>'

    md.add_render_rule("heading_open", render)


def pictures(md: MarkdownIt, *, from_root: bool) -> None:
    """Pictures with their text as it is written; with ``from_root`` their addresses begin at the site's root."""

    def render(_renderer: object, tokens: Sequence[Token], at: int, *_: Any) -> str:
        token = tokens[at]
        source = str(token.attrs.get("src", ""))
        if from_root and source and not _ELSEWHERE.match(source):
            source = "/" + source.lstrip("/")
        text = f' alt="{escape(unescape(token.content))}"' if token.content else ""
        title = f' title="{escape(str(token.attrs["title"]))}"' if "title" in token.attrs else ""
        return f'<img src="{escape(address(source))}"{text}{title}>'

    md.add_render_rule("image", render)


def more_marks(md: MarkdownIt) -> None:
    """Writes the place to which the excerpt's link leads where the post says ``<!-- more -->``."""

    def render(_renderer: object, tokens: Sequence[Token], at: int, *_: Any) -> str:
        return _MORE.sub('<span id="more"></span>', tokens[at].content)

    md.add_render_rule("html_block", render)
    md.add_render_rule("html_inline", render)


def address(url: str) -> str:
    """An address as the URL class of JavaScript writes it: host in small letters, with a path."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if parts.scheme not in _PORTS or not parts.netloc:
        return url
    if not _HOST.fullmatch(parts.netloc):
        return unquote(url)
    host = parts.netloc.lower().removesuffix(_PORTS[parts.scheme])
    query = parts.query.replace("'", "%27")
    return parts._replace(netloc=host, path=parts.path or "/", query=query).geturl()


def rewrite_links(tokens: Sequence[Token]) -> None:
    """Gives all links of a block the addresses that Hexo writes."""
    for block in tokens:
        for token in block.children or ():
            if token.type == "link_open":
                token.attrs["href"] = address(str(token.attrs.get("href", "")))


def describe(tokens: Sequence[Token]) -> None:
    """Makes a paragraph with ``: text`` on a line of its own a description list of one term."""
    for paragraph, inline in pairwise(tokens):
        if paragraph.type != "paragraph_open" or paragraph.hidden or not inline.children:
            continue
        at = _description(inline.children)
        if at is None:
            continue
        term, meaning = inline.children[: at - 1], inline.children[at:]
        meaning[0].content = meaning[0].content[1:].lstrip()
        inline.children = [*_around("dt", term), *_around("dd", meaning)]
        paragraph.tag = "dl"
        closing = tokens[tokens.index(inline) + 1]
        closing.tag = "dl"


def _description(children: Sequence[Token]) -> int | None:
    """Where the last line that begins with a colon begins."""
    for at in range(len(children) - 1, 1, -1):
        before, token = children[at - 1], children[at]
        if before.type in ("softbreak", "hardbreak") and token.type == "text":
            follows = len(children) > at + 1
            if _DESCRIPTION.match(token.content + ("xx" if follows else "")):
                return at
    return None


def _around(tag: str, tokens: Sequence[Token]) -> list[Token]:
    return [Token(f"{tag}_open", tag, 1), *tokens, Token(f"{tag}_close", tag, -1)]
