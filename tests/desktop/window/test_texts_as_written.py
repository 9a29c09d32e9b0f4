"""What a writer's texts look like in the window: markup and ampersands are characters like others."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

TITLE = "Q&A: <b>bold</b>"


def test_no_label_takes_a_text_for_markup(driver, sample_blog, post):
    (sample_blog / "_config.yml").write_text("title: A & <i>B</i>\n", encoding="utf-8")
    post.write_text(f'---\ntitle: "{TITLE}"\ntags: [<u>x</u>]\nr&d: 1\n---\nbody\n', encoding="utf-8")
    driver.open(post)
    labels = [
        label
        for panel in (driver.panels.header, driver.panels.form, driver.panels.status, driver.panels.welcome)
        for label in panel.findChildren(QLabel)
        if label.text()
    ]
    assert {"A & <i>B</i>", "<u>x</u>", "R&&d"} <= {label.text() for label in labels}
    assert [label.text() for label in labels if label.textFormat() is not Qt.TextFormat.PlainText] == []


def test_the_folded_form_shows_an_ampersand(driver, post):
    post.write_text(f'---\ntitle: "{TITLE}"\n---\nbody\n', encoding="utf-8")
    driver.open(post)
    driver.panels.form.set_unfolded(False)
    texts = [button.text() for button in driver.panels.form.findChildren(QPushButton)]
    assert any(text.startswith("Q&&A: <b>bold</b>") for text in texts)


def test_no_tooltip_takes_a_text_for_markup(driver, post):
    post.write_text("---\ntitle: x\ntags: [<u>x</u>]\n<b>key</b>: 1\n---\nbody\n", encoding="utf-8")
    driver.open(post)
    tips = {widget.toolTip() for widget in driver.panels.form.findChildren(QWidget)}
    shown = set()
    for tip in tips:
        document = QTextDocument()
        document.setHtml(tip)
        shown.add(document.toPlainText())
    assert {"Remove <u>x</u>", "Remove the field <b>key</b>"} <= shown
