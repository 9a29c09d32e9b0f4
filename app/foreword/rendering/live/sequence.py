"""The blocks of a post in order, kept by their lengths: nothing has to be counted anew below an edit."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from foreword.rendering.dialect import Block, Fragment, Slot
from foreword.rendering.live.balance import BALANCED, Balance

_FULL = 128
_LINES_OF, _HEADS_OF = attrgetter("lines"), attrgetter("heads")

Key = tuple[str, str | None]
"""What a block asked of the post: a definition's kind and label, or a kind alone (label None) for all of it."""


@dataclass(slots=True, eq=False)
class Entry:
    """One block where it stands. ``block`` is None for lines that were never parsed."""

    id: int
    lines: int
    mode: Hashable = None
    block: Block | None = None
    # Whether block and mode are those of the text as it is now.
    valid: bool = False
    fragment: Fragment | None = None
    asked: frozenset[Key] = frozenset()
    slots: tuple[Slot, ...] = ()
    filled: tuple[str, ...] = ()
    html: str | None = None
    balance: Balance = BALANCED
    # What the page shows of the unit that begins here; None where there is none yet or an earlier unit goes on.
    shown: str | None = None
    # Units (id and HTML) that the page still shows in front of this one and that are gone.
    lost: tuple[tuple[int, str], ...] = ()
    home: _Chunk | None = None

    @property
    def heads(self) -> int:
        """How many units of the page belong to this entry."""
        return len(self.lost) + (self.shown is not None)


@dataclass(slots=True, eq=False)
class _Chunk:
    entries: list[Entry] = field(default_factory=list)
    lines: int = 0
    heads: int = 0
    place: int = 0
    # How many lines from the chunk's first its blocks have looked at; None when that has to be found anew.
    reach: int | None = None


