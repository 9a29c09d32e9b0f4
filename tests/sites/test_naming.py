"""What the file of a new post is called, and where it goes."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.sites import open_site
from foreword.sites.naming import Sibling, slug_of
from sites.helpers import write

JEKYLL = {"_config.yml": "title: x\n", "_posts/2024-01-01-a.md": ""}
HUGO = {"hugo.toml": "", "content/posts/a.md": ""}


def path_for(
    root: Path, newest: Sequence[tuple[str, date]], now: datetime, title: str = "My Day", draft: bool = False
) -> str:
    site = open_site(root)
    siblings = [Sibling(root / name, day) for name, day in newest]
    return site.new_post_path(title, now, draft=draft, newest=siblings).relative_to(root).as_posix()


DAY = date(2024, 1, 2)
HABITS: list[tuple[dict[str, str], list[str], str]] = [
    (JEKYLL, [], "_posts/2026-11-24-my-day.md"),
    (JEKYLL, ["_posts/2024-01-02-x.markdown"], "_posts/2026-11-24-my-day.markdown"),
    (JEKYLL, ["_posts/2024/2024-01-02-x.md"], "_posts/2026/2026-11-24-my-day.md"),
    (JEKYLL, ["_posts/2024-01-02-two_words.md"], "_posts/2026-11-24-my_day.md"),
    (JEKYLL, ["_posts/undated.md"], "_posts/2026-11-24-my-day.md"),
    (JEKYLL, ["news/_posts/2024-01-02-x.md", "news/_posts/2024-01-02-y.md", "_posts/2024-01-02-z.md"], "news/_posts/2026-11-24-my-day.md"),
    (HUGO, [], "content/posts/my-day.md"),
    (HUGO, ["content/posts/x/index.md"], "content/posts/my-day/index.md"),
    (HUGO, ["content/posts/2024-01-02-x/index.md"], "content/posts/2026-11-24-my-day/index.md"),
    (HUGO, ["content/posts/2024/01/x.md"], "content/posts/2026/11/my-day.md"),
    (HUGO, ["content/posts/2024-01/02-x.md"], "content/posts/2026-11/my-day.md"),
    (HUGO, ["content/notes/2024-01-02_x.md"], "content/notes/2026-11-24_my-day.md"),
    ({"pelicanconf.py": "", "content/a.md": ""}, ["content/tech/x.md"], "content/tech/my-day.md"),
    ({"conf.py": "POSTS = [('blog/*.md', 'blog', 't')]\n"}, [], "blog/my-day.md"),
    ({"_config.yml": "new_post_name: ':year-:month-:day-:title.md'\n", "source/_posts/a.md": ""}, [], "source/_posts/2026-11-24-my-day.md"),
    ({"astro.config.mjs": "", "src/content/blog/a.md": ""}, ["src/content/blog/x.mdx"], "src/content/blog/my-day.mdx"),
    ({"a.md": ""}, [], "my-day.md"),
]  # fmt: skip


@pytest.mark.parametrize(("files", "newest", "expected"), HABITS)
def test_habits(
    tmp_path: Path, now: datetime, files: dict[str, str], newest: list[str], expected: str
) -> None:
    write(tmp_path, files)
    assert path_for(tmp_path, [(name, DAY) for name in newest], now) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (JEKYLL, "_drafts/my-day.md"),
        ({"_config.yml": "", "source/_posts/a.md": ""}, "source/_drafts/my-day.md"),
        (HUGO, "content/posts/my-day.md"),
    ],
)
def test_drafts(tmp_path: Path, now: datetime, files: dict[str, str], expected: str) -> None:
    write(tmp_path, files)
    assert path_for(tmp_path, [], now, draft=True) == expected


def test_the_day_is_that_of_the_sites_zone(tmp_path: Path, now: datetime) -> None:
    write(tmp_path, {**JEKYLL, "_config.yml": "timezone: Asia/Tokyo\n"})
    assert path_for(tmp_path, [], now) == "_posts/2026-11-25-my-day.md"


def test_nothing_that_exists_is_named(tmp_path: Path, now: datetime) -> None:
    write(tmp_path, {"a.md": "", "My-Day.md": "", "my-day-2.md": "", "my-day-3/index.md": ""})
    assert path_for(tmp_path, [], now) == "my-day-4.md"


def test_nothing_that_exists_is_named_bundles(tmp_path: Path, now: datetime) -> None:
    write(tmp_path, {**HUGO, "content/posts/my-day/index.md": "", "content/posts/my-day-2.md": ""})
    newest = [("content/posts/x/index.md", DAY)]
    assert path_for(tmp_path, newest, now) == "content/posts/my-day-3/index.md"


@pytest.mark.parametrize(
    ("title", "slug", "plain"),
    [
        ("Don't: stop!", "dont-stop", "dont-stop"),
        ("Über Straßen", "über-straßen", "uber-strassen"),
        ("日本語 タイトル", "日本語-タイトル", "日本語-タイトル"),
        ("Łódź & Øre", "łódź-øre", "lodz-ore"),
        ("!!!", "post", "post"),
        ("", "post", "post"),
        ("CON", "con-post", "con-post"),
        ("../../etc/passwd", "etc-passwd", "etc-passwd"),
        ("a\0b\n/c\\d:e", "a-b-c-d-e", "a-b-c-d-e"),
        ("İstanbul", "istanbul", "istanbul"),
        ("हिन्दी लेख", "हिन्दी-लेख", "हिन्दी-लेख"),
        ("2024", "2024", "2024"),
    ],
)
def test_slugs(title: str, slug: str, plain: str) -> None:
    assert slug_of(title) == slug
    assert slug_of(title, ascii_only=True) == plain


@given(st.text(max_size=400))
def test_any_title_makes_a_name(title: str) -> None:
    for ascii_only in (False, True):
        slug = slug_of(title, ascii_only=ascii_only)
        assert slug
        assert len(slug) <= 85
        assert len(slug.encode()) <= 190
        assert unicodedata.normalize("NFC", slug) == slug
        assert not set(slug) & set('/\\:*?"<>|\0 .')
        assert not slug.startswith("-")
