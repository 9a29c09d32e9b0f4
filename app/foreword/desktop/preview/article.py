"""The article as the page shows it, or will show it: turns changes into the few operations the page has to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from foreword.desktop.preview.units import Change, Replace, Splice, Unit

FIRST_BATCH = 32_000
"""Characters of HTML in the first slice of an article: a few screens."""
LATER_BATCH = 96_000
"""Characters of HTML in every later slice: a few milliseconds of parsing in the page."""

Operation = list[object]
"""One step for the page, as JSON: ["drop", [id, ...]], ["ids", [[old, new], ...]] (all at once), ["html", id, html],
["add", id of the unit after it or None, [[id, html], ...]]."""


class ArticleState:
    """The units in order, and how many of them the page has been given so far."""

    def __init__(self) -> None:
        self._order: list[int] = []
        self._html: dict[int, str] = {}
        self._sent = 0
        self._sent_ids: set[int] = set()

    def __len__(self) -> int:
        return len(self._order)

    @property
    def complete(self) -> bool:
        """Whether the page has been given every unit."""
        return self._sent == len(self._order)

    def load(self, units: Sequence[Unit]) -> None:
        """Another article; the page has none of it yet."""
        self._order = [unit.id for unit in units]
        self._html = {unit.id: unit.html for unit in units}
        self.forget_page()

    def forget_page(self) -> None:
        """The page is empty again (it was loaded anew)."""
        self._sent = 0
        self._sent_ids = set()

    def next_batch(self) -> list[list[object]]:
        """The units the page is to get next, as [id, html] pairs; they count as sent. Empty when it has all."""
        room = LATER_BATCH if self._sent else FIRST_BATCH
        batch: list[list[object]] = []
        while self._sent < len(self._order) and room > 0:
            unit_id = self._order[self._sent]
            html = self._html[unit_id]
            batch.append([unit_id, html])
            self._sent_ids.add(unit_id)
            self._sent += 1
            room -= len(html) + 40
        return batch

    def apply(self, changes: Iterable[Change]) -> list[Operation]:
        """Makes the changes here and gives the operations for what the page has already. Raises IndexError or
        KeyError for a place or unit that does not exist; the changes before it are then made."""
        operations: list[Operation] = []
        for change in changes:
            if isinstance(change, Replace):
                operations += self._replace(change)
            else:
                operations += self._splice(change)
        return operations

    def _replace(self, change: Replace) -> list[Operation]:
        if self._html[change.unit_id] == change.html:
            return []
        self._html[change.unit_id] = change.html
        return [["html", change.unit_id, change.html]] if change.unit_id in self._sent_ids else []

    def _splice(self, change: Splice) -> list[Operation]:
        end = change.index + change.removed
        if not 0 <= change.index <= end <= len(self._order):
            raise IndexError(f"splice {change.index}+{change.removed} of {len(self._order)} units")
        untouched = change.index > self._sent or (change.index == self._sent and not self.complete)
        old = self._order[change.index : end]
        old_html = [self._html.pop(unit_id) for unit_id in old]
        self._order[change.index : end] = [unit.id for unit in change.added]
        self._html.update((unit.id, unit.html) for unit in change.added)
        if untouched:
            return []
        shown = min(end, self._sent) - change.index
        self._sent_ids.difference_update(old[:shown])
        added = change.added if end <= self._sent else ()
        self._sent += len(added) - shown
        self._sent_ids.update(unit.id for unit in added)
        after = change.index + len(added)
        before = self._order[after] if after < self._sent else None
        return _steps(list(zip(old[:shown], old_html[:shown], strict=True)), added, before)


def _steps(old: list[tuple[int, str]], new: Sequence[Unit], before: int | None) -> list[Operation]:
    """Keeps as many of the page's elements as it can: equal units at both ends only change their id, the ones
    between are changed in place pair by pair, and only a difference in number is removed or added."""
    head = 0
    while head < min(len(old), len(new)) and old[head][1] == new[head].html:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail][1] == new[-1 - tail].html:
        tail += 1
    pairs = list(zip(old[:head], new[:head], strict=True))
    old_middle, new_middle = old[head : len(old) - tail], new[head : len(new) - tail]
    pairs += zip(old_middle, new_middle, strict=False)
    if tail:
        pairs += zip(old[-tail:], new[-tail:], strict=True)
        before = new[-tail].id
    gone = [unit_id for unit_id, _ in old_middle[len(new_middle) :]]
    come = [[unit.id, unit.html] for unit in new_middle[len(old_middle) :]]
    steps: list[Operation] = [["drop", gone]] if gone else []
    renamed = [[unit_id, unit.id] for (unit_id, _), unit in pairs if unit_id != unit.id]
    steps += [["ids", renamed]] if renamed else []
    steps += [["html", unit.id, unit.html] for (_, html), unit in pairs if html != unit.html]
    if come:
        steps.append(["add", before, come])
    return steps


def without_outdated(held: Sequence[Operation], new: Sequence[Operation]) -> list[Operation]:
    """The held operations and the new ones behind them, less those whose HTML a later one replaces. Renaming may give
    an id to another unit, so nothing before it is left out."""
    joined = [*held, *new]
    kept: list[Operation] = []
    newer: set[object] = set()
    for operation in reversed(joined):
        if operation[0] == "ids":
            newer.clear()
        elif operation[0] == "html":
            if operation[1] in newer:
                continue
            newer.add(operation[1])
        kept.append(operation)
    return kept[::-1]
