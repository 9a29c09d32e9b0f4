"""Which moves of the page are the reader's, with whatever they are made and however busy the machine is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.preview.page_reader import Reader

LONGER_THAN_A_WHEEL_MS = 900


@pytest.fixture
def told(reader: Reader) -> Iterator[list[int]]:
    """The units that the page tells to be at its top."""
    reader.show([f"<p id='p{place}'>{place} {'words ' * 60}</p>\n" for place in range(80)])
    found: list[int] = []
    connection = reader.panel.scrolled.connect(lambda unit, _part: found.append(unit))
    yield found
    reader.panel.scrolled.disconnect(connection)


def test_a_slow_drag_of_the_scroll_bar_is_told_to_its_end(reader: Reader, told: list[int]) -> None:
    web = reader.panel.web
    assert web is not None
    glass = web.view.focusProxy()
    assert glass is not None
    x, clock = glass.width() - 4, QElapsedTimer()
    QTest.mouseMove(glass, QPoint(x, 20))
    QTest.mousePress(glass, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(x, 20))
    clock.start()
    for y in range(24, 100, 6):
        _drag(glass, QPoint(x, y))
        reader.frames()
    reader.until(lambda: clock.elapsed() > LONGER_THAN_A_WHEEL_MS)
    before = reader.js("scrollY")
    _drag(glass, QPoint(x, 400))
    reader.until(f"scrollY > {before + 1000}")
    QTest.mouseRelease(glass, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(x, 400))
    reader.frames()
    reader.frames()
    there = "Number([...document.querySelectorAll('p')].find(p => p.getBoundingClientRect().bottom > 12).id.slice(1))"
    assert abs(told[-1] - reader.js(there)) <= 1


def test_a_turn_of_the_wheel_is_the_reader_s_however_late_the_page_moves(
    reader: Reader, told: list[int]
) -> None:
    reader.js(
        f"""(() => {{ document.dispatchEvent(new WheelEvent('wheel', {{ bubbles: true }})); scrollTo(0, 3000);
        const end = performance.now() + {LONGER_THAN_A_WHEEL_MS}; while (performance.now() < end); return 1; }})()"""
    )
    reader.until(lambda: bool(told))


def test_a_move_long_after_the_wheel_is_nobody_s(reader: Reader, told: list[int]) -> None:
    reader.js("(document.dispatchEvent(new WheelEvent('wheel', { bubbles: true })), 1)")
    clock = QElapsedTimer()
    clock.start()
    reader.until(lambda: clock.elapsed() > LONGER_THAN_A_WHEEL_MS)
    for _ in range(3):
        reader.frames()
    reader.js("(scrollTo(0, 3000), 1)")
    for _ in range(3):
        reader.frames()
    assert told == []


def _drag(glass: QWidget, place: QPoint) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        QPointF(glass.mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(glass, event)
