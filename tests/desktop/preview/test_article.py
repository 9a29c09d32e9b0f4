"""Changes become operations; a page that does them shows what it should."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foreword.desktop.preview.article import FIRST_BATCH, LATER_BATCH, ArticleState
from foreword.desktop.preview.units import Change, Replace, Splice, Unit


class PlainPage:
    """Does the operations the slow and obvious way; refuses what the real page could not do."""

    def __init__(self) -> None:
        self.units: list[list[Any]] = []

    def at(self, unit_id: object) -> int:
        return [each[0] for each in self.units].index(unit_id)

    def do(self, operations: list[list[Any]]) -> None:
        for kind, *rest in operations:
            if kind == "drop":
                for unit_id in rest[0]:
                    del self.units[self.at(unit_id)]
            elif kind == "ids":
                places = [(self.at(old), new) for old, new in rest[0]]
                for place, new in places:
                    self.units[place][0] = new
            elif kind == "html":
                self.units[self.at(rest[0])][1] = rest[1]
            else:
                place = len(self.units) if rest[0] is None else self.at(rest[0])
                self.units[place:place] = [list(each) for each in rest[1]]
            ids = [each[0] for each in self.units]
            assert len(ids) == len(set(ids))


HTML = st.sampled_from(["<p>a</p>", "<p>b</p>", "<hr>", "<p>" + "long " * 8000 + "</p>"])


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_the_page_follows_every_change(data: st.DataObject) -> None:
    ids = iter(range(10_000))
    wanted = [Unit(next(ids), html, 1) for html in data.draw(st.lists(HTML, max_size=8))]
    state, page = ArticleState(), PlainPage()
    state.load(wanted)
    for _ in range(data.draw(st.integers(0, 8))):
        action = data.draw(st.sampled_from(["batch", "splice", "splice", "replace"]))
        if action == "batch":
            page.units += [list(each) for each in state.next_batch()]
        elif action == "splice":
            index = data.draw(st.integers(0, len(wanted)))
            removed = data.draw(st.integers(0, len(wanted) - index))
            old = wanted[index : index + removed]
            keep_ids = data.draw(st.booleans())
            added = tuple(
                Unit(old[place].id if keep_ids and place < len(old) else next(ids), html, 1)
                for place, html in enumerate(data.draw(st.lists(HTML, max_size=4)))
            )
            wanted[index : index + removed] = added
            page.do(state.apply([Splice(index, removed, added)]))
        elif wanted:
            place = data.draw(st.integers(0, len(wanted) - 1))
            html = data.draw(HTML)
            unit_id = wanted[place].id
            wanted[place] = Unit(unit_id, html, 1)
            page.do(state.apply([Replace(unit_id, html)]))
        shown = [(unit.id, unit.html) for unit in wanted[: len(page.units)]]
        assert [tuple(each) for each in page.units] == shown
    while not state.complete:
        page.units += [list(each) for each in state.next_batch()]
    assert [tuple(each) for each in page.units] == [(unit.id, unit.html) for unit in wanted]


def complete(htmls: list[str]) -> ArticleState:
    state = ArticleState()
    state.load([Unit(place, html, 1) for place, html in enumerate(htmls)])
    while not state.complete:
        state.next_batch()
    return state


def test_a_unit_that_only_gets_another_id_is_left_alone() -> None:
    state = complete(["<p>a</p>", "<p>b</p>", "<p>c</p>"])
    added = (Unit(7, "<p>a</p>", 1), Unit(8, "<p>x</p>", 1), Unit(9, "<p>c</p>", 1))
    assert state.apply([Splice(0, 3, added)]) == [["ids", [[0, 7], [1, 8], [2, 9]]], ["html", 8, "<p>x</p>"]]


def test_units_between_equal_ones_are_added_and_removed() -> None:
    state = complete(["<p>a</p>", "<p>b</p>"])
    assert state.apply([Splice(1, 0, (Unit(5, "<hr>", 1),))]) == [["add", 1, [[5, "<hr>"]]]]
    assert state.apply([Splice(0, 1)]) == [["drop", [0]]]
    assert state.apply([Splice(2, 0, (Unit(6, "<p>z</p>", 1),))]) == [["add", None, [[6, "<p>z</p>"]]]]


def test_equal_html_is_no_operation() -> None:
    assert complete(["<p>a</p>"]).apply([Replace(0, "<p>a</p>")]) == []


@pytest.mark.parametrize("change", [Splice(3, 0), Splice(1, 2), Splice(-1, 1)])
def test_a_splice_outside_the_article_is_refused(change: Change) -> None:
    state = complete(["a", "b"])
    with pytest.raises(IndexError):
        state.apply([change])
    assert len(state) == 2


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(KeyError):
        complete(["a"]).apply([Replace(9, "x")])


def test_slices_are_small_and_the_first_is_smallest() -> None:
    state = ArticleState()
    html = "<p>" + "x" * 990 + "</p>"
    state.load([Unit(place, html, 1) for place in range(1000)])
    sizes = []
    while batch := state.next_batch():
        sizes.append(sum(len(str(each[1])) for each in batch))
    assert sum(sizes) == 1000 * len(html)
    assert sizes[0] <= FIRST_BATCH + len(html)
    assert max(sizes) <= LATER_BATCH + len(html)
