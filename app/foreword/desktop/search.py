"""Finds and replaces in a text: plain words or regular expressions, whatever the line endings are."""

from __future__ import annotations

import re
import warnings
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate

from foreword.text import Edit, Rope, split_lines

MOST = 5_000
_SHORT = 100
_GROUP = re.compile(r"\$(\d{1,2}|&)")


class SearchProblem(ValueError):
    """An expression, or what is to take the place of what it finds, is wrong; its text says how."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, and how."""

    text: str = ""
    case: bool = False
    words: bool = False
    regex: bool = False

    @property
    def is_quick(self) -> bool:
        """Whether the time it takes grows with the text only. A regular expression may take for ever."""
        return not self.regex and len(self.text) <= _SHORT

    def pattern(self) -> re.Pattern[str]:
        """The query as a regular expression. Raises SearchProblem for one that is wrong."""
        text = self.text if self.regex else re.escape(self.text)
        if self.words:
            text = rf"(?<!\w)(?:{text})(?!\w)"
        flags = re.MULTILINE if self.case else re.MULTILINE | re.IGNORECASE
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of what a later Python may read otherwise
                return re.compile(text, flags)
        except (re.error, OverflowError) as problem:
            raise SearchProblem(str(problem).capitalize()) from problem
        except RecursionError as problem:
            raise SearchProblem("This expression is nested too deeply") from problem


@dataclass(frozen=True, slots=True)
class Found:
    """One place: where it is in the text, and what a replacement may take from it where that is known."""

    start: int
    end: int
    match: re.Match[str] | None = None


def find_all(rope: Rope, query: Query, most: int | None = None) -> list[Found]:
    """All places with at least one character, or the first ``most`` of them. Raises SearchProblem.

    The expression sees every line ending as LF, so that ``$`` and ``\\n`` mean what they say in any file.
    """
    if not query.text:
        return []
    pattern, text = query.pattern(), str(rope)
    places = _Places(text)
    found: list[Found] = []
    for match in pattern.finditer(places.text):
        if match.end() > match.start():
            found.append(Found(places.of(match.start()), places.of(match.end()), match))
            if len(found) == most:
                break
    return found


def next_after(found: list[Found], position: int) -> int | None:
    """The number of the first place that begins at ``position`` or later; behind the last one the first again."""
    if not found:
        return None
    return bisect_left(found, position, key=lambda place: place.start) % len(found)


def last_before(found: list[Found], position: int) -> int | None:
    """The number of the last place that ends at ``position`` or earlier; before the first one the last again."""
    if not found:
        return None
    return (bisect_right(found, position, key=lambda place: place.end) - 1) % len(found)


def replaced(place: Found, query: Query, template: str, line_end: str) -> str:
    """What takes the place's place: the template, in a regular expression with ``$1`` or ``\\1`` filled in.

    Raises SearchProblem for a template that names a group which the expression does not have.
    """
    if not query.regex or place.match is None:
        return template
    try:
        text = place.match.expand(_GROUP.sub(_as_group, template))
    except (re.error, IndexError) as problem:
        raise SearchProblem(str(problem).capitalize()) from problem
    return line_end.join(split_lines(text))


def replace_all(rope: Rope, found: list[Found], query: Query, template: str, line_end: str) -> Edit | None:
    """One edit that replaces all places. Raises as `replaced`."""
    if not found:
        return None
    start, end = found[0].start, found[-1].end
    pieces: list[str] = []
    done = start
    for place in found:
        pieces += [rope.slice(done, place.start), replaced(place, query, template, line_end)]
        done = place.end
    return Edit(start, end, "".join(pieces))


def _as_group(match: re.Match[str]) -> str:
    return rf"\g<{'0' if match[1] == '&' else match[1]}>"


class _Places:
    """A text with LF for every line ending, and where its characters are in the text as it is."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: list[int] = []
        if "\r" not in text:
            return
        lines = split_lines(text)
        self.text = "\n".join(lines)
        self._starts = [0, *accumulate(len(line) + 1 for line in lines)]
        self._true_starts = _line_starts(text)

    def of(self, position: int) -> int:
        """The true position of one in `text`."""
        if not self._starts:
            return position
        line = bisect_right(self._starts, position) - 1
        return self._true_starts[line] + position - self._starts[line]


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]
