"""Whatever a configuration or a post's front matter holds, a site answers every question without an exception."""

from __future__ import annotations

import json
import os
import tempfile
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from foreword.sites import Site, open_site
from sites.helpers import write
from sites.test_recognition import SITES

NOW = datetime(2026, 11, 24, 22, 30, tzinfo=timezone(timedelta(hours=-5)))
KEYS = [
    "title",
    "name",
    "baseurl",
    "baseURL",
    "base_url",
    "permalink",
    "permalinks",
    "timezone",
    "timeZone",
    "source",
    "collections_dir",
    "collections",
    "exclude",
    "include",
    "defaults",
    "destination",
    "kramdown",
    "markdown",
    "markup",
    "highlighter",
    "layouts_dir",
    "published",
    "future",
    "show_drafts",
    "url",
    "root",
    "theme",
    "contentDir",
    "languages",
    "params",
    "frontmatter",
    "date",
    "posts",
    "en",
    "scope",
    "path",
    "type",
    "values",
    "output",
    "defaultContentLanguage",
    "staticDir",
    "source_dir",
    "new_post_name",
    "render_drafts",
    "marked",
    "goldmark",
    "highlight",
    "markdown_ext",
    "commonmark",
    "page",
    "slugify",
]
FIELDS = [
    "title",
    "date",
    "Date",
    "publishDate",
    "expiryDate",
    "draft",
    "published",
    "status",
    "tags",
    "categories",
    "category",
    "slug",
    "url",
    "permalink",
    "path",
    "layout",
    "build",
    "_build",
    "render",
    "lastmod",
    "pubDate",
    "lang",
    "taxonomies",
    "save_as",
]
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["../..", "/etc", "", "a/b", "*", "[", ":title/:nothing/", "{slug}-{date:%Y}", "Asia/Tokyo", "posts", "content"])
)  # fmt: skip


def trees(names: list[str], leaves: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    values = st.recursive(
        leaves,
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(names), inner, max_size=3)
        ),
        max_leaves=8,
    )
    return st.dictionaries(st.sampled_from(names), values, max_size=6)


def interrogate(site: Site, fields: dict[str, object]) -> None:
    paths = list(site.find_posts())
    for path in [*paths, site.root / "nowhere" / "x.md", site.root.parent / "outside.md"]:
        state = site.state(path, fields, NOW)
        assert state.reason
        assert state.when is None or state.when.tzinfo is not None
        assert isinstance(site.permalink(path, fields), str | None)
    assert site.name
    assert site.post_folders
    assert isinstance(site.base_url, str)
    assert site.layouts() is not None
    assert site.static_roots()
    for draft in (False, True):
        path = site.new_post_path("A title", NOW, draft=draft)
        assert os.path.normpath(path).startswith(str(site.root))
        assert not path.exists()


@pytest.mark.parametrize(
    ("generator", "name"), [("jekyll", "_config.yml"), ("hexo", "_config.yml"), ("hugo", "hugo.json")]
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(config=trees(KEYS, scalars))
@example(config={"source": "/"})
@example(
    config={"permalink": "/:title:title/", "defaults": [{"scope": None, "values": {"published": 0}}, 3, None]}
)
def test_any_configuration(generator: str, name: str, config: dict[str, object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder), {**SITES[generator], name: json.dumps(config)})
        (root / "hugo.toml").unlink(missing_ok=True)
        site = open_site(root)
        assert site.generator == generator
        interrogate(site, {})


days = (
    st.dates()
    | st.datetimes()
    | st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=14))]))
)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> list[Site]:
    return [open_site(write(tmp_path_factory.mktemp(name), files)) for name, files in SITES.items()]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fields=trees(FIELDS, scalars | days))
@example(fields={"date": date.max})
@example(fields={"date": datetime.max})
@example(fields={"date": datetime.min.replace(tzinfo=timezone(timedelta(hours=14)))})
@example(fields={"title": {"a": []}, "tags": {"x": 1}, "slug": ["a"], "categories": [None, {}, 1.5]})
def test_any_front_matter(sites: list[Site], fields: dict[str, object]) -> None:
    for site in sites:
        interrogate(site, fields)


def test_a_folder_that_may_not_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path, {**SITES["hugo"], **SITES["jekyll"]})

    def refuse(self: Path, *rest: object, **more: object) -> object:
        raise PermissionError(13, "Permission denied")

    for name in ("iterdir", "glob", "is_dir", "is_file"):
        monkeypatch.setattr(Path, name, refuse)
    site = open_site(root)
    assert site.generator == "plain"
    assert site.name
