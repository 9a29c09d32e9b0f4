"""Cuts a text with Hugo's (or Nikola's) shortcodes into text, calls and escaped calls, and pairs the calls."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_OPENING = re.compile(r"\{\{([<%])(/\*)?")
_NAME = re.compile(r"\s*(/?)\s*([\w\-./]+)")
_END = re.compile(r"\s*(/?)([>%])\}\}")
_ARGUMENT = re.compile(
    r"\s+(?:([\w.\-]+)=)?(?:(\"(?:[^\"\\\n]|\\.)*+\")|(`)|((?:(?!/?[>%]\}\}|\{\{[<%])[^\s\"`])+))"
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?\Z")

Value = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Call:
    """A shortcode, or its closing tag, as it stands at ``source[start:end]``.

    ``mark`` is "<" or "%"; ``positional`` and ``named`` are its arguments; ``written`` is the text of them.
    """

    start: int
    end: int
    mark: str
    name: str
    closes: bool = False
    closed: bool = False
    written: str = ""
    positional: tuple[Value, ...] = ()
    named: Mapping[str, Value] = field(default_factory=dict)

    def get(self, name: str, position: int | None = None) -> Value | None:
        """The argument of that name, or at that position where arguments have none."""
        if name in self.named:
            return self.named[name]
        if position is not None and position < len(self.positional):
            return self.positional[position]
        return None


@dataclass(frozen=True, slots=True)
class Escaped:
    """A shortcode that is to be shown, not called: ``text`` is how."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Broken:
    """What begins like a shortcode and is none."""

    start: int
    end: int


Piece = Call | Escaped | Broken


def cut_shortcodes(source: str, marks: str = "<%") -> list[Piece]:
    """The shortcodes of a text in their order; what lies between them is text."""
    pieces: list[Piece] = []
    last_escape = max(source.rfind("*/>}}"), source.rfind("*/%}}"))
    at = 0
    while found := _OPENING.search(source, at):
        if found[1] not in marks:
            at = found.end()
            continue
        if not found[2]:
            piece = _call(source, found.start(), found[1])
        elif found.end() > last_escape:
            piece = Broken(found.start(), found.end())
        else:
            piece = _escaped(source, found)
        pieces.append(piece)
        at = piece.end
    return pieces


def pair_calls(pieces: Sequence[Piece]) -> dict[int, int]:
    """Index of an opening call to the index of its closing one, where there is one."""
    waiting: dict[str, list[int]] = {}
    opened: list[int] = []
    pairs: dict[int, int] = {}
    for index, piece in enumerate(pieces):
        if not isinstance(piece, Call) or piece.closed:
            continue
        if not piece.closes:
            waiting.setdefault(piece.name, []).append(index)
            opened.append(index)
        elif waiting.get(piece.name):
            start = waiting[piece.name][-1]
            pairs[start] = index
            while opened and opened[-1] >= start:
                dropped = pieces[opened.pop()]
                if isinstance(dropped, Call):
                    waiting[dropped.name].pop()
    return pairs


def _escaped(source: str, found: re.Match[str]) -> Piece:
    closing = "*/" + (">" if found[1] == "<" else "%") + "}}"
    end = source.find(closing, found.end())
    if end < 0:
        return Broken(found.start(), found.end())
    inner = source[found.end() : end]
    return Escaped(found.start(), end + 5, "{{" + found[1] + inner + closing[2:])


def _call(source: str, start: int, mark: str) -> Piece:
    name = _NAME.match(source, start + 3)
    if name is None:
        return Broken(start, start + 3)
    positional: list[Value] = []
    named: dict[str, Value] = {}
    at = name.end()
    while True:
        end = _END.match(source, at)
        if end is not None:
            break
        argument = _ARGUMENT.match(source, at)
        if argument is None:
            return Broken(start, start + 3)
        at = argument.end()
        value: Value
        if argument[3]:
            close = source.find("`", at)
            if close < 0:
                return Broken(start, start + 3)
            value, at = source[at:close], close + 1
        else:
            value = _ESCAPE.sub(r"\1", argument[2][1:-1]) if argument[2] else _typed(argument[4])
        if argument[1]:
            named[argument[1]] = value
        else:
            positional.append(value)
    if (end[2] == ">") != (mark == "<"):
        return Broken(start, start + 3)
    written = source[name.end() : end.start()].strip()
    return Call(
        start, end.end(), mark, name[2], bool(name[1]), bool(end[1]), written, tuple(positional), named
    )


def _typed(text: str) -> Value:
    if text in ("true", "false"):
        return text == "true"
    if _NUMBER.match(text) and len(text) < 18:
        return float(text) if "." in text else int(text)
    return text
