"""What the posts of a blog teach: its schema, and how a new post begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from foreword.errors import ForewordError
from foreword.files import read_file
from foreword.front_matter import Head, Schema, learn, read_head
from foreword.library.scanning import scan
from foreword.library.summary import PostSummary
from foreword.sites import Site
from foreword.sites.naming import Sibling
from foreword.text import decode

_ENOUGH = 1500
"""So many posts are read for a schema; a vocabulary hardly grows after that, and a window waits for it."""
_NEWEST = 12


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post to be created: a path at which nothing is yet, and the file's content."""

    path: Path
    data: bytes


def learn_schema(site: Site, posts: Sequence[PostSummary]) -> Schema:
    """The schema of a blog from its posts, the newest first; pages have keys of their own and are left out.

    Never raises: posts that cannot be read teach nothing.
    """
    taught = [post for post in posts if post.group != "page" and post.problem is None]
    return learn(_heads(site, taught[:_ENOUGH]))


def draft_new_post(site: Site, title: str, now: datetime, *, draft: bool) -> NewPost:
    """A new post by the generator's naming and the habits of the blog's newest posts. Writes nothing.

    Raises FrontMatterRefused when the title cannot be written in the blog's format.
    """
    posts = [post for post in scan(site, now) if post.group == "post" and post.problem is None]
    posts.sort(key=lambda post: _day(post) or date.min, reverse=True)
    siblings = [Sibling(post.path, _day(post)) for post in posts[: _NEWEST * 2]]
    path = site.new_post_path(title, now, draft=draft, newest=siblings)
    near = [post for post in posts if _section(post.path) == _section(path)] or posts
    newest = list(_heads(site, near[:_NEWEST]))
    text = site.new_post_text(title, now, draft=draft, heads=newest, schema=learn(newest))
    if newest and "\r\n" in newest[0].source:
        text = text.replace("\n", "\r\n")
    return NewPost(path, text.encode("utf-8"))


def _heads(site: Site, posts: Sequence[PostSummary]) -> Iterator[Head]:
    profile = site.writing_profile(None)
    for post in posts:
        try:
            text, _ = decode(read_file(post.path))
        except ForewordError:
            continue
        yield read_head(text, profile)


def _day(post: PostSummary) -> date | None:
    return post.date.date() if isinstance(post.date, datetime) else post.date


def _section(path: Path) -> Path:
    """The folder that a post shares with those like it, whether it is a file or a folder's index."""
    return path.parent.parent if path.stem == "index" else path.parent
