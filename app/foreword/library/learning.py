"""Learns from a blog's newest posts what its front matter looks like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foreword.errors import ForewordError
from foreword.files import read_file
from foreword.front_matter import Head, Schema, learn, read_head
from foreword.library.summary import PostSummary
from foreword.sites import Site
from foreword.text import decode

_POSTS = 400
"""So many posts are read; a blog's habits show in far fewer, its rarer tags and categories need more."""


def learn_schema(site: Site, posts: Sequence[PostSummary]) -> Schema:
    """The schema of the newest posts, ``posts`` being in the order of the list. Unreadable posts are passed over."""
    profile = Schema().profile(site.generator)
    chosen = [post for post in posts if post.group != "page" and post.problem is None][:_POSTS]

    def heads() -> Iterator[Head]:
        for post in chosen:
            try:
                text, _ = decode(read_file(post.path))
            except ForewordError:
                continue
            yield read_head(text, profile)

    return learn(heads())
