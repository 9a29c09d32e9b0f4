"""A list is made whatever lies in the folder: what is no ordinary file is named and never waited for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

import pytest

from foreword.library import draft_new_post, learn_schema, scan, summarise
from foreword.sites import Site, open_site
from foreword.sites.context import JekyllSiteContext
from sites.test_recognition import SITES

DEEP = 1100  # folders; more than Python's stack has room for
NAMES = ("_config.yml", "hugo.toml", "config.toml", "pelicanconf.py", "conf.py", "package.json", "Gemfile")


def fill(folder: Path) -> dict[str, str]:
    """Puts one of everything into a folder; for each name what a list has to say of it."""
    day = "2024-01-01"
    folder.mkdir(parents=True, exist_ok=True)
    os.mkfifo(folder / f"{day}-pipe.md")
    (folder / f"{day}-folder.md").mkdir()
    (folder / f"{day}-gone.md").symlink_to("nowhere.md")
    (folder / f"{day}-loop.md").symlink_to(f"{day}-loop.md")
    (folder / f"{day}-device.md").symlink_to("/dev/zero")
    (folder / f"{day}-empty.md").write_bytes(b"")
    (folder / f"{day}-{'a' * 240}.md").write_bytes(b"---\ntitle: x\n---\n")
    (folder / f"{day}-two\nlines.md").write_bytes(b"---\ntitle: x\n---\n")
    (folder / "up").symlink_to("..")
    if sys.platform == "linux":
        Path(os.fsdecode(os.fsencode(folder) + b"/2024-01-01-\xff\xfe.md")).write_bytes(
            b"---\ntitle: x\n---\n"
        )
    return {f"{day}-pipe.md": "ordinary file", f"{day}-gone.md": "No such file", f"{day}-loop.md": "symbolic"}


@pytest.mark.parametrize("generator", SITES)
def test_every_generator_lists_a_folder_of_odd_files(generator: str, tmp_path: Path, now: datetime) -> None:
    for name, text in SITES[generator].items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    site = open_site(tmp_path)
    expected = fill(site.post_folders[0])
    posts = scan(site, now)
    said = {post.path.name: str(post.problem) for post in posts if post.problem is not None}
    for name, reason in expected.items():
        assert reason in said[name]
    assert f"2024-01-01-{'a' * 240}.md" in {post.path.name for post in posts}
    assert not [post for post in posts if post.path.name in ("2024-01-01-device.md", "2024-01-01-folder.md")]
    assert all(summarise(site, post.path, now).status == post.status for post in posts)
    learn_schema(site, posts)
    assert not draft_new_post(site, "Pipe", now, draft=True).path.exists()
    assert site.layouts() is not None


@pytest.mark.parametrize("name", NAMES)
def test_a_configuration_that_is_a_pipe(
    name: str, blog: Callable[[Mapping[str, str | bytes]], Site], now: datetime
) -> None:
    root = blog({"posts/a.md": "---\ntitle: A\n---\n", "content/b.md": "B"}).root
    (root / "_config.yml").unlink()
    os.mkfifo(root / name)
    assert scan(open_site(root), now)


@pytest.fixture
def deepen() -> Iterator[Callable[[Path], None]]:
    """Makes a chain of folders that is deeper than Python's stack, and takes it away again: pytest could not."""
    made: list[Path] = []

    def make(folder: Path) -> None:
        made.append(folder / "a")
        place = os.open(folder, os.O_RDONLY)
        for _ in range(DEEP):
            os.mkdir("a", dir_fd=place)
            below = os.open("a", os.O_RDONLY, dir_fd=place)
            os.close(place)
            place = below
        os.close(place)

    yield make
    for first in made:
        spare = first.with_name("spare")
        while (first / "a").exists():
            (first / "a").rename(spare)
            first.rmdir()
            spare.rename(first)


def test_a_folder_deeper_than_the_stack(
    blog: Callable[[Mapping[str, str | bytes]], Site], deepen: Callable[[Path], None], now: datetime
) -> None:
    site = blog({"_posts/2024-01-01-a.md": "", "_layouts/post.html": "", "_data/a.yml": "a: 1"})
    for folder in ("_posts", "_layouts", "_data"):
        deepen(site.root / folder)
    assert [post.path.name for post in scan(site, now)] == ["2024-01-01-a.md"]
    assert site.layouts() == ("post",)
    assert JekyllSiteContext(site, now).data == {"a": {"a": 1}}
