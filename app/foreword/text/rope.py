"""A long text in small pieces, so that an edit costs the same at the end of a megabyte as in a short note."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from foreword.text.edit import Edit
from foreword.text.lines import LineEdit, count_line_ends, line_end_offsets, split_lines

_CHUNK = 4096


@dataclass(frozen=True, slots=True)
class _Chunk:
    text: str
    line_ends: int


class Rope:
    """An immutable text with line numbers. Versions share what did not change between them.

    Positions are code points, lines count from 0. CR LF is never divided between two pieces.
    """

    __slots__ = ("_chunks", "_line_starts", "_starts")

    def __init__(self, text: str = "") -> None:
        self._chunks = tuple(_chunked(text))
        self._starts = [0, *accumulate(len(chunk.text) for chunk in self._chunks)]
        self._line_starts = [0, *accumulate(chunk.line_ends for chunk in self._chunks)]

    def __len__(self) -> int:
        return self._starts[-1]

    def __str__(self) -> str:
        return "".join(chunk.text for chunk in self._chunks)

    @property
    def line_count(self) -> int:
        """One more than the number of line endings."""
        return self._line_starts[-1] + 1

    def slice(self, start: int, end: int | None = None) -> str:
        """``str(rope)[start:end]`` for 0 <= start, without joining the rest."""
        end = len(self) if end is None else min(end, len(self))
        if start >= end:
            return ""
        first, last = self._chunk_at(start), self._chunk_at(end - 1)
        offset = self._starts[first]
        joined = "".join(chunk.text for chunk in self._chunks[first : last + 1])
        return joined[start - offset : end - offset]

    def line_of(self, position: int) -> int:
        """The number of the line that holds ``position``."""
        if not 0 <= position <= len(self):
            raise ValueError(f"no position {position} in a text of {len(self)}")
        if not self._chunks:
            return 0
        index = self._chunk_at(position)
        offsets = _line_ends(self._chunks[index].text)
        return self._line_starts[index] + bisect_right(offsets, position - self._starts[index])

    def line_start(self, line: int) -> int:
        """Where the line begins; for ``line == line_count`` the length of the text."""
        if not 0 <= line <= self.line_count:
            raise ValueError(f"no line {line} in a text of {self.line_count} lines")
        if line == self.line_count:
            return len(self)
        if line == 0:
            return 0
        index = bisect_right(self._line_starts, line - 1) - 1
        offsets = _line_ends(self._chunks[index].text)
        return self._starts[index] + offsets[line - 1 - self._line_starts[index]]

    def lines(self, first: int, count: int) -> list[str]:
        """``count`` lines from ``first`` on, without their endings."""
        if count <= 0:
            return []
        last = min(first + count, self.line_count)
        text = self.slice(self.line_start(first), self.line_start(last))
        found = split_lines(text)
        return found[: last - first]

    def apply(self, edit: Edit) -> Rope:
        """The text after the edit."""
        if edit.end > len(self):
            raise ValueError(f"the edit ends at {edit.end}, the text at {len(self)}")
        if not self._chunks:
            return Rope(edit.replacement)
        first, last = self._chunk_at(edit.start), self._chunk_at(edit.end)
        head = self._chunks[first].text[: edit.start - self._starts[first]]
        tail = self._chunks[last].text[edit.end - self._starts[last] :]
        first, last, middle = self._mended(first, last, head + edit.replacement + tail)
        return self._with(first, last, _chunked(middle))

    def _with(self, first: int, last: int, middle: Sequence[_Chunk]) -> Rope:
        """The text with other pieces in place of those from ``first`` to ``last``."""
        changed = Rope.__new__(Rope)
        changed._chunks = (*self._chunks[:first], *middle, *self._chunks[last + 1 :])
        changed._starts = _respaced(self._starts, first, last, [len(chunk.text) for chunk in middle])
        line_ends = [chunk.line_ends for chunk in middle]
        changed._line_starts = _respaced(self._line_starts, first, last, line_ends)
        return changed

    def _mended(self, first: int, last: int, middle: str) -> tuple[int, int, str]:
        """Takes in a neighbour that is small or whose CR LF the edit would leave divided."""
        before = self._chunks[first - 1].text if first else ""
        if before and (len(before) + len(middle) < _CHUNK or (before[-1] == "\r" and middle[:1] == "\n")):
            first, middle = first - 1, before + middle
        after = self._chunks[last + 1].text if last + 1 < len(self._chunks) else ""
        if after and (len(after) + len(middle) < _CHUNK or (middle[-1:] == "\r" and after[0] == "\n")):
            last, middle = last + 1, middle + after
        if not middle and first and last + 1 < len(self._chunks):
            first, middle = first - 1, self._chunks[first - 1].text
            return self._mended(first, last, middle)
        return first, last, middle

    def line_edit(self, edit: Edit) -> LineEdit:
        """The edit of this text as an edit of its whole lines."""
        first, last = self.line_of(edit.start), self.line_of(edit.end)
        # A CR LF that the edit divides or completes makes the neighbouring line part of it.
        if edit.start and self.slice(edit.start - 1, edit.start) == "\r":
            first = self.line_of(edit.start - 1)
        if self.slice(edit.end, edit.end + 1) == "\n":
            last = min(self.line_of(edit.end + 1), self.line_count - 1)
        begin, finish = self.line_start(first), self.line_start(last + 1)
        old = self.slice(begin, finish)
        new = Edit(edit.start - begin, edit.end - begin, edit.replacement).apply(old)
        lines = split_lines(new)
        if finish < len(self) or (old and count_line_ends(old) == last - first + 1):
            lines.pop()
        return LineEdit(first, last - first + 1, tuple(lines))

    def _chunk_at(self, position: int) -> int:
        return min(bisect_right(self._starts, position) - 1, len(self._chunks) - 1)


def _respaced(starts: list[int], first: int, last: int, lengths: list[int]) -> list[int]:
    """Where pieces start when pieces of other lengths take the place of those from ``first`` to ``last``."""
    middle = list(accumulate(lengths, initial=starts[first]))
    growth = middle[-1] - starts[last + 1]
    rest = starts[last + 2 :]
    return [*starts[:first], *middle, *([start + growth for start in rest] if growth else rest)]


@lru_cache(maxsize=64)
def _line_ends(text: str) -> list[int]:
    """Line ends of a piece; typing asks for those of the same few pieces again and again."""
    return line_end_offsets(text)


def _chunked(text: str) -> Sequence[_Chunk]:
    chunks: list[_Chunk] = []
    start = 0
    while start < len(text):
        end = min(start + _CHUNK, len(text))
        if end < len(text) and text[end - 1] == "\r" and text[end] == "\n":
            end += 1
        piece = text[start:end]
        chunks.append(_Chunk(piece, count_line_ends(piece)))
        start = end
    return chunks