class BlockSequence:
    """Entries in chunks that know their sums. An entry's place is found by descending them."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._chunks: list[_Chunk] = []
        self._fill(0, list(entries))

    def __iter__(self) -> Iterator[Entry]:
        for chunk in self._chunks:
            yield from chunk.entries

    def __len__(self) -> int:
        return sum(len(chunk.entries) for chunk in self._chunks)

    @property
    def first(self) -> Entry:
        """The first entry; there always is one."""
        return self._chunks[0].entries[0]

    @property
    def last(self) -> Entry:
        """The last entry."""
        return self._chunks[-1].entries[-1]

    def at_line(self, line: int) -> tuple[Entry, int]:
        """The entry that holds a line, and where it begins; the last one for a line behind the end."""
        start = 0
        for chunk in self._chunks:
            if line < start + chunk.lines:
                break
            start += chunk.lines
        else:
            chunk = self._chunks[-1]
            start -= chunk.lines
        for entry in chunk.entries:
            if line < start + entry.lines:
                return entry, start
            start += entry.lines
        return entry, start - entry.lines

    def start(self, entry: Entry) -> int:
        """The line at which an entry begins."""
        home = _home(entry)
        total: int = sum(map(_LINES_OF, self._chunks[: home.place]))
        for other in home.entries:
            if other is entry:
                break
            total += other.lines
        return total

    def key(self, entry: Entry) -> tuple[int, int]:
        """Compares as the entries stand in order."""
        home = _home(entry)
        return home.place, home.entries.index(entry)

    def heads_before(self, entry: Entry) -> int:
        """How many units the page shows before this entry."""
        home = _home(entry)
        total: int = sum(map(_HEADS_OF, self._chunks[: home.place]))
        for other in home.entries:
            if other is entry:
                break
            total += other.heads
        return total

    def after(self, entry: Entry) -> Entry | None:
        """The entry that follows."""
        home = _home(entry)
        index = home.entries.index(entry) + 1
        if index < len(home.entries):
            return home.entries[index]
        return self._chunks[home.place + 1].entries[0] if home.place + 1 < len(self._chunks) else None

    def before(self, entry: Entry) -> Entry | None:
        """The entry in front."""
        home = _home(entry)
        index = home.entries.index(entry)
        if index:
            return home.entries[index - 1]
        return self._chunks[home.place - 1].entries[-1] if home.place else None

    def from_(self, entry: Entry) -> Iterator[Entry]:
        """The entry and all that follow. The sequence must not change meanwhile."""
        home = _home(entry)
        yield from home.entries[home.entries.index(entry) :]
        for chunk in self._chunks[home.place + 1 :]:
            yield from chunk.entries

    def touching(self, line: int) -> list[Entry]:
        """The entries whose blocks have looked at a line, in order."""
        found: list[Entry] = []
        begin = 0
        for chunk in self._chunks:
            if begin > line:
                break
            reach = chunk.reach if chunk.reach is not None else _found_reach(chunk)
            if begin + reach > line:
                start = begin
                for entry in chunk.entries:
                    if start > line:
                        break
                    if entry.block is not None and start + entry.block.reach > line:
                        found.append(entry)
                    start += entry.lines
            begin += chunk.lines
        return found

    def resize(self, entry: Entry, lines: int) -> None:
        """Gives an entry another number of lines. To be called, too, when its block has another reach."""
        home = _home(entry)
        home.lines += lines - entry.lines
        home.reach = None
        entry.lines = lines

    def show(self, entry: Entry, shown: str | None, lost: tuple[tuple[int, str], ...] = ()) -> None:
        """Notes what the page shows of the unit that begins here, and of lost units in front of it."""
        home = _home(entry)
        home.heads -= entry.heads
        entry.shown, entry.lost = shown, lost
        home.heads += entry.heads

    def replace(self, first: Entry, count: int, new: Sequence[Entry]) -> None:
        """Puts ``new`` in the place of ``count`` entries from ``first`` on; the sequence may not become empty."""
        home = _home(first)
        index = home.entries.index(first)
        if index + count <= len(home.entries) and 0 < len(home.entries) - count + len(new) <= _FULL:
            for entry in home.entries[index : index + count]:
                _leave(entry, home)
            home.entries[index : index + count] = new
            for entry in new:
                _enter(entry, home)
            return
        place = home.place
        end = place
        pool: list[Entry] = []
        while len(pool) < index + count or end == place:
            pool += self._chunks[end].entries
            end += 1
        for entry in pool[index : index + count]:
            entry.home = None
        pool[index : index + count] = new
        if not pool and end < len(self._chunks):
            pool = self._chunks[end].entries
            end += 1
        del self._chunks[place:end]
        self._fill(place, pool)

    def _fill(self, place: int, entries: list[Entry]) -> None:
        half = _FULL // 2
        chunks: list[_Chunk] = []
        for start in range(0, len(entries), half):
            chunk = _Chunk()
            chunk.entries = entries[start : start + half]
            for entry in chunk.entries:
                _enter(entry, chunk)
            chunks.append(chunk)
        self._chunks[place:place] = chunks
        for number, chunk in enumerate(self._chunks):
            chunk.place = number


def _home(entry: Entry) -> _Chunk:
    if entry.home is None:
        raise ValueError("this block is no longer part of the post")
    return entry.home


def _found_reach(chunk: _Chunk) -> int:
    start = reach = 0
    for entry in chunk.entries:
        if entry.block is not None and start + entry.block.reach > reach:
            reach = start + entry.block.reach
        start += entry.lines
    chunk.reach = reach
    return reach


def _enter(entry: Entry, chunk: _Chunk) -> None:
    entry.home = chunk
    chunk.reach = None
    chunk.lines += entry.lines
    chunk.heads += entry.heads


def _leave(entry: Entry, chunk: _Chunk) -> None:
    entry.home = None
    chunk.reach = None
    chunk.lines -= entry.lines
    chunk.heads -= entry.heads
