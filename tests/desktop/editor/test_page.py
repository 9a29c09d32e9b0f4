"""How the text is set: its measure, the room between lines, and that points and places agree."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.editor.session import Session
from foreword.desktop.editor import EditorPanel

pytestmark = [pytest.mark.desktop, pytest.mark.qt_log_ignore("propagateSizeHints")]

PROSE = (
    "The tide leaves a line of weed and glass along the stones where we walked on the first day of spring, and"
    " nobody had asked us to be back before the evening came down on the harbour and its boats.\n"
)


def line_lengths(panel: EditorPanel, block: int) -> list[int]:
    layout = panel.view.document().findBlockByNumber(block).layout()
    return [layout.lineAt(number).textLength() for number in range(layout.lineCount())]


@pytest.mark.parametrize("width", [500, 1600])
@pytest.mark.parametrize("family", ["DejaVu Sans", "DejaVu Sans Mono"])
def test_lines_hold_about_72_characters_at_most_in_the_middle(
    panel: EditorPanel, width: int, family: str
) -> None:
    panel.resize(width, 400)
    panel.set_font(QFont(family, 10))
    Session(panel, PROSE * 30)
    panel.grab()
    lengths = [length for block in range(5) for length in line_lengths(panel, block)]
    mono = family.endswith("Mono")
    assert max(lengths) <= (73 if mono else 78)
    line = panel.view.document().firstBlock().layout().lineAt(0)
    left, right = line.x(), panel.view.viewport().width() - line.x() - line.width()
    assert abs(left - right) <= 2
    if width == 1600:
        assert max(lengths) >= 66
        assert line.width() < 0.6 * width


def test_lines_are_about_one_and_a_half_times_the_letters_size_apart(panel: EditorPanel) -> None:
    panel.set_font(QFont("DejaVu Sans", 12))
    Session(panel, PROSE * 3)
    panel.grab()
    layout = panel.view.document().firstBlock().layout()
    apart = layout.lineAt(1).y() - layout.lineAt(0).y()
    size = QFontMetricsF(panel.view.font()).height() / 1.164
    assert 1.45 <= apart / size <= 1.75
    blocks = panel.view.visible_blocks()
    first, second = next(blocks)[1], next(blocks)[1]
    assert second.y() - first.y() == pytest.approx(apart * layout.lineCount(), abs=1)


def test_zoom_changes_the_letters_and_keeps_the_measure(panel: EditorPanel) -> None:
    panel.resize(1600, 400)
    Session(panel, PROSE * 3)
    panel.grab()
    before = line_lengths(panel, 0)
    height = panel.view.cursorRect().height()
    panel.set_zoom(1.5)
    panel.grab()
    assert panel.view.cursorRect().height() > 1.3 * height
    assert abs(max(line_lengths(panel, 0)) - max(before)) <= 6


@pytest.mark.parametrize(
    "text", [PROSE * 4, "שלום עולם, זה טקסט ארוך " * 12, "中文文本没有空格" * 20, "e\u0301😀 a\tb\n" * 5]
)
def test_a_click_goes_to_the_place_that_is_drawn_there(panel: EditorPanel, text: str) -> None:
    session = Session(panel, text)
    view = panel.view
    for place in range(0, len(session.source), 7):
        panel.set_cursor(place)
        rect = view.cursorRect()
        if not view.viewport().rect().contains(rect.center()):
            break
        found = view.textCursor().position()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton)
        assert abs(view.textCursor().position() - found) <= 1
        assert view.cursorRect().top() == rect.top()


def test_a_click_between_two_lines_goes_to_the_nearer_one(panel: EditorPanel) -> None:
    Session(panel, PROSE * 3)
    panel.grab()
    layout = panel.view.document().firstBlock().layout()
    first = layout.lineAt(0)
    corner = next(panel.view.visible_blocks())[1]
    below = corner.y() + first.y() + first.height() + 1
    for y, line in ((below, 0), (corner.y() + layout.lineAt(1).y() - 1, 1), (corner.y() + 0.5, 0)):
        snapped = panel.view.snapped(QPointF(first.x() + 100, y))
        cursor = panel.view.cursorForPosition(QPoint(round(snapped.x()), round(snapped.y())))
        assert layout.lineForTextPosition(cursor.position()).lineNumber() == line


def test_arrow_keys_walk_through_wrapped_lines(panel: EditorPanel) -> None:
    Session(panel, PROSE * 2)
    panel.set_cursor(5)
    tops = [panel.view.cursorRect().top()]
    for _ in range(5):
        QTest.keyClick(panel.view, Qt.Key.Key_Down)
        tops.append(panel.view.cursorRect().top())
    steps = {later - earlier for earlier, later in pairwise(tops)}
    assert len(steps) == 1


def test_a_paragraph_in_hebrew_is_set_from_right_to_left(panel: EditorPanel) -> None:
    Session(panel, "left to right\nשלום עולם\n")
    panel.grab()
    document = panel.view.document()
    left = document.findBlockByNumber(0).layout().lineAt(0)
    right = document.findBlockByNumber(1).layout().lineAt(0)
    assert left.naturalTextRect().left() == pytest.approx(left.x(), abs=1)
    assert right.naturalTextRect().right() == pytest.approx(right.x() + right.width(), abs=1)


def test_code_is_set_from_left_to_right(panel: EditorPanel) -> None:
    Session(panel, "```\nשלום עולם\n```\n")
    panel.grab()
    line = panel.view.document().findBlockByNumber(1).layout().lineAt(0)
    assert line.naturalTextRect().left() == pytest.approx(line.x(), abs=1)


def test_scrolling_and_telling_the_top_line_agree(panel: EditorPanel) -> None:
    Session(panel, PROSE * 60)
    told: list[tuple[int, float]] = []
    panel.top_line_changed.connect(lambda line, fraction: told.append((line, fraction)))
    for line, fraction in ((10, 0.0), (30, 0.5), (0, 0.0)):
        panel.scroll_to_line(line, fraction)
        found, part = panel.top_line()
        assert found == line
        assert abs(part - fraction) < 0.5
    assert told == []
    panel.view.verticalScrollBar().setValue(12)
    assert told == [panel.top_line()]


def test_cursor_stays_in_view_while_typing_at_the_end(panel: EditorPanel) -> None:
    session = Session(panel, PROSE * 20)
    panel.set_cursor(len(session.source))
    for _ in range(30):
        QTest.keyClicks(panel.view, "some more words ")
        assert panel.view.viewport().rect().contains(panel.view.cursorRect())
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert panel.view.viewport().rect().contains(panel.view.cursorRect())
    assert session.differences() == []


def pixels(picture: QPixmap) -> bytes:
    """The colours of a picture, without what else an image remembers."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB888)
    return bytes(image.constBits())


