"""What the real Hugo publishes of a site is what we say it will publish, at the addresses we say."""

from __future__ import annotations

import csv
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from foreword.sites import Site, open_site
from sites.helpers import fields_of, need_program, write


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, fixture_sites: Path) -> Path:
    """A copy of the site."""
    target = tmp_path_factory.mktemp("hugo") / "site"
    shutil.copytree(fixture_sites / "hugo", target)
    return target


@pytest.fixture(scope="module")
def site(folder: Path) -> Site:
    """The site as we see it."""
    return open_site(folder)


def listed(folder: Path) -> dict[str, str]:
    """Path to address of all pages, as Hugo lists them."""
    command = [need_program("hugo"), "list", "all", "-s", str(folder)]
    result = subprocess.run(
        command, check=True, capture_output=True, text=True, encoding="utf-8", timeout=120
    )
    rows = csv.DictReader(result.stdout.splitlines())
    return {Path(row["path"]).as_posix(): row["permalink"].partition("/blog")[2] for row in rows}


def by_status(site: Site, folder: Path, now: datetime) -> dict[str, str]:
    """Path to status."""
    paths = list(site.find_posts())
    return {
        path.relative_to(folder).as_posix(): site.state(path, fields_of(site, path), now).status
        for path in paths
    }


def test_the_same_pages_at_the_same_addresses(site: Site, folder: Path) -> None:
    expected = {path: address for path, address in listed(folder).items() if "never" not in path}
    found = {
        path.relative_to(folder).as_posix(): site.permalink(path, fields_of(site, path))
        for path in site.find_posts()
        if not path.name.startswith("_index") and "never" not in path.name
    }
    assert len(expected) > 25
    assert found == expected


@pytest.mark.parametrize(
    ("which", "status"), [("drafts", "draft"), ("future", "scheduled"), ("expired", "expired")]
)
def test_the_same_states(site: Site, folder: Path, now: datetime, which: str, status: str) -> None:
    found = {path for path, state in by_status(site, folder, now).items() if state == status}
    command = [need_program("hugo"), "list", which, "-s", str(folder)]
    result = subprocess.run(
        command, check=True, capture_output=True, text=True, encoding="utf-8", timeout=120
    )
    expected = {line.split(",")[0] for line in result.stdout.splitlines()}
    assert expected
    assert found == expected


def test_what_is_rendered(site: Site, folder: Path, now: datetime, tmp_path: Path) -> None:
    command = [need_program("hugo"), "--quiet", "-s", str(folder), "-d", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    rendered = {
        f"content/{text}"
        for file in tmp_path.rglob("*.html")
        if (text := file.read_text(encoding="utf-8").strip()).endswith((".md", ".markdown"))
    }
    states = by_status(site, folder, now)
    shown = {
        path for path, status in states.items() if status in ("published", "page") and "_index" not in path
    }
    assert rendered == shown


LANGUAGES = {
    "by folder": (
        'defaultContentLanguage = "en"\n[languages.en]\ncontentDir = "content/en"\n'
        '[languages.de]\ncontentDir = "content/de"\n',
        [f"content/{language}/{name}" for language in ("en", "de") for name in ("posts/a", "top", "posts/b/index")],
    ),
    "by folder, all prefixed": (
        'defaultContentLanguage = "en"\ndefaultContentLanguageInSubdir = true\n'
        '[languages.en]\ncontentDir = "content/en"\n[languages.de]\ncontentDir = "content/de"\n',
        ["content/en/posts/a", "content/de/posts/a"],
    ),
    "by name": (
        'defaultContentLanguage = "de"\n[languages.en]\n[languages.de]\n[permalinks]\nnotes = "/n/:slug/"\n',
        ["posts/a.en", "posts/a.de", "posts/c.fr", "posts/b/index", "posts/b/index.en", "posts/d/index.en", "notes/n.en", "top.en"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", LANGUAGES)
def test_several_languages(tmp_path: Path, kind: str) -> None:
    configuration, names = LANGUAGES[kind]
    pages = {
        f"{name if name.startswith('content/') else f'content/{name}'}.md": "---\ntitle: T\n---\n"
        for name in names
    }
    layouts = {f"layouts/_default/{name}.html": "x" for name in ("single", "list")}
    write(tmp_path, {"hugo.toml": 'baseURL = "https://x/blog/"\n' + configuration, **pages, **layouts})
    site = open_site(tmp_path)
    found = {
        path.relative_to(tmp_path).as_posix(): site.permalink(path, fields_of(site, path))
        for path in site.find_posts()
    }
    assert len(found) == len(names)
    assert found == listed(tmp_path)
