"""Which pictures of other sites the articles of posts show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from html import unescape
from pathlib import Path

from foreword.errors import ForewordError
from foreword.posts import Post
from foreword.rendering.document import render_article
from foreword.rendering.page import lead_picture
from foreword.sites import Site
from foreword.sites.article import article_source

_PICTURE = re.compile(r"<img\b[^>]*?\ssrc\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)


def remote_pictures(site: Site, paths: Iterable[Path], now: datetime) -> tuple[str, ...]:
    """The addresses of pictures of other sites in the posts' articles and headers, each once, in order.

    Posts that cannot be read are passed over. ``now`` must be aware.
    """
    found: dict[str, None] = {}
    for path in paths:
        try:
            post = Post.load(path)
        except ForewordError:
            continue
        found.update(
            dict.fromkeys(address for address in _shown(site, post, path, now) if _is_remote(address))
        )
    return tuple(found)


def _shown(site: Site, post: Post, path: Path, now: datetime) -> Iterator[str]:
    lead = lead_picture(post.fields)
    if lead is not None:
        yield lead[0]
    source = article_source(site, path, now)
    source.set_fields(post.fields)
    expansion = source.expand(post.body)
    html = expansion.restore(render_article(source.dialect, expansion.text).html)
    for match in _PICTURE.finditer(html):
        yield unescape(match[1] or match[2] or match[3] or "").strip()


def _is_remote(address: str) -> bool:
    return address.lower().startswith(("http://", "https://", "//"))
