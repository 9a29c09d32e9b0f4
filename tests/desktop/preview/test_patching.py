"""The page after patches is the page of the whole article, and what did not change is the same node."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.preview.page_reader import Reader
from foreword.desktop.preview import BlogPictures, Change, Replace, Splice, Unit
from foreword.rendering.pictures import PicturePlaces

PIECES = [
    "<p>One <em>two</em> three.</p>\n",
    "<p>One <em>two</em> <strong>and</strong> three.</p>\n",
    "<p>One <a href='https://a.example/x' title='t'>two</a> three.</p>\n",
    "<h2 id='a'>Head</h2>\n",
    "<h2 id='b' class='c'>Head</h2>\n",
    "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n",
    "<ul>\n<li>a</li>\n<li>x</li>\n<li><p>b</p></li>\n</ul>\n",
    "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr><tr><td>2</td></tr></tbody></table>\n",
    "<table><tbody><tr><td align='right'>2</td></tr></tbody></table>\n",
    "<p>text <img src='p.png' alt='x'> more</p>\n",
    "<p><img src='q.png' alt='y'><img src='p.png' alt='x'></p>\n",
    "<details open><summary>s</summary><p>t</p></details>\n",
    "<details><summary>s</summary><p>u</p></details>\n",
    "bare text &amp; more\n",
    "<!-- a comment -->\n",
    "",
    "\n",
    "<div class='highlight'><pre><span class='k'>def</span> f():\n    <span class='k'>pass</span>\n</pre></div>\n",
    "<p><svg viewBox='0 0 1 1'><path d='M0 0'/></svg><math><mi>x</mi></math></p>\n",
    "<iframe src='https://www.youtube.com/embed/abc'></iframe>\n",
    "<p><img src='https://far.example/a.png'></p>\n",
]


@pytest.mark.parametrize("seed", range(6))
def test_after_every_patch_the_dom_is_that_of_the_whole(reader: Reader, seed: int) -> None:
    chance = random.Random(seed)
    count = iter(range(100, 100_000))
    units = reader.show([chance.choice(PIECES) for _ in range(12)])
    steps: list[tuple[list[Unit], str]] = []
    for _ in range(20):
        reader.panel.patch([change(chance, units, count) for _ in range(chance.randint(1, 3))])
        order = reader.js(
            "[...document.querySelectorAll('.foreword-block')].map((b) => Number(b.dataset.unit))"
        )
        assert order == [unit.id for unit in units]
        steps.append((list(units), reader.dom()))
    for wanted, patched in steps:
        reader.show(wanted)
        assert patched == reader.dom()


def change(chance: random.Random, units: list[Unit], count: Iterator[int]) -> Change:
    """A random change, which it makes to ``units`` as well."""
    if units and chance.random() < 0.4:
        place = chance.randrange(len(units))
        units[place] = Unit(units[place].id, chance.choice(PIECES), 1)
        return Replace(units[place].id, units[place].html)
    index = chance.randint(0, len(units))
    removed = min(chance.randint(0, 3), len(units) - index)
    added = tuple(Unit(next(count), chance.choice(PIECES), 1) for _ in range(chance.randint(0, 3)))
    units[index : index + removed] = added
    return Splice(index, removed, added)


def test_every_piece_becomes_every_other_one(reader: Reader) -> None:
    wanted = []
    for piece in PIECES:
        reader.show([piece])
        wanted.append(reader.dom())
    for before in PIECES:
        for after, dom in zip(PIECES, wanted, strict=True):
            reader.show([before])
            reader.panel.patch([Replace(0, after)])
            assert reader.dom() == dom, (before, after)


def test_an_unchanged_picture_stays_the_same_node(reader: Reader, blog: Path) -> None:
    reader.panel.set_pictures(BlogPictures(PicturePlaces(blog / "_posts", blog)))
    words = "<p>Typing {} <img id='pic' src='beside.png'> and on</p>\n"
    reader.show(["<p>a</p>", words.format(""), "<iframe src='https://www.youtube.com/embed/abc'></iframe>"])
    reader.until("document.querySelector('#pic').naturalWidth === 40")
    reader.js(
        "window.kept = document.querySelector('#pic'), kept.loads = 0, kept.onload = () => { kept.loads += 1 }"
    )
    reader.js("window.card = document.querySelector('.foreword-embed')")
    for count in range(100):
        reader.panel.patch([Splice(1, 1, (Unit(1000 + count, words.format("x" * count), 1),))])
    reader.frames()
    assert reader.js("kept === document.querySelector('#pic') && kept.isConnected && kept.loads === 0")
    assert reader.js("card === document.querySelector('.foreword-embed')")
    assert "x" * 99 in reader.dom()


def test_a_picture_keeps_its_node_when_text_comes_before_it(reader: Reader) -> None:
    reader.show(["<p><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='></p>"])
    reader.js("window.kept = document.querySelector('img')")
    reader.panel.patch(
        [Replace(0, "<p>new <img src='x.png'> <img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='></p>")]
    )
    assert reader.js("[...document.querySelectorAll('img')].indexOf(kept)") == 1


def test_an_edited_address_updates_in_place(reader: Reader, blog: Path) -> None:
    reader.panel.set_pictures(BlogPictures(PicturePlaces(blog / "_posts", blog, (blog / "static",))))
    reader.show(["<p><img src='besid.png'></p>"])
    reader.until("document.querySelector('[data-foreword-card=missing] small')")
    reader.js("window.kept = document.querySelector('img')")
    reader.panel.patch([Replace(0, "<p><img src='/img/x.png'></p>")])
    reader.until("document.querySelector('img').naturalWidth === 40")
    reader.until("!document.querySelector('[data-foreword-card]')")
    assert reader.js("kept === document.querySelector('img')")


def test_the_selection_outlasts_edits_around_it(reader: Reader) -> None:
    reader.show(["<p>a</p>", "<p>choose <em>these words</em> here</p>", "<p>b</p>"])
    reader.js(
        "getSelection().setBaseAndExtent(document.querySelector('em').firstChild, 0, document.querySelector('em').firstChild, 5)"
    )
    reader.panel.patch(
        [Replace(0, "<h2>other</h2>"), Replace(1, "<p>choose now <em>these words!</em> over here</p>")]
    )
    reader.panel.patch([Splice(0, 0, (Unit(7, "<p>new</p>", 1),)), Splice(3, 1)])
    assert reader.js("getSelection().toString()") == "these"


def test_details_opened_by_hand_stay_open_and_follow_the_source_when_it_says_so(reader: Reader) -> None:
    reader.show(["<details><summary>s</summary><p>t</p></details>"])
    reader.js("document.querySelector('details').open = true")
    reader.panel.patch([Replace(0, "<details><summary>s</summary><p>typed</p></details>")])
    assert reader.js("document.querySelector('details').open")
    reader.panel.patch([Replace(0, "<details open><summary>s</summary><p>typed</p></details>")])
    assert reader.js("document.querySelector('details').open")
    reader.panel.patch([Replace(0, "<details><summary>s</summary><p>typed</p></details>")])
    assert not reader.js("document.querySelector('details').open")


def test_patches_that_come_before_the_rest_of_a_long_article(reader: Reader) -> None:
    units = [Unit(place, f"<p>{place} {'word ' * 60}</p>", 1) for place in range(2000)]
    reader.panel.show_article("", units)
    reader.panel.patch([Replace(1999, "<p>end</p>"), Splice(0, 1, (Unit(5000, "<p>first</p>", 1),))])
    reader.panel.patch([Splice(100, 1800), Splice(200, 0, (Unit(5001, "<p>last</p>", 1),))])
    reader.until("document.querySelector('[data-unit=\"5001\"]')")
    shown = reader.js("[...document.querySelectorAll('.foreword-block')].map((b) => Number(b.dataset.unit))")
    assert shown == [5000, *range(1, 100), *range(1900, 2000), 5001]
    assert reader.js("document.querySelector('[data-unit=\"1999\"]').textContent") == "end"


def test_the_latest_article_wins(reader: Reader) -> None:
    reader.panel.show_article("", [Unit(place, "<p>old</p>" * 40, 1) for place in range(1500)])
    reader.show(["<p>new</p>"])
    reader.frames()
    assert reader.dom() == "<p>new</p>"


def test_the_header_is_patched_too(reader: Reader) -> None:
    reader.show(["<p>a</p>"], header="<h1>Title</h1><p>x</p>")
    reader.js("window.kept = document.querySelector('h1')")
    reader.panel.set_header("<h1>Title 2</h1><p>x</p>")
    assert reader.js("kept.isConnected && kept.textContent") == "Title 2"
