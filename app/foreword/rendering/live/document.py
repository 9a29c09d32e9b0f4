"""A post while it is being written: its blocks, their HTML, and what an edit changes of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import perf_counter

from foreword.rendering.dialect import Dialect, Fragment, Notice, Slot
from foreword.rendering.document import DefinitionTable
from foreword.rendering.live.balance import balance_of
from foreword.rendering.live.definitions import DefinitionIndex, RecordingScope
from foreword.rendering.live.parsing import Exchange, LiveBlocks
from foreword.rendering.live.patch import Patch, Unit
from foreword.rendering.live.publisher import Publisher
from foreword.rendering.live.sequence import Entry
from foreword.text import LineEdit

_SPAN = 120
_ALONE = DefinitionTable((), last_wins=True)


class LiveDocument:
    """Keeps the HTML of a body equal to its whole render, edit by edit.

    Nothing is parsed at first; `step` or `finish` give the first patch. ``focus`` is the line that the writer looks
    at: blocks around it are rendered before the others.
    """

    def __init__(self, dialect: Dialect, lines: Sequence[str], *, focus: int = 0) -> None:
        self.dialect = dialect
        self.focus = focus
        self._blocks = LiveBlocks(dialect, lines)
        self._sequence = self._blocks.sequence
        self._publisher = Publisher(self._sequence)
        self._definitions = DefinitionIndex(last_wins=dialect.last_definition_wins, place=self._sequence.key)
        self._scope = RecordingScope(self._definitions)
        self._unrendered: dict[Entry, None] = {}
        self._by_id: dict[int, Entry] = {}
        self._noticed: set[Entry] = set()
        self._tail = self._blocks.end
        self._numbering = Entry(-1, 0)
        self._slots_changed = True
        self._tail_changed = True
        self._referring: list[Slot] = []
        self._settling = 0.0
        for entry in self._sequence:
            self._by_id[entry.id] = entry
            self._publisher.touch(entry)

    @property
    def complete(self) -> bool:
        """Whether all edits are shown in all blocks."""
        return (
            self._blocks.parsed
            and not self._unrendered
            and not self._slots_changed
            and not self._tail_changed
        )

    @property
    def line_count(self) -> int:
        """How many lines the body has."""
        return len(self._blocks.lines)

    def lines(self) -> list[str]:
        """The lines as they are now."""
        return list(self._blocks.lines)

    def apply(self, edit: LineEdit, budget: float | None = None) -> Patch:
        """Makes an edit; the patch of what it changes. With a ``budget`` (seconds) the blocks in view come first and
        `step` gives the rest. Raises ValueError for lines that the body does not have."""
        self.edit(edit)
        return self.step(budget)

    def edit(self, edit: LineEdit) -> None:
        """Takes down an edit, of which `step` gives the patch; many at once cost little more than one. Raises
        ValueError for lines that the body does not have."""
        self._blocks.edit(edit)

    def step(self, budget: float | None = None) -> Patch:
        """Works on what is pending for about so many seconds, or until all is done."""
        clock = _Clock(budget)
        only_numbers = self._blocks.parsed and not self._unrendered
        self._parse(clock, 0.5)
        self._render_view(clock)
        # Definitions stand at the end of many posts: what is not in view is rendered when all of them are known.
        self._parse(clock, 1.0)
        self._render_rest(clock)
        if self._blocks.parsed and not self._unrendered and (only_numbers or clock.leaves(self._settling)):
            self._settle()
        return Patch(tuple(self._publisher.publish()), self.complete)

    def finish(self) -> Patch:
        """Works until all is done."""
        return self.step()

    def units(self) -> Iterator[Unit]:
        """All units in order, the one for the footnotes last."""
        for entry in self._sequence:
            if self._publisher.head_of(entry) is entry:
                yield self._publisher.unit(entry)

    @property
    def html(self) -> str:
        """The article."""
        return "".join(entry.html or "" for entry in self._sequence)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What could not be shown exactly, with its line in the body."""
        found: list[Notice] = []
        for entry in sorted(self._noticed, key=self._sequence.key):
            start = self._sequence.start(entry)
            notices = entry.fragment.notices if entry.fragment is not None else ()
            found += [Notice(notice.message, start + notice.line) for notice in notices]
        return tuple(found)

    def unit_at_line(self, line: float) -> tuple[int, float] | None:
        """The unit that shows a line (with its fraction), and how far down in it the line is, 0 to 1."""
        if not 0 <= line < self.line_count:
            return None
        head = self._publisher.head_of(self._sequence.at_line(int(line))[0])
        start, lines = self._sequence.start(head), self._publisher.unit(head).lines
        return head.id, min(1.0, (line - start) / max(1, lines))

    def line_span(self, unit_id: int) -> tuple[int, int] | None:
        """The lines (end excluded) that a unit shows, or None for a unit that is gone."""
        head = self._by_id.get(unit_id)
        if head is None:
            return None
        start = self._sequence.start(head)
        return start, start + self._publisher.unit(head).lines

    def line_at_unit(self, unit_id: int, fraction: float) -> float | None:
        """The line (with its fraction) that a place in a unit shows."""
        span = self.line_span(unit_id)
        return None if span is None else span[0] + fraction * (span[1] - span[0])

    def kinds(self, first: int, count: int) -> list[tuple[str, int, int]]:
        """The kinds of the blocks that hold ``count`` lines from ``first`` on, each with its lines (end excluded).

        Lines that were not parsed yet are of the kind "".
        """
        found: list[tuple[str, int, int]] = []
        if not 0 <= first < self.line_count:
            return found
        entry, start = self._sequence.at_line(first)
        for following in self._sequence.from_(entry):
            if start >= first + count or following is self._tail:
                break
            kind = following.block.kind if following.block is not None and following.valid else ""
            found.append((kind, start, start + following.lines))
            start += following.lines
        return found

    def _parse(self, clock: _Clock, share: float) -> None:
        """Parses what is in view, and more of the rest while less than this share of the time is spent."""
        until = self.focus + _SPAN

        def enough() -> bool:
            return clock.spent(1.0) or (clock.spent(share) and self._blocks.parsed_to(until))

        for exchange in self._blocks.parse(enough):
            self._exchange(exchange)

    def _exchange(self, exchange: Exchange) -> None:
        old, new, following = exchange
        for before, after in zip(old, new, strict=False):
            after.id, after.slots, after.filled = before.id, before.slots, before.filled
            after.html, after.balance = before.html, before.balance
            self._sequence.show(after, before.shown, before.lost)
        self._drop(old[len(new) :], following)
        for entry in old:
            self._definitions.forget(entry)
            self._unrendered.pop(entry, None)
            self._noticed.discard(entry)
            self._publisher.forget(entry)
        for entry in new:
            self._by_id[entry.id] = entry
            self._unrendered[entry] = None
            self._publisher.touch(entry)
        self._stale(self._definitions.exchange(old, new))

    def _drop(self, gone: list[Entry], following: Entry) -> None:
        """Leaves word of units that are gone with the entry that now stands behind their place."""
        lost: list[tuple[int, str]] = []
        for entry in gone:
            lost += entry.lost
            if entry.shown is not None:
                lost.append((entry.id, entry.shown))
            self._by_id.pop(entry.id, None)
            self._slots_changed = self._slots_changed or bool(entry.slots)
        if gone:
            self._sequence.show(following, following.shown, (*lost, *following.lost))
            self._publisher.touch(following)

    def _stale(self, entries: set[Entry]) -> None:
        """What these entries asked for has another answer now."""
        for entry in entries:
            if entry is self._tail:
                self._tail_changed = True
            elif entry is self._numbering:
                self._slots_changed = True
            elif entry.home is not None:
                self._unrendered[entry] = None

    def _render_view(self, clock: _Clock) -> None:
        if not self._unrendered:
            return
        for entry in self._in_view():
            if entry in self._unrendered:
                self._render_entry(entry)
                if clock.spent(1.0):
                    return

    def _render_rest(self, clock: _Clock) -> None:
        while self._unrendered and self._blocks.parsed:
            self._render_entry(next(iter(self._unrendered)))
            if clock.spent(1.0):
                return

    def _in_view(self) -> list[Entry]:
        entry, start = self._sequence.at_line(min(self.focus, self.line_count - 1))
        seen: list[Entry] = []
        for following in self._sequence.from_(entry):
            if start >= self.focus + _SPAN:
                break
            seen.append(following)
            start += following.lines
        return seen

    def _render_entry(self, entry: Entry) -> None:
        self._unrendered.pop(entry, None)
        if entry.block is None:
            return
        fragment = self.dialect.render(entry.block, self._scope)
        self._definitions.note(entry, self._scope.take())
        self._set(entry, fragment)

    def _set(self, entry: Entry, fragment: Fragment) -> None:
        slots = fragment.slots
        if slots != entry.slots:
            self._slots_changed = True
            entry.slots, entry.filled = slots, ()
        entry.fragment = fragment
        (self._noticed.add if fragment.notices else self._noticed.discard)(entry)
        self._fill(entry)

    def _fill(self, entry: Entry) -> None:
        """Makes the HTML of an entry anew; until the slots are numbered, as if the block stood alone."""
        if entry.fragment is None:
            return
        values = entry.filled
        if len(values) != len(entry.slots):
            values = tuple(self.dialect.number(entry.slots, _ALONE))
        source = iter(values)
        html = "".join(next(source) if isinstance(part, Slot) else part for part in entry.fragment.parts)
        if html != entry.html:
            entry.html = html
            entry.balance = balance_of(html)
            self._publisher.touch(entry)

    def _settle(self) -> None:
        """Numbers the slots of all blocks and of the tail, where their sequence or what they mean has changed."""
        if not self._slots_changed and not self._tail_changed:
            return
        begin = perf_counter()
        entries = [entry for entry in self._sequence if entry.slots and entry is not self._tail]
        slots = [slot for entry in entries for slot in entry.slots]
        tail = self._new_tail(slots)
        values = list(self.dialect.number([*slots, *tail.slots], self._scope))
        self._definitions.note(self._numbering, self._scope.take())
        at = 0
        for entry in (*entries, self._tail):
            filled = tuple(values[at : at + len(entry.slots)])
            at += len(entry.slots)
            if filled != entry.filled or entry is self._tail:
                entry.filled = filled
                self._fill(entry)
        self._slots_changed = self._tail_changed = False
        self._settling = perf_counter() - begin

    def _new_tail(self, slots: Sequence[Slot]) -> Fragment:
        """The tail, made anew where what it depends on has changed; heading ids and contents play no part in it."""
        referring = [slot for slot in slots if slot.kind not in ("id", "toc")]
        tail = self._tail.fragment
        if tail is None or self._tail_changed or referring != self._referring:
            tail = self.dialect.tail(slots, self._scope)
            self._definitions.note(self._tail, self._scope.take())
            self._tail.fragment, self._tail.slots = tail, tail.slots
            self._referring = referring
        return tail


class _Clock:
    """How much of the time that was given is spent."""

    def __init__(self, budget: float | None) -> None:
        self._budget = budget
        self._begin = perf_counter()

    def spent(self, share: float) -> bool:
        """Whether this share of it is."""
        return self._budget is not None and perf_counter() - self._begin >= self._budget * share

    def leaves(self, seconds: float) -> bool:
        """Whether there is time for something that takes so long."""
        return self._budget is None or perf_counter() - self._begin + seconds <= self._budget
