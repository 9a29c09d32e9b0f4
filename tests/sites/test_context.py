"""What templates of a Jekyll site are told: the published posts, and the addresses that Jekyll makes."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from foreword.errors import FileProblem
from foreword.rendering.site_context import SiteContext
from foreword.sites import open_site
from foreword.sites.context import JekyllSiteContext
from sites.helpers import write


@pytest.fixture
def context(tmp_path: Path, fixture_sites: Path, now: datetime) -> JekyllSiteContext:
    folder = tmp_path / "site"
    shutil.copytree(fixture_sites / "jekyll", folder)
    write(folder, {"_includes/note.html": "a note", "_data/people.yml": "- name: Ann\n", "assets/x.txt": "x"})
    return JekyllSiteContext(open_site(folder), now)


def test_it_is_a_context(context: JekyllSiteContext) -> None:
    whole: SiteContext = context
    assert whole.config["title"] == "The Test Bench"
    assert whole.include("note.html") == "a note"
    assert whole.data["people"] == [{"name": "Ann"}]
    with pytest.raises(FileProblem):
        whole.include("../_config.yml")


def test_only_what_is_published_newest_first(context: JekyllSiteContext) -> None:
    paths = [place.path for place in context.posts]
    assert "_posts/2024-01-02-plain.md" in paths
    assert not [path for path in paths if "2099" in path or "_drafts" in path or "future" in path]
    assert "_posts/2024-01-03-unpublished.md" not in paths
    dates = [place.date for place in context.posts if place.date is not None]
    assert len(dates) == len(paths) > 20
    assert dates == sorted(dates, reverse=True)
    assert len(context.variables["posts"]) == len(paths)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("2024-01-02-plain", "/2024/01/02/plain.html"),
        ("2024-01-03-in-news", "/n/in-news/"),
        ("news/2024-01-03-in-news", "/n/in-news/"),
        ("/sub/2024-01-04-in-sub-shown", "/2024/01/04/in-sub-shown.html"),
        ("elsewhere/2024-01-02-plain", None),
        ("2024-01-03-unpublished", None),
        ("2099-01-03-future-name", None),
        ("no-such-post", None),
    ],
)
def test_addresses_of_posts(context: JekyllSiteContext, name: str, address: str | None) -> None:
    assert context.post_address(name) == address


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("about.md", "/about.html"),
        ("/docs/index.md", "/docs/"),
        ("_recipes/soup.md", "/recipes/soup.html"),
        ("_posts/2024-01-02-plain.md", "/2024/01/02/plain.html"),
        ("assets/x.txt", "/assets/x.txt"),
        ("missing.md", None),
        ("../outside.md", None),
    ],
)
def test_addresses_of_paths(context: JekyllSiteContext, path: str, address: str | None) -> None:
    assert context.address_of(path) == address


def test_the_page_of_a_post(context: JekyllSiteContext) -> None:
    page = context.page("_posts/2024-01-03-globbed.md", {"title": "G"}, "body")
    assert page["url"] == "/g/globbed.html"
    assert page["title"] == "G"


def test_a_source_folder(tmp_path: Path, now: datetime) -> None:
    files = {
        "_config.yml": "source: src\n",
        "src/_posts/2024-01-02-a.md": "---\n---\n",
        "src/_includes/n.html": "n",
    }
    context = JekyllSiteContext(open_site(write(tmp_path, files)), now)
    assert context.include("n.html") == "n"
    for path in ("src/_posts/2024-01-02-a.md", "_posts/2024-01-02-a.md"):
        assert context.page(path, {}, "")["url"] == "/2024/01/02/a.html"
