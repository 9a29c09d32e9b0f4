"""The ``kramdown:`` map of a site's configuration."""

from __future__ import annotations

from foreword.rendering.document import render_article
from foreword.rendering.kramdown import KramdownDialect, KramdownOptions


def rendered(text: str, **config: object) -> str:
    return render_article(KramdownDialect(KramdownOptions.from_config(config)), text).html


def test_without_a_map_jekylls_defaults_hold():
    assert KramdownOptions.from_config(None) == KramdownOptions.from_config({}) == KramdownOptions()


def test_what_cannot_be_understood_keeps_its_default():
    config = {
        "footnote_nr": "ten",
        "toc_levels": {},
        "smart_quotes": "one",
        "no_such_option": 1,
        "link_defs": 3,
    }
    assert KramdownOptions.from_config(config) == KramdownOptions()


def test_booleans_and_levels_may_be_text():
    options = KramdownOptions.from_config({"auto_ids": "false", "toc_levels": "2..4", "hard_wrap": "true"})
    assert (options.auto_ids, options.toc_levels, options.hard_wrap) == (False, (2, 3, 4), True)


def test_symbols_of_ruby_are_names():
    options = KramdownOptions.from_config(
        {"entity_output": ":numeric", "syntax_highlighter_opts": {":css_class": "c"}}
    )
    assert (options.entity_output, options.css_class) == ("numeric", "c")


def test_a_later_option_in_the_post_holds_for_the_whole_post():
    assert rendered('# a\n\n{::options auto_ids="false" /}\n').strip() == "<h1>a</h1>"


def test_html_is_parsed_from_the_option_on():
    html = rendered('<div>\n*a*\n</div>\n\n{::options parse_block_html="true" /}\n\n<div>\n*a*\n</div>\n')
    assert html.count("<em>a</em>") == 1


def test_predefined_links():
    html = rendered("[There](x) and [here]", link_defs={"Here": ["http://h", "t"]})
    assert '<a href="http://h" title="t">here</a>' in html


def test_code_is_highlighted_by_what_is_given():
    def shouted(code: str, language: str) -> str | None:
        return f"<b>{code.upper()}</b>" if language == "ruby" else None

    dialect = KramdownDialect(highlight=shouted)
    html = render_article(dialect, "```ruby\na\n```\n\n```css\n<\n```\n").html
    assert "<code><b>A\n</b></code>" in html
    assert "<code>&lt;\n</code>" in html


def test_what_other_engines_would_make_is_noticed_where_it_is_shown():
    config = {"math_engine": "katex", "syntax_highlighter": "coderay", "html_to_native": True}
    dialect = KramdownDialect(KramdownOptions.from_config(config))
    article = render_article(dialect, "text\n\na $$x$$\n\n    code\n\n<div>a</div>\n")
    assert [notice.line for notice in article.notices] == [2, 4, 6]
    assert render_article(KramdownDialect(), "a $$x$$\n\n    code\n\n<div>a</div>\n").notices == ()
