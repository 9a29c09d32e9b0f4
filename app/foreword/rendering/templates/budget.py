"""What a template may use up before it is stopped: steps, characters and time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

LONGEST_TEXT = 4_000_000
"""Characters of one value."""
LONGEST_LIST = 200_000
MOST_PIECES = 300_000
"""Values in a nested structure that is printed."""
_FEWEST_STEPS, _FEWEST_CHARACTERS, _SHORTEST_TIME = 200, 5_000, 0.0001
_WORTH_STOPPING = 0.002
"""Seconds of work below which nothing is stopped for being late."""
BIGGEST_NUMBER = 20_000
"""Bits of one whole number."""


class RanAway(Exception):
    """A template used up what it may use; the message says which."""


@dataclass(frozen=True, slots=True)
class Limits:
    """For a whole post. Each top-level construct may use half of what those before it left.

    ``seconds`` are the processor's, so that a busy machine stops nothing that is not busy itself; after
    ``patience``, seconds of the clock, whatever is still at work is stopped all the same.
    """

    seconds: float = 0.9
    patience: float = 1.6
    steps: int = 2_000_000
    characters: int = 24_000_000


@dataclass(frozen=True, slots=True)
class Clocks:
    """The processor's time of this thread, and the time of the world; both in seconds."""

    work: Callable[[], float] = time.thread_time
    world: Callable[[], float] = time.monotonic


class Budget:
    """Counts what an expansion uses. Raises RanAway from every method that counts."""

    def __init__(self, limits: Limits, clocks: Clocks | None = None) -> None:
        self._clocks = clocks or Clocks()
        self._end = self._clocks.work() + limits.seconds
        self._last_call = self._clocks.world() + limits.patience
        self._deadline = self._end
        self._began = self._clocks.work()
        self._steps_left = limits.steps
        self._characters_left = limits.characters
        self._steps = self._characters = 0
        self._until_look = 0

    def begin(self) -> None:
        """A new top-level construct begins: it gets half of everything that is left."""
        self._steps_left += max(self._steps, 0)
        self._characters_left += max(self._characters, 0)
        self._steps = max(self._steps_left // 2, _FEWEST_STEPS)
        self._steps_left -= self._steps
        self._characters = max(self._characters_left // 2, _FEWEST_CHARACTERS)
        self._characters_left -= self._characters
        self._began = self._clocks.work()
        self._deadline = self._began + max(self._end - self._began, 0.0) / 2 + _SHORTEST_TIME
        self._until_look = 0

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Time that passes within is not the template's: the site's own files are being read."""
        work, world = self._clocks.work(), self._clocks.world()
        try:
            yield
        finally:
            spent = self._clocks.work() - work
            self._end += spent
            self._deadline += spent
            self._began += spent
            self._last_call += self._clocks.world() - world

    def step(self) -> None:
        """One turn of a loop, one filter, one include."""
        self._steps -= 1
        if self._steps < 0:
            raise RanAway("it takes too many steps")
        self._until_look -= 1
        if self._until_look < 0:
            self._until_look = 50
            self.look()

    def look(self) -> None:
        """Looks at the clocks."""
        now = self._clocks.work()
        late = now - self._began > _WORTH_STOPPING and self._clocks.world() > self._last_call
        if late or now > self._deadline:
            raise RanAway("it takes too long")

    def made(self, size: int) -> None:
        """Text of this many characters, or a list of this many items, was made."""
        self._characters -= size
        if self._characters < 0:
            raise RanAway("it makes too much text")

    def text(self, size: int) -> None:
        """A text of this size is about to be made."""
        if size > LONGEST_TEXT:
            raise RanAway("it makes a text that is too long")

    def items(self, count: int) -> None:
        """A list of this many items is about to be made."""
        if count > LONGEST_LIST:
            raise RanAway("it makes a list that is too long")

    def check(self, value: object) -> None:
        """A filter gave this value."""
        if isinstance(value, str):
            self.text(len(value))
            self.made(len(value))
        elif isinstance(value, list | tuple | dict):
            self.items(len(value))
            self.made(len(value))
        elif isinstance(value, int) and value.bit_length() > BIGGEST_NUMBER:
            raise RanAway("it makes a number that is too big")
