"""Keeps the blocks true to the lines: an edit marks what may have changed, and parsing goes on until it agrees again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

from foreword.rendering.dialect import Block, Dialect
from foreword.rendering.live.sequence import BlockSequence, Entry
from foreword.text import LineEdit


class Exchange(NamedTuple):
    """Entries that left the sequence, those that took their place, and the one behind them."""

    old: list[Entry]
    new: list[Entry]
    following: Entry


@dataclass(slots=True)
class _Run:
    """Blocks parsed from one entry on, and the old entries whose lines they took so far."""

    at: int
    mode: Hashable
    old: list[Entry]
    old_end: int
    new: list[Entry]
    # An old entry whose lines were taken in part; it stays for the rest of them.
    rest: Entry | None = None


class LiveBlocks:
    """The lines of a post, its blocks, and which of them have to be parsed again.

    The sequence ends with an entry that has no lines; it stands for what follows the last block.
    """

    def __init__(self, dialect: Dialect, lines: Sequence[str]) -> None:
        self._dialect = dialect
        self._ids = count(1)
        self.lines = list(lines) or [""]
        whole = Entry(next(self._ids), len(self.lines))
        self.end = Entry(0, 0, valid=True)
        self.sequence = BlockSequence([whole, self.end])
        self._invalid: set[Entry] = {whole}

    @property
    def parsed(self) -> bool:
        """Whether every block is that of the lines as they are."""
        return not self._invalid

    def parsed_to(self, line: int) -> bool:
        """Whether all blocks that begin before a line are."""
        return all(self.sequence.start(entry) >= line for entry in self._invalid)

    def edit(self, edit: LineEdit) -> None:
        """Changes the lines and marks the blocks that looked at what changed. Raises ValueError for a wrong edit."""
        end = edit.first + edit.removed
        if not 0 <= edit.first <= end <= len(self.lines):
            raise ValueError(f"no lines {edit.first} to {end} in a post of {len(self.lines)}")
        if not edit.lines and edit.removed == len(self.lines):
            raise ValueError("a post has at least one line")
        entry, start = self.sequence.at_line(min(edit.first, len(self.lines) - 1))
        for looking in self.sequence.touching(edit.first):
            self._invalidate(looking)
        self._give(entry, start, edit)
        self.lines[edit.first : end] = edit.lines

    def parse(self, out_of_time: Callable[[], bool]) -> Iterator[Exchange]:
        """Parses until all agrees or time is out (something is always done); yields what was exchanged."""
        while self._invalid:
            yield from self._parse_from(min(self._invalid, key=self.sequence.key), out_of_time)
            if out_of_time():
                return

    def _give(self, entry: Entry, start: int, edit: LineEdit) -> None:
        """Takes the removed lines from the entries that have them; the new ones go to the first of these."""
        added = len(edit.lines)
        end = edit.first + edit.removed
        here: Entry | None = entry
        while here is not None:
            finish = start + here.lines
            overlap = max(0, min(finish, end) - max(start, edit.first))
            self._invalidate(here)
            self.sequence.resize(here, here.lines - overlap + added)
            added = 0
            start = finish
            if finish >= end:
                break
            here = self.sequence.after(here)

    def _invalidate(self, entry: Entry) -> None:
        entry.valid = False
        self._invalid.add(entry)

    def _parse_from(self, entry: Entry, out_of_time: Callable[[], bool]) -> Iterator[Exchange]:
        start = self.sequence.start(entry)
        run = _Run(start, entry.mode, [entry], start + entry.lines, [])
        while run.at < len(self.lines):
            if run.at == run.old_end and self._agrees(run):
                break
            block = self._dialect.parse(self.lines, run.at, run.mode)
            run.new.append(Entry(next(self._ids), block.size, run.mode, block, valid=True))
            run.at += block.size
            run.mode = block.mode_after
            self._take(run)
            if out_of_time() and run.at < len(self.lines):
                break
        self._absorb_empty(run)
        self._hold(run)
        yield from self._commit(run)

    def _agrees(self, run: _Run) -> bool:
        """Whether the next old entry begins here with the same mode and holds as it is."""
        if not run.new and run.old[0].lines:
            return False
        self._absorb_empty(run)
        following = self._following(run)
        return following is self.end or (following.valid and following.mode == run.mode)

    def _take(self, run: _Run) -> None:
        while run.old_end < run.at:
            following = self._following(run)
            run.old.append(following)
            run.old_end += following.lines

    def _absorb_empty(self, run: _Run) -> None:
        while run.old_end == run.at and (following := self._following(run)) is not self.end:
            if following.lines:
                break
            run.old.append(following)

    def _following(self, run: _Run) -> Entry:
        return run.rest or self.sequence.after(run.old[-1]) or self.end

    def _hold(self, run: _Run) -> None:
        """Where parsing stops without agreement, the rest of the old lines waits to be parsed."""
        if run.old_end > run.at:
            run.rest = run.old.pop()
            self.sequence.resize(run.rest, run.old_end - run.at)
        following = self._following(run)
        if following is not self.end and (run.rest is not None or following.mode != run.mode):
            following.mode = run.mode
            self._invalidate(following)

    def _commit(self, run: _Run) -> Iterator[Exchange]:
        old, new, following = run.old, run.new, self._following(run)
        for entry in old:
            self._invalid.discard(entry)
        head = 0
        while head < min(len(old), len(new)) and self._stays(old[head], new[head]):
            head += 1
        tail = 0
        while tail < min(len(old), len(new)) - head and self._stays(old[-1 - tail], new[-1 - tail]):
            tail += 1
        gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
        if not gone and not come:
            return
        following = old[len(old) - tail] if tail else following
        self.sequence.replace(gone[0] if gone else following, len(gone), come)
        yield Exchange(gone, come, following)

    def _stays(self, old: Entry, new: Entry) -> bool:
        """Whether the new block is the old one; it then stays where it is."""
        if old.block is None or new.block is None or not _same(old.block, new.block):
            return False
        old.block, old.mode, old.valid = new.block, new.mode, True
        self.sequence.resize(old, new.lines)
        return True


def _same(old: Block, new: Block) -> bool:
    return (
        old.size == new.size
        and old.kind == new.kind
        and old.content == new.content
        and old.definitions == new.definitions
    )
