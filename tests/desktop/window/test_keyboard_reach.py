"""Tab reaches everything, in the order in which it is seen, and each thing that it reaches has a name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QWidget

MOST = 200

HEAD = """---
layout: post
title: A day
date: 2023-12-31 16:52:29 +0000
featured: true
tags: [one, two]
image: /img/a.png
---
body
"""


def _name(widget: QWidget) -> str:
    """What a screen reader says; for a field to choose from, its text comes after its name."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return widget.accessibleName() or (interface.text(QAccessible.Text.Name) if interface is not None else "")


def _reached(driver, start: QWidget, key: Qt.Key, panel: QWidget) -> list[QWidget]:
    """The widgets that take the focus one after the other, the last one lies in ``panel``."""
    start.setFocus(Qt.FocusReason.TabFocusReason)
    reached = [QApplication.focusWidget()]
    for _ in range(MOST):
        driver.press(key, widget=reached[-1])
        focused = QApplication.focusWidget()
        assert focused is not None, _name(reached[-1])
        if panel.isAncestorOf(focused):
            return [*reached, focused]
        stays = focused is reached[-1]
        # Tab goes through the parts of a date within one widget.
        assert not stays or isinstance(focused, QAbstractSpinBox), _name(focused)
        if not stays:
            assert focused not in reached, f"Tab goes round in a circle at {_name(focused)!r}"
            reached.append(focused)
    raise AssertionError("Tab never came to the end")


def test_tab_goes_through_library_and_form_to_the_text(driver, post):
    post.write_text(HEAD, encoding="utf-8")
    driver.open(post)
    driver.panels.form.show_more(True)
    search = driver.panels.library.findChild(QLineEdit)
    reached = _reached(driver, search, Qt.Key.Key_Tab, driver.panels.editor)
    assert [_name(widget) for widget in reached] == [
        "Search posts",
        "Groups of posts",
        "Posts",
        "Layout",
        "Remove the field Layout",
        "Title",
        "Remove the field Title",
        "Date, date",
        "Date, time",
        "Date, time zone",
        "Remove the field Date",
        "Featured",
        "Remove the field Featured",
        "Remove one from Tags",
        "Remove two from Tags",
        "Add to Tags",
        "Remove the field Tags",
        "Image",
        "Choose a picture for Image",
        "Remove the field Image",
        "▾ fewer fields",
        "Add field",
        "Source",
        "Text of the post",
    ]
    assert not driver.desk.session.is_modified


def test_back_from_the_text_everything_comes_once_and_is_named(driver, post):
    post.write_text(HEAD, encoding="utf-8")
    driver.open(post)
    reached = _reached(driver, driver.panels.editor.view, Qt.Key.Key_Backtab, driver.panels.preview)
    assert [type(widget).__name__ for widget in reached if not _name(widget)] == []
    assert [_name(widget) for widget in reached[-5:]] == [
        "Search posts",
        "New post",
        "Preview",
        "Menu",
        "Preview of the article",
    ]
    assert not driver.desk.session.is_modified
