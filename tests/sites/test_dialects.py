"""Dialect, options, static roots, base address and layouts, as each site's configuration says."""

from __future__ import annotations

from pathlib import Path

import pytest

from foreword.sites import open_site
from sites.helpers import write

OPTIONS: list[tuple[dict[str, str], str, dict[str, object]]] = [
    ({"_config.yml": "title: x\n", "_posts/a": ""}, "kramdown", {}),
    (
        {"_config.yml": "highlighter: none\nkramdown:\n  hard_wrap: true\n  toc_levels: 2..3\n", "_posts/a": ""},
        "kramdown",
        {"hard_wrap": True, "toc_levels": "2..3", "syntax_highlighter": "none"},
    ),
    ({"_config.yml": "markdown: CommonMarkGhPages\ncommonmark:\n  options: [SMART]\n", "_posts/a": ""}, "commonmark", {"options": ["SMART"], "generator": "jekyll"}),
    ({"hugo.toml": "[markup.goldmark.renderer]\nunsafe = true\n[markup.highlight]\nlineNos = true\n"}, "goldmark", {"renderer": {"unsafe": True}, "highlight": {"lineNos": True}}),
    ({"pelicanconf.py": ""}, "python-markdown", {"extension_configs": {"markdown.extensions.codehilite": {"css_class": "highlight"}, "markdown.extensions.extra": {}, "markdown.extensions.meta": {}}}),
    ({"pelicanconf.py": "MARKDOWN = {'extensions': ['toc'], 'extension_configs': {'toc': {'title': 'x'}}}\n"}, "python-markdown", {"extensions": ["toc"], "extension_configs": {"toc": {"title": "x"}}}),
    ({"conf.py": "POSTS = ()\n"}, "python-markdown", {"extensions": ["fenced_code", "codehilite", "extra"]}),
    ({"conf.py": "POSTS = ()\nDEFAULT_LANG = 'de'\nMARKDOWN_EXTENSIONS = ['toc']\nMARKDOWN_EXTENSION_CONFIGS = {DEFAULT_LANG: {'toc': {'x': 1}}}\n"}, "python-markdown", {"extensions": ["toc"], "extension_configs": {"toc": {"x": 1}}}),
    ({"config.toml": 'base_url = "x"\n[markdown]\nsmart_punctuation = true\n'}, "commonmark", {"smart_punctuation": True, "generator": "zola"}),
    ({"_config.yml": "marked:\n  breaks: false\nhighlight:\n  enable: false\n", "source/_posts/a": ""}, "commonmark", {"marked": {"breaks": False}, "highlight": {"enable": False}, "generator": "hexo"}),
    (
        {"eleventy.config.js": "// html: false\nconst md = require('markdown-it')({ html: true, breaks: true });\nmd.use(require('markdown-it-anchor'), { level: [2] }).enable('code');"},
        "commonmark",
        {"html": True, "breaks": True, "plugins": ["markdown-it-anchor"], "code": True, "generator": "eleventy"},
    ),
    ({"eleventy.config.js": ""}, "commonmark", {"generator": "eleventy"}),
    (
        {"astro.config.mjs": "export default defineConfig({ markdown: { smartypants: false, syntaxHighlight: 'prism', remarkPlugins: [m] } });import m from 'remark-math'"},
        "commonmark",
        {"smartypants": False, "syntaxHighlight": "prism", "plugins": ["remark-math"], "generator": "astro"},
    ),
    ({"a.md": ""}, "python-markdown", {}),
]  # fmt: skip


@pytest.mark.parametrize(("files", "name", "options"), OPTIONS)
def test_options(tmp_path: Path, files: dict[str, str], name: str, options: dict[str, object]) -> None:
    site = open_site(write(tmp_path, files))
    assert site.dialect_name == name
    assert site.dialect_options == options


ROOTS: list[tuple[dict[str, str], list[str], str]] = [
    ({"_config.yml": "baseurl: /b/\n", "_posts/a": ""}, ["."], "/b"),
    ({"hugo.toml": 'theme = "t"\nbaseURL = "https://x/y/"\n'}, ["static", "assets", "content", "themes/t/static"], "/y"),
    ({"pelicanconf.py": "SITEURL = 'https://x/p'\nSTATIC_PATHS = ['images']\n", "content/a.md": ""}, ["content", "content/images"], "/p"),
    ({"conf.py": "POSTS = ()\nSITE_URL = 'https://x/'\nFILES_FOLDERS = {'stuff': ''}\n"}, ["stuff", "."], ""),
    ({"config.toml": 'base_url = "https://x/z"\n'}, ["static", "content"], "/z"),
    ({"_config.yml": "root: /h/\ntheme: t\n", "source/_posts/a": ""}, ["source", "themes/t/source"], "/h"),
    ({"eleventy.config.js": "c => { c.addPassthroughCopy('pics'); return { dir: { input: 'src' }, pathPrefix: '/e/' } }", "pics/a": "", "src/a.md": ""}, ["pics", "src", "."], "/e"),
    ({"astro.config.mjs": "export default { base: '/a', publicDir: './pub' }"}, ["pub", "src", "."], "/a"),
    ({"a.md": ""}, ["."], ""),
]  # fmt: skip


@pytest.mark.parametrize(("files", "roots", "base"), ROOTS)
def test_static_roots_and_base(tmp_path: Path, files: dict[str, str], roots: list[str], base: str) -> None:
    site = open_site(write(tmp_path, files))
    assert site.static_roots() == tuple(tmp_path / name for name in roots)
    assert site.base_url == base
    post = tmp_path / "somewhere" / "a.md"
    assert site.picture_roots(post) == (post.parent, *site.static_roots())


LAYOUTS: list[tuple[dict[str, str], tuple[str, ...]]] = [
    ({"_config.yml": "", "_posts/a": "", "_layouts/post.html": "", "_layouts/sub/x.html": ""}, ("post", "sub/x")),
    ({"hugo.toml": "", "layouts/_default/single.html": "", "layouts/_default/wide.html": "", "layouts/partials/p.html": ""}, ("single", "wide")),
    ({"_config.yml": "", "source/_posts/a": "", "scaffolds/photo.md": ""}, ("photo", "post", "page")),
    ({"config.toml": 'base_url = "x"', "templates/page.html": ""}, ("page.html",)),
    ({"eleventy.config.js": "", "_includes/layouts/post.njk": "", "_includes/x.txt": ""}, ("layouts/post.njk",)),
    ({"astro.config.mjs": "", "src/layouts/Post.astro": ""}, ("Post.astro",)),
    ({"a.md": ""}, ()),
]  # fmt: skip


@pytest.mark.parametrize(("files", "layouts"), LAYOUTS)
def test_layouts(tmp_path: Path, files: dict[str, str], layouts: tuple[str, ...]) -> None:
    assert open_site(write(tmp_path, files)).layouts() == layouts
