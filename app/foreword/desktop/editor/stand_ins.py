"""What the view shows for characters that Qt's documents cannot hold, and UTF-16 units against code points.

Measured: QTextDocument ends a block at LF, CR, U+2029, U+FDD0 and U+FDD1; PySide drops lone surrogates and a leading
U+FEFF or U+FFFE; U+2028 breaks a line within its block; U+FFFC stands for an embedded object. Every stand-in is one
UTF-16 unit, as what it stands for is one code point, so that positions within a line agree. Stand-ins need not be
told apart: what a line really holds is remembered by the source, never read back from the view.
"""

from __future__ import annotations

import re

_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_HIDDEN = re.compile("[\x00-\x08\x0a-\x1f\x7f\u2028\u2029\ud800-\udfff\ufdd0\ufdd1\ufeff\ufffc\ufffe\uffff]")


def displayed(line: str) -> str:
    """The line as the view shows it; as long as the line itself, and the same for nearly every line."""
    if line.isascii() and line.isprintable():
        return line
    return _HIDDEN.sub(_stand_in, line)


def _stand_in(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    if character in "\u2028\u2029":
        return "\N{SYMBOL FOR NEWLINE}"
    return _UNKNOWN


def units_of(text: str, points: int) -> int:
    """How many UTF-16 units the first ``points`` code points of a view's text take."""
    if text.isascii():
        return points
    return len(_encoded(text[:points])) // 2


def points_of(text: str, units: int) -> int:
    """How many code points end in the first ``units`` UTF-16 units of a view's text."""
    if text.isascii():
        return min(units, len(text))
    return len(_encoded(text)[: 2 * units].decode("utf-16-le", "ignore"))


def _encoded(text: str) -> bytes:
    return text.encode("utf-16-le", "replace")
