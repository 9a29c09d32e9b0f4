"""Any text at all expands, and its segments always cover it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from foreword.rendering.templates.expansion import Expansion
from foreword.rendering.templates.jekyll_folder import UnknownSite
from foreword.rendering.templates.liquid import expand
from foreword.text import split_lines

PIECES = st.sampled_from(
    [
        "{{",
        "}}",
        "{%",
        "%}",
        "{%-",
        "-%}",
        "{{-",
        "-}}",
        "{",
        "}",
        "%",
        "if",
        "endif",
        "else",
        "elsif",
        "unless",
        "endunless",
        "case",
        "when",
        "endcase",
        "for",
        "endfor",
        "in",
        "reversed",
        "limit",
        "offset",
        ":",
        "break",
        "continue",
        "assign",
        "=",
        "capture",
        "endcapture",
        "cycle",
        "increment",
        "raw",
        "endraw",
        "comment",
        "endcomment",
        "highlight",
        "ruby",
        "endhighlight",
        "linenos",
        "include",
        "link",
        "post_url",
        "tablerow",
        "endtablerow",
        "ifchanged",
        "endifchanged",
        "page.title",
        "page.list",
        "page",
        "site.posts",
        "site",
        "forloop",
        "forloop.index",
        "x",
        "y",
        "1",
        "2.5",
        "-3",
        "'text'",
        '"q"',
        "'",
        '"',
        "(1..3)",
        "[0]",
        "['a']",
        ".",
        "..",
        ",",
        "|",
        "|",
        "upcase",
        "join",
        "sort",
        "where:",
        "where_exp:",
        "'x.y'",
        "map:",
        "date:",
        "'%Y'",
        "plus:",
        "1",
        "split:",
        "''",
        "first",
        "size",
        "jsonify",
        "inspect",
        "slugify",
        "default:",
        "append:",
        "nil",
        "true",
        "empty",
        "blank",
        "contains",
        "and",
        "or",
        "==",
        "!=",
        "<",
        ">",
        "unknown",
        "endunknown",
        "echo",
        "liquid",
        "#",
        "\n",
        "\r\n",
        "\t",
        "é",
        "中",
        "\u2028",
    ]
)
TEMPLATES = st.lists(st.one_of(PIECES, PIECES, PIECES, st.text(max_size=3)), max_size=40).map(" ".join)
CLOSED = st.lists(
    st.tuples(st.sampled_from(["{{ %s }}", "{%% %s %%}", "%s"]), st.lists(PIECES, max_size=8)), max_size=15
).map(lambda parts: "".join(frame % " ".join(words) for frame, words in parts))
PAGE = {"title": "T", "list": ["b", 1, None, {"a": [2.5]}], "path": "_posts/2020-01-01-x.md"}


def expanded(source: str) -> Expansion:
    return expand(source, UnknownSite(), PAGE)


def check(source: str) -> None:
    found = expanded(source)
    at = 0
    for segment in found.segments:
        assert segment.out_start == at
        at = segment.out_end
        if segment.literal:
            assert (
                found.text[segment.out_start : segment.out_end]
                == source[segment.source_start : segment.source_end]
            )
    assert at == len(found.text)
    assert len(found.line_map()) == len(split_lines(found.text))
    assert list(found.line_map()) == sorted(found.line_map())
    if "{{" not in source and "{%" not in source:
        assert found.text == source


@settings(max_examples=250, deadline=None)
@given(TEMPLATES)
def test_any_words_of_liquid_expand(source: str) -> None:
    check(source)


@settings(max_examples=250, deadline=None)
@given(CLOSED)
def test_any_outputs_and_tags_expand(source: str) -> None:
    check(source)


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_expands(source: str) -> None:
    check(source)
