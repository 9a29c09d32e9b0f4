"""The word count of a long post is right though it is made in slices while the post is edited."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from foreword.desktop.blog import Blog
from foreword.desktop.session import Session
from foreword.desktop.status_line import StatusLine
from foreword.desktop.status_presenter import StatusPresenter
from foreword.desktop.tasks import ThreadTasks
from foreword.text import Edit


def test_edits_made_while_words_are_counted_are_counted_too(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_text("---\ntitle: Not counted\n---\n" + "one two three\n" * 5000, encoding="utf-8")
    session, line = Session(), StatusLine()
    qtbot.addWidget(line)
    StatusPresenter(session, Blog(ThreadTasks(line)), line, line)
    session.open(path)
    assert "15\u202f000" not in line.texts()["words"]
    session.edit_body(Edit(0, 3, "four five"))
    session.edit_body(Edit(60_000, 60_000, " six "))
    qtbot.waitUntil(lambda: "15\u202f00" in line.texts()["words"])
    shown = line.texts()["words"]
    session.undo()
    session.undo()
    assert line.texts()["words"] != shown
    assert "15\u202f000" in line.texts()["words"]


def test_a_head_without_a_body_has_no_words(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "empty.md"
    path.write_text("---\ntitle: Not counted\n---", encoding="utf-8")
    session, line = Session(), StatusLine()
    qtbot.addWidget(line)
    StatusPresenter(session, Blog(ThreadTasks(line)), line, line)
    session.open(path)
    qtbot.waitUntil(lambda: line.texts()["words"].startswith("0"))


def test_an_edit_of_a_monstrous_line_is_counted_in_the_next_pause(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_text("word " * 5000, encoding="utf-8")
    session, line = Session(), StatusLine()
    qtbot.addWidget(line)
    StatusPresenter(session, Blog(ThreadTasks(line)), line, line)
    session.open(path)
    qtbot.waitUntil(lambda: line.texts()["words"].startswith("5\u202f000"))
    session.edit_body(Edit(0, 0, "one more "))
    session.edit_body(Edit(0, 0, "and "))
    assert line.texts()["words"].startswith("5\u202f000")
    qtbot.waitUntil(lambda: line.texts()["words"].startswith("5\u202f003"))
