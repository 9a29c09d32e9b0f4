"""``foreword render``: one post, or a line of JSON for each."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from foreword.front_matter import read_head
from foreword.posts import Post
from foreword.rendering.dialects import DEFAULT_DIALECT, make_dialect
from foreword.rendering.document import render_article
from foreword.rendering.page import whole_page
from foreword.rendering.worker import render_jsonl
from foreword.resources import resource_text
from foreword.sites import open_site
from foreword.sites.article import ArticleSource, article_source


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
    source = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", newline="\n")
    target = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="\n")
    try:
        return render_jsonl(source, target, name, prepare=_preparer(name))
    finally:
        target.detach()
        source.detach()


def _preparer(name: str) -> Callable[[str, str | None], str]:
    """What makes the Markdown of a whole file: its body, templates expanded as by a site that is not at hand."""
    dialect = make_dialect(name)

    def prepare(text: str, path: str | None) -> str:
        head = read_head(text)
        source = ArticleSource(None, Path(path) if path else None, _now(), dialect)
        source.set_fields(head.fields)
        return source.expand(text[head.end :]).text

    return prepare


def _now() -> datetime:
    return datetime.now().astimezone()
