"""The keys of the window itself: what they show and hide, from the first press on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

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
