"""The article is well set, in the theme's colours, light and dark, at any size."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop.preview.page_reader import Reader
from foreword.desktop.preview import BlogPictures
from foreword.rendering.pictures import PicturePlaces

PAPER = "getComputedStyle(document.body).backgroundColor"
INK = "getComputedStyle(document.querySelector('p')).color"


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", colour)[:3])


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """WCAG 2's contrast ratio."""

    def light(colour: tuple[int, ...]) -> float:
        parts = [part / 255 for part in colour]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_light_dark_and_a_theme_s_own_colours_without_a_reload(reader: Reader) -> None:
    reader.show(["<p>a</p>"])
    reader.js("window.kept = document.querySelector('p')")
    assert rgb(reader.js(PAPER)) == (255, 254, 252)
    assert rgb(reader.js(INK)) == (34, 33, 30)
    reader.panel.set_theme({}, dark=True)
    assert rgb(reader.js(PAPER)) == (28, 29, 31)
    assert rgb(reader.js(INK)) == (232, 229, 222)
    reader.panel.set_theme({"paper": "#102030", "ink": "#FFEEDD", "soft_ink": "#AABBCC"}, dark=True)
    assert rgb(reader.js(PAPER)) == (16, 32, 48)
    assert rgb(reader.js("getComputedStyle(document.documentElement).getPropertyValue('--soft-ink')")) == ()
    assert reader.js("getComputedStyle(document.documentElement).getPropertyValue('--soft-ink')") == "#AABBCC"
    reader.panel.set_theme({}, dark=False)
    assert rgb(reader.js(PAPER)) == (255, 254, 252)
    assert reader.js("kept.isConnected")


PYGMENTS = [
    "c",
    "cm",
    "c1",
    "cp",
    "k",
    "kc",
    "kd",
    "kn",
    "kt",
    "s",
    "s1",
    "s2",
    "sd",
    "se",
    "sr",
    "ss",
    "m",
    "mf",
    "mi",
    "nf",
    "nc",
    "nn",
    "nd",
    "nt",
    "nb",
    "na",
    "nv",
    "no",
    "o",
    "p",
    "err",
    "gp",
    "go",
    "gr",
]


@pytest.mark.parametrize("dark", [False, True])
def test_text_and_code_can_be_read(reader: Reader, dark: bool) -> None:
    reader.panel.set_theme({}, dark=dark)
    code = "".join(f"<span class='{name}'>x</span>" for name in PYGMENTS)
    reader.show(
        [
            "<p id='ink'>a <a id='link' href='x'>b</a> <code id='code'>c</code></p><h6 id='h6'>d</h6>",
            f"<blockquote id='quote'>q</blockquote><div class='highlight'><pre>{code}</pre></div>",
            "<figure><figcaption id='caption'>c</figcaption></figure>",
        ]
    )
    paper = rgb(reader.js(PAPER))
    behind = rgb(reader.js("getComputedStyle(document.querySelector('pre')).backgroundColor"))
    colours = reader.js(
        "Object.fromEntries([...document.querySelectorAll('[id]')].map((e) => [e.id, getComputedStyle(e).color]))"
    )
    assert contrast(rgb(colours["ink"]), paper) >= 7
    for name in ("link", "h6", "quote", "caption"):
        assert contrast(rgb(colours[name]), paper) >= 4.5, name
    assert contrast(rgb(colours["code"]), behind) >= 4.5
    spans = reader.js(
        "[...document.querySelectorAll('pre span')].map((e) => [e.className, getComputedStyle(e).color])"
    )
    for name, colour in spans:
        assert contrast(rgb(colour), behind) >= 4.5, name
    assert len({colour for _, colour in spans}) >= 6


def test_the_measure_is_680_pixels_at_most_and_nothing_runs_over(reader: Reader) -> None:
    reader.panel.resize(1200, 700)
    reader.until("innerWidth === 1200")
    wide = "<p>" + "word " * 60 + "</p>"
    long = "<pre><code>" + "x" * 400 + "</code></pre><p>" + "y" * 300 + "</p>"
    table = "<table><tr>" + "<td>some words</td>" * 30 + "</tr></table>"
    picture = "<svg width='3000' height='30'></svg><math display='block'>" + "<mi>x</mi>" * 400 + "</math>"
    reader.show([wide, long, table, picture])
    assert reader.js("document.querySelector('p').getBoundingClientRect().width") == 680
    for width in (1200, 480, 300):
        reader.panel.resize(width, 700)
        reader.until(f"innerWidth === {width}")
        reader.frames()
        assert reader.js("document.documentElement.scrollWidth <= innerWidth")
    assert reader.js(
        "document.querySelector('table').scrollWidth > document.querySelector('table').clientWidth"
    )


def test_pictures_are_never_wider_than_the_text(reader: Reader, blog: Path) -> None:
    reader.panel.set_pictures(BlogPictures(PicturePlaces(blog / "_posts", blog)))
    reader.show(["<p><img src='/assets/pic.png' width='2000' height='1500'></p>"])
    reader.until("document.querySelector('img').naturalWidth === 40")
    box = reader.js(
        "(() => { const r = document.querySelector('img').getBoundingClientRect(); return [r.width, r.height]; })()"
    )
    assert box[0] == reader.js("document.querySelector('p').getBoundingClientRect().width")
    assert box[0] / box[1] == pytest.approx(4 / 3, abs=0.02)


def test_the_lead_picture_stands_above_the_title(reader: Reader) -> None:
    header = (
        '<header class="post-header"><h1 class="post-title">T</h1><p class="post-meta">m</p>'
        '<p class="post-picture"><img src="https://far.example/x.jpg" alt=""></p></header>'
    )
    reader.show(["<p>a</p>"], header=header)
    tops = reader.js(
        "['.post-picture', '.post-title', '.post-meta', '.foreword-article p'].map((s) => document.querySelector(s).getBoundingClientRect().top)"
    )
    assert tops == sorted(tops)
    assert (
        reader.js("document.querySelector('[data-foreword-card=held]').getBoundingClientRect().height") > 100
    )


def test_zoom_changes_everything_and_keeps_the_place(reader: Reader) -> None:
    reader.show([f"<p id='p{place}'>{'word ' * 60}</p>" for place in range(60)])
    reader.panel.scroll_to(30, 0.0)
    reader.frames()
    reader.panel.set_zoom(2.0)
    reader.until("devicePixelRatio === 2")
    reader.frames()
    reader.frames()
    assert reader.js("document.querySelector('#p30').getBoundingClientRect().top") == pytest.approx(12, abs=2)
    reader.panel.set_zoom(100.0)
    reader.until("devicePixelRatio === 5")


def test_margins_are_those_of_the_published_page(reader: Reader) -> None:
    """Wrappers have no boxes: margins collapse between the units as they would without them."""
    reader.show(["<h2 id='a'>a</h2>", "<p id='b'>b</p>", "<p id='c' style='margin-top: 60px'>c</p>"])
    edges = reader.js(
        "['a', 'b', 'c'].map((i) => { const r = document.getElementById(i).getBoundingClientRect(); return [r.top, r.bottom]; })"
    )
    assert edges[2][0] - edges[1][1] == 60
    assert 0 < edges[1][0] - edges[0][1] < 10
