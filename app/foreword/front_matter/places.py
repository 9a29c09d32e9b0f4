"""Lines around a place of a source: where they begin and end, and how they end."""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_END = re.compile(r"\r\n|\n|\r")


def line_start(source: str, at: int) -> int:
    """Where the line that contains ``at`` begins."""
    return max(source.rfind("\n", 0, at), source.rfind("\r", 0, at)) + 1


def line_before(source: str, start: int) -> int:
    """Where the line before the one that begins at ``start`` begins."""
    end = start - 2 if source[start - 2 : start] == "\r\n" else start - 1
    return line_start(source, max(end, 0))


def line_end(source: str, at: int) -> int:
    """Where the line that contains ``at`` ends, before its line ending."""
    match = _END.search(source, at)
    return match.start() if match else len(source)


def next_line(source: str, at: int) -> int:
    """Where the following line begins; the end of the source where there is none."""
    match = _END.search(source, at)
    return match.end() if match else len(source)


def ending_near(source: str, at: int) -> str:
    """How the line that contains ``at`` ends; at the last line, how the one before it does; else LF."""
    match = _END.search(source, at)
    if match:
        return match.group()
    before = source[: line_start(source, at)]
    return "\r\n" if before.endswith("\r\n") else before[-1:] or "\n"


def lines_of(text: str) -> list[str]:
    """The lines of a text with their endings; unlike ``splitlines`` only LF, CR LF and CR end one."""
    return _LINE.findall(text)


def own_line(source: str, at: int) -> bool:
    """Whether only blanks stand before ``at`` in its line."""
    return not source[line_start(source, at) : at].strip(" \t")


def indent_of(source: str, at: int) -> str:
    """As many blanks as there are columns before ``at`` in its line."""
    return " " * (at - line_start(source, at))
