"""Piece by piece, the dialect makes what Python-Markdown makes of the whole text."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest
from hypothesis import HealthCheck, given, settings

from foreword.rendering.document import parse_blocks, render_article
from foreword.rendering.python_markdown import PythonMarkdownDialect, PythonMarkdownOptions
from foreword.text import split_lines
from rendering.texts import bodies, corpus_bodies, reference_bodies, same_page

PELICAN = {
    "extensions": ["extra", "codehilite"],
    "extension_configs": {"codehilite": {"css_class": "highlight"}},
}
RICH = {
    "extensions": ["extra", "toc", "sane_lists", "smarty", "admonition", "nl2br"],
    "extension_configs": {"toc": {"permalink": True}},
}
CONTENTS = {
    "extensions": ["toc", "footnotes", "attr_list", "wikilinks", "codehilite"],
    "extension_configs": {"toc": {"anchorlink": True, "toc_depth": "2-3", "title": "Contents"}},
}
PLAIN: dict[str, object] = {"extensions": [], "extension_configs": {}}
CONFIGURATIONS = {"pelican": PELICAN, "rich": RICH, "contents": CONTENTS, "plain": PLAIN}


def library(body: str, configuration: dict[str, object]) -> str:
    return markdown.markdown(body, output_format="html", **configuration)


def ours(body: str, configuration: dict[str, object]) -> str:
    return render_article(PythonMarkdownDialect(PythonMarkdownOptions.from_config(configuration)), body).html


def test_posts_that_pelican_made(shared: Path) -> None:
    dialect = PythonMarkdownDialect()
    posts = list(reference_bodies(shared, "pelican"))
    different = [
        name
        for name, body, html in posts
        if not same_page(shared, html, render_article(dialect, body).html, "exact")
    ]
    assert len(posts) == 110
    assert different == []


def test_posts_of_the_corpus(shared: Path) -> None:
    dialect = PythonMarkdownDialect()
    posts = list(corpus_bodies(shared))
    different, pieces = [], 0
    for name, body in posts:
        article = render_article(dialect, body)
        pieces += len(article.blocks)
        if not same_page(shared, library(body, PELICAN), article.html):
            different.append(name)
    print(f"{len(posts)} posts in {pieces} pieces")
    assert len(posts) > 350
    assert pieces > 20 * len(posts)
    assert different == []


@pytest.mark.long
@pytest.mark.parametrize("configuration", CONFIGURATIONS.values(), ids=CONFIGURATIONS)
@pytest.mark.parametrize("name", ["jekyll", "hugo"])
def test_posts_of_other_generators(shared: Path, name: str, configuration: dict[str, object]) -> None:
    dialect = PythonMarkdownDialect(PythonMarkdownOptions.from_config(configuration))
    different = [
        post
        for post, body, _ in reference_bodies(shared, name)
        if not same_page(shared, library(body, configuration), render_article(dialect, body).html)
    ]
    assert different == []


@pytest.mark.parametrize("configuration", CONFIGURATIONS.values(), ids=CONFIGURATIONS)
def test_generated_text(shared: Path, configuration: dict[str, object]) -> None:
    dialect = PythonMarkdownDialect(PythonMarkdownOptions.from_config(configuration))

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(bodies)
    def check(body: str) -> None:
        assert same_page(shared, library(body, configuration), render_article(dialect, body).html)

    check()


@pytest.mark.parametrize(
    "body",
    [
        "- a\n\n- b\n\ntext\n\n1. c",
        "- a\n\n[x]: u\n\n- b [x]",
        "- a\n\n    para\n\n        code\n\nafter",
        "> a\n\n> b\n\n[x]: u\n\n> c",
        "    code\n\n\n    more\n\nafter",
        "term\n\n: one\n\n    more\n\n: two\n\nother\n: three\n\nend",
        "term\n: one\n\nother\n\n: two\n\nend",
        "term\n: one\n\n```\ncode\n```\n\n: two\n\nend",
        "- a\n\n: b\n\n<span>\n\n:   c",
        "para\n```\ncode\n\n```\npara",
        "~~~~\na\n\n~~~\nb\n~~~~\n\n~~~ unclosed\n\nc",
        "<div>\n\n*a*\n\n</div>\n\n*b*",
        '<div markdown="1">\n\n- a\n\n</div>\n\n- b',
        "a <!-- x\n\n- y\n\n--> z\n\n- b",
        "a <b\n\n<div>\n\nc",
        "<script>\n\n*a*\n\n</script>\n\n*b*",
        "[^a]: note\n\n    more\n\n[^b]: other\n\ntext[^b] and[^a][^b]",
        "[a][]\n\n[a]: one\n\n[a]: two",
        "HTML\n\n*[HTML]: Hyper\n\n- HTML\n\n*[HTML]: ''\n\nHTML",
        "a | b\n--|--\n1 | 2\n\n3 | 4",
        "\n\n   \n    code first\n\n",
        "&#x\n\ntext &#y; z",
    ],
)
def test_awkward_neighbours(shared: Path, body: str) -> None:
    assert same_page(shared, library(body, PELICAN), ours(body, PELICAN))


@pytest.mark.parametrize(
    "body",
    [
        "- x[^1]\n\npara[^1]\n\n> q[^1]\n\n> - deep[^1] [^2]\n\n[^1]: a [^2]\n[^2]: b\n\n    [^1]",
        "# A[^1]\n\n# A[^1]\n\n[TOC]\n\n[^1]: n",
        "# x\n\n# x_1\n\n# x\n\n# x {: #x_2 }\n\n# x\n\n[TOC]",
        "#\n\n##\n\n# *a* `b` <i>c</i> &amp; [d](e)\n\n### f {: data-toc-label='g <b>h</b>' }\n\n[TOC]\n\ntext\n[TOC]",
        "para {: #one }\n\n# one\n\n- [TOC]",
    ],
)
@pytest.mark.parametrize("configuration", [RICH, CONTENTS], ids=["rich", "contents"])
def test_ids_notes_and_contents(shared: Path, body: str, configuration: dict[str, object]) -> None:
    assert same_page(shared, library(body, configuration), ours(body, configuration))


@pytest.mark.parametrize("around", ["{}", "*{}*", "[{}]"])
def test_what_stands_around_the_numbers_of_notes(shared: Path, around: str) -> None:
    configuration = {
        "extensions": ["footnotes", "abbr"],
        "extension_configs": {"footnotes": {"SUPERSCRIPT_TEXT": around}},
    }
    body = "a[^x] *b[^y]*\n\n[^x]: n [y] *[ab]*\n[^y]: m\n\n[y]: u\n\n*[ab]: c"
    assert same_page(shared, library(body, configuration), ours(body, configuration))


def test_pieces_that_only_define_show_nothing() -> None:
    dialect = PythonMarkdownDialect()
    blocks = parse_blocks(
        dialect, split_lines("[^a]: note\n\n    [x]: u\n\ntext\n\n[y]: v\n\n[z]: w\nshown\n")
    )
    assert [(block.kind, bool(block.content)) for block in blocks] == [
        ("footnote", False),
        ("paragraph", True),
        ("definitions", False),
        ("definitions", True),
    ]
    assert {found.label for found in blocks[0].definitions} == {"a", "x"}


def test_a_paragraph_that_begins_with_a_link_does_not_look_for_what_follows() -> None:
    lines = split_lines("[a](b) c\n\n" * 100 + "- d\n")
    assert parse_blocks(PythonMarkdownDialect(), lines)[0].reach < 10


def test_paragraphs_are_pieces_of_their_own() -> None:
    body = "# a\n\nb\nc\n\n- d\n\n- e\n\nf\n\n```\ng\n```\n\n> h\n\n[i]: j\n\n    k\n"
    blocks = parse_blocks(PythonMarkdownDialect(), split_lines(body))
    assert [(block.kind, block.size) for block in blocks] == [
        ("heading", 2),
        ("paragraph", 3),
        ("list", 4),
        ("paragraph", 2),
        ("fence", 4),
        ("quote", 2),
        ("definitions", 2),
        ("code", 2),
    ]


def test_a_definition_far_below_does_not_join_pieces() -> None:
    body = "see [a]\n\n" + "text\n\n" * 50 + "[a]: http://e.de\n"
    article = render_article(PythonMarkdownDialect(), body)
    assert len(article.blocks) == 52
    assert '<a href="http://e.de">a</a>' in article.blocks[0].html
