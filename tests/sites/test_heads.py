"""The front matter of a new post: the siblings' keys in their order and style, and no key beside them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from foreword.front_matter import learn, read_head
from foreword.sites import open_site
from sites.helpers import write


def text_for(
    root: Path, siblings: list[str], now: datetime, *, draft: bool = False, title: str = "New: one"
) -> str:
    site = open_site(root)
    heads = [read_head(text, site.writing_profile(None)) for text in siblings]
    return site.new_post_text(title, now, draft=draft, heads=heads, schema=learn(heads))


@pytest.fixture
def jekyll(tmp_path: Path) -> Path:
    return write(tmp_path, {"_config.yml": "title: x\n", "_posts/2024-01-01-a.md": ""})


@pytest.fixture
def hugo(tmp_path: Path) -> Path:
    return write(tmp_path, {"hugo.toml": "", "content/posts/a.md": ""})


def test_order_quoting_and_dates(jekyll: Path, now: datetime) -> None:
    one = "---\nlayout: post\ntitle: 'One'\ndate: 2024-01-02 10:00:00 +0100\n---\n"
    two = "---\nlayout: post\ntitle: 'Two'\ndate: 2024-01-03 10:00:00 +0100\n---\n"
    assert text_for(jekyll, [two, one], now) == (
        "---\nlayout: post\ntitle: 'New: one'\ndate: 2026-11-24 22:30:00 -0500\n---\n\n"
    )


def test_a_bare_yaml_time_is_utc_to_jekyll(jekyll: Path, now: datetime) -> None:
    one = "---\ntitle: One\ndate: 2024-01-02 10:00:00\n---\n"
    assert "date: 2026-11-25 03:30:00\n" in text_for(jekyll, [one, one], now)


def test_a_day_stays_a_day(jekyll: Path, now: datetime) -> None:
    one = "---\ntitle: One\ndate: 2024-01-02\n---\n"
    assert "date: 2026-11-24\n" in text_for(jekyll, [one, one], now)


def test_no_date_where_the_siblings_have_none(jekyll: Path, now: datetime) -> None:
    assert text_for(jekyll, ["---\ntitle: One\n---\n"] * 3, now, title="New") == "---\ntitle: New\n---\n\n"


def test_what_all_share_is_taken_over_and_what_is_each_ones_own_is_not(jekyll: Path, now: datetime) -> None:
    siblings = [
        f"---\nlayout: post\ntitle: T{n}\nauthor: Ann\ncomments: true\nslug: s{n}\npermalink: /p/\nexcerpt: E{n}\n"
        f"tags:\n- t{n}\nrare: {n}\n---\n".replace("rare" if n else "\0", "rarely")
        for n in range(4)
    ]
    fields = read_head(text_for(jekyll, siblings, now)).fields
    assert dict(fields) == {
        "layout": "post",
        "title": "New: one",
        "author": "Ann",
        "comments": True,
        "tags": [],
    }


def test_without_siblings_only_what_every_post_has(jekyll: Path, now: datetime) -> None:
    assert (
        text_for(jekyll, [], now, title="New") == "---\ntitle: New\ndate: 2026-11-24 22:30:00 -0500\n---\n\n"
    )
    assert text_for(jekyll, [], now, title="New", draft=True) == "---\ntitle: New\n---\n\n"


def test_hugo_in_toml(hugo: Path, now: datetime) -> None:
    assert text_for(hugo, [], now, title="New", draft=True) == (
        '+++\ntitle = "New"\ndate = 2026-11-24T22:30:00-05:00\ndraft = true\n+++\n\n'
    )


def test_a_sibling_that_is_a_draft_makes_no_draft(hugo: Path, now: datetime) -> None:
    siblings = ["---\ntitle: One\ndraft: true\n---\n"] * 3
    assert text_for(hugo, siblings, now, title="New") == "---\ntitle: New\ndraft: false\n---\n\n"
    assert text_for(hugo, siblings, now, title="New", draft=True) == "---\ntitle: New\ndraft: true\n---\n\n"


def test_the_keys_keep_their_letters(tmp_path: Path, now: datetime) -> None:
    root = write(tmp_path, {"pelicanconf.py": "TIMEZONE = 'UTC'\n", "content/a.md": ""})
    sibling = "Title: One\nDate: 2024-01-02 10:20\nCategory: misc\n\nText\n"
    assert text_for(root, [sibling] * 3, now, draft=True) == (
        "Title: New: one\nDate: 2026-11-25 03:30\nCategory: misc\nStatus: draft\n\n"
    )


def test_astro_gets_the_texts_that_its_schema_may_want(tmp_path: Path, now: datetime) -> None:
    root = write(tmp_path, {"astro.config.mjs": "", "src/content/blog/a.md": ""})
    siblings = [
        f"---\ntitle: 'T{n}'\ndescription: 'D{n}'\npubDate: 'Jul {n + 10} 2022'\n---\n" for n in range(3)
    ]
    assert text_for(root, siblings, now, title="New") == (
        "---\ntitle: 'New'\ndescription: ''\npubDate: 'Nov 24 2026'\n---\n\n"
    )


def test_nikolas_lines(tmp_path: Path, now: datetime) -> None:
    root = write(tmp_path, {"conf.py": "POSTS = (('posts/*.md', 'posts', 't'),)\n", "posts/a.md": ""})
    sibling = "<!--\n.. title: One\n.. slug: one\n.. date: 2024-01-02 10:00:00 UTC\n.. category: misc\n-->\n\nText\n"
    assert text_for(root, [sibling] * 3, now, title="New", draft=True) == (
        "<!--\n.. title: New\n.. date: 2026-11-25 03:30:00 UTC\n.. category: misc\n.. status: draft\n-->\n\n"
    )
