"""What ``markup.goldmark`` says is done."""

from __future__ import annotations

import pytest

from foreword.rendering.document import render_article
from foreword.rendering.goldmark import GoldmarkDialect, GoldmarkOptions


def made(text: str, config: dict[str, object]) -> str:
    return render_article(GoldmarkDialect(GoldmarkOptions.from_config(config)), text).html.strip()


@pytest.mark.parametrize(
    ("config", "text", "expected"),
    [
        ({}, "a <b>c</b>", "<p>a <!-- raw HTML omitted -->c<!-- raw HTML omitted --></p>"),
        ({"renderer": {"unsafe": True}}, "a <b>c</b>", "<p>a <b>c</b></p>"),
        ({}, "[a](javascript:b)", '<p><a href="">a</a></p>'),
        ({"renderer": {"hardwraps": True}}, "a\nb", "<p>a<br>\nb</p>"),
        ({"renderer": {"hardWraps": True, "xhtml": True}}, "a\nb", "<p>a<br />\nb</p>"),
        ({"parser": {"autoheadingid": False}}, "# A", "<h1>A</h1>"),
        ({"parser": {"autoHeadingIDType": "blackfriday"}}, "# A.b", '<h1 id="a-b">A.b</h1>'),
        ({"parser": {"autoheadingidtype": "github-ascii"}}, "# Éa", '<h1 id="ea">Éa</h1>'),
        ({"parser": {"attribute": {"title": False}}}, "# A {#b}", '<h1 id="a-b">A {#b}</h1>'),
        ({"extensions": {"table": False}}, "a|b\n-|-", "<p>a|b\n-|-</p>"),
        ({"extensions": {"strikethrough": False}}, "~~a~~", "<p>~~a~~</p>"),
        ({"extensions": {"linkify": False}}, "http://a.b", "<p>http://a.b</p>"),
        (
            {"extensions": {"linkifyprotocol": "http"}},
            "www.a.b",
            '<p><a href="http://www.a.b">www.a.b</a></p>',
        ),
        ({"extensions": {"tasklist": False}}, "- [ ] a", "<ul>\n<li>[ ] a</li>\n</ul>"),
        ({"extensions": {"definitionlist": False}}, "a\n: b", "<p>a\n: b</p>"),
        ({"extensions": {"footnote": False}}, "a[^1]", "<p>a[^1]</p>"),
        ({"extensions": {"typographer": {"disable": True}}}, "a -- 'b'", "<p>a -- 'b'</p>"),
        ({"extensions": {"typographer": False}}, "a...", "<p>a...</p>"),
        ({"extensions": {"typographer": {"leftsinglequote": "«"}}}, "'a'", "<p>«a&rsquo;</p>"),
        (
            {"extensions": {"passthrough": {"enable": True, "delimiters": {"inline": [["$", "$"]]}}}},
            "a $x_1 < *y*$ *b*",
            "<p>a $x_1 < *y*$ <em>b</em></p>",
        ),
        (
            {"extensions": {"extras": {"insert": {"enable": True}, "superscript": {"enable": True}}}},
            "++a++ b^2^ ==c==",
            "<p><ins>a</ins> b<sup>2</sup> ==c==</p>",
        ),
        (
            {"extensions": {"strikethrough": False, "extras": {"subscript": {"enable": True}}}},
            "H~2~O",
            "<p>H<sub>2</sub>O</p>",
        ),
        ({"parser": {"attribute": {"block": True}}}, "a\n{.x #y}", '<p class="x" id="y">a</p>'),
        (
            {"parser": {"attribute": {"block": True}}},
            "- a\n- b\n{.x}",
            '<ul class="x">\n<li>a</li>\n<li>b</li>\n</ul>',
        ),
    ],
    ids=str,
)
def test_options(config: dict[str, object], text: str, expected: str):
    assert made(text, config) == expected


def test_quotes_close_in_a_later_paragraph():
    html = made('"one\n\ntwo" and three"\n', {})
    assert html == "<p>&ldquo;one</p>\n<p>two&rdquo; and three&quot;</p>"


def test_notes_are_numbered_as_they_are_read():
    html = made("a[^b]\n\n[^a]: unused [^c]\n\n[^b]: first\n\n[^c]: third\n", {})
    assert html.index('id="fn:1"') < html.index("first") < html.index('id="fn:2"') < html.index("third")
    assert "unused" not in html


def test_line_numbers_of_code():
    table = made("```go\nx\ny\n```", {"highlight": {"linenos": True}})
    assert '<span class="lnt">2\n</span>' in table
    inline = made("```go\nx\ny\n```", {"highlight": {"linenos": "inline"}})
    assert '<span class="ln">2</span>' in inline
    assert "lnt" not in made("```go {linenos=false}\nx\n```", {"highlight": {"linenos": True}})


def test_without_code_fences_code_is_plain():
    html = made("```go\nx <\n```", {"highlight": {"codefences": False}})
    assert html == '<pre><code class="language-go">x &lt;\n</code></pre>'
