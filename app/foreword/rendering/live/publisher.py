"""Turns what happened to the blocks into changes of the units that the page shows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from foreword.rendering.live.open_elements import OpenElements
from foreword.rendering.live.patch import Replace, Splice, Unit
from foreword.rendering.live.sequence import BlockSequence, Entry

_FEW = 64
"""Changed entries of which each is looked at by itself."""


class Publisher:
    """Knows which entries have to be shown anew and which of them form one unit."""

    def __init__(self, sequence: BlockSequence) -> None:
        self._sequence = sequence
        self._dirty: set[Entry] = set()
        self._uneven: set[Entry] = set()
        self._members: set[Entry] = set()
        self._shape_changed = False

    def touch(self, entry: Entry) -> None:
        """The entry is new, or its HTML is another one now."""
        self._dirty.add(entry)
        if not entry.balance.even:
            self._shape_changed = True
            self._uneven.add(entry)
        elif entry in self._uneven:
            self._shape_changed = True
            self._uneven.discard(entry)

    def forget(self, entry: Entry) -> None:
        """The entry is no longer part of the post."""
        self._shape_changed = self._shape_changed or entry in self._uneven or entry in self._members
        self._dirty.discard(entry)
        self._uneven.discard(entry)
        self._members.discard(entry)

    def head_of(self, entry: Entry) -> Entry:
        """The entry at which the unit of this one begins."""
        while entry in self._members:
            before = self._sequence.before(entry)
            if before is None:
                break
            entry = before
        return entry

    def unit(self, head: Entry) -> Unit:
        """The unit that begins at an entry."""
        html, lines = [head.html if head.html is not None else head.shown or ""], head.lines
        if self._members:
            following = self._sequence.after(head)
            while following is not None and following in self._members:
                html.append(following.html or "")
                lines += following.lines
                following = self._sequence.after(following)
        return Unit(head.id, "".join(html), lines)

    def publish(self) -> list[Splice | Replace]:
        """The changes since the last time, in the order in which they are to be made."""
        if not self._dirty:
            return []
        if (self._uneven or self._members) and self._may_regroup():
            self._regroup()
        changes: list[Splice | Replace] = []
        waiting = self._dirty
        self._dirty = set()
        if len(waiting) == 1:
            changes += self._window(next(iter(waiting)), waiting)
            return changes
        for entry in sorted(waiting, key=self._sequence.key):
            if entry in waiting:
                changes += self._window(entry, waiting)
        return changes

    def _may_regroup(self) -> bool:
        """Whether units may have other members now: not where all that changed stands by itself and far from them."""
        if self._shape_changed or len(self._dirty) > _FEW:
            return True
        near: set[Entry | None] = set(self._dirty)
        for entry in self._dirty:
            near |= {self._sequence.before(entry), self._sequence.after(entry)}
        return not (near.isdisjoint(self._members) and near.isdisjoint(self._uneven))

    def _regroup(self) -> None:
        self._shape_changed = False
        members: set[Entry] = set()
        opened = OpenElements()
        uneven = sorted(self._uneven, key=self._sequence.key)
        for index, entry in enumerate(uneven):
            _close_before(opened, entry)
            _close_within(opened, entry)
            opened.pass_(entry.balance.left)
            if opened:
                until = uneven[index + 1] if index + 1 < len(uneven) else None
                members.update(self._taken_in(entry, until, opened))
        self._dirty |= members ^ self._members
        self._members = members

    def _taken_in(self, entry: Entry, until: Entry | None, opened: OpenElements) -> Iterator[Entry]:
        """The entries behind one, up to the next uneven one, in which something is still open."""
        for following in islice(self._sequence.from_(entry), 1, None):
            _close_before(opened, following)
            if not opened:
                return
            yield following
            if following is until:
                return
            _close_within(opened, following)
            if not opened:
                return

    def _window(self, entry: Entry, waiting: set[Entry]) -> list[Splice | Replace]:
        """Shows the entry, and with it its neighbours as far as old and new units reach."""
        sequence, members = self._sequence, self._members
        first = entry
        while first.shown is None or first in members:
            before = sequence.before(first)
            if before is None:
                break
            first = before
        window: list[Entry] = []
        for following in sequence.from_(first):
            if window and not (
                following.shown is None or following.lost or following in members or following in waiting
            ):
                break
            window.append(following)
            waiting.discard(following)
        return self._show(window)

    def _show(self, window: list[Entry]) -> list[Splice | Replace]:
        sequence = self._sequence
        index = sequence.heads_before(window[0])
        old: list[tuple[int, str]] = []
        for entry in window:
            old += entry.lost
            if entry.shown is not None:
                old.append((entry.id, entry.shown))
        units = [self.unit(entry) for entry in window if entry not in self._members]
        shown = {unit.id: unit.html for unit in units}
        for entry in window:
            sequence.show(entry, None if entry in self._members else shown[entry.id])
        return _difference(index, old, units)


def _close_before(opened: OpenElements, entry: Entry) -> None:
    """What is open and does not reach into the entry."""
    if entry.balance.begins_block:
        opened.end("p")


def _close_within(opened: OpenElements, entry: Entry) -> None:
    """What is open and ends within the entry without a tag of its own."""
    if entry.balance.has_block:
        opened.end("p")
    if entry.balance.has_link:
        opened.end("a")


def _difference(index: int, old: list[tuple[int, str]], new: list[Unit]) -> list[Splice | Replace]:
    """Units with the same id at both ends stay and are replaced where their HTML changed; the rest is spliced."""
    head = 0
    while head < min(len(old), len(new)) and old[head][0] == new[head].id:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail][0] == new[-1 - tail].id:
        tail += 1
    changes: list[Splice | Replace] = [
        Replace(unit.id, unit.html)
        for (_, html), unit in zip(old[:head], new[:head], strict=True)
        if html != unit.html
    ]
    removed, added = len(old) - head - tail, tuple(new[head : len(new) - tail])
    if removed or added:
        changes.append(Splice(index + head, removed, added))
    if tail:
        changes += [
            Replace(unit.id, unit.html)
            for (_, html), unit in zip(old[-tail:], new[-tail:], strict=True)
            if html != unit.html
        ]
    return changes
