"""What the real Jekyll builds of a site is what we say it will build, at the addresses we say."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

import pytest

from foreword.sites import Site, open_site
from foreword.sites.configuration import Configuration, merged
from foreword.sites.jekyll import Jekyll
from sites.helpers import fields_of, need_program

STYLES = (
    "date",
    "pretty",
    "ordinal",
    "weekdate",
    "none",
    "/x/:collection/:slug/:name/:y_day/:short_month/:title:output_ext",
    "/:slugified_categories/:title",
    "/blog/:i_month-:i_day/:hour:minute:second/:long_day:short_day:week:w_year:w_day/:long_month/:short_year/:title/",
)


def built(folder: Path, permalink: str) -> dict[str, tuple[str, str]]:
    """Path to address and date of everything that Jekyll writes; it lists a collection's future documents too."""
    extra = folder.parent / "extra.yml"
    extra.write_text(f"permalink: {permalink!r}\n", encoding="utf-8")
    output = folder.parent / "output"
    command = [need_program("jekyll"), "build", "-q", "-s", str(folder), "-d", str(output)]
    command += ["--config", f"{folder / '_config.yml'},{extra}", "--disable-disk-cache"]
    environment = {**os.environ, "TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    shutil.rmtree(output, ignore_errors=True)
    subprocess.run(command, check=True, capture_output=True, timeout=120, env=environment)
    lines = (output / "built.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip()]
    found = {row[0]: (row[1], row[2]) for row in rows if Path(row[0]).suffix != ".txt"}
    return {path: (address, when) for path, (address, when) in found.items() if is_written(output, address)}


def is_written(output: Path, address: str) -> bool:
    """Whether there is a file for an address in the built site."""
    place = output / unquote(address).strip("/")
    return any(
        file.is_file() for file in (place, place / "index.html", place.with_name(f"{place.name}.html"))
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, fixture_sites: Path) -> Path:
    """A copy of the site, out of reach of whatever lies around the project."""
    target = tmp_path_factory.mktemp("jekyll") / "site"
    shutil.copytree(fixture_sites / "jekyll", target)
    return target


@pytest.mark.parametrize("permalink", STYLES)
def test_the_same_files_at_the_same_addresses(folder: Path, permalink: str, now: datetime) -> None:
    expected = built(folder, permalink)
    site = with_permalink(open_site(folder), permalink)
    found = {}
    for path in site.find_posts():
        fields = fields_of(site, path)
        state = site.state(path, fields, now)
        if state.status in ("published", "page"):
            found[path.relative_to(folder).as_posix()] = site.permalink(path, fields)
    assert len(expected) >= 35
    assert found == {path: address for path, (address, _) in expected.items()}


def test_the_same_moments(folder: Path, now: datetime) -> None:
    site = open_site(folder)
    compared = 0
    for name, (_, when) in built(folder, "date").items():
        state = site.state(folder / name, fields_of(site, folder / name), now)
        if when and "_posts" in name:
            assert state.when == datetime.strptime(when, "%Y-%m-%dT%H:%M:%S%z"), name
            assert state.zone_known
            compared += 1
    assert compared > 25


def test_the_sample_blog_builds(tmp_path: Path, root: Path, now: datetime) -> None:
    folder = tmp_path / "sample"
    shutil.copytree(root / "resources" / "sample", folder)
    output = tmp_path / "output"
    command = [
        need_program("jekyll"),
        "build",
        "-q",
        "-s",
        str(folder),
        "-d",
        str(output),
        "--disable-disk-cache",
    ]
    result = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    assert "Error" not in result.stderr
    site = open_site(folder)
    addresses = [
        address
        for path in site.find_posts()
        if site.state(path, fields_of(site, path), now).status in ("published", "page")
        and (address := site.permalink(path, fields_of(site, path)))
    ]
    assert len(addresses) == 6
    for address in addresses:
        assert (output / address.strip("/") / "index.html").is_file(), address


def with_permalink(site: Site, permalink: str) -> Site:
    """The site as if its configuration had another permalink."""
    values = merged(site.config, {"permalink": permalink})
    return Site("jekyll", "Jekyll", site.root, Jekyll(site.root, Configuration(values)))
