"""The library lists, filters, searches, and asks for posts by mouse and keyboard."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView, QListWidget, QStyleOptionViewItem

from foreword.desktop.library_panel import LibraryPanel
from foreword.desktop.library_panel.delegate import PostDelegate
from foreword.desktop.theme import load_theme
from foreword.errors import Problem
from foreword.library import PostSummary


def _post(name: str, title: str, status: str = "published", **more) -> PostSummary:
    when = datetime(2024, 3, 1, 9, 0, tzinfo=UTC)
    return PostSummary(Path(f"/blog/{name}.md"), title, status, "why", when, **more)


POSTS = [
    _post("draft", "An unfinished letter", "draft"),
    _post("next", "Next spring", "scheduled"),
    _post("crème", "Crème brûlée", categories=("Kitchen",)),
    _post(
        "tide",
        "What the tide leaves behind, and what it takes away from people who walk there in the evening",
    ),
    _post("broken", "broken.md", problem=Problem("cannot be read", 3)),
    _post("about", "About", "page", group="page"),
]


@pytest.fixture
def panel(qtbot):
    made = LibraryPanel()
    qtbot.addWidget(made)
    made.set_theme(load_theme(dark=False))
    made.set_posts(POSTS)
    made.resize(250, 600)
    made.show()
    return made


def _view(panel) -> QListView:
    return panel.findChild(QListView, "posts")


def _search(panel, qtbot, text: str) -> None:
    field = panel.findChild(QLineEdit)
    field.clear()
    QTest.keyClicks(field, text) if text.isascii() else field.setText(text)
    qtbot.waitUntil(lambda: not panel._delay.isActive())


def test_lists_posts_and_leaves_pages_to_their_group(panel):
    assert panel.titles() == [post.title for post in POSTS[:5]]


@pytest.mark.parametrize(
    ("row", "titles"), [(1, ["An unfinished letter"]), (2, ["Next spring"]), (4, ["About"])]
)
def test_groups_filter(panel, row, titles):
    panel.findChild(QListWidget, "filters").setCurrentRow(row)
    assert panel.titles() == titles


@pytest.mark.parametrize(
    ("text", "titles"), [("creme", ["Crème brûlée"]), ("kitchen", ["Crème brûlée"]), ("zzz", [])]
)
def test_search_ignores_case_and_accents(panel, qtbot, text, titles):
    _search(panel, qtbot, text)
    assert panel.titles() == titles
    _search(panel, qtbot, "")
    assert len(panel.titles()) == 5


def test_enter_in_the_search_opens_the_first(panel, qtbot):
    _search(panel, qtbot, "tide")
    with qtbot.waitSignal(panel.post_requested) as asked:
        QTest.keyClick(panel.findChild(QLineEdit), Qt.Key.Key_Return)
    assert asked.args == [Path("/blog/tide.md")]


def test_click_and_return_ask_for_a_post(panel, qtbot):
    view = _view(panel)
    place = view.visualRect(view.model().index(1, 0)).center()
    with qtbot.waitSignal(panel.post_requested) as asked:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [Path("/blog/next.md")]
    view.setCurrentIndex(view.model().index(2, 0))
    with qtbot.waitSignal(panel.post_requested) as asked:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert asked.args == [Path("/blog/crème.md")]


def test_the_open_post_stays_marked_when_the_list_changes(panel):
    panel.set_current(Path("/blog/tide.md"))
    panel.set_posts(POSTS[2:])
    assert _view(panel).currentIndex().data() == POSTS[3].title
    panel.set_current(None)
    assert not _view(panel).selectionModel().hasSelection()


def test_long_titles_take_two_lines_and_screen_readers_hear_the_state(panel):
    view = _view(panel)
    heights = [view.visualRect(view.model().index(row, 0)).height() for row in range(5)]
    assert heights[3] > heights[0]
    spoken = view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "An unfinished letter, draft, 1 Mar 2024"


def test_a_title_with_emoji_breaks_between_its_words(panel):
    title = "😀😀 A title with many emoji 😀😀 in the first and in the second line"
    option = QStyleOptionViewItem()
    option.font = panel.font()
    lines = PostDelegate()._title_lines(option, _post("emoji", title), 420)
    assert len(lines) == 2
    assert " ".join(lines) == title
