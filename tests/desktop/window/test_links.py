"""Where the preview's links lead: out of the blog to the writer's browser, within it nowhere yet."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("address", "opened"),
    [
        ("https://example.org/x", ["https://example.org/x"]),
        ("//example.org/x", ["https://example.org/x"]),
        ("mailto:a@b.example", ["mailto:a@b.example"]),
        ("/about/", []),
        ("other.md", []),
        ("#part", []),
    ],
)
def test_a_link(driver, post, address, opened):
    post.write_text(f"---\ntitle: x\n---\n[link]({address}) <b id='part'>x</b>\n", encoding="utf-8")
    driver.open(post)
    driver.js("(document.querySelector('article a').click(), 1)")
    driver.frames()
    assert driver.prompts.opened == opened
    assert ("link" in driver.panels.bars.texts()) == (address in ("/about/", "other.md"))
