"""``foreword render``: one post, or a line of JSON for each."""

from __future__ import annotations

import io
import os
import sys
from datetime import datetime
from pathlib import Path

from foreword.posts import Post
from foreword.rendering.dialect import Dialect
from foreword.rendering.dialects import DEFAULT_DIALECT
from foreword.rendering.document import render_article
from foreword.rendering.json_lines import render_jsonl
from foreword.rendering.page import whole_page
from foreword.rendering.templates.choosing import prepare
from foreword.resources import resource_text
from foreword.sites import open_site
from foreword.sites.article import article_source


def print_article(path: Path, dialect: str | None, *, as_page: bool) -> None:
    """Prints the HTML of a post's article, in the given dialect or in its site's own. Raises ForewordError."""
    place = Path(os.path.realpath(path))
    site = open_site(place)
    post = Post.load(path, profile=site.writing_profile(None))
    source = article_source(site, place, _now(), dialect)
    source.set_fields(post.fields)
    expansion = source.expand(post.body)
    article = render_article(source.dialect, expansion.text)
    lines = expansion.line_map()
    notices = [(found.message, found.line) for found in expansion.notices]
    notices += [(found.message, lines[min(found.line, len(lines) - 1)]) for found in article.notices]
    for message, line in notices:
        print(f"foreword: approximate at line {line + 1} of the body: {message}", file=sys.stderr)
    html = expansion.restore(article.html)
    if as_page:
        css = resource_text("preview", "article.css")
        html = whole_page(post.fields, html, css=css, dialect=source.dialect.name)
    sys.stdout.buffer.write(html.encode("utf-8", "replace"))


def render_lines(dialect: str | None) -> int:
    """Reads JSON lines from stdin and writes the articles to stdout; how many lines failed."""
    name = dialect or DEFAULT_DIALECT
    source = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace", newline="\n")
    target = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="\n")
    try:
        return render_jsonl(source, target, name, render_file=_render_file)
    finally:
        target.detach()
        source.detach()


def _render_file(text: str, path: str | None, dialect: Dialect) -> str:
    """The article of a whole file whose site is not at hand."""
    expansion = prepare(text, path, dialect.name)
    return expansion.restore(render_article(dialect, expansion.text).html)


def _now() -> datetime:
    return datetime.now().astimezone()
