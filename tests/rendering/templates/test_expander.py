"""Where expanded text comes from, and expanding again after an edit."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from foreword.rendering.templates.jekyll_folder import FolderContext, UnknownSite
from foreword.rendering.templates.liquid import Expander, expand
from foreword.text import Edit

POST = """First {{ page.title }} line.

{% assign list = "a,b,c" | split: "," %}
{% for item in list %}
* {{ item }}
{% endfor %}

Last {{ list | size }} and {%- if page.title -%} tight {%- endif -%} end
"""


class CountingSite(FolderContext):
    """A site that counts how often it is asked for an include."""

    asked = 0

    def include(self, name: str) -> str:
        self.asked += 1
        return f"<{name}>"


def test_a_text_without_templates_is_itself() -> None:
    found = expand("a { b } % c\n\nd", UnknownSite(), {})
    assert found.text == found.source
    assert not found.uses_liquid
    assert found.line_map() == (0, 1, 2)


def test_a_post_may_refuse_liquid() -> None:
    found = expand("a {{ page.title }}", UnknownSite(), {"title": "T", "render_with_liquid": False})
    assert found.text == "a {{ page.title }}"
    assert not found.uses_liquid


def test_segments_tell_literal_text_from_templates() -> None:
    found = expand("ab {{ 1 }} cd\n{% raw %}{{ x }}{% endraw %}", UnknownSite(), {})
    spans = [
        (found.source[s.source_start : s.source_end], found.text[s.out_start : s.out_end], s.literal)
        for s in found.segments
    ]
    assert spans == [
        ("ab ", "ab ", True),
        ("{{ 1 }}", "1", False),
        (" cd\n", " cd\n", True),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}", False),
    ]


def test_lines_lead_back_to_their_source() -> None:
    found = expand(POST, UnknownSite(), {"title": "T"})
    lines = found.text.split("\n")
    source = POST.split("\n")
    for number, origin in enumerate(found.line_map()):
        if lines[number].startswith("*"):
            assert source[origin] == "{% for item in list %}"
        elif lines[number].startswith(("First", "Last")):
            assert source[origin][:5] == lines[number][:5]
    assert found.line_map()[0] == 0


def test_notices_name_the_line_of_the_source() -> None:
    found = expand(
        "a\n\n{{ 'x' | nosuch }}\n{% if true %}\n\n{% unknown one %}{% endif %}\n", UnknownSite(), {}
    )
    assert [(notice.line, notice.message.partition(":")[0]) for notice in found.notices] == [
        (2, "the filter “nosuch” is not known here; its value is shown unchanged"),
        (5, "unknown"),
    ]


@pytest.mark.parametrize(("source", "element"), [("a {% x %} b", "<span"), ("a\n\n{% x %}\n\nb", "<div")])
def test_a_card_is_a_block_where_it_stands_alone(source: str, element: str) -> None:
    assert element in expand(source, UnknownSite(), {}).text


def test_a_plug_in_s_block_keeps_its_content() -> None:
    found = expand("{% note 'x' %}\nInner {{ page.title }}.\n{% endnote %}", UnknownSite(), {"title": "T"})
    assert "\nInner T.\n" in found.text
    assert "<b>note</b>" in found.text


def test_a_card_s_words_are_no_markup() -> None:
    text = expand("{% x *a* _b_ `c` <d> |e| [f](g) %}", UnknownSite(), {}).text
    words = text.partition("<code>")[2].partition("</code>")[0]
    assert not set(words) & set("*_`<>|[]()")


def test_an_edit_of_literal_text_evaluates_nothing_again(tmp_path: Path) -> None:
    site = CountingSite(tmp_path)
    expander = Expander(site, {})
    source = "One {% include a.html %} two.\n"
    assert expander.expand(source).text == "One <a.html> two.\n"
    assert expander.update(Edit(0, 3, "Once")).text == "Once <a.html> two.\n"
    assert site.asked == 1
    assert expander.update(Edit(16, 17, "b")).text == "Once <b.html> two.\n"
    assert site.asked == 2


def test_a_changed_page_is_expanded_anew() -> None:
    expander = Expander(UnknownSite(), {"title": "Old"})
    assert expander.expand("{{ page.title }}").text == "Old"
    expander.forget({"title": "New"})
    assert expander.expand("{{ page.title }}").text == "New"


def test_edits_give_what_a_whole_expansion_gives() -> None:
    chooser = random.Random(20)
    pieces = [
        "x",
        "\n",
        "{{ page.title }}",
        "{% for i in (1..2) %}",
        "{% endfor %}",
        "{%- if true %}y{% endif -%}",
        " ",
    ]
    pieces += ["{% raw %}", "{% endraw %}", "{% nosuch %}", "{{ 1 | nosuch }}", "{{", "}}", "%}"]
    page = {"title": "T"}
    for _ in range(20):
        expander = Expander(UnknownSite(), page)
        text = POST
        expander.expand(text)
        for _ in range(15):
            start = chooser.randint(0, len(text))
            edit = Edit(start, min(len(text), start + chooser.choice([0, 0, 1, 5])), chooser.choice(pieces))
            text = edit.apply(text)
            found = expander.update(edit)
            whole = expand(text, UnknownSite(), page)
            assert found == whole


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("[a]({% link nowhere.md %})", "[a](#)"),
        ("![a](<{{ 'x' | date_to_string }}>)", "![a](<#>)"),
        ('<a href="{{ site.url }}{% nosuch %}">a</a>', '<a href="https://example.org#">a</a>'),
        ("[a]: {% link nowhere.md %}\n", "[a]: #\n"),
        ("{% if true %}[a]({% link nowhere.md %}){% endif %}", "[a](#)"),
    ],
)
def test_within_an_address_no_card_is_put(source: str, wanted: str) -> None:
    found = expand(source, UnknownSite(), {})
    assert found.text == wanted
    assert len(found.notices) == 1


def test_in_parentheses_of_the_text_a_card_is_put() -> None:
    assert "foreword-card" in expand("see ({% nosuch %}) and a[0] ({% nosuch %})", UnknownSite(), {}).text


@pytest.mark.parametrize("source", ["a `{% nosuch %}` b", "```\n{% nosuch %}\n```\n", "~~~\nx {{ a }\n~~~\n"])
def test_in_code_what_cannot_be_shown_stays_as_it_is_written(source: str) -> None:
    found = expand(source, UnknownSite(), {})
    assert found.text == source
    assert len(found.notices) == 1


def test_in_code_what_can_be_shown_is_expanded() -> None:
    assert expand("`{{ 1 | plus: 1 }}`", UnknownSite(), {}).text == "`2`"
