"""``foreword render``: one post, or a line of JSON for each."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from foreword.posts import Post
from foreword.rendering.dialects import DEFAULT_DIALECT, make_dialect
from foreword.rendering.document import render_article
from foreword.rendering.page import whole_page
from foreword.resources import resource_text
from foreword.sites import open_site
from foreword.text import SourceText


def print_article(path: Path, dialect: str | None, *, whole_page: bool) -> None:
    """Prints the HTML of a post's article, in the given dialect or in its site's own. Raises ForewordError."""
    site = open_site(path.resolve())
    post = Post.load(path)
    if dialect is None or dialect == site.dialect_name:
        chosen = make_dialect(site.dialect_name, site.dialect_options)
    else:
        chosen = make_dialect(dialect)
    article = render_article(chosen, post.body)
    for notice in article.notices:
        print(
            f"foreword: approximate at line {notice.line + 1} of the body: {notice.message}", file=sys.stderr
        )
    html = article.html
    if whole_page:
        html = _page(post, html, chosen.name)
    sys.stdout.buffer.write(html.encode("utf-8", "replace"))


def _page(post: Post, html: str, dialect: str) -> str:
    return whole_page(post.fields, html, css=resource_text("preview", "article.css"), dialect=dialect)


def render_lines(dialect: str | None) -> int:
    """Reads JSON lines from stdin and writes the articles' to stdout; the exit code."""
    from foreword.rendering.worker import render_jsonl  # noqa: PLC0415

    source = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", newline="\n")
    target = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="\n")
    try:
        return 1 if render_jsonl(source, target, dialect or DEFAULT_DIALECT, prepare=_body_of) else 0
    finally:
        target.detach()
        source.detach()


def _body_of(source: str, path: str | None) -> str:
    """The Markdown of a whole file: its text after the front matter."""
    return Post(SourceText.from_text(source), Path(path) if path else None).body
