"""Text that is not Markdown: one look, and keys that type what they say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.editor.session import Session
from foreword.desktop.editor import EditorPanel

pytestmark = [pytest.mark.desktop, pytest.mark.qt_log_ignore("propagateSizeHints")]

HEAD = "---\ntitle: A *day*\ntags: [a, b]\n---\n# comment\n```\nfenced\n"


@pytest.fixture
def panel(qapp: QApplication) -> Iterator[EditorPanel]:
    made = EditorPanel(plain=True)
    made.resize(600, 400)
    made.show()
    made.setFocus()
    qapp.processEvents()
    yield made
    made.close()
    made.deleteLater()


def test_no_line_looks_like_markdown(panel: EditorPanel) -> None:
    Session(panel, HEAD)
    panel.grab()
    document = panel.view.document()
    blocks = [document.findBlockByNumber(number) for number in range(document.blockCount())]
    assert [len(block.layout().formats()) for block in blocks] == [0] * len(blocks)
    assert not any(panel.view.is_code(number) for number in range(len(blocks)))


@pytest.mark.parametrize(
    ("text", "at", "key", "expected"),
    [
        ("- a\n", 3, Qt.Key.Key_Return, "- a\n\n"),
        ("  - a\n", 5, Qt.Key.Key_Return, "  - a\n  \n"),
        ("a: b\n", 0, Qt.Key.Key_Tab, "  a: b\n"),
        ("- a\n", 3, Qt.Key.Key_Tab, "- a \n"),
        ("| a |\n", 2, Qt.Key.Key_Tab, "|   a |\n"),
    ],
)
def test_keys_type_what_they_say(panel: EditorPanel, text: str, at: int, key: Qt.Key, expected: str) -> None:
    session = Session(panel, text)
    panel.set_cursor(at)
    QTest.keyClick(panel.view, key)
    assert str(panel.rope) == expected
    assert session.text == expected


def test_a_letter_replaces_the_selection(panel: EditorPanel) -> None:
    Session(panel, "title: word\n")
    panel.set_cursor(11, 7)
    QTest.keyClick(panel.view, "*")
    assert str(panel.rope) == "title: *\n"
