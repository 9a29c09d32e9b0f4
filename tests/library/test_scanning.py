"""A list of all posts: what it shows, in which order, and that no post can spoil it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from foreword.front_matter import read_head
from foreword.library import PostSummary, scan, summarise
from foreword.library.reading import first_words, read_opening
from foreword.sites import Site, open_site
from foreword.text import decode

Blog = Callable[[Mapping[str, str | bytes]], Site]


def titles(posts: list[PostSummary]) -> list[str]:
    return [post.title for post in posts]


def test_drafts_first_then_the_newest(blog: Blog, now: datetime) -> None:
    site = blog(
        {
            "_posts/2024-01-01-old.md": "---\ntitle: Old\n---\n",
            "_posts/2026-01-01-new.md": "---\ntitle: New\n---\n",
            "_posts/2030-01-01-later.md": "---\ntitle: Later\n---\n",
            "_posts/2025-06-01-withheld.md": "---\ntitle: Withheld\npublished: false\n---\n",
            "_drafts/idea.md": "---\ntitle: Idea\n---\n",
            "about.md": "---\ntitle: About\n---\n",
        }
    )
    posts = scan(site, now)
    assert titles(posts) == ["Idea", "Withheld", "Later", "New", "Old", "About"]
    assert [post.status for post in posts] == [
        "draft",
        "draft",
        "scheduled",
        "published",
        "published",
        "page",
    ]
    assert [post.group for post in posts] == ["draft", "post", "post", "post", "post", "page"]


def test_what_is_listed(blog: Blog, now: datetime) -> None:
    text = (
        "---\ntitle: 'Two: words'\ndate: 2023-12-31 16:52:29 +0000\ncategories: [News, Essays]\n"
        "tags:\n- sea\n- 2024\n---\n\n# A heading\n\nSome *plain* [words](http://x).\n"
    )
    site = blog({"_posts/2023-12-31-x.md": text})
    (post,) = scan(site, now)
    assert post.title == "Two: words"
    assert post.date == datetime(2023, 12, 31, 16, 52, 29, tzinfo=UTC)
    assert post.categories == ("News", "Essays")
    assert post.tags == ("sea", "2024")
    assert post.words == "A heading Some plain words."
    assert post.problem is None
    assert post.reason == "Ready: goes live with the next build."


def test_a_date_from_the_file_name(blog: Blog, now: datetime) -> None:
    (post,) = scan(blog({"_posts/2023-12-31-x.md": "---\ntitle: X\n---\n"}), now)
    assert isinstance(post.date, datetime)
    assert post.date.date() == date(2023, 12, 31)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\nlayout: post\n---\n\nThe first words of it.\n", "The first words of it."),
        ("---\ntitle:\n---\n\nThe first words.\n", "The first words."),
        ("---\ntitle: ''\n---\n## A heading\n", "A heading"),
        ("---\ntitle: 2024\n---\nText\n", "2024"),
        ("---\ntitle: [a, b]\n---\nText\n", "Text"),
        ("---\ntitle: |\n  two\n  lines\n---\n", "two lines"),
        ("No front matter at all.\n", "No front matter at all."),
        ("---\nlayout: post\n---\n", "2024-01-01-x.md"),
        ("", "2024-01-01-x.md"),
    ],
)
def test_a_title_is_never_empty(blog: Blog, now: datetime, text: str, title: str) -> None:
    (post,) = scan(blog({"_posts/2024-01-01-x.md": text}), now)
    assert post.title == title


def test_long_first_words_are_cut_between_words(blog: Blog, now: datetime) -> None:
    (post,) = scan(blog({"_posts/2024-01-01-x.md": "word " * 500}), now)
    assert post.title.endswith("word…")
    assert len(post.title) <= 61


def test_a_broken_post_is_shown_broken_and_hides_no_other(blog: Blog, now: datetime) -> None:
    site = blog(
        {
            "_posts/2024-01-01-fine.md": "---\ntitle: Fine\n---\n",
            "_posts/2024-01-02-broken.md": "---\ntitle: a: b\n---\nThe body stays.\n",
            "_posts/2024-01-03-nul.md": b"---\ntitle: x\0\n---\n",
            "_posts/2024-01-04-latin.md": "---\ntitle: Fünf\n---\n".encode("latin-1"),
            "_posts/2024-01-05-utf16.md": "\ufeff---\ntitle: Sixteen\n---\n".encode("utf-16-le"),
            "_posts/2024-01-06-open.md": "---\ntitle: never closed\n",
            "_posts/2024-01-07-deep.md": "---\na: " + "[" * 5000 + "\n---\n",
            "_posts/2024-01-08-bad-date.md": "---\ntitle: Bad date\ndate: 2024-13-45\n---\n",
        }
    )
    posts = {post.path.stem[11:]: post for post in scan(site, now)}
    assert len(posts) == 8
    assert posts["fine"].problem is None
    assert posts["broken"].problem is not None
    assert posts["broken"].problem.line == 2
    assert posts["broken"].title == "The body stays."
    assert posts["nul"].problem is not None
    assert posts["latin"].title == "Fünf"
    assert posts["utf16"].title == "Sixteen"
    assert posts["deep"].problem is not None
    assert posts["bad-date"].title == "Bad date"
    assert posts["bad-date"].status == "hidden"


def test_a_dangling_link_is_listed_with_its_problem(blog: Blog, now: datetime) -> None:
    site = blog({"_posts/2024-01-01-fine.md": "---\ntitle: Fine\n---\n"})
    path = site.root / "_posts" / "2024-01-02-gone.md"
    path.symlink_to(site.root / "_posts" / "nowhere.md")
    summary = summarise(site, path, now)
    assert summary.problem is not None
    assert summary.title == path.name


def test_only_the_beginning_of_a_long_post_is_read(blog: Blog) -> None:
    text = "---\ntitle: Long\n---\n" + "word " * 400_000
    site = blog({"_posts/2024-01-01-long.md": text})
    opening = read_opening(site.root / "_posts" / "2024-01-01-long.md")
    assert opening.fields == {"title": "Long"}
    assert len(opening.text) < 10_000


def test_front_matter_longer_than_the_first_piece(blog: Blog, now: datetime) -> None:
    tags = "".join(f"- tag number {number}\n" for number in range(1200))
    (post,) = scan(blog({"_posts/2024-01-01-x.md": f"---\ntitle: Many\ntags:\n{tags}---\nBody.\n"}), now)
    assert post.title == "Many"
    assert len(post.tags) == 1200
    assert post.words == "Body."


def test_a_character_cut_in_two_at_the_end_of_the_piece(tmp_path: Path) -> None:
    for shift in range(3):
        path = tmp_path / f"{shift}.md"
        path.write_text("x" * shift + "日" * 5000, encoding="utf-8")
        assert set(read_opening(path).text) <= {"x", "日"}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("![alt](x.png)\n\nText", "Text"),
        ("```py\ncode\n```", "code"),
        ("> quoted **bold** `code`", "quoted bold code"),
        ("1. one\n2. two", "one two"),
        ("<div class='x'>in</div>", "in"),
        ("{% include x.html %}\n{{ page.title }} text", "text"),
        ("[ref]: http://x\nText with snake_case_name", "Text with snake_case_name"),
        ("a [link][ref] here", "a link here"),
        ("Setext\n======\ntext", "Setext text"),
        ("", ""),
    ],
)
def test_first_words(body: str, words: str) -> None:
    assert first_words(body) == words


def test_the_quick_reading_agrees_with_the_exact_one(shared: Path) -> None:
    compared = 0
    for path in sorted((shared / "corpus").rglob("*.m*")):
        if path.suffix not in {".md", ".markdown", ".mdx"}:
            continue
        opening = read_opening(path)
        if opening.fields is not None:
            text, _ = decode(path.read_bytes())
            head = read_head(text)
            assert dict(head.fields) == dict(opening.fields), path
            assert opening.text[opening.body_at :][:200] == text[head.end :][:200], path
            compared += 1
    assert compared > 330


def test_every_post_of_the_corpus_is_listed(shared: Path, now: datetime) -> None:
    listed = 0
    for folder in sorted((shared / "corpus").iterdir()):
        if folder.is_dir():
            posts = scan(open_site(folder), now)
            assert all(post.title and post.reason for post in posts)
            listed += len(posts)
    assert listed > 330
