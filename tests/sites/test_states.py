"""Will it publish, when, and why not: one table a generator. Jekyll and Hugo are asked themselves in other files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from foreword.sites import PostState, Site, open_site
from sites.helpers import write

READY = "Ready: goes live with the next build."
Fields = Mapping[str, object]


def state(site: Site, name: str, fields: Fields, now: datetime) -> PostState:
    return site.state(site.root / name, fields, now)


PELICAN: list[tuple[str, Fields, str, str]] = [
    ("content/a.md", {"title": "A", "date": "2024-01-02 10:20"}, "published", READY),
    ("content/a.md", {"Title": "A", "Date": "2099-01-02", "Status": "published"}, "published", READY),
    ("content/a.md", {"title": "A", "date": "2024-01-02", "status": "draft"}, "draft", "Draft: its status says so."),
    ("content/a.md", {"title": "A", "date": "2024-01-02", "status": "Hidden"}, "hidden", "Hidden: it gets an address but is listed nowhere."),
    ("content/a.md", {"title": "A", "date": "2024-01-02", "status": "skip"}, "hidden", "Will not appear: its status is skip."),
    ("content/a.md", {"title": "A", "date": "2024-01-02", "status": "odd"}, "hidden", "Will not appear: Pelican knows no status “odd”."),
    ("content/a.md", {"title": "A"}, "hidden", "Will not appear: Pelican skips an article without a date."),
    ("content/a.md", {"title": "A", "date": "soon"}, "hidden", "Will not appear: Pelican cannot read the date “soon”."),
    ("content/a.md", {"date": "2024-01-02"}, "hidden", "Will not appear: Pelican skips what has no title."),
    ("content/2024-03-04-a.md", {"title": "A"}, "published", READY),
    ("content/pages/a.md", {"title": "A"}, "page", "Page at /pages/a.html"),
    ("content/pages/a.md", {"title": "A", "status": "draft"}, "draft", "Draft: its status says so."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "fields", "status", "reason"), PELICAN)
def test_pelican(tmp_path: Path, now: datetime, name: str, fields: Fields, status: str, reason: str) -> None:
    site = open_site(write(tmp_path, {"pelicanconf.py": "TIMEZONE = 'Europe/Berlin'\n", "content/x.md": ""}))
    found = state(site, name, fields, now)
    assert (found.status, found.reason) == (status, reason)


def test_pelican_that_holds_the_future_back(tmp_path: Path, now: datetime) -> None:
    conf = "TIMEZONE = 'Europe/Berlin'\nWITH_FUTURE_DATES = False\nDEFAULT_METADATA = {'status': 'draft'}\n"
    site = open_site(write(tmp_path, {"pelicanconf.py": conf, "content/x.md": ""}))
    assert state(site, "content/a.md", {"title": "A", "date": "2024-01-02"}, now).status == "draft"
    fields = {"title": "A", "date": "2026-12-01 09:00", "status": "published"}
    found = state(site, "content/a.md", fields, now)
    assert found.status == "scheduled"
    assert found.when == datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
    assert found.reason == "Appears with the first build after 1 Dec 2026, 03:00 (your time)."


NIKOLA: list[tuple[str, Fields, str, str]] = [
    ("posts/a.md", {"title": "A", "date": "2024-01-02 10:00:00 UTC"}, "published", READY),
    ("posts/a.md", {"date": "2024-01-02", "status": "featured"}, "published", READY),
    ("posts/a.md", {"date": "2024-01-02", "status": "draft"}, "draft", "Draft: its status says so."),
    ("posts/a.md", {"date": "2024-01-02", "tags": "x, draft"}, "draft", "Draft: it has the tag draft."),
    ("posts/a.md", {"date": "2024-01-02", "tags": ["draft"]}, "draft", "Draft: it has the tag draft."),
    ("posts/a.md", {"date": "2024-01-02", "status": "private"}, "hidden", "Private: it gets an address but is listed nowhere."),
    ("posts/a.md", {"date": "2099-01-02"}, "scheduled", "Appears with the first build after 1 Jan 2099, 18:00 (your time)."),
    ("posts/a.md", {"title": "A"}, "hidden", "Will not appear: Nikola stops at a post without a date."),
    ("posts/a.md", {"date": "soon"}, "hidden", "Will not appear: Nikola cannot read the date “soon” and stops."),
    ("posts/two.md", {}, "published", READY),
    ("pages/a.md", {"title": "A"}, "page", "Page at /pages/a.html"),
    ("pages/a.md", {"slug": "b"}, "page", "Page at /pages/b.html"),
    ("files/a.md", {}, "hidden", "Will not appear: Nikola does not read this file."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "fields", "status", "reason"), NIKOLA)
def test_nikola(tmp_path: Path, now: datetime, name: str, fields: Fields, status: str, reason: str) -> None:
    conf = "TIMEZONE = 'Europe/Berlin'\nPOSTS = (('posts/*.md', 'posts', 'post.tmpl'),)\nPAGES = [('pages/*.md', 'pages', 'p')]\n"
    files = {"conf.py": conf, "posts/two.md": "x", "posts/two.meta": ".. title: Two\n.. date: 2024-01-03\n"}
    found = state(open_site(write(tmp_path, files)), name, fields, now)
    assert (found.status, found.reason) == (status, reason)


HEXO: list[tuple[str, Fields, str, str]] = [
    ("source/_posts/a.md", {"title": "A", "date": datetime(2024, 1, 2)}, "published", READY),
    ("source/_posts/a.md", {"date": datetime(2099, 1, 2)}, "published", READY),
    ("source/_posts/a.md", {"published": False}, "draft", "Draft: published is false."),
    ("source/_posts/a.md", {}, "published", READY),
    ("source/_drafts/a.md", {}, "draft", "Draft: it lies in _drafts."),
    ("source/about/index.md", {}, "page", "Page at /about/"),
    ("source/index.md", {}, "page", "Page at /"),
    ("source/x.md", {}, "page", "Page at /x.html"),
    ("source/_data/a.md", {}, "hidden", "Will not appear: Hexo does not read this file."),
]


@pytest.mark.parametrize(("name", "fields", "status", "reason"), HEXO)
def test_hexo(tmp_path: Path, now: datetime, name: str, fields: Fields, status: str, reason: str) -> None:
    site = open_site(write(tmp_path, {"_config.yml": "title: x\n", "source/_posts/x.md": ""}))
    found = state(site, name, fields, now)
    assert (found.status, found.reason) == (status, reason)


def test_hexo_without_the_future(tmp_path: Path, now: datetime) -> None:
    files = {
        "_config.yml": "future: false\ntimezone: Asia/Tokyo\nnew_post_name: :year-:month-:day-:title.md\n",
        "source/_posts/x.md": "",
    }
    site = open_site(write(tmp_path, files))
    assert state(site, "source/_posts/a.md", {"date": datetime(2099, 1, 2)}, now).status == "scheduled"
    named = state(site, "source/_posts/2099-01-02-a.md", {}, now)
    assert named.status == "scheduled"
    assert named.when == datetime(2099, 1, 1, 15, 0, tzinfo=UTC)
    address = site.permalink(site.root / "source/_posts/2024-01-02-a b.md", {"title": "A"})
    assert address == "/2024/01/02/a%20b/"


ZOLA: list[tuple[str, Fields, str, str]] = [
    ("content/posts/a.md", {"title": "A", "date": datetime(2024, 1, 2)}, "published", READY),
    ("content/posts/a.md", {"date": datetime(2099, 1, 2)}, "published", READY),
    (
        "content/posts/a.md",
        {"title": "A"},
        "hidden",
        "Listed nowhere: its section is sorted by date and it has none.",
    ),
    ("content/posts/2024-01-02-a.md", {"title": "A"}, "published", READY),
    ("content/notes/a.md", {"title": "A"}, "published", READY),
    ("content/posts/a.md", {"draft": True}, "draft", "Draft: draft is true."),
    ("content/posts/a.md", {"render": False}, "hidden", "Will not appear: render is false."),
    ("content/about.md", {}, "page", "Page at /about/"),
    ("content/über.md", {}, "page", READY),
    ("content/posts/_index.md", {}, "page", "Page at /posts/"),
]


@pytest.mark.parametrize(("name", "fields", "status", "reason"), ZOLA)
def test_zola(tmp_path: Path, now: datetime, name: str, fields: Fields, status: str, reason: str) -> None:
    files = {
        "config.toml": 'base_url = "https://x"\n',
        "content/posts/_index.md": '+++\nsort_by = "date"\n+++\n',
        "content/notes/_index.md": '+++\nsort_by = "title"\n+++\n',
    }
    found = state(open_site(write(tmp_path, files)), name, fields, now)
    assert (found.status, found.reason) == (status, reason)


ELEVENTY: list[tuple[str, Fields, str, str]] = [
    ("src/posts/a.md", {"date": "2024-01-02"}, "published", READY),
    ("src/posts/a.md", {"date": "2099-01-02"}, "published", READY),
    ("src/posts/a.md", {"permalink": False}, "hidden", "Will not appear: permalink is false."),
    ("src/posts/a.md", {"draft": True}, "published", "Ready, although draft is true: Eleventy has no drafts of its own."),
    ("src/about.md", {}, "page", "Page at /about/"),
    ("src/index.md", {}, "page", "Page at /"),
    ("src/_includes/x.md", {}, "hidden", "Will not appear: Eleventy does not read this file."),
    ("elsewhere/x.md", {}, "hidden", "Will not appear: Eleventy does not read this file."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "fields", "status", "reason"), ELEVENTY)
def test_eleventy(tmp_path: Path, now: datetime, name: str, fields: Fields, status: str, reason: str) -> None:
    config = "module.exports = function () { /* no draft here */ return { dir: { input: 'src' } }; };"
    site = open_site(write(tmp_path, {"eleventy.config.js": config, "src/posts/x.md": ""}))
    found = state(site, name, fields, now)
    assert (found.status, found.reason) == (status, reason)


@pytest.mark.parametrize(
    "files",
    [
        {"eleventy.config.js": "export default (c) => { c.addPreprocessor('drafts', 'md', (d) => d.draft ? false : undefined) }"},
        {"eleventy.config.js": "export default () => {}", "posts/posts.11tydata.js": "module.exports = {eleventyComputed: {permalink: d => d.draft ? false : d.permalink}}"},
    ],
)  # fmt: skip
def test_eleventy_that_knows_drafts(tmp_path: Path, now: datetime, files: dict[str, str]) -> None:
    site = open_site(write(tmp_path, {**files, "posts/x.md": ""}))
    assert state(site, "posts/x.md", {"draft": True}, now).status == "draft"


def test_eleventy_dates(tmp_path: Path, now: datetime) -> None:
    config = "module.exports = (c) => c.addCollection('p', a => a.getAll().filter(p => p.date <= new Date()))"
    site = open_site(write(tmp_path, {".eleventy.js": config, "posts/x.md": ""}))
    assert state(site, "posts/a.md", {"date": "2099-01-02"}, now).status == "scheduled"
    assert state(site, "posts/2024-05-06-a.md", {}, now).when == datetime(2024, 5, 6, tzinfo=UTC)
    assert site.permalink(site.root / "posts/2024-05-06-a.md", {}) == "/posts/a/"
    assert site.permalink(site.root / "posts/a.md", {"permalink": "/x/index.html"}) == "/x/"
    assert site.permalink(site.root / "posts/a.md", {"permalink": "/{{ title }}/"}) is None


def test_astro(tmp_path: Path, now: datetime) -> None:
    files = {
        "astro.config.mjs": "export default {}",
        "src/content.config.ts": "const blog = { loader: glob({ base: './src/writing' }), schema: z.object({ draft: z.boolean() }) }",
        "src/writing/a.md": "",
        "src/writing/_b.md": "",
        "src/pages/about.md": "",
        "src/pages/index.astro": "---\nconst posts = await getCollection('blog');\n---",
    }
    site = open_site(write(tmp_path, files))
    assert {path.name: site.group(path) for path in site.find_posts()} == {"a.md": "post", "about.md": "page"}
    careless = state(site, "src/writing/a.md", {"draft": True}, now)
    assert careless.status == "published"
    assert "no page of the site looks at it" in careless.reason
    assert state(site, "src/pages/about.md", {}, now).reason == "Page at /about/"
    assert not state(site, "src/writing/a.md", {"pubDate": "Jul 08 2022"}, now).zone_known
    write(
        tmp_path,
        {
            "src/pages/index.astro": "---\nconst posts = await getCollection('blog', ({ data }) => !data.draft);\n---"
        },
    )
    assert state(open_site(tmp_path), "src/writing/a.md", {"draft": True}, now).status == "draft"


PLAIN: list[tuple[str, Fields, str]] = [
    ("a.md", {}, "published"),
    ("a.md", {"draft": True}, "draft"),
    ("a.md", {"draft": "true"}, "draft"),
    ("a.md", {"draft": False}, "published"),
    ("a.md", {"published": False}, "draft"),
    ("a.md", {"Status": "draft"}, "draft"),
    ("a.md", {"date": "2099-01-01"}, "scheduled"),
    ("2099-01-01-a.md", {}, "scheduled"),
    ("_drafts/a.md", {}, "draft"),
]


@pytest.mark.parametrize(("name", "fields", "status"), PLAIN)
def test_plain(tmp_path: Path, now: datetime, name: str, fields: Fields, status: str) -> None:
    site = open_site(write(tmp_path, {"a.md": ""}))
    found = state(site, name, fields, now)
    assert found.status == status
    assert found.reason


def test_jekylls_reasons(fixture_sites: Path, now: datetime) -> None:
    site = open_site(fixture_sites / "jekyll")
    reasons = {
        "_posts/no-date-in-name.md": "Will not appear: the file name has no date.",
        "_drafts/idea.md": "Draft: it lies in _drafts.",
        "_posts/2024-01-03-unpublished.md": "Draft: published is false.",
        "_notes/silent.md": "Will not appear: the collection “notes” writes no pages.",
        "attic/old.md": "Will not appear: Jekyll does not read this file.",
        "about.md": "Page at /about.html",
    }
    for name, reason in reasons.items():
        fields = {"published": False} if "unpublished" in name else {}
        assert state(site, name, fields, now).reason == reason
    bad = state(site, "_posts/2024-01-01-a.md", {"date": "hello"}, now)
    assert (bad.status, bad.reason) == (
        "hidden",
        "Will not appear: Jekyll cannot read the date “hello” and stops.",
    )
    later = state(site, "_posts/2024-01-01-a.md", {"date": "2026-12-01 09:00:00 +0900"}, now)
    assert later.reason == "Appears with the first build after Mon 19:00 (your time)."
    assert state(site, "_posts/2026-99-01-a.md", {}, now).reason.endswith(
        "in the file name is no date, and Jekyll stops."
    )


def test_the_zone_of_the_computer_is_not_certain(tmp_path: Path, now: datetime) -> None:
    site = open_site(write(tmp_path, {"_config.yml": "title: x\n", "_posts/2024-01-01-a.md": ""}))
    day = state(site, "_posts/2024-01-01-a.md", {}, now)
    assert (day.zone_known, day.when) == (False, datetime(2024, 1, 1, 5, 0, tzinfo=UTC))
    yaml_time = state(site, "_posts/2024-01-01-a.md", {"date": datetime(2024, 1, 1, 20, 0)}, now)
    assert (yaml_time.zone_known, yaml_time.when) == (True, datetime(2024, 1, 1, 20, 0, tzinfo=UTC))


@pytest.mark.parametrize("far", ["9999-12-31 23:59:59 -1200", "0001-01-01 00:00:00 +1200", "9999-12-31"])
def test_the_ends_of_the_calendar(fixture_sites: Path, now: datetime, far: str) -> None:
    for generator in ("jekyll", "hugo"):
        site = open_site(fixture_sites / generator)
        name = "_posts/2024-01-01-a.md" if generator == "jekyll" else "content/posts/a.md"
        assert state(site, name, {"date": far}, now).reason
        site.permalink(site.root / name, {"date": far})
