"""What a blog's posts teach, and how a new post follows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from foreword.front_matter import FieldKind, read_head
from foreword.library import draft_new_post, learn_schema, scan
from foreword.sites import Site, open_site

Blog = Callable[[Mapping[str, str | bytes]], Site]


def test_the_schema_is_that_of_the_posts_not_of_the_pages(blog: Blog, now: datetime) -> None:
    site = blog(
        {
            "_posts/2024-01-01-a.md": "---\nlayout: post\ntitle: A\ntags: [x, y]\n---\n",
            "_posts/2024-01-02-b.md": "---\nlayout: post\ntitle: B\ntags: [x]\n---\n",
            "about.md": "---\ntitle: About\nnav_order: 3\n---\n",
        }
    )
    schema = learn_schema(site, scan(site, now))
    assert schema.posts == 2
    assert schema.order == ("layout", "title", "tags")
    assert schema.kind("tags") is FieldKind.TAGS
    assert schema.vocabulary("tags") == ("x", "y")
    assert site.writing_profile(schema).order == schema.order


def test_a_new_post_of_the_sample_blog(root: Path, now: datetime) -> None:
    site = open_site(root / "resources" / "sample")
    new = draft_new_post(site, "The third drawer", now, draft=False)
    assert new.path.relative_to(site.root).as_posix() == "_posts/2026-11-25-the-third-drawer.md"
    assert new.data.decode() == (
        "---\nlayout: post\ntitle: The third drawer\ndate: 2026-11-25 03:30:00 +0000\ncategories: []\ntags: []\n---\n\n"
    )


def test_a_draft_of_the_sample_blog(root: Path, now: datetime) -> None:
    site = open_site(root / "resources" / "sample")
    new = draft_new_post(site, "The third drawer", now, draft=True)
    assert new.path.relative_to(site.root).as_posix() == "_drafts/the-third-drawer.md"
    assert (
        new.data.decode() == "---\nlayout: post\ntitle: The third drawer\ncategories: []\ntags: []\n---\n\n"
    )


def test_line_ends_follow_the_newest_post(blog: Blog, now: datetime) -> None:
    site = blog({"_posts/2024-01-01-a.md": "---\r\ntitle: A\r\n---\r\n\r\nText\r\n"})
    data = draft_new_post(site, "B", now, draft=False).data
    assert data.count(b"\n") == data.count(b"\r\n") > 0


def test_broken_posts_teach_nothing(blog: Blog, now: datetime) -> None:
    site = blog(
        {
            "_posts/2024-01-01-a.md": "---\ntitle: a: b\n---\n",
            "_posts/2024-01-02-b.md": b"\0\0\0",
            "_posts/2024-01-03-c.md": "---\ntitle: C\n---\n",
        }
    )
    assert learn_schema(site, scan(site, now)).posts == 1
    assert draft_new_post(site, "D", now, draft=False).path.name == "2026-11-24-d.md"


def test_every_blog_of_the_corpus_gets_a_readable_new_post(shared: Path, now: datetime) -> None:
    made = 0
    for folder in sorted((shared / "corpus").iterdir()):
        if not folder.is_dir():
            continue
        site = open_site(folder)
        for draft in (False, True):
            new = draft_new_post(site, "Don’t: “quote” #1", now, draft=draft)
            head = read_head(new.data.decode(), site.writing_profile(None))
            assert not new.path.exists()
            assert head.problem is None
            titles = [value for key, value in head.fields.items() if key.lower() == "title"]
            assert titles == ["Don’t: “quote” #1"]
            assert head.fields.get("draft", draft) in (draft, None)
            made += 1
    assert made == 40
