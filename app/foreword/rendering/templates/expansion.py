"""What expanding a post's templates gives: the text for Markdown, and which source each piece of it came from."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from foreword.rendering.dialect import Notice
from foreword.text.lines import count_line_ends, line_end_offsets

_MARK = "FOREWORDxPLACEx"
_PLACEHOLDER = re.compile(rf"<p>({_MARK}[0-9a-f]{{16}}x)</p>|({_MARK}[0-9a-f]{{16}}x)")


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
    """The text that Markdown gets, in segments in the order of the source.

    ``notices`` carry lines of the source, from 0. ``replacements`` of placeholders are to be put in after rendering
    (`restore` does it).
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
        if not self.uses_templates or not self.segments:
            return tuple(range(count_line_ends(self.text) + 1))
        starts = [*_line_starts(self.source), len(self.source) + 1]
        found: list[int] = []
        at = line = 0
        for out in _line_starts(self.text):
            while at + 1 < len(self.segments) and self.segments[at + 1].out_start <= out:
                at += 1
            segment = self.segments[at]
            offset = segment.source_start
            if segment.literal:
                offset = min(offset + out - segment.out_start, segment.source_end)
            line = line if starts[line] <= offset else 0
            while starts[line + 1] <= offset:
                line += 1
            found.append(line)
        return tuple(found)

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
        """The HTML, or a part of it, with its placeholders replaced.

        A paragraph that is nothing but a placeholder is replaced as a whole, as Hugo does.
        """
        if not self.replacements or _MARK not in html:
            return html
        return _PLACEHOLDER.sub(self._replacement, html)

    def _replacement(self, found: re.Match[str]) -> str:
        key = found[1] or found[2]
        return self.replacements[key] if key in self.replacements else found.group()


def placeholder_for(replacement: str) -> str:
    """A word that any Markdown leaves alone, to stand for HTML; the same word for the same HTML."""
    digest = hashlib.blake2b(replacement.encode("utf-8", "replace"), digest_size=8).hexdigest()
    return f"{_MARK}{digest}x"


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


def _line_starts(text: str) -> list[int]:
    return [0, *line_end_offsets(text)]
