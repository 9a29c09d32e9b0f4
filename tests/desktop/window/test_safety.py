"""Nothing is lost: questions before anything goes, bars for what went wrong, the text always kept."""

from __future__ import annotations

import errno
import os

from PySide6.QtCore import Qt

CTRL = Qt.KeyboardModifier.ControlModifier


def _type(driver, text: str) -> None:
    driver.panels.editor.setFocus()
    driver.press(Qt.Key.Key_Home, CTRL)
    driver.keys(text)


def test_closing_asks_and_cancel_keeps_everything(driver, post):
    driver.open(post)
    _type(driver, "x")
    driver.prompts.answers = [""]
    assert not driver.window.close()
    assert driver.window.isVisible()
    assert driver.desk.session.body.startswith("x")


def test_closing_can_save(driver, post):
    driver.open(post)
    _type(driver, "x")
    driver.prompts.answers = ["save"]
    assert driver.window.close()
    assert b"---\nx\nTrust" in post.read_bytes().replace(b"\r\n", b"\n")


def test_switching_posts_asks(driver, post):
    other = post.with_name("2024-01-02-other.md")
    other.write_text("---\ntitle: Other\n---\ntext\n", encoding="utf-8")
    before = post.read_bytes()
    driver.open(post)
    _type(driver, "x")
    driver.prompts.answers = [""]
    driver.panels.library.post_requested.emit(other)
    assert driver.desk.session.path == post
    driver.prompts.answers = ["discard"]
    driver.panels.library.post_requested.emit(other)
    assert driver.desk.session.path == other
    assert post.read_bytes() == before


def test_a_post_changed_on_disk_is_not_overwritten_without_asking(driver, post):
    driver.open(post)
    _type(driver, "mine ")
    theirs = post.read_bytes() + b"\ntheirs\n"
    post.write_bytes(theirs)
    driver.until(lambda: "disk" in driver.panels.bars.texts())
    driver.prompts.answers = [""]
    driver.press(Qt.Key.Key_S, CTRL, driver.window)
    assert post.read_bytes() == theirs
    assert driver.desk.session.body.startswith("mine ")
    driver.prompts.answers = ["overwrite"]
    driver.press(Qt.Key.Key_S, CTRL, driver.window)
    assert b"mine " in post.read_bytes()
    assert not driver.desk.session.is_modified


def test_an_unmodified_post_is_read_again(driver, post):
    driver.open(post)
    post.write_bytes(post.read_bytes().replace(b"Trust is essential", b"Faith is essential"))
    driver.until(lambda: "Faith is essential" in driver.desk.session.body)
    driver.shown("Faith is essential")
    assert "info" not in driver.panels.bars.texts()


def test_a_removed_post_keeps_its_text_and_can_be_saved_again(driver, post):
    before = post.read_bytes()
    driver.open(post)
    post.unlink()
    driver.until(lambda: "no longer in its folder" in driver.panels.bars.texts().get("disk", ""))
    assert driver.desk.session.is_modified
    driver.panels.bars.press("disk", "Save it again")
    assert post.read_bytes() == before


def test_a_full_disk_is_said_and_loses_nothing(driver, post, monkeypatch):
    before = post.read_bytes()
    driver.open(post)
    _type(driver, "x")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fsync", full)
    driver.press(Qt.Key.Key_S, CTRL, driver.window)
    assert "the disk is full" in driver.panels.bars.texts()["save"]
    assert post.read_bytes() == before
    assert driver.desk.session.is_modified
    monkeypatch.undo()
    driver.panels.bars.press("save", "Try again")
    assert not driver.desk.session.is_modified
    assert post.read_bytes() != before


def test_a_protected_file_is_said(driver, post, monkeypatch):
    before = post.read_bytes()
    driver.open(post)
    _type(driver, "x")
    monkeypatch.setattr("os.access", lambda path, mode: False)
    driver.press(Qt.Key.Key_S, CTRL, driver.window)
    assert "not allowed" in driver.panels.bars.texts()["save"]
    assert post.read_bytes() == before


def test_a_file_that_is_not_text_is_refused_and_the_open_post_stays(driver, post):
    broken = post.with_name("2024-01-03-picture.md")
    broken.write_bytes(b"\x89PNG\0\0\0")
    driver.open(post)
    driver.panels.library.post_requested.emit(broken)
    assert "not text" in driver.panels.bars.texts()["open"]
    assert driver.desk.session.path == post


def test_a_picture_dropped_on_the_window_leaves_the_open_post_as_it_is(driver, post, tmp_path):
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\0\0\0")
    driver.open(post)
    _type(driver, "x")
    driver.window.path_dropped.emit(picture)
    assert "not text" in driver.panels.bars.texts()["open"]
    assert driver.desk.session.path == post
    assert driver.desk.session.body.startswith("x")


def test_a_character_the_encoding_lacks_is_offered_as_utf8(driver, post):
    post.write_bytes("---\ntitle: Café\n---\ncafé\n".encode("cp1252"))
    driver.open(post)
    _type(driver, "→")
    driver.prompts.answers = [""]
    driver.press(Qt.Key.Key_S, CTRL, driver.window)
    assert post.read_bytes() == "---\ntitle: Café\n---\ncafé\n".encode("cp1252")
    assert "→" in driver.prompts.questions[-1]
    driver.prompts.answers = ["convert"]
    driver.press(Qt.Key.Key_S, CTRL, driver.window)
    assert post.read_bytes().decode("utf-8") == "---\ntitle: Café\n---\n→café\n"


def test_yaml_that_does_not_parse_leaves_the_body_editable(driver, post):
    post.write_text('---\ntitle: "open\ntags: [a\n---\nbody\n', encoding="utf-8")
    driver.open(post)
    problem = driver.desk.session.problem
    assert problem is not None
    assert problem.line is not None
    assert problem.column is not None
    _type(driver, "more ")
    driver.press(Qt.Key.Key_S, CTRL, driver.window)
    assert post.read_text(encoding="utf-8") == '---\ntitle: "open\ntags: [a\n---\nmore body\n'


def test_a_folder_without_posts_says_so(driver, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    driver.open(empty)
    assert driver.panels.library.titles() == []
    texts = [label.text() for label in driver.panels.welcome.findChildren(type(driver.panels.status._saved))]
    assert "This folder has no posts yet." in texts


def test_a_blog_that_is_gone_is_said_and_the_open_post_stays(driver, post, tmp_path):
    driver.open(post)
    _type(driver, "x")
    driver.panels.welcome.folder_requested.emit(tmp_path / "gone")
    assert "is not there any more" in driver.panels.bars.texts()["open"]
    assert driver.desk.session.path == post
    assert driver.desk.session.body.startswith("x")


def test_a_post_that_comes_back_as_it_was_has_no_changes(driver, post):
    driver.open(post)
    elsewhere = post.with_name("elsewhere.txt")
    post.rename(elsewhere)
    driver.until(lambda: driver.desk.session.is_modified)
    elsewhere.rename(post)
    driver.until(lambda: "disk" not in driver.panels.bars.texts())
    assert not driver.desk.session.is_modified


def test_a_post_that_another_program_made_unreadable_keeps_its_text(driver, post):
    driver.open(post)
    body = driver.desk.session.body
    post.write_bytes(b"\x89PNG\0\0\0")
    driver.until(lambda: "not text" in driver.panels.bars.texts().get("disk", ""))
    assert "read again" not in str(driver.panels.bars.texts())
    assert driver.desk.session.body == body
    driver.panels.bars.press("disk", "Save mine")
    assert body.splitlines()[0].encode() in post.read_bytes()
