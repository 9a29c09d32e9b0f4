"""A post is a value: unchanged it is the same bytes, changed it differs where it was changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.errors import ChangedOnDisk, FileProblem, FrontMatterRefused, NotText
from foreword.posts import Post

DATA = b'\xef\xbb\xbf---\r\ntitle: "A"   # why\r\nparams:\r\n  author: B\r\n---\r\nBody\xc2\xa0text\r\nno end'


def test_reads_fields_format_and_exact_body():
    post = Post.parse(DATA)
    assert post.format == "yaml"
    assert dict(post.fields) == {"title": "A", "params": {"author": "B"}}
    assert post.body == "Body\u00a0text\r\nno end"
    assert post.to_bytes() == DATA


def test_changes_only_the_value():
    post = Post.parse(DATA).with_field("title", "New").with_field(("params", "author"), "C")
    assert post.to_bytes() == DATA.replace(b'"A"', b'"New"').replace(b"author: B", b"author: C")


def test_fields_cannot_be_changed_in_place():
    with pytest.raises(TypeError):
        Post.parse(DATA).fields["title"] = "x"


def test_adds_and_removes_a_key():
    post = Post.parse(DATA)
    with_key = post.with_field("draft", True)
    assert with_key.fields["draft"] is True
    assert b"draft: true\r\n" in with_key.to_bytes()
    assert with_key.without_field("draft").to_bytes() == DATA


def test_a_missing_key_cannot_be_removed():
    with pytest.raises((KeyError, FrontMatterRefused)):
        Post.parse(DATA).without_field("nothing")


@given(st.text(alphabet="-+.{};:ab \r\n", max_size=30))
def test_a_new_body_never_makes_a_head(text):
    post = Post.parse(b"just text\n").with_body(text)
    assert post.format == "none"
    assert post.body == text
    assert post.source.text == text


def test_a_new_body_keeps_the_head():
    post = Post.parse(DATA).with_body("---\nx: 1\n---\n")
    assert post.fields["title"] == "A"
    assert post.body == "---\nx: 1\n---\n"


@given(st.binary(max_size=120))
def test_any_text_file_comes_back(data):
    try:
        post = Post.parse(data)
    except NotText:
        return
    assert post.to_bytes() == data
    assert post.source.text == post.head.source + post.body


def test_saving_writes_the_bytes_and_notices_others(tmp_path):
    path = tmp_path / "post.md"
    path.write_bytes(DATA)
    post = Post.load(path).with_field("title", "New")
    saved = post.save()
    assert path.read_bytes() == post.to_bytes()
    path.write_bytes(b"theirs")
    with pytest.raises(ChangedOnDisk):
        saved.with_field("title", "Mine").save()
    assert path.read_bytes() == b"theirs"
    saved.save(overwrite=True)
    assert path.read_bytes() == post.to_bytes()


def test_a_missing_file_is_one_sentence(tmp_path):
    with pytest.raises(FileProblem, match=r"Could not read “gone\.md”: it is no longer there\."):
        Post.load(tmp_path / "gone.md")
