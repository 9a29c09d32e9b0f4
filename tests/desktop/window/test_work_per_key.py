"""What a key costs the window does not follow the length of the post: counted in calls, which no busy machine changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from counting import calls_of
from desktop.window.driver import Driver

PARAGRAPH = "We turned back at the *lighthouse*, as one [does](https://example.org) there.\n\n"
SHORT, LONG = 10_000, 1_000_000


def calls_for_keys(driver: Driver, post: Path, size: int) -> int:
    """How many functions the window calls for three letters in the middle of a post, their painting included."""
    post.write_text("---\ntitle: Long\n---\n" + PARAGRAPH * (size // len(PARAGRAPH)), encoding="utf-8")
    driver.open(post)
    editor, view = driver.panels.editor, driver.panels.editor.view
    view.load_all()
    middle = editor.rope.line_count // 2
    editor.set_cursor(editor.rope.line_start(middle - middle % 2) + 10)
    QTest.keyClicks(view, "ab")  # what the first key makes is not counted
    view.viewport().repaint()

    def type_letters() -> None:
        for key in "cde":
            QTest.keyClick(view, key)
            view.viewport().repaint()

    return calls_of(type_letters)


@pytest.mark.desktop
def test_a_key_costs_the_same_in_a_long_post(driver: Driver, sample_blog: Path) -> None:
    posts = sample_blog / "_posts"
    short = calls_for_keys(driver, posts / "2024-01-01-short.md", SHORT)
    driver.prompts.answers = ["discard"]
    long = calls_for_keys(driver, posts / "2024-01-02-long.md", LONG)
    assert long < 1.25 * short
