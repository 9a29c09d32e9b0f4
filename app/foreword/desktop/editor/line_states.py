"""What kind of text each line begins in: ordinary text, fenced code, an HTML comment. Computed as far as asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foreword.text import LineEdit, Rope

_FENCE = re.compile(r" {0,3}(?:(?:>|[-+*]|\d{1,9}[.)]) {1,4})*(`{3,}|~{3,})[ \t]*([^\s`{]*)([^`]*)$")
_HIGHLIGHT = re.compile(r"[ \t]*\{(%|\{[<%])-?[ \t]*highlight[ \t]+\"?([^\s\"%>]+)")
_SLICE = 512


@dataclass(frozen=True, slots=True)
class LineState:
    """``fence`` is what opened the code: its run of marks, or ``{`` and what follows for a highlight tag of Liquid or Hugo;
    empty outside of code. ``language`` is its first word."""

    fence: str = ""
    language: str = ""
    comment: bool = False


PLAIN = LineState()
_COMMENT = LineState(comment=True)


def state_after(line: str, state: LineState) -> LineState:
    """The state in which the next line begins."""
    if state.fence:
        return PLAIN if closes_fence(line, state.fence) else state
    if state.comment:
        return PLAIN if "-->" in line else state
    if "```" in line or "~~~" in line:
        match = _FENCE.match(line)
        if match is not None and not (match[1][0] == "`" and "`" in match[3]):
            return LineState(match[1], match[2].lstrip("."))
    if "highlight" in line:
        match = _HIGHLIGHT.match(line)
        if match is not None and not _ends_highlight(line):
            return LineState("{" + match[1], match[2])
    if "<!--" in line and line.lstrip().startswith("<!--") and "-->" not in line:
        return _COMMENT
    return PLAIN


def closes_fence(line: str, fence: str) -> bool:
    """Whether the line closes code that was opened by ``fence``."""
    if fence[0] == "{":
        return _ends_highlight(line)
    mark = line.strip(" \t>")
    return len(mark) >= len(fence) and not mark.strip(fence[0])


def _ends_highlight(line: str) -> bool:
    return "endhighlight" in line or "/highlight" in line


class LineStates:
    """The state at the beginning of every line of a text that is being edited.

    States are small numbers, the same for equal states; `state` gives what a number means.
    """

    def __init__(self) -> None:
        self._known: dict[LineState, int] = {PLAIN: 0}
        self._meanings: list[LineState] = [PLAIN]
        self._numbers: list[int] = [0]
        self._valid = 1

    def reset(self, line_count: int) -> None:
        """Another text has taken the place of this one."""
        self._numbers = [0] * (line_count + 1)
        self._valid = 1

    def state(self, number: int) -> LineState:
        """What the number of a state means."""
        return self._meanings[number]

    def edited(self, rope: Rope, edit: LineEdit) -> bool:
        """Takes note of an edit; ``rope`` is the text after it. True when lines below it begin in another state."""
        first, old_end, end = edit.first, edit.first + edit.removed, edit.first + len(edit.lines)
        known = self._valid
        below = self._numbers[old_end] if old_end < known else None
        self._numbers[first + 1 : old_end + 1] = [0] * (end - first)
        self._valid = min(known, first + 1)
        if below is None:
            return False
        if self._compute(rope, end) == below:
            self._valid = known + end - old_end
            return False
        return True

    def is_near(self, line: int) -> bool:
        """Whether the state of a line is known, or at most some hundred lines have to be read for it."""
        return line < self._valid + _SLICE

    def number_at(self, rope: Rope, line: int) -> int:
        """The number of the state in which ``line`` begins."""
        if line < self._valid:
            return self._numbers[line]
        if line >= len(self._numbers):
            return 0
        return self._compute(rope, line)

    def _compute(self, rope: Rope, target: int) -> int:
        target = min(target, len(self._numbers) - 1)
        while self._valid <= target:
            lines = rope.lines(self._valid - 1, min(_SLICE, target - self._valid + 1))
            if not lines:
                break
            self._advance(lines)
        return self._numbers[target]

    def _advance(self, lines: Sequence[str]) -> None:
        numbers, line = self._numbers, self._valid - 1
        number = numbers[line]
        state = self._meanings[number]
        for text in lines:
            after = state_after(text, state)
            line += 1
            if after is not state:
                state, number = after, self._number_of(after)
            numbers[line] = number
        self._valid = line + 1

    def _number_of(self, state: LineState) -> int:
        number = self._known.get(state)
        if number is None:
            number = self._known[state] = len(self._meanings)
            self._meanings.append(state)
        return number
