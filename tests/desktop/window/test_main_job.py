"""The main job, with real keys on the real window: open a blog, edit a post, see the preview follow, save."""

from __future__ import annotations

from PySide6.QtCore import Qt

TITLE = "How to Overcome Trust Issues and Build Stronger Relationships"
KEYS = ["layout", "title", "date", "categories", "excerpt_image", "image"]
CTRL = Qt.KeyboardModifier.ControlModifier


def test_shows_the_post_as_it_is(driver, sample_blog, post):
    driver.open(sample_blog)
    assert driver.panels.library.titles() == [TITLE]
    driver.panels.library.post_requested.emit(post)
    driver.shown(TITLE)

    assert driver.panels.form.keys() == KEYS
    date = driver.panels.form.editor("date")
    assert date.texts() == ("31 Dec 2023", "16:52:29", "UTC +0000")
    headings = driver.js("[...document.querySelectorAll('h3')].map(h => h.textContent.trim())")
    assert len(headings) == 6
    assert headings[0] == "Understanding Where Your Trust Issues Come From"
    places = driver.js(
        "[...document.querySelectorAll('[data-foreword-card]')].map(c => c.getBoundingClientRect().height > 40)"
    )
    assert places == [True, True, True]


def test_edits_text_and_title_and_saves_only_those_lines(driver, post):
    before = post.read_bytes()
    driver.open(post)
    editor = driver.panels.editor
    editor.setFocus()
    driver.press(Qt.Key.Key_Home, CTRL)
    driver.press(Qt.Key.Key_Down)
    driver.keys("Begin today. ")
    driver.shown("Begin today. Trust is essential for any healthy relationship")

    title = driver.panels.form.editor("title")
    driver.click(title.focusProxy())
    driver.press(Qt.Key.Key_End, CTRL, title)
    driver.keys(" Now", title)
    driver.shown(f"{TITLE} Now")
    driver.press(Qt.Key.Key_S, CTRL, driver.window)

    after = post.read_bytes()
    old_lines, new_lines = before.split(b"\n"), after.split(b"\n")
    changed = [(a, b) for a, b in zip(old_lines, new_lines, strict=True) if a != b]
    assert len(changed) == 2
    assert changed[0][1] == changed[0][0].replace(b'Relationships"', b'Relationships Now"')
    assert changed[1][1] == b"Begin today. " + changed[1][0]
    assert not driver.desk.session.is_modified


def test_undo_covers_text_and_form_in_one_line(driver, post):
    before = post.read_bytes()
    driver.open(post)
    editor, title = driver.panels.editor, driver.panels.form.editor("title")
    editor.setFocus()
    driver.keys("One ")
    driver.click(title.focusProxy())
    driver.press(Qt.Key.Key_Home, CTRL, title)
    driver.keys("Two ", title)
    editor.setFocus()
    driver.keys("Three ")
    while driver.desk.session.can_undo:
        driver.press(Qt.Key.Key_Z, CTRL)
    assert driver.desk.session.source.to_bytes() == before
    assert str(editor.rope) == driver.desk.session.body
    assert not driver.desk.session.is_modified
    while driver.desk.session.can_redo:
        driver.press(Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert driver.desk.session.head.fields["title"] == f"Two {TITLE}"
    assert driver.desk.session.body.startswith("One Three ")
