"""The palette: what matches, what is chosen, and where notes stand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from foreword.desktop.palette import Entry, Palette, folded

# What Qt says of a screen that is not one.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def palette(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    done: list[str] = []
    texts = (("New post", "Ctrl+N"), ("Crème brûlée", ""), ("A far longer thing to do", "Ctrl+N"))
    entries = [Entry(text, note, lambda text=text: done.append(text)) for text, note in texts]
    made = Palette(window, "Do something", entries)
    made.done = done
    made.open()
    yield made
    window.close()


def _type(palette, text: str) -> QLineEdit:
    field = palette.findChild(QLineEdit)
    field.setText(text)
    return field


def _last_ink(picture: QImage) -> int:
    ground = picture.pixel(1, 1)
    columns = range(picture.width() - 1, -1, -1)
    return next(
        x for x in columns if any(picture.pixel(x, y) != ground for y in range(2, picture.height() - 2))
    )


def test_notes_stand_at_the_right_edge(palette):
    found = palette.findChild(QListWidget)
    found.setCurrentRow(-1)
    picture = found.viewport().grab().toImage()
    rows = [found.visualItemRect(found.item(row)) for row in (0, 1, 2)]
    first, plain, last = (_last_ink(picture.copy(row)) for row in rows)
    assert first == last
    assert first > rows[0].width() - 20
    assert plain < rows[0].width() / 2


def test_enter_does_the_first_match_whatever_the_accents_and_case(palette):
    field = _type(palette, "BRULEE")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert palette.done == ["Crème brûlée"]


def test_down_and_enter_choose_the_next(palette):
    field = _type(palette, "n")
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert palette.done == ["A far longer thing to do"]


def test_enter_without_a_match_does_nothing(palette):
    field = _type(palette, "zzz")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert palette.done == []
    assert palette.isVisible()


def test_a_screen_reader_hears_the_note(palette):
    item = palette.findChild(QListWidget).item(0)
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "New post, Ctrl+N"


def test_folding_compares_what_is_meant():
    assert folded("Crème BRÛLÉE") == "creme brulee"
