"""Which templates a post has depends on its generator; those of others than Jekyll and Hugo become cards."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foreword.rendering.templates.choosing import expander_for, prepare
from foreword.rendering.templates.expansion import Expansion
from foreword.rendering.templates.jekyll_folder import FolderContext, UnknownSite

GENERATORS = ["jekyll", "hugo", "hexo", "zola", "nikola"]


def expanded(generator: str, body: str) -> Expansion:
    return expander_for(generator, UnknownSite(), {"title": "T", "path": "x.md"}).expand(body)


@pytest.mark.parametrize("generator", ["pelican", "astro", "plain"])
def test_a_generator_without_templates_leaves_the_text(generator: str) -> None:
    body = "a {{ b }} {% c %} {{< d >}} {{% e %}}"
    assert expanded(generator, body).text == body


def test_eleventy_has_liquid_with_the_front_matter_at_hand() -> None:
    found = expanded("eleventy", "{{ title | upcase }} {{ page.title }} {{ collections.posts }}")
    assert found.text == "T T "
    assert [notice.message for notice in found.notices] == [
        "the value “collections” comes from elsewhere and is not known here"
    ]


def test_zola_s_calls_are_cards_and_its_escapes_are_not() -> None:
    found = expanded(
        "zola",
        'a {{ youtube(id="x)}}", w=2) }} {{/* kept() */}} {{ no_call }}\n\n{% quote(by="B") %}\n\n**in**\n\n{% end %}\n',
    )
    assert " {{ kept() }} {{ no_call }}\n\n" in found.text
    assert "\n\n**in**\n\n\n" in found.text
    cards = list(found.replacements.values())
    assert "<b>youtube</b>" in cards[0]
    assert cards[0].startswith("<span")
    assert "<b>quote</b>" in cards[1]
    assert cards[1].startswith("<div")
    assert len(found.notices) == 2


def test_nikola_s_shortcodes_are_cards_and_raw_ones_are_text() -> None:
    found = expanded(
        "nikola", "a {{% media url=x %}} {{% raw %}}{{% media y %}}{{% /raw %}} {{% b %}}in{{% /b %}}"
    )
    assert "{{% media y %}}" in found.text
    assert "in" in found.text.split("{{% media y %}}")[1]
    assert len(found.replacements) == 2


def test_hexo_s_tags_are_cards_but_not_in_code() -> None:
    body = "{% asset_img a.png Title %} `{{ code }}` {{ page.title }}\n\n```\n{% x %}\n```\n\n{% raw %}<i>{{ r }}</i>{% endraw %}{# gone #}"
    found = expanded("hexo", body)
    assert "`{{ code }}`" in found.text
    assert "```\n{% x %}\n```" in found.text
    html = found.restore(found.text)
    assert "<b>asset_img</b> <code>a.png Title</code>" in html
    assert "<i>{{ r }}</i>" in html
    assert "gone" not in html
    assert len(found.notices) == 2


def test_a_paragraph_of_a_placeholder_alone_is_replaced_as_a_whole() -> None:
    found = expanded("zola", "{{ a() }}")
    assert found.restore(f"<p>{found.text}</p>").startswith("<div")
    assert found.restore(f"<p>x {found.text}</p>").startswith("<p>x <div")


@pytest.mark.parametrize("generator", GENERATORS)
def test_any_text_expands(generator: str) -> None:
    parts = st.sampled_from(
        [
            "{{",
            "}}",
            "{%",
            "%}",
            "{{<",
            ">}}",
            "{{%",
            "%}}",
            "(",
            ")",
            '"',
            "'",
            "`",
            "```",
            "~~~",
            "{#",
            "#}",
            "end",
            "raw",
            "endraw",
            "a",
            "/*",
            "*/",
            "=",
            "\n",
        ]
    )

    @settings(max_examples=100, deadline=None)
    @given(st.lists(st.one_of(parts, parts, st.text(max_size=2)), max_size=25).map("".join))
    def check(body: str) -> None:
        found = expanded(generator, body)
        assert "".join(found.text[s.out_start : s.out_end] for s in found.segments) == found.text
        found.restore(found.text)
        found.line_map()

    check()


@pytest.mark.parametrize("generator", GENERATORS)
@pytest.mark.parametrize(
    "piece",
    [
        "{{",
        "{%",
        "{{ a(",
        '{{ a("',
        "{% a(",
        "`",
        "```\n",
        "` `` ",
        "{#",
        "{% raw %}",
        "{{% raw %}}",
        "{{ a() }}",
        "{{/*",
    ],
)
def test_many_of_them_take_little_time(generator: str, piece: str) -> None:
    started = time.process_time()
    expanded(generator, piece * (100_000 // len(piece)))
    assert time.process_time() - started < 2


def test_a_whole_file_is_prepared_by_its_dialect() -> None:
    source = "---\ntitle: T\ndate: 2020-01-02\n---\n{{ page.title }} {% link _posts/2020-01-02-b.md %}\n"
    assert prepare(source, "_posts/2020-03-04-a.md", "kramdown").text == "T /2020/01/02/b.html\n"
    assert prepare(source, None, "commonmark").text == source.partition("---\n")[2].partition("---\n")[2]
    hugo = prepare('+++\ntitle = "T"\n+++\n{{% param title %}}\n', "content/a.md", "goldmark")
    assert hugo.text == "T\n"


def test_a_file_of_a_site_is_prepared_with_the_site(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("color: red\n")
    (tmp_path / "_data").mkdir()
    (tmp_path / "_data" / "team.json").write_text(json.dumps({"lead": "Ann"}))
    source = "{{ site.color }} {{ site.data.team.lead }} {{ page.path }}"
    found = prepare(f"---\n---\n{source}", "a.md", "kramdown", FolderContext(tmp_path))
    assert found.text == "red Ann a.md"
