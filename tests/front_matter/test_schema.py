"""What a blog's own heads say about its fields."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from foreword.front_matter import FieldKind, Head, ListStyle, Schema, field_kind, learn, read_head
from front_matter.roundtrip import text_of


def heads(*inners: str) -> list[Head]:
    """Heads of YAML."""
    return [read_head(f"---\n{inner}\n---\n") for inner in inners]


@pytest.mark.parametrize(
    ("key", "value", "kind"),
    [
        ("title", "Words", FieldKind.TEXT),
        ("anything", "a\nb", FieldKind.LONG_TEXT),
        ("anything", "word " * 50, FieldKind.LONG_TEXT),
        ("description", "Words", FieldKind.LONG_TEXT),
        ("anything", date(2024, 1, 1), FieldKind.DATE),
        ("anything", datetime(2024, 1, 1), FieldKind.DATETIME),
        ("anything", "2023-12-31 16:52:29 +0000", FieldKind.DATETIME),
        ("anything", "2023-12-31", FieldKind.DATE),
        ("anything", True, FieldKind.SWITCH),
        ("anything", 1.5, FieldKind.NUMBER),
        ("tags", ["a"], FieldKind.TAGS),
        ("tags", "a b", FieldKind.TAGS),
        ("aliases", ["/a/"], FieldKind.LIST),
        ("anything", [{"a": 1}], FieldKind.MAP),
        ("anything", {"a": 1}, FieldKind.MAP),
        ("anything", "/img/a.JPG", FieldKind.IMAGE),
        ("anything", "https://x.org/a.png?w=1", FieldKind.IMAGE),
        ("layout", "post", FieldKind.CHOICE),
        ("date", None, FieldKind.DATE),
        ("cover", "", FieldKind.IMAGE),
        ("draft", None, FieldKind.SWITCH),
        ("anything", None, FieldKind.TEXT),
    ],
)
def test_the_kind_of_a_field_without_a_blog(key: str, value: Any, kind: FieldKind) -> None:
    assert field_kind(key, value) is kind


def test_usage_decides_what_a_value_leaves_open() -> None:
    schema = learn(
        heads(
            *(
                f"author: {name}\ntopics: [{topic}]\nnote: {note}\nwhen: 2024-01-0{at}"
                for at, (name, topic, note) in enumerate(
                    [
                        ("Ann", "x, y", "first"),
                        ("Bo", "x", "second"),
                        ("Ann", "y, z", "third"),
                        ("Ann", "x, z", "fourth"),
                        ("Bo", "z", "fifth"),
                        ("Ann", "x", "sixth"),
                    ],
                    1,
                )
            )
        )
    )
    assert schema.kind("author") is FieldKind.CHOICE
    assert schema.kind("topics") is FieldKind.TAGS
    assert schema.kind("note") is FieldKind.TEXT
    assert schema.kind("when") is FieldKind.DATE
    assert schema.kind("when", "soon") is FieldKind.TEXT
    assert schema.kind("author", None) is FieldKind.CHOICE
    assert schema.counts("author") == (("Ann", 4), ("Bo", 2))
    assert schema.vocabulary("topics") == ("x", "z", "y")
    head = read_head("---\nauthor: Cy\n---\n")
    assert head.kind("author", schema) is FieldKind.CHOICE


def test_strings_that_stand_for_lists_are_counted_by_item() -> None:
    schema = learn(heads("tags: a b", "tags: a c", "tags: a"))
    assert schema.counts("tags") == (("a", 3), ("b", 1), ("c", 1))
    assert schema.by_key["tags"].style.list_style == ListStyle("spaces")
    commas = learn(heads("tags: a b, c", "tags: c"))
    assert commas.counts("tags") == (("c", 2), ("a b", 1))


def test_a_single_word_becomes_a_list_in_the_manner_of_the_blog() -> None:
    profile = learn(heads("tags: a b", "tags: a c")).profile()
    text = "---\ntags: a\n---\n"
    assert read_head(text, profile).set("tags", ["a", "b"]).apply(text) == "---\ntags: a b\n---\n"
    for empty in ("---\ntitle: x\n---\n", "---\ntitle: x\ntags:\n---\n"):
        written = read_head(empty, profile).set("tags", ["a", "b"]).apply(empty)
        assert written == "---\ntitle: x\ntags: a b\n---\n"
        written = read_head(empty, profile).set("tags", ["a b", "c"]).apply(empty)
        assert written == "---\ntitle: x\ntags: [a b, c]\n---\n"


def test_order_style_and_format_come_from_the_posts() -> None:
    schema = learn(
        heads(
            "layout: post\ntitle: 'A'\ndate: 2024-01-01 10:00:00 +0100\ntags:\n- x",
            "layout: post\ntitle: 'B'\ndate: 2024-01-02 10:00:00 +0100",
            "title: 'C'\ndate: 2024-01-03 10:00:00 +0100\ntags:\n- y",
        )
    )
    assert schema.posts == 3
    assert schema.keys()[:2] == ("title", "date")
    assert schema.order == ("layout", "title", "date", "tags")
    profile = schema.profile("jekyll")
    assert (profile.generator, profile.format) == ("jekyll", "yaml")
    assert profile.key_style("date").date_pattern == "%Y-%m-%d %H:%M:%S %z"
    assert profile.key_style("tags").list_style == ListStyle("block", indent=0)
    assert profile.key_style("title").quoting == "single"
    made = read_head("", profile).set("title", "New").apply("")
    assert made == "---\ntitle: 'New'\n---\n"


def test_values_of_different_kinds_are_findings() -> None:
    schema = learn(heads("a: 1\nd: 2024-01-01", "a: 2\nd: 2024-01-01 10:00:00", "a: words\nd: 2024-01-01"))
    (finding,) = schema.findings
    assert (
        finding.message == "a is number in 2 posts but image in 1"
        or "a is number in 2 posts but" in finding.message
    )


def test_posts_without_readable_heads_say_nothing() -> None:
    assert learn([read_head("Body"), read_head("---\n- a\n---\n")]) == Schema()


def test_the_schema_of_a_real_blog(shared: Path) -> None:
    listed = json.loads((shared / "corpus" / "manifest.json").read_text("utf-8"))
    paths = [
        shared / "corpus" / post["repo"].replace("/", "+") / post["path"]
        for post in listed
        if post["repo"] == "ruby/www.ruby-lang.org"
    ]
    schema = learn(read_head(text_of(path)) for path in paths)
    assert schema.posts == len(paths)
    assert schema.kind("title") is FieldKind.TEXT
    assert schema.kind("date") is FieldKind.DATETIME
    assert schema.kind("layout") is FieldKind.CHOICE
    assert schema.vocabulary("layout")[0] == "news_post"
    assert schema.by_key["date"].style.date_pattern == "%Y-%m-%d %H:%M:%S %z"
