"""The header of a post and the page around its article."""

from __future__ import annotations

import datetime as dt

import pytest

from foreword.rendering.page import lead_picture, page_header, whole_page


def test_title_date_words_and_picture() -> None:
    header = page_header(
        {
            "Title": "A <b> & c",
            "date": dt.datetime(2023, 12, 31, 16, 52, 29, tzinfo=dt.UTC),
            "categories": ["News"],
            "tags": "one, two",
            "excerpt_image": "/img/a b.png",
        }
    )
    assert header == (
        '<header class="post-header">\n'
        '<h1 class="post-title">A &lt;b&gt; &amp; c</h1>\n'
        '<p class="post-meta"><time datetime="2023-12-31T16:52:29+00:00">31 December 2023</time> · '
        '<span class="post-category"><span class="category">News</span></span> · '
        '<span class="post-tag"><span class="tag">one</span>, <span class="tag">two</span></span></p>\n'
        '<p class="post-picture"><img src="/img/a b.png" alt=""></p>\n'
        "</header>\n"
    )


def test_nothing_gives_nothing() -> None:
    assert page_header({}) == ""
    assert page_header({"title": None, "tags": [], "date": "", "image": {}}) == ""


@pytest.mark.parametrize(
    ("fields", "picture"),
    [
        ({"image": "a.png"}, ("a.png", "")),
        ({"image": {"path": "a.png", "alt": "A"}}, ("a.png", "A")),
        ({"cover": {"image": "a.png", "caption": "C"}}, ("a.png", "C")),
        ({"images": ["no"], "heroImage": "h.png"}, ("h.png", "")),
        ({"params": {"featured_image": "f.png", "featured_image_alt": "F"}}, ("f.png", "F")),
        ({"image": ["first.png", "second.png"]}, ("first.png", "")),
        ({"image": "", "cover": "c.png"}, ("c.png", "")),
        ({"image": True}, None),
        ({"title": "no"}, None),
    ],
)
def test_lead_pictures(fields: dict[str, object], picture: tuple[str, str] | None) -> None:
    assert lead_picture(fields) == picture


def test_words_of_all_shapes() -> None:
    header = page_header(
        {"taxonomies": {"tags": ["a", 2024]}, "categories": [["A", "B"], "C"], "category": "x; y, z"}
    )
    words = [part.split("<")[0] for part in header.split('">')[3:]]
    for word in ("a", "2024", "A", "B", "C", "x", "y, z"):
        assert word in words


def test_dates_are_shown_as_they_are() -> None:
    assert ">3 February 2024</time>" in page_header({"date": dt.date(2024, 2, 3)})
    assert ">3 February 2024</time>" in page_header({"pubDate": dt.datetime(2024, 2, 3)})
    assert '<time datetime="in spring">in spring</time>' in page_header({"date": "in spring"})


def test_a_whole_page() -> None:
    page = whole_page(
        {"title": "T & t", "lang": "de_DE"}, "<p>a</p>", css="p { color: red }", dialect="kramdown"
    )
    assert page.startswith('<!DOCTYPE html>\n<html lang="de-DE">')
    assert "<title>T &amp; t</title>" in page
    assert "<style>\np { color: red }\n</style>" in page
    assert 'content="Foreword, kramdown"' in page
    assert "<article>\n<p>a</p>\n</article>" in page
    assert "<title>Untitled</title>" in whole_page({}, "")
    assert "<style>" not in whole_page({}, "")
