"""Cuts a body into pieces that Python-Markdown can render one by one as if it had seen them together.

Python-Markdown first takes out fenced code, then raw HTML, and then reads runs of lines between blank ones, each of
which may continue what came before it. A cut is made only where nothing continues; in doubt a piece grows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from markdown.extensions.attr_list import get_attrs_and_remainder

from foreword.rendering.python_markdown.guard import DEFINING_LINE
from foreword.rendering.python_markdown.raw_html import HtmlProbe

_FENCE = re.compile(
    r"""(?P<fence>~{3,}|`{3,})[ ]*
        (?:\{(?P<attrs>.*)\}|(?:\.?[\w#.+-]*[ ]*)?(?:hl_lines=(?P<quote>["']).*?(?P=quote)[ ]*)?)$""",
    re.VERBOSE,
)
_ITEM = re.compile(r"^ *(?:[*+-]|\d+\.) ", re.MULTILINE)
_QUOTE = re.compile(r"^ {0,3}>", re.MULTILINE)
_INDENTING = re.compile(r"^(?: {4}| {0,3}\[\^[^\]]*\]:|!!!)", re.MULTILINE)
_MARKDOWN_IN_HTML = re.compile(r"<[^<>]*\bmarkdown\b")
# A label may go on in the next line.
_DEFINITION = re.compile(r" {0,3}\[[^\]]*(?:\]:|$)|\*\[")
_CONTROL = str.maketrans("", "", "\x02\x03")
_LOOK_AHEAD = 64
_GROWTH = 1.25


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines that are rendered together. ``absent``: what is known not to occur in any later line."""

    size: int
    reach: int
    blank: bool
    absent: frozenset[str]


@dataclass(slots=True)
class _State:
    """What was seen of a piece so far."""

    lines: Sequence[str]
    absent: set[str]
    seen: int = 0
    items: bool = False
    quotes: bool = False
    colons: bool = False
    indenting: bool = False
    html: bool = False
    text: list[str] = field(default_factory=list)

    def look(self, line: int) -> None:
        self.seen = max(self.seen, line + 1)

    def find(self, needle: str, at: int, test: Callable[[str], bool]) -> int | None:
        """The first line from ``at`` on that passes the test; what is absent is not looked for again."""
        if needle in self.absent:
            return None
        for index in range(at, len(self.lines)):
            if test(self.lines[index]):
                self.look(index)
                return index
        self.look(len(self.lines))
        self.absent.add(needle)
        return None


class Splitter:
    """Finds the pieces of a body for one set of options."""

    def __init__(self, *, fences: bool, markdown_in_html: bool, tab_length: int) -> None:
        self._fences = fences
        self._tab_length = tab_length
        self._indent = " " * min(4, tab_length)
        self._probe = HtmlProbe(markdown_in_html=markdown_in_html)

    def piece(self, lines: Sequence[str], at: int, absent: frozenset[str]) -> Piece:
        """The piece that begins at line ``at``."""
        state = _State(lines, set(absent))
        here = self._after_blank(lines, at)
        if here == len(lines):
            return Piece(here - at, here - at + 1, True, absent)
        until = here
        while True:
            end = self._take(state, here)
            here = self._after_blank(lines, end)
            state.look(here)
            if here == len(lines):
                break
            if here <= until or self._continues(state, here):
                continue
            further = self._open_until(state, at, here)
            if further is None:
                break
            until = further
        return Piece(here - at, state.seen - at, False, frozenset(state.absent))

    def clean(self, line: str) -> str:
        """The line as the library's first step leaves it."""
        if "\t" in line:
            line = line.expandtabs(self._tab_length)
        return line.translate(_CONTROL) if "\x02" in line or "\x03" in line else line

    def fence_end(self, state: _State, at: int) -> int | None:
        """The last line of the fenced code that begins at line ``at``, or None."""
        line = state.lines[at]
        if not self._fences or not line.startswith(("```", "~~~", "\x02", "\x03")):
            return None
        match = _FENCE.match(self.clean(line))
        if match is None:
            return None
        fence = match["fence"]
        end = state.find(
            fence, at + 1, lambda text: text.startswith(fence) and _closes(self.clean(text), fence)
        )
        if end is None or (match["attrs"] is not None and get_attrs_and_remainder(match["attrs"])[1]):
            return None
        return end

    def _take(self, state: _State, at: int) -> int:
        """Takes one fence or one run of lines into the piece; where it ends."""
        fence = self.fence_end(state, at)
        if fence is not None:
            state.text.append("\nfence\n")
            return fence + 1
        end = self._run_end(state, at)
        run = "\n".join(self.clean(line) for line in state.lines[at:end])
        state.text.append(run)
        state.items = state.items or _ITEM.search(run) is not None
        state.quotes = state.quotes or _QUOTE.search(run) is not None
        state.colons = state.colons or DEFINING_LINE.search(run) is not None
        state.indenting = state.indenting or _INDENTING.search(run) is not None
        if "<" in run:
            state.html = True
            if _MARKDOWN_IN_HTML.search(run):
                state.items = state.quotes = state.colons = state.indenting = True
        return end

    def _run_end(self, state: _State, at: int) -> int:
        end = at + 1
        while end < len(state.lines) and not self._blank(state.lines[end]):
            if self.fence_end(state, end) is not None:
                break
            end += 1
        state.look(end)
        return end

    def _continues(self, state: _State, at: int) -> bool:
        """Whether the run at ``at``, or one behind mere definitions, may belong to what the piece holds."""
        lines = state.lines
        term = False
        for _ in range(_LOOK_AHEAD):
            fence = self.fence_end(state, at)
            first = self.clean(lines[at])
            if term:
                # What stands right before a definition is its term, and the list goes on.
                return fence is None and DEFINING_LINE.match(first) is not None
            if fence is None:
                if first.startswith(self._indent):
                    return state.items or state.colons or state.indenting
                if self._starts(state, first):
                    return True
            invisible = fence is None and _DEFINITION.match(first) is not None
            if not invisible and not state.colons:
                return False
            end = self._run_end(state, at) if fence is None else fence + 1
            rest = [self.clean(line) for line in lines[at + 1 : end]] if fence is None else []
            if invisible and any(self._starts(state, line) for line in rest):
                return True
            if state.colons and any(DEFINING_LINE.match(line) for line in rest):
                return True
            at = self._after_blank(lines, end)
            state.look(at)
            term = not invisible
            if at == len(lines):
                return False
        return False

    @staticmethod
    def _starts(state: _State, line: str) -> bool:
        return bool(
            DEFINING_LINE.match(line)
            or (state.items and _ITEM.match(line))
            or (state.quotes and _QUOTE.match(line))
        )

    def _open_until(self, state: _State, start: int, at: int) -> int | None:
        """The line up to which raw HTML that is open before line ``at`` makes the piece grow, or None."""
        if not state.html:
            return None
        found = self._probe.open_after("\n\n".join(state.text))
        if found is None:
            return None
        if found.soft:
            return self._soft_end(state, at)
        ends = [end for closer in found.closers if (end := self._closer_line(state, closer, at)) is not None]
        if not ends:
            return len(state.lines)
        return max(min(ends), start + int((at - start) * _GROWTH))

    def _closer_line(self, state: _State, closer: str, at: int) -> int | None:
        """The next line outside of fenced code that holds the text."""
        while closer not in state.absent:
            end = state.find(
                closer, at, lambda line: closer in line.lower() or line.startswith(("```", "~~~"))
            )
            if end is None:
                break
            fence = self.fence_end(state, end)
            if fence is None and closer in state.lines[end].lower():
                return end
            at = end + 1 if fence is None else fence + 1
        return None

    def _soft_end(self, state: _State, at: int) -> int | None:
        """Where an unclosed tag within a line would end, if other tags lie before that; else it changes nothing."""
        end = self._closer_line(state, ">", at)
        if end is None or not any("<" in line for line in state.lines[at : end + 1]):
            return None
        return end

    def _after_blank(self, lines: Sequence[str], at: int) -> int:
        while at < len(lines) and self._blank(lines[at]):
            at += 1
        return at

    @staticmethod
    def _blank(line: str) -> bool:
        return not line or not line.strip(" \t\x02\x03")


def _closes(line: str, fence: str) -> bool:
    return line.rstrip(" ") == fence
