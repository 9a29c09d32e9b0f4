"""One pass over a block's text: jumps from one special character to the next and asks who reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from foreword.rendering.kramdown.options import KramdownOptions
from foreword.rendering.kramdown.spans.nodes import Node, Span

MAX_DEPTH = 50
_WASTE_FLOOR = 2000
_RAW_SPECIAL = re.compile("<")

Definitions = Callable[[str, str], object | None]
# Reads what begins at a position and gives the next position; its complement when that was plain text after all.
Reader = Callable[["SpanScanner", int, list[Node]], int]
Stop = Callable[["SpanScanner", int, list[Node]], bool]


@dataclass(frozen=True, slots=True)
class SpanContext:
    """What a set of options makes of spans: who reads which character, and what quotes and symbols become."""

    options: KramdownOptions
    readers: Mapping[str, Reader]
    special: re.Pattern[str]
    quotes: tuple[str, ...]
    symbols: Mapping[str, str]
    gfm_breaks: bool


class SpanScanner:
    """Reads spans of one text. ``stack`` holds the kinds of the elements that are open, ``above`` is
    the number of those around the text, which do not matter to it.

    An opening mark is tried by reading on from it; when its end is not found, the text is read again without it.
    ``plain`` says whether the character before the special one is text that no span has consumed.
    ``symbol_end`` is where the last character ended that stands for another: it takes attribute lists in vain.
    ``wasted`` counts what was read in vain, so that hostile text cannot make that grow beyond its length.
    """

    __slots__ = (
        "above",
        "absent",
        "buffer",
        "context",
        "definition",
        "gfm_breaks",
        "plain",
        "raw",
        "stack",
        "symbol_end",
        "text",
        "wasted",
        "work",
    )

    def __init__(self, text: str, context: SpanContext, definition: Definitions) -> None:
        self.text = text
        self.definition = definition
        self.context = context
        self.stack: list[str] = []
        self.above = 0
        self.buffer: list[str] = []
        self.absent: dict[str, int] = {}
        self.plain = False
        self.raw = False
        self.gfm_breaks = context.gfm_breaks
        self.symbol_end = -1
        self.work = 0
        self.wasted = 0

    def read(self, position: int, children: list[Node], stop: Stop | None = None, stop_at: str = "") -> int:
        """Reads into ``children`` from the position to the end, or to where ``stop`` says so of a special character
        among ``stop_at``. The position of the stop; -1 when there was to be a stop and none was met.
        """
        text = self.text
        search = self.context.special.search if not self.raw else _RAW_SPECIAL.search
        readers = self.context.readers
        outer, self.buffer = self.buffer, []
        plain_from = position
        while True:
            match = search(text, position)
            if match is None:
                if position < len(text):
                    self.buffer.append(text[position:])
                self.flush(children)
                self.buffer = outer
                return len(text) if stop is None else -1
            start = match.start()
            if start > position:
                self.buffer.append(text[position:start])
            self.work += 1
            mark = text[start]
            if stop is not None and mark in stop_at and stop(self, start, children):
                self.flush(children)
                self.buffer = outer
                return start
            reader = readers.get(mark)
            if reader is not None:
                self.plain = start > plain_from
                position = reader(self, start, children)
                if position < 0:
                    position = ~position
                else:
                    plain_from = position
            else:
                position = match.end()
                self.buffer.append(match[0])
                if mark in stop_at:
                    plain_from = start

    def lacks(self, mark: str, position: int) -> bool:
        """Whether it is known that the mark does not come at the position or after it."""
        return self.absent.get(mark, position + 1) <= position

    def note_absent(self, mark: str, position: int) -> None:
        """Notes that the mark does not come at the position or after it."""
        self.absent[mark] = min(position, self.absent.get(mark, position))

    def literal(self, text: str) -> None:
        """Text as it is."""
        self.buffer.append(text)

    def flush(self, children: list[Node]) -> None:
        """Makes the text gathered so far a child."""
        if self.buffer:
            text = "".join(self.buffer)
            children.append(Span("rawtext", text) if self.raw else text)
            self.buffer.clear()

    def add(self, children: list[Node], span: Span) -> None:
        """A span after the text gathered so far."""
        if self.buffer:
            self.flush(children)
        children.append(span)

    def may_try(self) -> bool:
        """Whether one more mark may be tried: neither nested too deep nor too much read in vain."""
        return self.above + len(self.stack) < MAX_DEPTH and self.wasted <= _WASTE_FLOOR + 2 * len(self.text)

    def waste_characters(self, count: int) -> None:
        """Notes that a search over ``count`` characters was in vain."""
        self.wasted += abs(count) >> 4

    def attempt(
        self, kind: str, position: int, span: Span, stop: Stop, stop_at: str, *, raw: bool = False
    ) -> int:
        """Reads the inside of a span; where it ends, or -1 when it does not. ``raw``: only HTML counts in it."""
        work = self.work
        outside = self.raw, self.gfm_breaks
        self.raw = raw
        self.gfm_breaks = self.gfm_breaks and kind != "html"
        self.stack.append(kind)
        end = self.read(position, span.children, stop, stop_at)
        self.stack.pop()
        self.raw, self.gfm_breaks = outside
        if end < 0:
            self.wasted += self.work - work
        return end


def has_text(children: list[Node], scanner: SpanScanner) -> bool:
    """Whether anything was read yet."""
    return bool(children or scanner.buffer)
