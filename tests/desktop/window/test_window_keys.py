"""The keys of the window itself: what they show and hide, from the first press on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize(
    ("name", "key", "modifier", "panel"),
    [
        ("toggle_library", Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier, "library"),
        ("toggle_preview", Qt.Key.Key_Backslash, CTRL, "preview"),
    ],
)
def test_a_column_goes_at_the_first_press_and_comes_back(driver, post, name, key, modifier, panel):
    driver.open(post)
    widget = getattr(driver.panels, panel)
    assert driver.desk.actions[name].isChecked()
    for shown in (False, True):
        driver.press(key, modifier, driver.panels.editor)
        assert widget.isVisible() is shown
        assert driver.desk.actions[name].isChecked() is shown


def test_the_form_folds_at_the_first_press(driver, post):
    driver.open(post)
    assert driver.panels.form.editor("title").isVisible()
    driver.press(Qt.Key.Key_F8, widget=driver.panels.editor)
    assert not driver.panels.form.editor("title").isVisible()


def test_focus_mode_fades_the_other_paragraphs(driver, post):
    driver.open(post)
    view = driver.panels.editor.view
    plain = view.grab().toImage()
    driver.press(Qt.Key.Key_D, CTRL | SHIFT, driver.panels.editor)
    assert view.grab().toImage() != plain
    driver.press(Qt.Key.Key_D, CTRL | SHIFT, driver.panels.editor)
    assert not driver.desk.preferences.get("focus_mode")


def test_the_status_bar_says_where_the_cursor_is_as_soon_as_a_post_is_open(driver, post):
    driver.open(post)
    assert driver.panels.status.texts()["place"] == "Ln 1, Col 1"


def test_format_keys_leave_the_text_alone_while_a_field_has_the_focus(driver, post):
    driver.open(post)
    body = driver.desk.session.body
    driver.panels.form.focus_field("title")
    driver.press(Qt.Key.Key_L, CTRL)
    assert driver.desk.session.body == body
    driver.panels.editor.setFocus()
    driver.press(Qt.Key.Key_L, CTRL)
    assert driver.desk.session.body == f"- {body}"


def test_find_comes_out_from_behind_the_preview(driver, post):
    driver.open(post)
    driver.window.resize(800, 700)
    driver.window._tabs.setCurrentIndex(1)
    assert not driver.panels.editor.isVisible()
    driver.press(Qt.Key.Key_F, CTRL, driver.window)
    assert driver.panels.editor.isVisible()
    assert driver.panels.editor.isAncestorOf(QApplication.focusWidget())


def test_a_post_is_opened_by_keyboard_from_the_first_page(driver, sample_blog, post):
    assert QApplication.focusWidget().text() == "Open a blog…"
    driver.prompts.answers = [sample_blog]
    driver.press(Qt.Key.Key_Space)
    driver.until(lambda: bool(driver.panels.library.titles()))
    driver.press(Qt.Key.Key_Down)
    driver.press(Qt.Key.Key_Return)
    assert driver.desk.session.path == post
    assert driver.panels.editor.view.hasFocus()


def test_a_tag_that_is_being_typed_goes_to_its_own_post(driver, post):
    other = post.with_name("2024-01-02-other.md")
    other.write_text("---\ntitle: Other\ntags: [b]\n---\ntext\n", encoding="utf-8")
    post.write_text("---\ntitle: One\ntags: [a]\n---\ntext\n", encoding="utf-8")
    driver.open(post)
    driver.panels.form.focus_field("tags")
    driver.keys("new")
    driver.prompts.answers = ["save"]
    driver.panels.library.post_requested.emit(other)
    assert "tags: [a, new]" in post.read_text(encoding="utf-8")
    assert driver.desk.session.path == other
    assert not driver.desk.session.is_modified


def test_nothing_is_claimed_about_a_post_whose_front_matter_cannot_be_read(driver, post):
    post.write_text('---\ntitle: "open\n---\nbody\n', encoding="utf-8")
    driver.open(post)
    assert driver.panels.status.texts()["publication"] == "Not known: the front matter cannot be read."


def test_nothing_is_left_of_a_post_that_was_closed(driver, post, sample_blog):
    driver.open(post)
    assert driver.desk.preferences.get("last_post") == str(post)
    driver.press(Qt.Key.Key_W, CTRL, driver.window)
    assert set(driver.panels.status.texts().values()) == {""}
    assert driver.panels.header.dialect_text() == ""
    assert driver.desk.preferences.get("last_post") == ""
    driver.open(post)
    driver.open(sample_blog)
    assert driver.desk.preferences.get("last_post") == ""


def test_the_preview_finds_its_column_again_whatever_happened_while_the_window_was_narrow(driver, post):
    driver.open(post)
    preview = driver.panels.preview
    for width, key in ((800, True), (1280, True), (800, False), (1280, False)):
        driver.window.resize(width, 700)
        assert driver.window.isAncestorOf(preview)
        if key:
            driver.press(Qt.Key.Key_Backslash, CTRL, driver.panels.editor)
    assert preview.isVisible()
    assert driver.window._columns.indexOf(preview) == 2
    assert preview.width() > 250
