"""Pictures as the page shows them: the blog's, those of other sites, and the cards of those that are not shown."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from desktop.preview.page_reader import Reader
from desktop.preview.web_site import GIF, Site, running_site
from foreword.desktop.preview import BlogPictures, Replace
from foreword.rendering.pictures import PicturePlaces

CARD = "document.querySelector('[data-foreword-card]')"


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as found:
        found.pages["/a.gif"] = (200, "image/gif", GIF)
        yield found


@pytest.fixture
def writer(reader: Reader, blog: Path) -> Reader:
    """A reader of a post of the blog."""
    reader.panel.set_pictures(
        BlogPictures(
            PicturePlaces(blog / "_posts", blog, (blog / "static",), addresses=("https://me.example",))
        )
    )
    return reader


def asked(reader: Reader) -> list[bool]:
    seen: list[bool] = []
    reader.panel.remote_pictures_wanted.connect(lambda: seen.append(True))
    return seen


@pytest.mark.parametrize(
    "address",
    [
        "beside.png",
        "./beside.png",
        "../assets/pic.png",
        "/assets/pic.png",
        "/img/x.png",
        "https://me.example/img/x.png",
        "//me.example/img/x.png",
        "/assets/with%20space%20%C3%A4.png",
        "/assets/with space ä.png?a=1&v=2#x",
        "{{ site.baseurl }}/assets/pic.png",
        "{static}/img/x.png",
        "/assets/drawing.svg",
    ],
)
def test_pictures_of_the_blog_show(writer: Reader, address: str) -> None:
    writer.show([f'<p><img src="{address.replace("&", "&amp;")}"></p>'])
    writer.until("document.querySelector('img').naturalWidth === 40")
    assert writer.js(CARD) is None


@pytest.mark.parametrize(
    "address", ["../../outside/secret.png", "/assets/leak.png", "/assets/text.png", "gone.png"]
)
def test_a_missing_picture_leaves_a_card_with_the_places_tried(writer: Reader, address: str) -> None:
    writer.show([f"<p><img src='{address}' alt='What it showed'></p>"])
    writer.until(f"{CARD}?.textContent.includes('Looked for at')")
    text = writer.js(f"{CARD}.innerText")
    assert address in text
    assert "What it showed" in text
    assert "_posts" in text
    assert writer.js("document.querySelector('img').naturalWidth") == 0
    assert writer.js("document.querySelector('img').alt") == "What it showed"
    assert writer.js("getComputedStyle(document.querySelector('img')).display") == "none"


def test_data_addresses_of_pictures_show_without_asking(writer: Reader) -> None:
    seen = asked(writer)
    writer.show([f"<img src='data:image/gif;base64,{base64.b64encode(GIF).decode()}'>"])
    writer.until("document.querySelector('img').naturalWidth === 1")
    assert seen == []


@pytest.mark.parametrize(
    "address", ["", "file:///etc/hostname", "javascript:x", "foreword://app/article.css", "data:text/html,x"]
)
def test_an_address_that_cannot_be_shown_says_so(writer: Reader, address: str) -> None:
    writer.show([f"<img src='{address}'>"])
    assert "shown" in writer.js(f"{CARD}.innerText") or "No address" in writer.js(f"{CARD}.innerText")
    assert not writer.js("document.querySelector('img').hasAttribute('src')")


def test_pictures_of_other_sites_wait_for_the_writer(writer: Reader, site: Site) -> None:
    seen = asked(writer)
    writer.show([f"<p><img src='{site.address}/a.gif'></p>", f"<img src='{site.address}/b.gif'>"])
    writer.frames()
    assert site.asked == []
    assert seen == [True]
    assert writer.js("document.querySelectorAll('[data-foreword-card=held]').length") == 2
    assert "127.0.0.1" in writer.js(f"{CARD}.innerText")
    assert writer.js(f"{CARD}.getBoundingClientRect().height") > 100
    writer.show([f"<img src='{site.address}/c.gif'>"])
    writer.frames()
    assert seen == [True]
    writer.panel.set_remote_allowed(None)
    writer.frames()
    assert seen == [True], "the article on the page is that of the blog before"
    writer.show([f"<img src='{site.address}/d.gif'>"])
    writer.frames()
    assert seen == [True, True]
    assert site.asked == []


def test_allowed_ones_come_in_place(writer: Reader, site: Site) -> None:
    writer.show([f"<p>x <img src='{site.address}/a.gif'></p>"])
    writer.js("window.kept = document.querySelector('img')")
    writer.panel.set_remote_allowed(True)
    writer.until("document.querySelector('img').naturalWidth === 1")
    writer.until(f"!{CARD}")
    assert writer.js("kept === document.querySelector('img')")
    assert site.asked == ["/a.gif"]
    writer.panel.set_remote_allowed(False)
    writer.until(f"{CARD}?.dataset.forewordCard === 'held'")


def test_refused_ones_do_not_ask_again(writer: Reader, site: Site) -> None:
    writer.panel.set_remote_allowed(False)
    seen = asked(writer)
    writer.show([f"<img src='{site.address}/a.gif'>"])
    writer.frames()
    assert seen == []
    assert site.asked == []


def test_one_that_cannot_be_fetched_says_so(writer: Reader, site: Site) -> None:
    writer.panel.set_remote_allowed(True)
    writer.show([f"<img src='{site.address}/none.gif'>"])
    writer.until(f"{CARD}?.innerText.includes('could not be fetched')")


def test_a_page_cannot_reach_other_sites_through_the_scheme(writer: Reader, site: Site) -> None:
    """Not even from a style, and not before pictures of other sites are allowed."""
    address = f"foreword://remote/?a={site.address}/a.gif"
    writer.show([f"<p style=\"background: url('{address}')\">x</p><img src='{address}'>"])
    writer.frames()
    writer.frames()
    assert site.asked == []


def test_the_next_post_s_picture_of_the_same_name_is_its_own(writer: Reader, blog: Path) -> None:
    writer.show(["<img src='beside.png'>"])
    writer.until("document.querySelector('img').naturalWidth === 40")
    other = blog / "other"
    other.mkdir()
    image = QImage(11, 7, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    assert image.save(str(other / "beside.png"))
    writer.panel.set_pictures(BlogPictures(PicturePlaces(other, blog)))
    writer.show(["<img src='beside.png'>"])
    writer.until("document.querySelector('img').naturalWidth === 11")


def test_a_picture_that_came_into_the_folder_shows_after_a_refresh(writer: Reader, blog: Path) -> None:
    writer.show(["<img src='new.png'>"])
    writer.until(f"{CARD}?.textContent.includes('Looked for at')")
    (blog / "assets" / "pic.png").rename(blog / "_posts" / "new.png")
    writer.panel.refresh_pictures()
    writer.until("document.querySelector('img').naturalWidth === 40")
    writer.until(f"!{CARD}")


def test_srcset_and_picture_elements_fall_back_to_one_address(writer: Reader) -> None:
    writer.show(
        [
            "<img id='a' srcset='beside.png 1x, other.png 2x'>",
            "<picture><source srcset='no.webp'><img id='b' src='beside.png' srcset='x.png 3x'></picture>",
            "<picture><source srcset='beside.png 100w'><img id='c'></picture>",
        ]
    )
    for name in "abc":
        writer.until(f"document.querySelector('#{name}').naturalWidth === 40")


def test_a_card_goes_with_its_picture(writer: Reader) -> None:
    units = writer.show(["<p>a <img src='gone.png'> b</p>"])
    writer.until(CARD)
    writer.panel.patch([Replace(units[0].id, "<p>a b</p>")])
    assert writer.js(CARD) is None
    assert writer.js("document.querySelector('.foreword-article').textContent") == "a b"


def test_a_card_keeps_the_size_that_the_post_gives_the_picture(writer: Reader) -> None:
    writer.show(["<img src='https://far.example/x.jpg' width='200' height='50'>"])
    box = writer.js(f"[{CARD}.getBoundingClientRect().width, {CARD}.getBoundingClientRect().height]")
    assert box[0] == 200


def test_a_card_keeps_long_paths_to_itself(writer: Reader) -> None:
    writer.show(
        ["<p>below</p>"], header=f"<figure class='post-picture'><img src='/{'long/' * 200}x.png'></figure>"
    )
    writer.until(f"{CARD}?.querySelectorAll('small').length > 1")
    assert writer.js(f"getComputedStyle({CARD}).overflowY") == "auto"
    assert writer.js(f"{CARD}.scrollTop === 0 && {CARD}.firstChild.offsetTop >= {CARD}.offsetTop")
