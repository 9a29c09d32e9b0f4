"""What the real Hugo publishes of a site is what we say it will publish, at the addresses we say."""

from __future__ import annotations

import csv
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from foreword.sites import Site, open_site
from sites.helpers import fields_of, need_program


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
