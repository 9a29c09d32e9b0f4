"""Lines end with LF, CR LF or CR, each as it is. U+2028, form feeds and the like are ordinary characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class LineEdit:
    """Replaces ``removed`` whole lines from line ``first`` (counted from 0) by ``lines``, given without their endings."""

    first: int
    removed: int
    lines: tuple[str, ...]


def split_lines(text: str) -> list[str]:
    """The lines of a text without their endings; a text always has one more line than it has line endings."""
    if "\r" not in text:
        return text.split("\n")
    return _LINE_END.split(text)


def count_line_ends(text: str) -> int:
    """How many line endings the text has; CR LF is one."""
    count = text.count("\n")
    if "\r" in text:
        count += text.count("\r") - text.count("\r\n")
    return count


def line_end_offsets(text: str) -> list[int]:
    """Where each line ending ends, i.e. where the following line begins."""
    if "\r" not in text:
        lengths = accumulate(map(len, text.split("\n")))
        return [length + number for number, length in enumerate(lengths, 1)][:-1]
    return [match.end() for match in _LINE_END.finditer(text)]


def dominant_line_end(text: str) -> str:
    """The line ending that most lines have; LF where there is none."""
    crlf = text.count("\r\n")
    counts = {"\r\n": crlf, "\n": text.count("\n") - crlf, "\r": text.count("\r") - crlf}
    best = max(counts, key=lambda end: counts[end])
    return best if counts[best] else "\n"
