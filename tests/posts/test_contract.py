"""What others rely on of a `Post`, in every format of front matter."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from foreword.errors import FrontMatterRefused
from foreword.front_matter import WritingProfile
from foreword.posts import Post

BODY = "\nBody\u00a0 \r\n---\ntitle: not a head\n"
HEADS = {
    "yaml": "---\ntitle: Old # why\nparams:\n  author: B\n---\n",
    "toml": '+++\ntitle = "Old" # why\n[params]\nauthor = "B"\n+++\n',
    "json": '{\n  "title": "Old",\n  "params": {"author": "B"}\n}\n',
    "pelican": "Title: Old\nDate: 2024-01-01\n\n",
    "nikola": ".. title: Old\n.. slug: x\n\n",
    "none": "",
}
NEW = {
    "yaml": "title: New # why",
    "toml": 'title = "New" # why',
    "json": '"title": "New"',
    "pelican": "Title: New",
    "nikola": ".. title: New",
}
ADDED = {
    "yaml": "\nlayout: wide\n",
    "toml": '\nlayout = "wide"\n[params]',
    "json": '"layout": "wide"',
    "pelican": "\nLayout: wide\n",
    "nikola": "\n.. layout: wide\n",
}


def post_with(name: str) -> Post:
    return Post.parse((HEADS[name] + BODY).encode())


@pytest.mark.parametrize("name", HEADS)
def test_reading(name: str) -> None:
    post = post_with(name)
    assert post.format == name
    assert isinstance(post.fields, Mapping)
    assert post.body == BODY
    assert post.fields.get("title") == ("Old" if HEADS[name] else None)
    assert post.to_bytes() == (HEADS[name] + BODY).encode()


@pytest.mark.parametrize("name", NEW)
def test_a_value_changes_and_nothing_else(name: str) -> None:
    post = post_with(name)
    changed = post.with_field("title", "New")
    assert changed.fields == {**post.fields, "title": "New"}
    old = NEW[name].replace("New", "Old")
    assert changed.to_bytes().decode() == (HEADS[name] + BODY).replace(old, NEW[name], 1)
    assert changed.with_field("title", "Old").to_bytes() == post.to_bytes()
    assert post.fields["title"] == "Old"


@pytest.mark.parametrize("name", NEW)
def test_a_key_that_is_added_looks_like_the_others(name: str) -> None:
    post = post_with(name)
    added = post.with_field("layout", "wide")
    assert added.fields == {**post.fields, "layout": "wide"}
    assert ADDED[name] in added.to_bytes().decode()
    assert added.without_field("layout").to_bytes() == post.to_bytes()
    with pytest.raises(KeyError):
        post.without_field("layout")


@pytest.mark.parametrize("name", ["yaml", "toml", "json"])
def test_a_path_into_nested_values(name: str) -> None:
    post = post_with(name)
    changed = post.with_field(("params", "author"), "A")
    assert changed.fields["params"] == {"author": "A"}
    assert len(changed.to_bytes()) == len(post.to_bytes())


@pytest.mark.parametrize("name", ["pelican", "nikola"])
def test_header_lines_have_no_nested_values(name: str) -> None:
    with pytest.raises((FrontMatterRefused, KeyError)):
        post_with(name).with_field(("params", "author"), "A")


@pytest.mark.parametrize("name", HEADS)
@pytest.mark.parametrize("text", ["", "x", "---\ntitle: y\n---\n", "Title: y\n\n", "+++\n+++\n"])
def test_a_body_is_a_body(name: str, text: str) -> None:
    post = post_with(name).with_body(text)
    assert (post.format, post.body, post.fields) == (name, text, post_with(name).fields)
    assert post.to_bytes() == (HEADS[name] + text).encode()


def test_a_key_begins_a_head_where_there_was_none() -> None:
    text = "Just words.\n"
    for profile, head in (
        (None, "---\ntitle: T\n---\n"),
        (WritingProfile("toml", "hugo"), '+++\ntitle = "T"\n+++\n'),
        (WritingProfile("pelican", "pelican"), "Title: T\n\n"),
    ):
        post = Post.parse(text.encode(), profile=profile).with_field("title", "T")
        assert post.to_bytes().decode().startswith(head)
        assert post.body.lstrip("\n") == text


def test_a_first_line_with_a_colon_is_a_head_to_who_knows_it() -> None:
    data = b"Mood: fine\nTitle: T\n\nText\n"
    assert Post.parse(data).format == "none"
    known = Post.parse(data, profile=WritingProfile("pelican", "pelican"))
    assert (known.format, known.fields, known.body) == ("pelican", {"mood": "fine", "title": "T"}, "Text\n")
    assert Post.parse(b"Title: T\n\nText\n").fields == {"title": "T"}
