"""Which generator a folder belongs to, from wherever in it one starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from foreword.sites import open_site
from sites.helpers import write

SITES: dict[str, dict[str, str]] = {
    "jekyll": {"_config.yml": "title: My site\n", "_posts/2024-01-01-a.md": ""},
    "hugo": {"hugo.toml": 'title = "My site"\n', "content/posts/a.md": ""},
    "pelican": {"pelicanconf.py": "SITENAME = 'My site'\n", "content/a.md": ""},
    "eleventy": {
        "eleventy.config.js": "module.exports = () => ({dir: {input: 'src'}})",
        "src/_data/site.json": '{"title": "My site"}',
        "src/posts/a.md": "",
    },
    "astro": {
        "astro.config.mjs": "export default defineConfig({})",
        "src/consts.ts": "export const SITE_TITLE = 'My site';",
        "src/content/blog/a.md": "",
    },
    "hexo": {"_config.yml": "title: My site\n", "source/_posts/a.md": ""},
    "zola": {"config.toml": 'base_url = "https://x"\ntitle = "My site"\n', "content/posts/a.md": ""},
    "nikola": {
        "conf.py": "BLOG_TITLE = 'My site'\nPOSTS = (('posts/*.md', 'posts', 'post.tmpl'),)\n",
        "posts/a.md": "",
    },
}


@pytest.mark.parametrize("generator", SITES)
def test_the_root_a_folder_in_it_and_a_post(tmp_path: Path, generator: str) -> None:
    write(tmp_path, SITES[generator])
    post = next(tmp_path / name for name in SITES[generator] if name.endswith("a.md"))
    for start in (tmp_path, post.parent, post):
        site = open_site(start)
        assert site.generator == generator
        assert site.root == tmp_path
        assert site.name == "My site"
        assert site.reasons
        assert site.problems == ()
        assert list(site.find_posts()) == [post]
        assert site.group(post) == "post"
        assert post.parent in site.post_folders


@pytest.mark.parametrize("generator", ["jekyll", "hugo", "hexo", "zola"])
def test_broken_configuration_is_a_problem_not_an_end(tmp_path: Path, generator: str) -> None:
    write(tmp_path, SITES[generator])
    name = next(name for name in SITES[generator] if "config" in name or "hugo" in name)
    (tmp_path / name).write_text("title: [broken\nbase_url = \n", encoding="utf-8")
    site = open_site(tmp_path)
    if generator != "zola":
        assert site.generator == generator
        assert site.problems[0].line is not None or "line" in str(site.problems[0])
    assert site.name == tmp_path.name
    assert list(site.find_posts())


@pytest.mark.parametrize(
    "text", ["SITENAME = \n", "x" * 10 + "(" * 5000, "\0", "SITENAME = __import__('os').sep\n"]
)
def test_python_configuration_that_cannot_be_read(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"pelicanconf.py": text, "content/a.md": ""})
    site = open_site(tmp_path)
    assert site.generator == "pelican"
    assert site.name == tmp_path.name


def test_configuration_is_never_executed(tmp_path: Path) -> None:
    evil = "open('{}', 'w').close()\nSITENAME = 'x'\n"
    write(tmp_path, {"pelicanconf.py": evil.format(tmp_path / "evil"), "content/a.md": ""})
    assert open_site(tmp_path).name == "x"
    write(
        tmp_path,
        {"_config.yml": "title: !!python/object/apply:os.mkdir [evil]\n", "_posts/2024-01-01-a.md": ""},
    )
    open_site(tmp_path)
    assert not (tmp_path / "evil").exists()


def test_a_folder_of_markdown_is_plain(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"one.md": "", "deeper/two.markdown": "", "README.md": "", "notes.txt": "", "drafts/three.md": ""},
    )
    site = open_site(tmp_path)
    assert site.generator == "plain"
    groups = {path.name: site.group(path) for path in site.find_posts()}
    assert groups == {"one.md": "post", "two.markdown": "post", "three.md": "draft"}


def test_posts_without_a_configuration_are_jekylls(tmp_path: Path) -> None:
    write(tmp_path, {"_posts/2024-01-01-a.md": "---\n---\n"})
    for start in (tmp_path, tmp_path / "_posts", tmp_path / "_posts" / "2024-01-01-a.md"):
        assert (open_site(start).generator, open_site(start).root) == ("jekyll", tmp_path)


def test_a_nested_folder_of_posts_belongs_to_the_configured_site(tmp_path: Path) -> None:
    write(tmp_path, {"_config.yml": "title: x\n", "news/_posts/2024-01-01-a.md": "---\n---\n"})
    assert open_site(tmp_path / "news" / "_posts").root == tmp_path


def test_the_nearest_configured_site_wins(tmp_path: Path) -> None:
    write(tmp_path, {**SITES["jekyll"], **{f"docs/{name}": text for name, text in SITES["hugo"].items()}})
    assert open_site(tmp_path / "docs" / "content").generator == "hugo"
    assert open_site(tmp_path).generator == "jekyll"


def test_a_single_site_one_level_down_is_found(tmp_path: Path) -> None:
    write(tmp_path, {f"docs/{name}": text for name, text in SITES["jekyll"].items()})
    assert open_site(tmp_path).root == tmp_path / "docs"
    write(tmp_path, {f"other/{name}": text for name, text in SITES["hugo"].items()})
    assert open_site(tmp_path).generator == "plain"


def test_the_search_ends_at_the_repository(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "_config.yml": "title: outer\n",
            "_posts/2024-01-01-a.md": "",
            "inner/.git/HEAD": "",
            "inner/b.md": "",
        },
    )
    assert open_site(tmp_path / "inner").generator == "plain"


def test_what_is_not_looked_at(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "_config.yml": "title: x\n",
            "_posts/2024-01-01-a.md": "---\n---\n",
            "_posts/.foreword-abc.md": "---\n---\n",
            "_posts/2024-01-01-a.md~": "---\n---\n",
            "_site/b.md": "---\n---\n",
            "node_modules/pkg/c.md": "---\n---\n",
            ".git/d.md": "---\n---\n",
            "vendor/bundle/e.md": "---\n---\n",
            "no-head.md": "text",
        },
    )
    assert [path.name for path in open_site(tmp_path).find_posts()] == ["2024-01-01-a.md"]


def test_links_are_followed_inside_the_site_only(tmp_path: Path) -> None:
    site = write(
        tmp_path / "site",
        {"_config.yml": "title: x\n", "_posts/2024-01-01-a.md": "---\n---\n", "texts/b.md": "x"},
    )
    write(tmp_path / "outside", {"2024-01-02-secret.md": "---\n---\n"})
    (site / "_posts" / "out").symlink_to(tmp_path / "outside")
    (site / "_posts" / "2024-01-03-out.md").symlink_to(tmp_path / "outside" / "2024-01-02-secret.md")
    (site / "_posts" / "loop").symlink_to(site / "_posts")
    (site / "_posts" / "2024-01-04-in.md").symlink_to(site / "texts" / "b.md")
    assert [path.name for path in open_site(site).find_posts()] == ["2024-01-01-a.md", "2024-01-04-in.md"]


def test_hugos_configuration_in_several_files(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "config/_default/hugo.yaml": "title: Split\nbaseURL: https://x/blog/\n",
            "config/_default/markup.toml": "[goldmark.renderer]\nunsafe = true\n",
            "config/_default/languages.en.toml": 'title = "English"\n',
            "content/a.md": "",
        },
    )
    site = open_site(tmp_path)
    assert (site.generator, site.name, site.base_url) == ("hugo", "Split", "/blog")
    assert site.dialect_options == {"renderer": {"unsafe": True}}


def test_jekyll_in_a_source_folder(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "_config.yml": "source: src\ncollections_dir: all\n",
            "src/all/_posts/2024-01-01-a.md": "---\n---\n",
            "b.md": "---\n---\n",
        },
    )
    site = open_site(tmp_path)
    assert site.generator == "jekyll"
    assert [path.relative_to(tmp_path).as_posix() for path in site.find_posts()] == [
        "src/all/_posts/2024-01-01-a.md"
    ]
    assert site.static_roots() == (tmp_path / "src",)
