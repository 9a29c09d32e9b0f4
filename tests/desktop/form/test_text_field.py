"""Text fields of the form are as high as what they show."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from foreword.desktop.form.fields.text import WrappingBox

LATIN = "A title that is long enough for three lines of a narrow field"
MIXED = "解决访问 https 网站时，后端重定向或获取 URL 变成 http 的问题"


@pytest.fixture
def field(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    made = WrappingBox(parent, breaks_lines=False)
    made.resize(200, 40)
    parent.resize(220, 300)
    parent.show()
    yield made


@pytest.mark.parametrize("text", ["", "One line", LATIN, MIXED])
def test_no_line_is_cut_off(field, text):
    field.show_text(text)
    block = field.document().firstBlock()
    bottom = field.blockBoundingGeometry(block).translated(field.contentOffset()).bottom()
    assert bottom <= field.viewport().height()
    assert field.viewport().height() - bottom < 12


def test_a_very_long_text_scrolls(field):
    field.show_text(LATIN * 30)
    assert field.verticalScrollBar().maximum() > 0
    assert field.height() < 12 * field.fontMetrics().lineSpacing()
