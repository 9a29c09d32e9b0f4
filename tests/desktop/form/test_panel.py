"""The form as a whole: what it shows in little room and what its buttons say."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from foreword.desktop.form import FormPanel
from foreword.desktop.form.view import FieldView, FormView
from foreword.front_matter import FieldKind

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


def test_the_buttons_say_what_they_do(form):
    _buttons(form)["▸ 1 more field"].click()
    assert form.editor("layout").isVisible()
    _buttons(form)["▾ fewer fields"].click()
    assert not form.editor("layout").isVisible()
    _buttons(form)["Source"].click()
    assert not form.editor("title").isVisible()
    _buttons(form)["Back to the fields"].click()
    assert form.editor("title").isVisible()
