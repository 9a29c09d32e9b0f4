"""The place of reading: kept while the article changes, told when the reader moves, moved when the window asks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.preview.page_reader import Reader
from foreword.desktop.preview import BlogPictures, Replace, Splice, Unit
from foreword.desktop.preview.sources import Found, Missing
from foreword.rendering.pictures import PicturePlaces

WORDS = "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor " * 4


def paragraphs(count: int, words: str = WORDS) -> list[str]:
    return [f"<p id='p{place}'>{place} {words}</p>\n" for place in range(count)]


def glass(reader: Reader) -> QWidget:
    """The widget that takes the page's mouse and keyboard events."""
    web = reader.panel.web
    assert web is not None
    found = web.view.focusProxy()
    assert found is not None
    return found


def turn_wheel(reader: Reader, pixels: int) -> None:
    """As a reader does, turning on when the page does not move; positive is towards the end."""
    before = reader.js("scrollY")
    for _ in range(100):
        send_wheel(reader, pixels)
        reader.frames()
        reader.frames()
        if reader.js("scrollY") != before:
            return
    raise AssertionError("the page does not scroll")


def send_wheel(reader: Reader, pixels: int) -> None:
    where = QPointF(200, 300)
    event = QWheelEvent(
        where,
        glass(reader).mapToGlobal(where),
        QPoint(0, -pixels),
        QPoint(0, -pixels),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(glass(reader), event)


def top(reader: Reader, selector: str) -> float:
    return float(reader.js(f"document.querySelector({selector!r}).getBoundingClientRect().top"))


@pytest.fixture
def long_reader(reader: Reader) -> Reader:
    reader.show(paragraphs(60))
    return reader


def test_it_goes_to_a_point_within_a_unit(long_reader: Reader) -> None:
    long_reader.panel.scroll_to(20, 0.5)
    height = long_reader.js("document.querySelector('#p20').getBoundingClientRect().height")
    assert top(long_reader, "#p20") == pytest.approx(-height / 2, abs=1)


def test_the_first_unit_s_beginning_is_the_page_s(reader: Reader) -> None:
    reader.show(paragraphs(60), header="<h1>Title</h1>")
    reader.panel.scroll_to(30, 0)
    reader.panel.scroll_to(0, 0)
    assert reader.js("scrollY") == 0


def test_an_unknown_unit_and_one_without_a_box_move_nothing(reader: Reader) -> None:
    reader.show([*paragraphs(40), "<!-- nothing -->"])
    reader.panel.scroll_to(10, 0)
    before = reader.js("scrollY")
    reader.panel.scroll_to(999, 0)
    reader.panel.scroll_to(40, 0.5)
    assert reader.js("scrollY") == before


def test_the_window_s_own_moves_are_not_told(long_reader: Reader) -> None:
    told: list[tuple[int, float]] = []
    connection = long_reader.panel.scrolled.connect(lambda unit, part: told.append((unit, part)))
    long_reader.panel.scroll_to(20, 0.5)
    long_reader.frames()
    long_reader.panel.patch([Splice(0, 10)])
    long_reader.frames()
    assert told == []
    long_reader.panel.scrolled.disconnect(connection)


def test_the_reader_s_moves_are_told_and_win(long_reader: Reader) -> None:
    told: list[tuple[int, float]] = []
    connection = long_reader.panel.scrolled.connect(lambda unit, part: told.append((unit, part)))
    turn_wheel(long_reader, 2000)
    long_reader.until(lambda: bool(told))
    long_reader.panel.scroll_to(2, 0.0)
    long_reader.frames()
    unit, part = told[-1]
    assert unit > 3
    box = long_reader.js(
        f"(() => {{ const r = document.querySelector('#p{unit}').getBoundingClientRect(); return [r.top, r.height]; }})()"
    )
    assert box[0] + part * box[1] == pytest.approx(12, abs=40)
    long_reader.panel.scrolled.disconnect(connection)


def test_after_the_reader_has_rested_the_window_may_move_the_page_again(long_reader: Reader) -> None:
    turn_wheel(long_reader, 800)
    long_reader.panel.scroll_to(40, 0.0)
    assert top(long_reader, "#p40") > 100
    long_reader.until(
        "(foreword.scrollTo(40, 0), Math.abs(document.querySelector('#p40').getBoundingClientRect().top - 12) < 2)"
    )


CHANGES = {
    "above": [
        Splice(2, 1, (Unit(700, "<p>short</p>", 1), Unit(701, "<h2>new</h2>", 1))),
        Replace(5, "<p>x</p>"),
    ],
    "many above": [Splice(0, 15)],
    "below": [Splice(40, 10), Replace(39, "<p>x</p>")],
    "the one at the edge": [Replace(20, f"<p id='p20'>20 {WORDS} more words at its end</p>")],
    "a new one in its place": [Splice(20, 1, (Unit(800, f"<p id='p20'>20 {WORDS} and a few more</p>", 1),))],
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_does_not_move_what_is_read(long_reader: Reader, name: str) -> None:
    long_reader.panel.scroll_to(20, 0.4)
    before = top(long_reader, "#p20")
    assert before < 0
    long_reader.panel.patch(CHANGES[name])
    assert top(long_reader, "#p20") == pytest.approx(before, abs=1)
    long_reader.frames()
    assert top(long_reader, "#p20") == pytest.approx(before, abs=1)


def test_typing_above_the_edge_within_one_paragraph_keeps_the_words_at_the_edge(reader: Reader) -> None:
    reader.show(["<p>a</p>", f"<p id='p'>{WORDS * 20}<b id='here'>here</b> {WORDS * 20}</p>"])
    reader.js("scrollTo(0, scrollY + document.querySelector('#here').getBoundingClientRect().top - 5)")
    reader.frames()
    before = top(reader, "#here")
    for count in range(1, 5):
        words = WORDS * 20
        reader.panel.patch(
            [Replace(1, f"<p id='p'>{'typed words ' * 12 * count}{words}<b id='here'>here</b> {words}</p>")]
        )
        assert top(reader, "#here") == pytest.approx(before, abs=2)


def test_the_whole_unit_at_the_edge_can_go(long_reader: Reader) -> None:
    long_reader.panel.scroll_to(20, 0.4)
    following = top(long_reader, "#p21")
    long_reader.panel.patch([Splice(18, 3)])
    assert top(long_reader, "#p21") == pytest.approx(following, abs=1)


class Slow:
    """A source whose picture is there only when the test says so."""

    own_addresses: tuple[str, ...] = ()

    def __init__(self, path: Path) -> None:
        self.path: Path = path
        self.there = False

    def find(self, address: str) -> Found | Missing:
        return Found(self.path, "image/png") if self.there else Missing(("nowhere",))


def test_a_picture_that_comes_late_does_not_move_what_is_read(reader: Reader, blog: Path) -> None:
    source = Slow(blog / "assets" / "pic.png")
    reader.panel.set_pictures(source)
    reader.show(["<p><img src='x.png' style='height: 500px'></p>", *paragraphs(60)])
    reader.until("document.querySelector('[data-foreword-card]')")
    reader.panel.scroll_to(5, 0.5)
    before = top(reader, "#p4")
    source.there = True
    reader.panel.refresh_pictures()
    reader.until("document.querySelector('img').naturalWidth === 40")
    reader.until("!document.querySelector('[data-foreword-card]')")
    reader.frames()
    assert reader.js("document.querySelector('img').height") == 500
    assert top(reader, "#p4") == pytest.approx(before, abs=1)


def test_a_width_that_changes_does_not_lose_the_place(long_reader: Reader) -> None:
    long_reader.panel.scroll_to(20, 0.0)
    long_reader.panel.resize(640, 720)
    long_reader.until("innerWidth === 640")
    long_reader.frames()
    assert top(long_reader, "#p20") == pytest.approx(12, abs=30)


def test_a_click_tells_its_place_in_the_source(long_reader: Reader) -> None:
    told: list[tuple[int, float]] = []
    connection = long_reader.panel.source_clicked.connect(lambda unit, part: told.append((unit, part)))
    box = long_reader.js(
        "(() => { const r = document.querySelector('#p1').getBoundingClientRect(); return [r.left, r.top, r.height]; })()"
    )
    QTest.mouseClick(
        glass(long_reader),
        Qt.MouseButton.LeftButton,
        pos=QPoint(int(box[0]) + 60, int(box[1] + box[2] * 0.75)),
    )
    long_reader.until(lambda: bool(told))
    long_reader.panel.source_clicked.disconnect(connection)
    assert told[0][0] == 1
    assert told[0][1] == pytest.approx(0.75, abs=0.1)


LINKS = [
    ("https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
    ("other-post.html", "other-post.html"),
    ("/2020/01/x", "/2020/01/x"),
    ("mailto:me@a.example", "mailto:me@a.example"),
]


@pytest.mark.parametrize(("address", "told"), LINKS)
def test_a_link_is_told_not_followed(reader: Reader, address: str, told: str) -> None:
    seen: list[QUrl] = []
    places: list[int] = []
    first = reader.panel.link_activated.connect(seen.append)
    second = reader.panel.source_clicked.connect(lambda unit, _part: places.append(unit))
    reader.show([f"<p><a id='go' target='_blank' href='{address}'>a link to click on</a></p>"])
    box = reader.js(
        "(() => { const r = document.querySelector('#go').getBoundingClientRect(); return [r.left, r.top]; })()"
    )
    spot = QPoint(int(box[0]) + 20, int(box[1]) + 8)
    for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
        QTest.mouseClick(glass(reader), button, pos=spot)
    reader.until(lambda: len(seen) == 2)
    reader.js("document.querySelector('#go').focus()")
    QTest.keyClick(glass(reader), Qt.Key.Key_Return)
    reader.until(lambda: len(seen) == 3)
    reader.panel.link_activated.disconnect(first)
    reader.panel.source_clicked.disconnect(second)
    assert seen == [QUrl(told)] * 3
    assert places == []
    assert reader.js("location.href") == "foreword://app/shell.html"


def test_a_link_within_the_post_scrolls_to_its_target(reader: Reader) -> None:
    reader.show(
        [
            "<p><a id='go' href='#k%C3%A4se'>x</a></p>",
            *paragraphs(60),
            "<h2 id='käse'>Käse</h2>",
            *paragraphs(60),
        ]
    )
    told: list[QUrl] = []
    connection = reader.panel.link_activated.connect(told.append)
    reader.js("document.querySelector('#go').click()")
    reader.frames()
    reader.panel.link_activated.disconnect(connection)
    assert abs(top(reader, "#käse")) < 2
    assert told == []


def test_the_cursor_s_unit_is_marked_and_nothing_moves(long_reader: Reader) -> None:
    before = top(long_reader, "#p3")
    long_reader.panel.mark_unit(2)
    assert top(long_reader, "#p3") == before
    bar = long_reader.js(
        "(() => { const r = document.querySelector('.foreword-mark').getBoundingClientRect(); return [r.top, r.height, r.left]; })()"
    )
    box = long_reader.js(
        "(() => { const r = document.querySelector('#p2').getBoundingClientRect(); return [r.top, r.height, r.left]; })()"
    )
    assert bar[:2] == pytest.approx(box[:2], abs=1)
    assert bar[2] < box[2]
    long_reader.panel.patch([Splice(0, 1)])
    assert top(long_reader, ".foreword-mark") == pytest.approx(top(long_reader, "#p2"), abs=1)
    long_reader.panel.mark_unit(None)
    assert long_reader.js("document.querySelector('.foreword-mark').hidden")


def test_a_marked_unit_stays_marked_when_its_id_changes(long_reader: Reader) -> None:
    long_reader.panel.mark_unit(2)
    long_reader.panel.patch([Splice(2, 1, (Unit(900, "<p id='p2'>changed</p>", 1),))])
    assert top(long_reader, ".foreword-mark") == pytest.approx(top(long_reader, "#p2"), abs=1)


def test_typing_at_the_end_and_in_the_middle_never_scrolls(reader: Reader, blog: Path) -> None:
    reader.panel.set_pictures(BlogPictures(PicturePlaces(blog / "_posts", blog)))
    pieces = [f"<p id='p{place}'><img src='/assets/pic.png'> {place} {WORDS}</p>" for place in range(80)]
    units = reader.show(pieces)
    reader.panel.scroll_to(40, 0.3)
    reader.until("document.querySelector('#p40 img').naturalWidth === 40")
    reader.frames()
    before = top(reader, "#p40")
    for place in (79, 40, 41):
        for count in range(1, 8):
            reader.panel.patch(
                [Replace(units[place].id, pieces[place].replace("</p>", "x" * count + "</p>"))]
            )
            assert top(reader, "#p40") == pytest.approx(before, abs=1)
    reader.frames()
    assert top(reader, "#p40") == pytest.approx(before, abs=1)


def test_a_patch_between_a_picture_s_coming_and_the_next_frame_does_not_move_what_is_read(
    reader: Reader,
) -> None:
    reader.show(["<p><span id='grows'></span></p>", *paragraphs(60)])
    reader.panel.scroll_to(20, 0.5)
    reader.frames()
    before = top(reader, "#p20")
    reader.js(
        "(document.querySelector('#grows').style.cssText = 'display: block; height: 700px',"
        " foreword.apply([['html', 50, '<p>patched</p>']]))"
    )
    assert top(reader, "#p20") == pytest.approx(before, abs=1)


def test_a_picture_s_growth_counts_even_when_the_page_s_height_is_the_same_in_the_end(reader: Reader) -> None:
    pieces = ["<p><img id='grows' src='data:,' style='display: block; height: 100px'></p>", *paragraphs(60)]
    reader.show([*pieces, "<div id='shrinks' style='height: 900px'></div>"])
    reader.js("document.querySelector('[data-foreword-card]')?.remove()")
    reader.panel.scroll_to(20, 0.5)
    reader.panel.patch([])
    reader.frames()
    before = top(reader, "#p20")
    height = reader.js("document.documentElement.scrollHeight")
    reader.js(
        "(document.querySelector('#shrinks').style.height = '600px',"
        " document.querySelector('#grows').style.height = '400px',"
        " document.querySelector('#grows').dispatchEvent(new Event('load')))"
    )
    reader.frames()
    assert reader.js("document.documentElement.scrollHeight") == height
    assert top(reader, "#p20") == pytest.approx(before, abs=1)
