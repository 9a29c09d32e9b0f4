"""What an edit touches and what it leaves alone."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Hashable, Sequence

import pytest

from foreword.rendering.dialect import Block, Fragment, Scope
from foreword.rendering.live import LiveDocument, Replace, Splice
from foreword.rendering.python_markdown import PythonMarkdownDialect, PythonMarkdownOptions
from foreword.text import LineEdit
from rendering.live.page import Page


class CountingDialect(PythonMarkdownDialect):
    """Counts what is parsed and rendered."""

    def __init__(self, options: PythonMarkdownOptions | None = None) -> None:
        super().__init__(options)
        self.counts: Counter[str] = Counter()

    def parse(self, lines: Sequence[str], at: int, mode: Hashable = None) -> Block:
        self.counts["parsed"] += 1
        return super().parse(lines, at, mode)

    def render(self, block: Block, scope: Scope) -> Fragment:
        self.counts["rendered"] += 1
        return super().render(block, scope)

    def tail(self, slots, scope):  # type: ignore[no-untyped-def]
        self.counts["tails"] += 1
        return super().tail(slots, scope)

    def number(self, slots, scope):  # type: ignore[no-untyped-def]
        self.counts["numbered"] += 1
        return super().number(slots, scope)


def opened(
    text: str, options: PythonMarkdownOptions | None = None
) -> tuple[CountingDialect, LiveDocument, Page]:
    dialect = CountingDialect(options)
    live = LiveDocument(dialect, text.split("\n"))
    page = Page()
    page.apply(live.finish())
    dialect.counts.clear()
    return dialect, live, page


LONG = "".join(f"Paragraph *{n}* with a [link][a].\n\n" for n in range(2_000)) + "[a]: http://one\n"


def test_typing_in_a_paragraph_touches_one_block() -> None:
    dialect, live, _ = opened(LONG)
    patch = live.apply(LineEdit(2_000, 1, ("Paragraph *new* with a [link][a].",)))
    # The paragraph before has looked at the line, too.
    assert dialect.counts["parsed"] <= 2
    assert dialect.counts["rendered"] == 1
    assert [type(change) for change in patch.changes] == [Replace]
    assert patch.complete


def test_edits_that_come_faster_than_rendering_cost_one() -> None:
    dialect, live, page = opened("- item *x*\n" * 300)
    for number in range(20):
        live.edit(LineEdit(number, 1, (f"- new {number}",)))
    assert not live.complete
    page.apply(live.step())
    assert dialect.counts["parsed"] <= 2
    assert dialect.counts["rendered"] == 1
    assert page.html.count("new") == 20


def test_a_new_paragraph_is_one_splice() -> None:
    dialect, live, page = opened(LONG)
    before = [identity for identity, _ in page.units]
    patch = live.apply(LineEdit(2_000, 0, ("New.", "")))
    page.apply(patch)
    assert dialect.counts["parsed"] <= 3
    assert dialect.counts["rendered"] <= 2
    after = [identity for identity, _ in page.units]
    assert len(after) == len(before) + 1
    assert len(set(after) & set(before)) == len(before)


def test_a_definition_touches_those_who_asked_for_it() -> None:
    dialect, live, _ = opened("see [a]\n\nand [b]\n\nnothing\n\n[a]: http://one\n\n[b]: http://two\n")
    patch = live.apply(LineEdit(6, 1, ("[a]: http://three",)))
    assert dialect.counts["rendered"] == 2
    assert [change.html for change in patch.changes if isinstance(change, Replace)] == [
        '<p>see <a href="http://three">a</a></p>\n'
    ]


def test_an_abbreviation_touches_all_who_may_use_it() -> None:
    _, live, page = opened("HTML *here*\n\nnothing\n\n*[HTML]: one\n")
    page.apply(live.apply(LineEdit(4, 1, ("*[HTML]: two",))))
    assert '<abbr title="two">HTML</abbr>' in page.html


def test_heading_ids_below_change_without_rendering() -> None:
    options = PythonMarkdownOptions.from_config({"extensions": ["toc"]})
    dialect, live, page = opened("# A\n\ntext\n\n# B\n\ntext\n\n# A\n", options)
    patch = live.apply(LineEdit(4, 1, ("# A",)))
    page.apply(patch)
    assert dialect.counts["rendered"] == 1
    assert page.html.count('id="A_1"'.lower()) == 1
    assert '<h1 id="a_2">A</h1>' in page.html
    assert len(patch.changes) == 2


def test_slots_are_numbered_only_when_they_change() -> None:
    options = PythonMarkdownOptions.from_config({"extensions": ["toc", "footnotes"]})
    dialect, live, _ = opened("# A\n\ntext[^1]\n\n[^1]: note\n", options)
    live.apply(LineEdit(2, 1, ("text typed[^1]",)))
    assert dialect.counts["numbered"] == dialect.counts["tails"] == 0
    live.apply(LineEdit(4, 1, ("[^1]: other",)))
    assert dialect.counts["tails"] == 1


def test_an_edit_that_changes_nothing_gives_an_empty_patch() -> None:
    _, live, _ = opened("a\n\nb\n")
    assert live.apply(LineEdit(2, 1, ("b",))).changes == ()


def test_a_fence_opened_at_the_top_shows_what_is_in_view_first() -> None:
    body = "".join(f"para *{n}*\n\n```\ncode {n}\n```\n\n" for n in range(200))
    live = LiveDocument(PythonMarkdownDialect(), body.split("\n"))
    page = Page()
    page.apply(live.finish())
    patch = live.apply(LineEdit(0, 0, ("```",)), 0)
    page.apply(patch)
    assert not patch.complete
    assert page.html.startswith('<div class="highlight"><pre><span></span><code>para ')
    assert "<em>0</em>" not in page.html
    assert "<em>190</em>" in page.html
    page.apply(live.finish())
    assert "<em>190</em>" not in page.html


def test_blocks_in_view_come_first_when_a_post_opens() -> None:
    body = "".join(f"para *{n}*\n\n" for n in range(2_000))
    live = LiveDocument(PythonMarkdownDialect(), body.split("\n"), focus=3_000)
    page = Page()
    while "<em>1500</em>" not in page.html:
        page.apply(live.step(0.002))
    assert not live.complete
    assert "<em>0</em>" not in page.html


def test_lines_units_and_kinds() -> None:
    _, live, page = opened("# A\n\npara\npara\n\n<details>\n\n- b\n\n</details>\n\nend")
    ids = [identity for identity, _ in page.units]
    assert live.unit_at_line(2) == (ids[1], 0.0)
    assert live.unit_at_line(3.5) == (ids[1], 0.5)
    assert live.unit_at_line(99) is None
    assert live.line_span(ids[1]) == (2, 5)
    assert live.line_at_unit(ids[1], 0.5) == 3.5
    assert live.line_span(12345) is None
    assert live.kinds(1, 3) == [("heading", 0, 2), ("paragraph", 2, 5)]
    live.apply(LineEdit(0, 0, ("new", "")))
    assert live.line_span(ids[1]) == (4, 7)
    assert live.kinds(0, 1) == [("paragraph", 0, 2)]
    assert live.kinds(99, 1) == []


def test_what_is_not_parsed_has_no_kind_yet() -> None:
    live = LiveDocument(PythonMarkdownDialect(), ["# A"])
    assert live.kinds(0, 1) == [("", 0, 1)]


def test_long_writing_leaves_nothing_behind() -> None:
    _, live, _ = opened("start\n\nend\n\n[a]: http://one\n")

    def write(rounds: range) -> int:
        for number in rounds:
            live.apply(LineEdit(0, 1, (f"see [label {number}] *x* [^{number}]",)))
            live.apply(LineEdit(1, 0, ("", f"[label {number}]: http://two", "", f"[^{number}]: note", "")))
            live.apply(LineEdit(1, 5, ()))
        gc.collect()
        return len(gc.get_objects())

    before = write(range(300))
    assert write(range(300, 900)) < before + 200


@pytest.mark.parametrize("removed", [1, 3])
def test_removing_blocks_gives_one_splice(removed: int) -> None:
    _, live, page = opened("a\n\nb\n\nc\n\nd\n\ne\n")
    patch = live.apply(LineEdit(2, 2 * removed, ()))
    page.apply(patch)
    assert patch.changes == (Splice(1, removed),)
    assert page.html == "".join(f"<p>{letter}</p>\n" for letter in "abcde" if letter not in "bcd"[:removed])
