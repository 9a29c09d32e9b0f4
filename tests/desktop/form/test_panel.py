"""The form as a whole: what it shows in little room and what its buttons say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton, QWidget

from foreword.desktop.form import FormPanel
from foreword.desktop.form.fields.text import WrappingBox
from foreword.desktop.form.rows import FieldRows
from foreword.desktop.form.view import FieldView, FormView
from foreword.front_matter import FieldKind

# What Qt says of a screen that is not one.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

VIEW = FormView(
    (
        FieldView("title", FieldKind.TEXT, "A day", "A day"),
        FieldView("layout", FieldKind.TEXT, "post", "post", folded=True),
    )
)


@pytest.fixture
def form(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 500)
    made = FormPanel(QWidget(), window)
    made.show_form(VIEW)
    window.show()
    yield made


def _buttons(form) -> dict[str, QPushButton]:
    return {button.text(): button for button in form.findChildren(QPushButton) if button.isVisible()}


@pytest.mark.parametrize("width", [360, 400, 700])
def test_no_button_is_cut_off(form, qapp, width):
    form.resize(width, 400)
    qapp.processEvents()
    buttons = _buttons(form)
    assert list(buttons) == ["▸ 1 more field", "Add field", "Source"]
    assert [b.text() for b in buttons.values() if b.width() < b.sizeHint().width()] == []


def test_a_field_can_be_removed_in_a_form_that_is_hardly_wide_enough(form, qapp):
    moment = datetime(2024, 3, 1, 10, tzinfo=UTC)
    form.show_form(FormView((FieldView("date", FieldKind.DATETIME, moment, "2024-03-01 10:00:00 +0000"),)))
    width = form.findChild(FieldRows).minimumSizeHint().width() + 14
    form.resize(width, 400)
    qapp.processEvents()
    removers = [
        button for button in form.findChildren(QToolButton) if button.text() == "×" and button.isVisible()
    ]
    assert removers
    for button in removers:
        assert button.mapTo(form, button.rect().bottomRight()).x() < width


def test_the_buttons_say_what_they_do(form):
    _buttons(form)["▸ 1 more field"].click()
    assert form.editor("layout").isVisible()
    _buttons(form)["▾ fewer fields"].click()
    assert not form.editor("layout").isVisible()
    _buttons(form)["Source"].click()
    assert not form.editor("title").isVisible()
    _buttons(form)["Back to the fields"].click()
    assert form.editor("title").isVisible()


TAGS = FieldView("tags", FieldKind.TAGS, ["a"], "[a]", items=("a",))


def test_a_tag_that_is_being_typed_is_asked_for_before_the_post_goes(form, qtbot):
    form.show_form(FormView((TAGS,)))
    box = form.editor("tags").findChild(QLineEdit)
    box.setText("new")
    with qtbot.waitSignal(form.field_edited) as asked:
        form.settle()
    assert asked.args == ["tags", ["a", "new"]]
    assert box.text() == ""
    with qtbot.assertNotEmitted(form.field_edited):
        form.settle()


@pytest.mark.parametrize("number", [3, 1, 2])
def test_chips_stand_side_by_side_however_many_there_were(form, qapp, number):
    form.resize(700, 400)
    for count in (1, 3, 2, number):
        items = tuple(f"tag{which}" for which in range(count))
        form.show_form(FormView((replace(TAGS, items=items),)))
        for _ in range(3):
            qapp.processEvents()
    box = form.editor("tags").findChild(QLineEdit)
    last = form.editor("tags").findChildren(QWidget, "chip")[-1]
    assert 0 <= box.x() - (last.x() + last.width()) < 20


def test_a_year_that_the_date_field_cannot_show_is_shown_as_source(form):
    early, late = datetime(1, 1, 1, tzinfo=UTC), datetime(1066, 10, 14, tzinfo=UTC)
    date = FieldView("date", FieldKind.DATETIME, early, "0001-01-01T00:00:00Z", moment=early)
    form.show_form(FormView((date, replace(date, key="then", value=late, moment=late))))
    assert form.editor("date").findChild(WrappingBox).text() == "0001-01-01T00:00:00Z"
    assert form.editor("then").texts()[0] == "14 Oct 1066"


@pytest.mark.parametrize("by_mouse", [False, True])
def test_a_completion_that_is_chosen_is_the_only_tag_added(form, qapp, qtbot, by_mouse):
    """The form follows each edit at once, as in the window."""
    shown = replace(TAGS, vocabulary=("walking", "memory"))
    form.show_form(FormView((shown,)))
    asked = []

    def follow(_key, value):
        asked.append(value)
        form.show_form(FormView((replace(shown, value=value, items=tuple(value)),)))

    form.field_edited.connect(follow)
    box = form.editor("tags").findChild(QLineEdit)
    box.setFocus()
    QTest.keyClicks(box, "alk")
    popup = box.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    if by_mouse:
        place = popup.visualRect(popup.model().index(0, 0)).center()
        QTest.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=place)
    else:
        QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(asked) and box.text() == "")
    for _ in range(3):
        qapp.processEvents()
    assert asked == [["a", "walking"]]


def test_a_tag_longer_than_the_form_can_be_removed(form, qapp):
    form.resize(400, 400)
    form.show_form(FormView((replace(TAGS, items=("a tag that goes on and on " * 9,)),)))
    for _ in range(3):
        qapp.processEvents()
    chip = form.editor("tags").findChild(QWidget, "chip")
    assert chip.toolTip() == "a tag that goes on and on " * 9
    assert chip.geometry().right() <= chip.parentWidget().width()
    assert chip.rect().contains(chip.close_button.geometry())
