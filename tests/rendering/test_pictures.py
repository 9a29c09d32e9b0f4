"""Which files the address of a picture may mean, and what counts as a picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from foreword.rendering.pictures import PicturePlaces, candidates, is_remote, picture_type

ROOT = Path("/blog")
PLACES = PicturePlaces(
    post_folder=ROOT / "content" / "posts" / "trip",
    site_root=ROOT,
    static_roots=(ROOT / "static", ROOT / "themes" / "t" / "static"),
    base_path="/journal/",
    addresses=("https://me.example",),
)


def names(address: str, places: PicturePlaces = PLACES) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in candidates(address, places)]


def test_a_relative_address_begins_at_the_post() -> None:
    assert names("sea.jpg") == [
        "content/posts/trip/sea.jpg",
        "static/sea.jpg",
        "themes/t/static/sea.jpg",
        "sea.jpg",
    ]
    assert names("../img/sea.jpg")[0] == "content/posts/trip/../img/sea.jpg"
    assert names("./sea.jpg")[0] == "content/posts/trip/sea.jpg"


def test_a_rooted_address_begins_at_the_static_folders() -> None:
    assert names("/img/x.png")[:3] == ["static/img/x.png", "themes/t/static/img/x.png", "img/x.png"]


def test_the_path_the_site_is_published_under_is_cut_off() -> None:
    assert names("/journal/img/x.png")[0] == "static/img/x.png"
    assert "static/journal/img/x.png" in names("/journal/img/x.png")
    assert names("/journals/x.png")[0] == "static/journals/x.png"


@pytest.mark.parametrize(
    "address",
    [
        "https://me.example/img/x.png",
        "http://me.example/img/x.png?v=2",
        "//ME.example/img/x.png",
        "{{ site.baseurl }}/img/x.png",
        "{{site.url}}{{ site.baseurl }}/img/x.png",
        "{{- site.baseurl -}}img/x.png",
        "{{ '/img/x.png' | relative_url }}",
        '{{ "img/x.png" | absolute_url }}',
        "{{ '/img/x.png' | prepend: site.baseurl | prepend: site.url }}",
        "{static}/img/x.png",
        "{attach}/img/x.png",
        "|filename|/img/x.png",
        "/img/x.png#part",
        "\\img\\x.png",
        "/img/%78.png",
    ],
)
def test_other_forms_of_a_rooted_address(address: str) -> None:
    assert names(address)[0] == "static/img/x.png"


def test_percent_encoding_is_undone_and_the_literal_name_counts_too() -> None:
    assert names("a%20b.png")[0] == "content/posts/trip/a b.png"
    assert "content/posts/trip/a%20b.png" in names("a%20b.png")
    assert "content/posts/trip/who?.png" in names("who?.png")
    assert "content/posts/trip/c#.png" in names("c%23.png")


@pytest.mark.parametrize(
    "address",
    [
        "https://far.example/x.png",
        "//far.example/x.png",
        "javascript:x",
        "file:///etc/passwd",
        "data:image/png,x",
        "C:/x.png",
        "",
        "x\x00.png",
    ],
)
def test_addresses_that_mean_no_file_of_the_blog(address: str) -> None:
    assert names(address) == []


def test_the_site_root_is_not_tried_twice() -> None:
    places = PicturePlaces(ROOT, ROOT)
    assert names("x.png", places) == ["x.png"]


@pytest.mark.parametrize(
    ("address", "remote"),
    [
        ("https://far.example/x.png", True),
        ("//far.example/x.png", True),
        ("HTTP://far.example/x.png", True),
        (" https://far.example/x.png", True),
        ("https://me.example/x.png", False),
        ("https://me.example.evil.example/x.png", True),
        ("https://me.example@evil.example/x.png", True),
        ("/x.png", False),
        ("x.png", False),
        ("ftp://far.example/x.png", False),
    ],
)
def test_what_is_remote(address: str, remote: bool) -> None:
    assert is_remote(address, PLACES) is remote


@pytest.mark.parametrize(
    ("head", "name", "mime"),
    [
        (b"\x89PNG\r\n\x1a\n....", "x", "image/png"),
        (b"\xff\xd8\xff\xe0", "x.png", "image/jpeg"),
        (b"GIF89a", "", "image/gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "", "image/webp"),
        (b"\0\0\0\x1cftypavif", "", "image/avif"),
        (b"<svg xmlns=", "", "image/svg+xml"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->\n<svg>", "", "image/svg+xml"),
        (b"<?xml version='1.0'?>" + b" " * 2000 + b"<svg>", "x.SVG", "image/svg+xml"),
        (b"<?xml version='1.0'?><note/>", "x.xml", None),
        (b"<html><svg>", "x.png", None),
        (b"secret words", "x.png", None),
        (b"", "x.png", None),
        (b"\0\0\0\x1cftypheic", "x.heic", None),
    ],
)
def test_the_content_decides_what_is_a_picture(head: bytes, name: str, mime: str | None) -> None:
    assert picture_type(head, name) == mime
