"""What the real Hugo publishes of a site is what we say it will publish, at the addresses we say."""

from __future__ import annotations

import csv
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from foreword.rendering.document import render_article
from foreword.sites import Site, open_site
from foreword.sites.article import article_source
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


def page(**fields: str) -> str:
    """A page with these fields."""
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + "---\nText.\n"


HANDED_DOWN = {
    "config/_default/config.toml": 'baseURL = "https://x.org/blog/"\n',
    "config/_default/permalinks.toml": 'notes = "/:sections[1:]/:slug/"\nslugs = "/:sections/:slug/"\n',
    "layouts/_default/single.html": "{{ .Content }}",
    "layouts/_default/list.html": "list",
    "content/hidden/_index.md": page(title="H", cascade="{draft: true}"),
    "content/hidden/a.md": page(title="A"),
    "content/some/_index.md": page(title="S", cascade='[{_target: {path: "/some/p*"}, draft: true}]'),
    "content/some/p1.md": page(title="P"),
    "content/some/q1.md": page(title="Q"),
    "content/some/sub/p2.md": page(title="P"),
    "content/past/_index.md": page(title="E", cascade="{expiryDate: 2020-01-01}"),
    "content/past/a.md": page(title="A"),
    "content/notes/2020/x.md": page(title="X"),
    "content/notes/deep/_index.md": page(title="D"),
    "content/notes/deep/er/why.md": page(title="Why"),
    "content/slugs/s/t.md": page(title="T", slug="u"),
    "content/posts/b.md": page(title="B"),
    "content/posts/refs.md": page(title="R")
    + '{{< ref "posts/b" >}} {{< relref "b.md" >}} {{< relref "../posts/b#x" >}} {{< relref "/slugs/s/t" >}}\n',
    "content/posts/figures.md": page(title="F")
    + '{{< figure src="/a b.png" caption="C" >}}\n\n{{< figure src="b.png" alt="x" width=20 >}}\n',
}


def test_what_sections_hand_down_and_references(tmp_path: Path, now: datetime) -> None:
    folder = write(tmp_path / "site", HANDED_DOWN)
    site = open_site(folder)
    command = [need_program("hugo"), "--quiet", "-s", str(folder), "-d", str(tmp_path / "out")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = {}
    for path in site.find_posts():
        fields = fields_of(site, path)
        if site.state(path, fields, now).status in ("published", "page"):
            found[path.relative_to(folder).as_posix()] = site.permalink(path, fields) or ""
    written = {
        path
        for path, address in found.items()
        if (tmp_path / "out" / address.strip("/") / "index.html").is_file()
    }
    assert written == set(found)
    built = list((tmp_path / "out").rglob("index.html"))
    pages = [file for file in built if file.read_text(encoding="utf-8") != "list"]
    assert len(pages) == sum("_index" not in path for path in found) == 8
    for name in ("refs", "figures"):
        path = folder / "content" / "posts" / f"{name}.md"
        source = article_source(site, path, now)
        source.set_fields(fields_of(site, path))
        expansion = source.expand(path.read_text(encoding="utf-8").split("---\n", 2)[2])
        shown = expansion.restore(render_article(source.dialect, expansion.text).html)
        wanted = (tmp_path / "out" / "posts" / name / "index.html").read_text(encoding="utf-8")
        assert "".join(shown.split()).replace("/>", ">") == "".join(wanted.split()).replace("/>", ">")
