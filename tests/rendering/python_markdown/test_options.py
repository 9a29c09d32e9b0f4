"""Which extensions a configuration asks for, and that a name never imports code."""

from __future__ import annotations

import sys

from foreword.rendering.document import render_article
from foreword.rendering.python_markdown import PythonMarkdownDialect, PythonMarkdownOptions


def test_the_default_is_pelicans() -> None:
    options = PythonMarkdownOptions.from_config({})
    assert options.extensions == ("extra", "codehilite")
    assert options.settings_of("codehilite") == {"css_class": "highlight"}
    assert {"footnotes", "tables", "md_in_html"} < options.active


def test_pelicans_setting() -> None:
    options = PythonMarkdownOptions.from_config(
        {
            "extension_configs": {
                "markdown.extensions.codehilite": {"css_class": "hl", "linenums": False},
                "markdown.extensions.toc:TocExtension": {
                    "title": "Inhalt",
                    "slugify": ["no", "plain", "value"],
                },
                "markdown.extensions.meta": {},
            },
            "output_format": "html5",
        }
    )
    assert options.extensions == ("codehilite", "toc", "meta")
    assert options.settings_of("toc") == {"title": "Inhalt"}
    html = render_article(PythonMarkdownDialect(options), "# A\n\n[TOC]\n\n    x = 1\n").html
    assert 'id="a"' in html
    assert "Inhalt" in html
    assert 'class="hl"' in html


def test_mkdocs_list_of_names_and_mappings() -> None:
    options = PythonMarkdownOptions.from_config(
        {"markdown_extensions": ["nl2br", {"toc": {"permalink": True}}]}
    )
    assert options.extensions == ("nl2br", "toc")
    assert "a<br>" in render_article(PythonMarkdownDialect(options), "a\nb").html


def test_unknown_names_are_told_and_never_imported() -> None:
    options = PythonMarkdownOptions.from_config({"extensions": ["antigravity", "this:That", "extra"]})
    assert options.unknown == ("antigravity", "this")
    dialect = PythonMarkdownDialect(options)
    render_article(dialect, "a")
    assert ["antigravity" in notice.message for notice in dialect.notices] == [True, False]
    assert "antigravity" not in sys.modules


def test_a_setting_the_library_refuses_is_left_out() -> None:
    options = PythonMarkdownOptions.from_config(
        {"extensions": ["footnotes"], "extension_configs": {"footnotes": {"NO_SUCH": 1}}}
    )
    assert "fnref:1" in render_article(PythonMarkdownDialect(options), "a[^1]\n\n[^1]: b").html


def test_tab_length() -> None:
    options = PythonMarkdownOptions.from_config({"tab_length": 2})
    assert "<ul>\n<li>a<ul>" in render_article(PythonMarkdownDialect(options), "- a\n  - b").html
