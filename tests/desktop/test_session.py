"""The session owns the text: edits of body and head, undo over both, and reading the file again."""

from __future__ import annotations

from pathlib import Path

import pytest

from foreword.desktop.session import BodyEdit, Session
from foreword.errors import FrontMatterRefused
from foreword.text import Edit

DATA = b"---\r\ntitle: A # why\r\n---\r\nOne\r\nTwo\r\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "post.md"
    file.write_bytes(DATA)
    return file


@pytest.fixture
def session(qapp, path) -> Session:
    made = Session()
    made.open(path)
    return made


def test_body_edits_tell_lines_of_the_body(session):
    told: list[BodyEdit] = []
    session.body_edited.connect(told.append)
    session.edit_body(Edit(5, 5, "x\r\ny"))
    assert told[0].edit == Edit(5, 5, "x\r\ny")
    assert told[0].lines is not None
    assert (told[0].lines.first, told[0].lines.removed) == (1, 1)
    assert told[0].lines.lines == ("x", "yTwo")
    assert told[0].old_lines == ("Two",)
    assert session.source.to_bytes() == DATA.replace(b"Two", b"x\r\nyTwo")


def test_undo_takes_back_text_and_form_in_their_order(session):
    session.edit_body(Edit(0, 0, "Z"), "typing")
    session.edit_field("title", "B")
    session.edit_body(Edit(1, 1, "Y"), "typing")
    for expected in (b"title: B", b"title: A", b"title: A"):
        session.undo()
        assert expected in session.source.to_bytes()
    assert session.source.to_bytes() == DATA
    assert not session.is_modified
    session.redo()
    assert session.body.startswith("ZOne")


def test_a_refused_field_changes_nothing(session):
    with pytest.raises(FrontMatterRefused):
        session.edit_field("title", "\ud800")
    assert session.source.to_bytes() == DATA
    assert not session.can_undo


def test_reading_again_keeps_what_is_equal_and_can_be_undone(session, path):
    told: list[object] = []
    session.opened.connect(lambda: told.append("opened"))
    session.body_edited.connect(told.append)
    path.write_bytes(DATA.replace(b"Two", b"Three").replace(b"title: A", b"title: C"))
    session.reload()
    assert [type(entry) for entry in told] == [BodyEdit]
    assert session.head.fields["title"] == "C"
    assert not session.is_modified
    assert session.disk_state() == "same"
    session.undo()
    assert session.body == "One\r\nTwo\r\n"
    assert session.is_modified


def test_a_head_where_there_was_none(qapp, tmp_path):
    path = tmp_path / "plain.md"
    path.write_bytes(b"just text\n")
    session = Session()
    session.open(path)
    session.edit_field("title", "T")
    assert session.body == "just text\n"
    assert session.source.text.startswith("---\ntitle: T\n---\n")
    session.undo()
    assert session.source.to_bytes() == b"just text\n"
    session.edit_body(Edit(0, 0, "---\na: 1\n---\n"))
    assert session.head.format == "none"
    assert session.body.startswith("---\na: 1")


def test_a_saved_state_is_known_through_undo_and_redo(session, path):
    session.edit_body(Edit(0, 0, "x"))
    session.save()
    assert path.read_bytes() == DATA.replace(b"One", b"xOne")
    session.undo()
    assert session.is_modified
    session.redo()
    assert not session.is_modified