def is_painted(panel: EditorPanel) -> bool:
    """Whether the screen shows what painting the whole panel gives."""
    return pixels(panel.screen().grabWindow(panel.winId())) == pixels(panel.grab())


def test_what_is_on_the_screen_is_what_a_full_painting_gives(panel: EditorPanel, qtbot: QtBot) -> None:
    """Marks and selections lie outside of what Qt repaints by itself; nothing of them may be left behind."""
    Session(panel, PROSE * 3 + "\n```\ncode\n```\n" + PROSE * 8)
    panel.view.setCursorWidth(0)
    shift, none = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
    keys = [(Qt.Key.Key_Down, none)] * 5 + [(Qt.Key.Key_Down, shift)] * 4 + [(Qt.Key.Key_Up, shift)] * 3
    keys += [
        (Qt.Key.Key_Left, none),
        (Qt.Key.Key_PageDown, none),
        (Qt.Key.Key_Up, none),
        (Qt.Key.Key_X, none),
    ]
    for key, modifier in keys:
        QTest.keyClick(panel.view, key, modifier)
        qtbot.waitUntil(lambda: is_painted(panel))


def test_input_methods_are_told_where_the_cursor_is(panel: EditorPanel) -> None:
    panel.resize(1200, 400)
    Session(panel, PROSE)
    panel.set_cursor(10)
    told = panel.view.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    assert told.toRect().center() == panel.view.cursorRect().center()


def darkest(panel: EditorPanel, block: int) -> int:
    """The darkest grey in a line of the text, 0 for black."""
    image = panel.view.viewport().grab().toImage()
    for found, corner in panel.view.visible_blocks():
        if found.blockNumber() == block:
            rows = range(round(corner.y()), round(corner.y()) + 20)
            return min(image.pixelColor(x, y).lightness() for y in rows for x in range(30, 300))
    raise AssertionError("not in view")


def test_focus_mode_fades_all_but_the_paragraph_of_the_cursor(panel: EditorPanel) -> None:
    Session(panel, "one line\n\nsecond line\nof two\n\nthird line\n")
    panel.view.setCursorWidth(0)
    panel.set_focus_mode(True)
    panel.set_cursor(12)
    shades = [darkest(panel, block) for block in (0, 2, 3, 5)]
    assert max(shades[1:3]) < 80
    assert min(shades[0], shades[3]) > 120
    panel.set_focus_mode(False)
    assert max(darkest(panel, block) for block in (0, 2, 3, 5)) < 80
