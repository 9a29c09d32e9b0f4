"""After every edit the page is that of the whole text, in every dialect."""

from __future__ import annotations

from pathlib import Path

import pytest

from foreword.rendering.dialects import make_dialect
from foreword.rendering.live import LiveDocument
from foreword.text import LineEdit
from rendering.live.page import Page, Writer, assert_shown, random_lines
from rendering.texts import available_dialects, corpus_bodies, same_page

CONFIGURATIONS: list[tuple[str, dict[str, object]]] = [
    *((name, {}) for name in available_dialects()),
    ("python-markdown", {"extensions": ["extra", "toc", "smarty", "admonition"]}),
]
IDS = [name + ("+" if options else "") for name, options in CONFIGURATIONS]
by_dialect = pytest.mark.parametrize(("name", "options"), CONFIGURATIONS, ids=IDS)


@by_dialect
def test_generated_text(name: str, options: dict[str, object]) -> None:
    dialect = make_dialect(name, options)
    edits = 0
    for seed in range(20):
        writer = Writer(seed, random_lines(seed))
        live = LiveDocument(dialect, writer.lines)
        page = Page()
        page.apply(live.finish())
        assert_shown(page, live, dialect, writer.lines)
        for _ in range(15):
            page.apply(live.apply(writer.edit()))
            assert_shown(page, live, dialect, writer.lines)
            edits += 1
    print(f"{name}: {edits} edits of generated text compared")


@by_dialect
def test_generated_text_in_slices(name: str, options: dict[str, object]) -> None:
    """With no time at all each step does something; edits may come while work is pending."""
    dialect = make_dialect(name, options)
    for seed in range(100, 112):
        writer = Writer(seed, random_lines(seed))
        live = LiveDocument(dialect, writer.lines, focus=writer.random.randrange(len(writer.lines)))
        page = Page()
        page.apply(live.step(0))
        for _ in range(15):
            live.focus = writer.random.randrange(len(writer.lines))
            page.apply(live.apply(writer.edit(), 0))
            if writer.random.random() < 0.3:
                steps = 0
                while not live.complete:
                    page.apply(live.step(0))
                    steps += 1
                    assert steps < 3_000
                assert_shown(page, live, dialect, writer.lines)
        page.apply(live.finish())
        assert_shown(page, live, dialect, writer.lines)


def _edit_posts(
    shared: Path, name: str, options: dict[str, object], every: int, edits: int
) -> tuple[int, int]:
    dialect = make_dialect(name, options)
    posts = made = 0
    for number, (_, body) in enumerate(corpus_bodies(shared)):
        if number % every or len(body) > 60_000:
            continue
        posts += 1
        writer = Writer(number, body.split("\n"))
        live = LiveDocument(dialect, writer.lines)
        page = Page()
        page.apply(live.finish())
        for _ in range(edits):
            page.apply(live.apply(writer.edit()))
            made += 1
        assert_shown(page, live, dialect, writer.lines)
    return posts, made


@by_dialect
def test_posts_of_the_corpus(shared: Path, name: str, options: dict[str, object]) -> None:
    posts, made = _edit_posts(shared, name, options, every=15, edits=20)
    print(f"{name}: {posts} posts, {made} edits")
    assert posts > 20


@pytest.mark.long
@by_dialect
def test_every_post_of_the_corpus(shared: Path, name: str, options: dict[str, object]) -> None:
    posts, made = _edit_posts(shared, name, options, every=1, edits=60)
    print(f"{name}: {posts} posts, {made} edits")
    assert posts > 350


def test_balanced_units_make_the_same_page(shared: Path) -> None:
    """Each unit stands for itself: closed one by one they give the page of the whole."""
    dialect = make_dialect("python-markdown")
    body = "one\n\n<details><summary>s</summary>\n\n*two*\n\n</details>\n\nthree <b>bold</b>\n"
    for text in (body, "<p>a <b>x</p>\n\nb\n\nc</b> d\n\ne"):
        live = LiveDocument(dialect, text.split("\n"))
        live.finish()
        lines = sum(unit.lines for unit in live.units())
        assert lines == live.line_count
    units = list(LiveDocument(dialect, body.split("\n")).finish().changes[0].added)  # type: ignore[union-attr]
    assert [unit.lines for unit in units if unit.html] == [2, 6, 2]
    wrapped = "".join(f"<section>{unit.html}</section>" for unit in units if unit.html)
    assert same_page(shared, wrapped, wrapped)


@pytest.mark.parametrize(
    ("edit", "line"),
    [(LineEdit(5, 0, ()), "beyond"), (LineEdit(0, 2, ()), "too many"), (LineEdit(0, 1, ()), "the last line")],
)
def test_edits_of_lines_that_are_not_there(edit: LineEdit, line: str) -> None:
    live = LiveDocument(make_dialect("python-markdown"), ["only"])
    with pytest.raises(ValueError, match="line"):
        live.apply(edit)
    assert live.finish().complete
    assert live.html == "<p>only</p>\n"
