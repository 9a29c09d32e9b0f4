"""What expanding a post's templates gives: the text for Markdown, and which source each piece of it came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from foreword.rendering.dialect import Notice
from foreword.text import Edit
from foreword.text.lines import count_line_ends, line_end_offsets


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the expanded text and the source it came from, both in code points, ends excluded.

    ``literal`` text stands in the source as it stands in the expansion, but for white space that a template's
    ``-`` took from its edges (then ``source_start`` and ``source_end`` name what was kept).
    """

    source_start: int
    source_end: int
    out_start: int
    out_end: int
    literal: bool


@dataclass(frozen=True, slots=True)
class Expansion:
    """The text that Markdown gets, in segments that cover the source from its beginning to its end.

    ``notices`` carry lines of the source, from 0. ``replacements`` are to be put in after rendering, each
    placeholder once (`restore` does it). ``exact`` is False when something could only be shown as a card.
    """

    source: str
    text: str
    segments: tuple[Segment, ...]
    notices: tuple[Notice, ...] = ()
    uses_templates: bool = False
    replacements: Mapping[str, str] = field(default_factory=dict)

    @property
    def uses_liquid(self) -> bool:
        """Whether there was anything to expand."""
        return self.uses_templates

    def line_map(self) -> tuple[int, ...]:
        """For each line of the expanded text the source line (from 0) that it begins on."""
        if not self.uses_templates:
            return tuple(range(count_line_ends(self.text) + 1))
        starts = _line_starts(self.source)
        return tuple(bisect_right(starts, self.source_offset(at)) - 1 for at in _line_starts(self.text))

    def source_offset(self, out_offset: int) -> int:
        """The place in the source of a place in the text; anywhere in a template's output is where the template begins."""
        if not self.segments:
            return out_offset
        index = bisect_right(self.segments, out_offset, key=lambda segment: segment.out_start) - 1
        found = self.segments[max(index, 0)]
        if not found.literal:
            return found.source_start
        return min(found.source_start + max(out_offset - found.out_start, 0), found.source_end)

    def restore(self, html: str) -> str:
        """The HTML with its placeholders replaced; also those that Markdown wrapped in a paragraph of their own."""
        for placeholder, replacement in self.replacements.items():
            html = html.replace(f"<p>{placeholder}</p>", replacement, 1) if _is_block(replacement) else html
            html = html.replace(placeholder, replacement)
        return html


def plain(source: str) -> Expansion:
    """The expansion of a text without templates: itself."""
    return Expansion(source, source, (Segment(0, len(source), 0, len(source), True),))


def assemble(
    source: str,
    pieces: Sequence[tuple[int, int, str, bool]],
    notices: Sequence[Notice] = (),
    replacements: Mapping[str, str] | None = None,
) -> Expansion:
    """The expansion made of pieces (source start, source end, text, literal), given in order."""
    segments: list[Segment] = []
    at = 0
    for start, end, text, literal in pieces:
        segments.append(Segment(start, end, at, at + len(text), literal))
        at += len(text)
    text = "".join(piece[2] for piece in pieces)
    return Expansion(source, text, tuple(segments), tuple(notices), True, replacements or {})


def text_change(old: Expansion, new: Expansion) -> Edit | None:
    """The edit of the expanded text that leads from one expansion to the next, or None where it stayed the same."""
    if old.text == new.text:
        return None
    head = _common_prefix(old.text, new.text)
    tail = _common_prefix(old.text[head:][::-1], new.text[head:][::-1])
    return Edit(head, len(old.text) - tail, new.text[head : len(new.text) - tail])


def _common_prefix(left: str, right: str) -> int:
    low, high = 0, min(len(left), len(right))
    while low < high:
        middle = (low + high + 1) // 2
        if left[low:middle] == right[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _line_starts(text: str) -> list[int]:
    return [0, *line_end_offsets(text)]


def _is_block(html: str) -> bool:
    return html.startswith(("<div", "<figure", "<details", "<p", "<blockquote", "<table", "<ul", "<ol", "<h"))
