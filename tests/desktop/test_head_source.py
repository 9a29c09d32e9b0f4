"""The head's source: as high as its lines, and the cursor stays where the form writes elsewhere."""

from __future__ import annotations

import pytest

from foreword.desktop.head_source import HeadSource

# What Qt says of a screen that is not one.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

HEAD = "---\ntitle: A day\ntags: [a]\n---\n"


@pytest.fixture
def source(qtbot):
    made = HeadSource()
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    made.show_source(HEAD)
    return made


def test_it_is_as_high_as_its_lines(source):
    line = source.view.blockBoundingRect(source.view.document().firstBlock()).height()
    before = source.sizeHint().height()
    source.show_source(HEAD.replace("tags", "mood: good\nplace: home\ntags"))
    assert source.sizeHint().height() - before == pytest.approx(2 * line, abs=2)


def test_the_letters_are_of_one_width(source):
    assert source.view.fontInfo().fixedPitch()


def test_the_cursor_stays_in_its_line_when_another_one_changes(source):
    source.set_cursor(HEAD.index("tags") + 2)
    source.show_source(HEAD.replace("A day", "A much longer day"))
    assert (source.cursor_line(), source.cursor_column()) == (2, 2)
