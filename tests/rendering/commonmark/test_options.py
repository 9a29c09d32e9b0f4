"""What a site's configuration says is done."""

from __future__ import annotations

import pytest

from foreword.rendering.commonmark import CommonMarkDialect, CommonMarkOptions
from foreword.rendering.document import render_article


def made(text: str, **config: object) -> str:
    dialect = CommonMarkDialect(CommonMarkOptions.from_config(config))
    return render_article(dialect, text).html.strip()


@pytest.mark.parametrize(
    ("config", "text", "expected"),
    [
        ({"generator": "eleventy"}, "a\nb <b>", "<p>a\nb <b></p>"),
        ({"generator": "eleventy", "breaks": True}, "a\nb", "<p>a<br>\nb</p>"),
        ({"generator": "eleventy", "html": False}, "<b>", "<p>&lt;b&gt;</p>"),
        ({"generator": "eleventy", "typographer": True}, '"a"', "<p>“a”</p>"),
        ({"generator": "eleventy", "linkify": True}, "a.com", '<p><a href="http://a.com">a.com</a></p>'),
        ({"generator": "eleventy"}, "    a", "<p>a</p>"),
        ({"generator": "eleventy", "code": True}, "    a", "<pre><code>a\n</code></pre>"),
        ({"generator": "astro", "smartypants": False}, '"a"', "<p>&quot;a&quot;</p>"),
        ({"generator": "astro", "gfm": False}, "~~a~~", "<p>~~a~~</p>"),
        ({"generator": "hexo", "marked": {"breaks": False}}, "a\nb", "<p>a\nb</p>"),
        ({"generator": "hexo", "marked": {"smartypants": False}}, "a...", "<p>a...</p>"),
        ({"generator": "hexo", "marked": {"headerIds": False}}, "# A", "<h1>A</h1>"),
        ({"generator": "hexo", "marked": {"prependRoot": False}}, "![](a)", '<p><img src="a"></p>'),
        ({"generator": "hexo", "syntax_highlighter": ""}, "```\na\n```", "<pre><code>a\n</code></pre>"),
    ],
    ids=str,
)
def test_options(config: dict[str, object], text: str, expected: str):
    assert made(text, **config) == expected


def test_hexo_without_line_numbers():
    html = made("```js\na\n```", generator="hexo", highlight={"line_number": False})
    assert "gutter" not in html
    assert '<td class="code">' in html


def test_hexo_ids_in_small_letters():
    assert '<h1 id="a-b">' in made("# A B", generator="hexo", marked={"modifyAnchors": 1})
