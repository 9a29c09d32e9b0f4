"""A page that has much to do shows the latest article, and never one change after another that is outdated."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.preview.page_reader import Reader
from foreword.desktop.preview import Replace, Splice, Unit
from foreword.desktop.preview.article import Operation, without_outdated
from foreword.desktop.preview.page import PreviewPage

BUSY = "(() => { const end = performance.now() + 400; while (performance.now() < end); return 1; })()"


def test_changes_that_come_while_the_page_is_busy_are_made_at_once(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    call_then = PreviewPage.call_then

    def counted(page: PreviewPage, then: Callable[[], None], function: str, *arguments: object) -> None:
        calls.append(function)
        call_then(page, then, function, *arguments)

    reader.show(["<p>one</p>", "<p>two</p>"])
    assert reader.panel.web is not None
    monkeypatch.setattr(PreviewPage, "call_then", counted)
    reader.panel.web.page.call("mark", None)
    reader.panel.web.page.runJavaScript(BUSY, 1)
    for number in range(50):
        reader.panel.patch([Replace(1, f"<p>{number}</p>")])
    reader.panel.patch([Splice(1, 1, (Unit(7, "<p>seven</p>", 1), Unit(8, "<p>eight</p>", 1)))])
    reader.panel.patch([Replace(7, "<p>at last</p>")])
    reader.until("document.body.textContent.includes('at last')")
    assert reader.dom() == "<p>one</p><p>at last</p><p>eight</p>"
    assert len(calls) <= 3


def test_a_place_gone_to_waits_for_the_changes_that_make_it(reader: Reader) -> None:
    reader.show(["<p>one</p>"])
    assert reader.panel.web is not None
    reader.panel.web.page.runJavaScript(BUSY, 1)
    reader.panel.patch([Replace(0, "<p>1</p>")])
    many = tuple(Unit(10 + number, f"<p style='height: 400px'>{number}</p>", 1) for number in range(9))
    reader.panel.patch([Splice(1, 0, many)])
    reader.panel.scroll_to(14, 0.0)
    reader.until("window.scrollY > 1000")


def test_the_articles_parts_come_in_order_when_it_is_changed_meanwhile(reader: Reader) -> None:
    units = [Unit(number, f"<p>{'x' * 900} {number}</p>", 1) for number in range(400)]
    done: list[bool] = []
    connection = reader.panel.completed.connect(lambda: done.append(True))
    reader.panel.show_article("", units)
    for number in range(400, 420):
        reader.panel.patch([Splice(0, 0, (Unit(number, f"<p>{number}</p>", 1),))])
        reader.panel.patch([Splice(len(units) + number - 399, 0, (Unit(number + 100, "<p>end</p>", 1),))])
    reader.until(lambda: bool(done))
    reader.panel.completed.disconnect(connection)
    wanted = [
        *(f"{n}" for n in range(419, 399, -1)),
        *(f"{'x' * 900} {n}" for n in range(400)),
        *["end"] * 20,
    ]
    assert reader.js("[...document.querySelectorAll('article p')].map(p => p.textContent)") == wanted
    assert done == [True]


@pytest.mark.parametrize(
    ("held", "new", "kept"),
    [
        ([["html", 1, "a"]], [["html", 1, "b"]], [["html", 1, "b"]]),
        ([["html", 1, "a"]], [["html", 2, "b"]], [["html", 1, "a"], ["html", 2, "b"]]),
        (
            [["html", 1, "a"], ["ids", [[1, 2], [2, 1]]]],
            [["html", 1, "b"]],
            [["html", 1, "a"], ["ids", [[1, 2], [2, 1]]], ["html", 1, "b"]],
        ),
        (
            [["html", 1, "a"], ["drop", [3]], ["html", 2, "x"]],
            [["html", 1, "b"]],
            [["drop", [3]], ["html", 2, "x"], ["html", 1, "b"]],
        ),
    ],
)
def test_what_is_outdated(held: list[Operation], new: list[Operation], kept: list[Operation]) -> None:
    assert without_outdated(held, new) == kept


@pytest.mark.parametrize(
    ("words", "direction"), [("שלום עולם ", "rtl"), ("12 hello שלום ", "ltr"), ("«سلام» a ", "rtl")]
)
def test_a_very_long_paragraph_is_directed_once(reader: Reader, words: str, direction: str) -> None:
    """The browser's own way takes a time that grows with the square of the paragraph's length."""
    style = "(({unicodeBidi, direction}) => [unicodeBidi, direction])(getComputedStyle(document.querySelector('p')))"
    reader.show([f"<p>{words * 3000}</p>"])
    assert reader.js(style) == ["normal", direction]
    reader.panel.patch([Replace(0, f"<p>{words}</p>")])
    assert reader.js(style) == ["plaintext", "ltr"]
