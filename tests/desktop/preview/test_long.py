"""A long article, whose groups are boxes that the browser skips out of view, looks like one without them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from desktop.preview.page_reader import Reader
from foreword.desktop.preview import Replace, Splice, Unit

WORDS = "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor "
FLOATING = "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' style='float: right; width: 90px; height: 160px; margin: 8px'>"
PIECES = [
    f"<p>{WORDS * 2}</p>\n",
    f"<h2>{WORDS[:30]}</h2>\n",
    f"<ul>\n<li>{WORDS}</li>\n<li><p>{WORDS}</p></li>\n</ul>\n",
    f"<blockquote>\n<p>{WORDS}</p>\n<p>{WORDS}</p>\n</blockquote>\n",
    "<hr>\n",
    f"<div class='highlight'><pre>{WORDS}\n{WORDS}</pre></div>\n",
    f"<div>\n<div><p style='margin: 50px 0'>{WORDS}</p></div>\n</div>\n",
    f"<p style='margin: -10px 0 30px'>{WORDS}</p>\n",
    f"<div style='padding: 5px'><p>{WORDS}</p></div>\n",
    "<!-- nothing -->\n",
    "bare text\n",
    f"<table><tbody><tr><td>{WORDS}</td></tr></tbody></table>\n",
    f"<details open><summary>s</summary><p>{WORDS}</p></details>\n",
    f"<p style='position: absolute; display: none'>{WORDS}</p>\n",
]


@pytest.fixture
def small_groups(reader: Reader) -> Iterator[Reader]:
    """A reader whose groups end after every unit or two."""
    reader.js("foreword.limits({ group: 1, long: Infinity })")
    yield reader
    reader.js("foreword.limits({ group: 24000, long: 200000 })")


def boxed(reader: Reader) -> int:
    return int(reader.js("document.querySelectorAll('.foreword-box').length"))


def places(reader: Reader) -> list[list[float]]:
    """Where each element of the article lies, after all of it has been in view once."""
    at = 0
    while at < reader.js("document.documentElement.scrollHeight"):
        reader.js(f"scrollTo(0, {at})")
        reader.frames()
        at += 500
    return list(
        reader.js(
            """(() => {
            scrollTo(0, 0);
            const top = document.querySelector('.foreword-article').getBoundingClientRect().top;
            return [...document.querySelectorAll('.foreword-article *')]
                .filter((each) => !each.matches('.foreword-block, .foreword-group'))
                .map((each) => each.getBoundingClientRect())
                .map((box) => [box.left, box.top - top, box.width, box.height]);
            })()"""
        )
    )


def picture(reader: Reader, at: int) -> QImage:
    """The window's picture once it has stopped changing; the web engine's frames reach the window with a delay."""
    reader.js(f"scrollTo(0, {at})")
    seen: list[QImage] = []
    while len(seen) < 4 or any(image != seen[-1] for image in seen[-3:]):
        reader.frames()
        seen.append(reader.panel.grab().toImage().convertToFormat(QImage.Format.Format_RGB32))
        assert len(seen) < 100
    return seen[-1]


ALIKE = 8
"""Levels of grey that two pictures may differ by, averaged over squares of 20 pixels: a line that is rounded to the
next pixel stays below, one that is 12 pixels off is far above."""


def difference(one: QImage, other: QImage) -> int:
    def small(image: QImage) -> bytes:
        scaled = image.scaled(
            24, 36, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        return bytes(scaled.convertToFormat(QImage.Format.Format_Grayscale8).constBits())

    return max(abs(a - b) for a, b in zip(small(one), small(other), strict=True))


def both(reader: Reader, pieces: list[str]) -> tuple[list[list[float]], list[list[float]], int]:
    reader.js("foreword.limits({ long: Infinity })")
    reader.show(pieces)
    assert boxed(reader) == 0
    without = places(reader)
    reader.js("foreword.limits({ long: 0 })")
    reader.show(pieces)
    return without, places(reader), boxed(reader)


def pairs_of_all() -> list[str]:
    """Each piece before each other one."""
    return [piece for first in PIECES for second in PIECES for piece in (first, second)]


def test_every_piece_lies_where_it_would_without_boxes(small_groups: Reader) -> None:
    without, with_boxes, count = both(small_groups, pairs_of_all())
    assert count > 300
    assert with_boxes == [pytest.approx(box, abs=0.6) for box in without]


def test_pictures_of_the_page_agree(small_groups: Reader) -> None:
    pieces = pairs_of_all()[:120]
    small_groups.show(pieces)
    without = [picture(small_groups, at) for at in (0, 700, 1900)]
    small_groups.js("foreword.limits({ long: 0 })")
    small_groups.show(pieces)
    places(small_groups)
    assert boxed(small_groups) > 50
    assert [difference(picture(small_groups, at), without[0]) for at in (0, 12)] == [
        pytest.approx(0, abs=ALIKE),
        pytest.approx(255, abs=255 - 2 * ALIKE),
    ]
    assert difference(picture(small_groups, 700), without[1]) < ALIKE
    assert difference(picture(small_groups, 1900), without[2]) < ALIKE


def test_text_beside_a_float_stays_beside_it(small_groups: Reader) -> None:
    pieces = [
        PIECES[0],
        PIECES[1],
        f"<p>{FLOATING}short</p>",
        PIECES[0],
        PIECES[0],
        PIECES[1],
        *[PIECES[0]] * 20,
    ]
    without, with_boxes, count = both(small_groups, pieces)
    assert count > 10
    assert with_boxes == [pytest.approx(box, abs=0.6) for box in without]


def test_patches_keep_the_distances_right(small_groups: Reader) -> None:
    pieces = [PIECES[place % len(PIECES)] for place in range(60)]
    small_groups.js("foreword.limits({ long: 0 })")
    small_groups.show(pieces)
    changes = [
        Replace(10, PIECES[6]),
        Splice(20, 3),
        Splice(30, 0, (Unit(200, PIECES[6], 1), Unit(201, f"<p>{FLOATING}x</p>", 1))),
        Replace(0, PIECES[7]),
        Splice(40, 2, (Unit(300, PIECES[3], 1),)),
    ]
    for change in changes:
        small_groups.panel.patch([change])
    patched = places(small_groups)
    small_groups.panel.patch([Replace(201, PIECES[1])])
    unfloated = places(small_groups)
    pieces[10], pieces[0] = PIECES[6], PIECES[7]
    del pieces[20:23]
    pieces[30:30] = [PIECES[6], f"<p>{FLOATING}x</p>"]
    pieces[40:42] = [PIECES[3]]
    small_groups.js("foreword.limits({ long: Infinity })")
    small_groups.show(pieces)
    assert patched == [pytest.approx(box, abs=0.6) for box in places(small_groups)]
    pieces[31] = PIECES[1]
    small_groups.show(pieces)
    assert unfloated == [pytest.approx(box, abs=0.6) for box in places(small_groups)]


def test_only_long_articles_have_boxes_and_they_go_when_it_gets_short(reader: Reader) -> None:
    units = reader.show([PIECES[0]] * 700)
    assert boxed(reader) == 0
    reader.panel.patch([Splice(0, 0, tuple(Unit(1000 + place, PIECES[0], 1) for place in range(900)))])
    assert boxed(reader) > 5
    reader.panel.patch([Splice(0, 1000)])
    assert boxed(reader) == 0
    assert len(units) == 700


def test_a_long_article_keeps_its_place_while_boxes_find_their_size(reader: Reader) -> None:
    reader.show([f"<p id='p{place}'>{place} {WORDS * 6}</p>" for place in range(1500)])
    assert boxed(reader) > 5
    for place in (1200, 300, 1499, 700):
        reader.panel.scroll_to(place, 0.0)
        for _ in range(4):
            reader.frames()
        box = reader.js(f"document.querySelector('#p{place}').getBoundingClientRect().top")
        bottom = reader.js("scrollY + innerHeight >= document.documentElement.scrollHeight - 1")
        assert bottom or box == pytest.approx(12, abs=2), place


def test_blocks_that_come_empty_and_are_filled_later_are_divided_into_boxes(reader: Reader) -> None:
    """A long post's blocks are known before they are rendered; the page must not become one group for that."""
    reader.show([Unit(0, "", 0)])
    count = 300
    reader.panel.patch([Splice(0, 0, tuple(Unit(unit, "", 1) for unit in range(1, count + 1)))])
    for first in range(1, count + 1, 50):
        reader.panel.patch([Replace(unit, f"<p>{WORDS * 12}</p>\n") for unit in range(first, first + 50)])
    reader.frames()
    sizes = reader.js("[...document.querySelectorAll('.foreword-group')].map((each) => each.children.length)")
    assert sum(sizes) == count + 1
    assert max(sizes) < count / 3
    assert boxed(reader) > 5
    assert reader.dom().count("<p>") == count
