"""Each kind of field, edited by keyboard in the real window: the file's bytes, and the same after undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDateEdit, QLineEdit, QTimeEdit

from foreword.desktop.form.fields.text import WrappingBox

HEAD = """---
# kept comment
layout: post   # kept too
title: "A day"
date: 2023-12-31 16:52:29 +0000
day: 2023-12-31
featured: yes
weight: 10
tags: [one, two]
categories:
  - News
authors: ['Ann Lee', "Bo"]
image: /img/a.png
description: >
  folded text
  on two lines
params:
  color: red   # nested
---
body
"""
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def post(tmp_path: Path) -> Path:
    blog = tmp_path / "blog" / "_posts"
    blog.mkdir(parents=True)
    (blog.parent / "_config.yml").write_text("title: Fields\n", encoding="utf-8")
    path = blog / "2023-12-31-a-day.md"
    path.write_text(HEAD, encoding="utf-8")
    return path


def _text(driver, key):
    driver.panels.form.focus_field(key)
    box = driver.panels.form.editor(key).findChild(WrappingBox)
    box.setFocus()
    driver.press(Qt.Key.Key_End, CTRL, box)
    return box


def edit_title(driver):
    driver.keys(' "x": #y', _text(driver, "title"))


def edit_long_text(driver):
    driver.keys(" and more", _text(driver, "description"))


def edit_list(driver):
    driver.keys("ny", _text(driver, "authors"))


def edit_map(driver):
    box = _text(driver, "params")
    driver.press(Qt.Key.Key_Home, CTRL, box)
    for _ in range(len("color: ")):
        driver.press(Qt.Key.Key_Right, widget=box)
    driver.keys("dark", box)


def edit_date_and_time(driver):
    driver.panels.form.focus_field("date")
    box = driver.panels.form.editor("date").findChild(QTimeEdit)
    box.setFocus()
    driver.press(Qt.Key.Key_Home, widget=box)
    driver.press(Qt.Key.Key_Up, widget=box)


def edit_day(driver):
    driver.panels.form.focus_field("day")
    box = driver.panels.form.editor("day").findChild(QDateEdit)
    box.setFocus()
    driver.press(Qt.Key.Key_Home, widget=box)
    driver.press(Qt.Key.Key_Down, widget=box)


def edit_switch(driver):
    driver.panels.form.focus_field("featured")
    driver.press(Qt.Key.Key_Space, widget=driver.panels.form.editor("featured").findChild(QCheckBox))


def edit_number(driver):
    driver.panels.form.focus_field("weight")
    box = driver.panels.form.editor("weight").findChild(QLineEdit)
    driver.press(Qt.Key.Key_End, widget=box)
    driver.keys("5", box)


def edit_tags(driver):
    driver.panels.form.focus_field("tags")
    box = driver.panels.form.editor("tags").findChild(QLineEdit)
    driver.keys("three", box)
    driver.press(Qt.Key.Key_Return, widget=box)


def remove_tag(driver):
    driver.panels.form.focus_field("tags")
    driver.press(Qt.Key.Key_Backspace, widget=driver.panels.form.editor("tags").findChild(QLineEdit))


def edit_categories(driver):
    driver.panels.form.focus_field("categories")
    box = driver.panels.form.editor("categories").findChild(QLineEdit)
    driver.keys("Life,", box)


def edit_choice(driver):
    driver.panels.form.focus_field("layout")
    box = driver.panels.form.editor("layout").findChild(QComboBox)
    driver.press(Qt.Key.Key_End, widget=box.lineEdit())
    driver.keys("er", box.lineEdit())


def edit_image(driver):
    driver.panels.form.focus_field("image")
    box = driver.panels.form.editor("image").findChild(QLineEdit)
    driver.press(Qt.Key.Key_Home, widget=box)
    driver.keys("/blog", box)


CASES = {
    "text": (edit_title, 'title: "A day"', 'title: "A day \\"x\\": #y"'),
    "long text": (edit_long_text, "  on two lines\n", "  on two lines and more\n"),
    "list": (edit_list, '"Bo"', '"Bony"'),
    "map": (edit_map, "color: red   # nested", "color: darkred   # nested"),
    "date and time": (edit_date_and_time, "16:52:29 +0000", "17:52:29 +0000"),
    "day": (edit_day, "day: 2023-12-31", "day: 2023-12-30"),
    "switch": (edit_switch, "featured: yes", "featured: no"),
    "number": (edit_number, "weight: 10", "weight: 105"),
    "tags": (edit_tags, "[one, two]", "[one, two, three]"),
    "tag removed": (remove_tag, "[one, two]", "[one]"),
    "block list": (edit_categories, "  - News\n", "  - News\n  - Life\n"),
    "choice": (edit_choice, "layout: post   #", "layout: poster   #"),
    "image": (edit_image, "image: /img/a.png", "image: /blog/img/a.png"),
}


@pytest.mark.parametrize("kind", CASES)
def test_edit_and_undo(driver, post, kind):
    act, old, new = CASES[kind]
    driver.open(post)
    act(driver)
    assert driver.panels.form.keys()[0] == "layout"
    driver.press(Qt.Key.Key_S, CTRL, driver.window)
    assert post.read_text(encoding="utf-8") == HEAD.replace(old, new)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert driver.panels.form.isAncestorOf(focused)
    while driver.desk.session.can_undo:
        driver.press(Qt.Key.Key_Z, CTRL)
    driver.press(Qt.Key.Key_S, CTRL, driver.window)
    assert post.read_text(encoding="utf-8") == HEAD


def test_typing_a_word_is_one_step(driver, post):
    driver.open(post)
    edit_title(driver)
    driver.press(Qt.Key.Key_Z, CTRL)
    assert driver.desk.session.source.text == HEAD
    assert _text(driver, "title").text() == "A day"


def test_typing_keeps_the_cursor_and_shows_in_the_source_view(driver, post):
    driver.open(post)
    box = _text(driver, "title")
    driver.press(Qt.Key.Key_Home, CTRL, box)
    driver.keys("My ", box)
    assert box.textCursor().position() == 3
    assert 'title: "My A day"' in str(driver.panels.head_source.rope)


def test_removing_and_adding_a_field(driver, post):
    driver.open(post)
    driver.panels.form.field_removed.emit("weight")
    assert "weight" not in set(driver.panels.form.keys())
    assert driver.desk.session.source.text == HEAD.replace("weight: 10\n", "")
    driver.prompts.answers = ["mood"]
    driver.panels.form.field_added.emit("", None)
    driver.keys("good", _text(driver, "mood"))
    assert 'mood: "good"\n' in driver.desk.session.source.text
    while driver.desk.session.can_undo:
        driver.press(Qt.Key.Key_Z, CTRL)
    assert driver.desk.session.source.text == HEAD


def test_the_source_view_edits_the_block_and_the_form_follows(driver, post):
    driver.open(post)
    source = driver.panels.head_source
    where = HEAD.index("A day")
    source.set_cursor(where)
    driver.keys("Not ", source)
    assert driver.desk.session.head.fields["title"] == "Not A day"
    assert _text(driver, "title").text() == "Not A day"
    assert driver.desk.session.body == "body\n"


def test_a_broken_source_is_said_with_its_place_and_mends(driver, post):
    driver.open(post)
    source = driver.panels.head_source
    source.set_cursor(HEAD.index("A day"))
    driver.keys('"', source)
    problem = driver.desk.session.problem
    assert problem is not None
    assert problem.line == 4
    driver.press(Qt.Key.Key_Backspace, widget=source)
    assert driver.desk.session.problem is None
    assert driver.desk.session.source.text == HEAD


def test_losing_and_mending_the_closing_fence(driver, post):
    driver.open(post)
    source = driver.panels.head_source
    source.set_cursor(driver.desk.session.head.end - 1)
    driver.press(Qt.Key.Key_Backspace, widget=source)
    assert driver.desk.session.problem is not None
    assert driver.desk.session.body == "body\n"
    driver.keys("-", source)
    assert driver.desk.session.problem is None
    assert driver.desk.session.source.text == HEAD


def test_every_widget_of_the_form_has_an_accessible_name(driver, post):
    driver.open(post)
    driver.panels.form.show_more(True)
    kinds = (QLineEdit, QCheckBox, QComboBox, WrappingBox)
    widgets = [widget for kind in kinds for widget in driver.panels.form.findChildren(kind)]
    inner = ("qt_spinbox_lineedit",)
    named = [
        widget
        for widget in widgets
        if widget.objectName() not in inner and not isinstance(widget.parent(), QComboBox)
    ]
    assert len(named) > 8
    assert [widget for widget in named if not widget.accessibleName() and widget.isVisible()] == []
