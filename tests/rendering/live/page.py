"""A page that is patched, and writers who edit at random: what the tests of the live document share."""

from __future__ import annotations

import random
from collections.abc import Sequence

from foreword.rendering.dialect import Dialect
from foreword.rendering.document import render_article
from foreword.rendering.live import LiveDocument, Patch, Splice
from foreword.text import LineEdit
from rendering.texts import FRAGMENTS

TYPED = ("x", " ", "`", "#", "*", "-", ">", "<", "[", ":", "|", "$", "")


class Page:
    """The units as a page has them after its patches."""

    def __init__(self) -> None:
        self.units: list[tuple[int, str]] = []

    def apply(self, patch: Patch) -> None:
        for change in patch.changes:
            if isinstance(change, Splice):
                end = change.index + change.removed
                assert 0 <= change.index <= end <= len(self.units)
                self.units[change.index : end] = [(unit.id, unit.html) for unit in change.added]
                continue
            places = [index for index, (identity, _) in enumerate(self.units) if identity == change.unit_id]
            assert len(places) == 1
            assert self.units[places[0]][1] != change.html
            self.units[places[0]] = (change.unit_id, change.html)

    @property
    def html(self) -> str:
        return "".join(html for _, html in self.units)


class Writer:
    """Makes random edits of some lines and takes some of them back; ``lines`` is the text as it must be."""

    def __init__(self, seed: int, lines: Sequence[str]) -> None:
        self.random = random.Random(seed)
        self.lines = list(lines)
        self._undo: list[tuple[int, LineEdit]] = []

    def edit(self) -> LineEdit:
        """The next edit, made in ``lines``."""
        if self._undo and self.random.random() < 0.2:
            edit = self._undo.pop()[1]
        else:
            edit = self._new()
            removed = tuple(self.lines[edit.first : edit.first + edit.removed])
            if removed or len(self.lines) > len(edit.lines):
                self._undo.append((edit.first, LineEdit(edit.first, len(edit.lines), removed)))
        self.lines[edit.first : edit.first + edit.removed] = edit.lines
        return edit

    def _new(self) -> LineEdit:
        choose = self.random
        at = choose.randrange(len(self.lines))
        line = self.lines[at]
        column = choose.randint(0, len(line))
        match choose.randrange(6):
            case 0 | 1:
                return LineEdit(at, 1, (line[:column] + choose.choice(TYPED) + line[column:],))
            case 2:
                return LineEdit(at, 1, (line[:column], line[column:]))
            case 3 if len(self.lines) > 1:
                return LineEdit(
                    at, min(choose.choice((1, 1, 2, 8)), len(self.lines) - 1, len(self.lines) - at), ()
                )
            case 4:
                pasted = "\n".join(choose.choice(FRAGMENTS) for _ in range(choose.randint(1, 6)))
                return LineEdit(choose.randint(0, len(self.lines)), 0, tuple(pasted.split("\n")))
            case _:
                count = choose.randint(1, min(4, len(self.lines) - at))
                return LineEdit(
                    at, count, tuple(choose.choice(FRAGMENTS) for _ in range(choose.randint(1, 4)))
                )


def random_lines(seed: int, most: int = 40) -> list[str]:
    """Lines made of fragments."""
    choose = random.Random(seed)
    return "\n".join(choose.choice(FRAGMENTS) for _ in range(choose.randint(1, most))).split("\n")


def assert_shown(page: Page, live: LiveDocument, dialect: Dialect, lines: Sequence[str]) -> None:
    """The page, the live document and a whole render of the lines are one and the same."""
    assert live.complete
    assert live.lines() == list(lines)
    whole = render_article(dialect, "\n".join(lines))
    assert page.html == whole.html
    assert live.html == whole.html
    units = list(live.units())
    assert page.units == [(unit.id, unit.html) for unit in units]
    assert len({unit.id for unit in units}) == len(units)
    assert sum(unit.lines for unit in units) == len(lines)
    assert live.notices == whole.notices
