"""Editor and preview in step; typing moves neither; an unchanged picture stays the same element."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def long_post(post):
    picture = post.parent.parent / "assets" / "pic.png"
    picture.parent.mkdir()
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    assert image.save(str(picture))
    parts = ["---\ntitle: Long\n---\n"]
    for number in range(120):
        parts.append(
            f"## Part {number}\n\nSome words about part {number}, enough of them for two lines of the article.\n\n"
        )
        if number % 10 == 5:
            parts.append(f"![Picture {number}](/assets/pic.png)\n\n")
        if number % 10 == 7:
            parts.append("- one\n- two\n- three\n\n```\ncode\n```\n\n")
    post.write_text("".join(parts), encoding="utf-8")
    return post


def _go_to(driver, text: str) -> int:
    """Puts the cursor behind a text and gives its line."""
    editor = driver.panels.editor
    body = driver.desk.session.body
    editor.set_cursor(body.index(text) + len(text))
    editor.setFocus()
    return editor.cursor_line()


def _top_heading(driver) -> str:
    return driver.js(
        """(() => { const all = [...document.querySelectorAll('h2, p, li')];
        return all.find(e => e.getBoundingClientRect().bottom > 2).textContent; })()"""
    )


@pytest.mark.parametrize("part", [3, 27, 45, 64, 88, 101])
def test_the_preview_follows_the_editor(driver, long_post, part):
    driver.open(long_post)
    line = driver.desk.session.body[: driver.desk.session.body.index(f"## Part {part}\n")].count("\n")
    driver.panels.editor.scroll_to_line(line)
    driver.panels.editor.view.verticalScrollBar().valueChanged.emit(0)
    driver.panels.editor._tell_top_line()
    driver.until_js(f"document.getElementById('part-{part}').getBoundingClientRect().top > -60")
    driver.until_js(f"document.getElementById('part-{part}').getBoundingClientRect().top < 60")


@pytest.mark.parametrize("part", [8, 33, 71, 95])
def test_the_editor_follows_the_preview(driver, long_post, part):
    driver.open(long_post)
    driver.frames()
    driver.js(
        f"""(document.dispatchEvent(new WheelEvent('wheel', {{bubbles: true}})),
        window.scrollTo(0, window.scrollY + document.getElementById('part-{part}').getBoundingClientRect().top), 1)"""
    )
    wanted = driver.desk.session.body[: driver.desk.session.body.index(f"## Part {part}\n")].count("\n")
    driver.until(lambda: abs(driver.panels.editor.top_line()[0] - wanted) <= 1)


@pytest.mark.parametrize("place", ["about part 60,", "about part 119,"])
def test_typing_moves_neither_pane(driver, long_post, place):
    driver.open(long_post)
    _go_to(driver, place)
    driver.settled()
    page_before = driver.still()
    editor_before = driver.panels.editor.view.verticalScrollBar().value()
    for character in " and some more":
        driver.keys(character)
    driver.settled()
    page_after = driver.still()
    assert driver.panels.editor.view.verticalScrollBar().value() == editor_before
    assert abs(page_after - page_before) <= 1


def test_an_unchanged_picture_is_the_same_element_after_a_hundred_keys(driver, long_post):
    driver.open(long_post)
    driver.until_js("document.querySelectorAll('img').length === 12")
    driver.js("[...document.querySelectorAll('img')].forEach((img, n) => { img.mark = n; }), 1")
    _go_to(driver, "about part 25,")
    driver.keys("abcdefghij" * 10)
    driver.shown("abcdefghij" * 10)
    marks = driver.js("[...document.querySelectorAll('img')].map(img => img.mark)")
    assert marks == list(range(12))


def test_a_click_in_the_preview_puts_the_cursor_at_its_source(driver, long_post):
    driver.open(long_post)
    driver.panels.editor.scroll_to_line(0)
    driver.js(
        """(() => { const p = document.querySelectorAll('h2')[4];
        p.dispatchEvent(new MouseEvent('click', {bubbles: true, clientX: 5, clientY: p.getBoundingClientRect().top + 2}));
        return 1; })()"""
    )
    wanted = driver.desk.session.body[: driver.desk.session.body.index("## Part 4\n")].count("\n")
    driver.until(lambda: abs(driver.panels.editor.cursor_line() - wanted) <= 1)
