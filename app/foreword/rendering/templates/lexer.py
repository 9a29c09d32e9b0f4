"""Cuts a Liquid template into text, outputs and tags as Ruby's Liquid does, and pairs opening with closing tags."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

BLANKS = " \t\n\v\f\r\0"
MOST_TEMPLATES = 10_000
"""Outputs and tags of one text; what follows them is left as it is written."""
_OPENING = re.compile(r"\{[{%]")
_TAG = re.compile(r"\{%(-?)\s*(#|\w+)\s*(.*?)(-?)%\}", re.DOTALL)
_END_RAW = re.compile(r"\{%\s*endraw\b")
_COMMENT = re.compile(r"\{%-?\s*(comment|endcomment|raw)\b")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a template: ``source[start:end]``.

    ``kind``: "text" (``markup`` is what of it is kept, beginning at ``kept``), "output", "tag", "raw" (``markup``
    is its body), "comment", "broken" (``markup`` says what is wrong), "unclosed" (an opening brace pair alone), "rest"
    (everything after the `MOST_TEMPLATES`).
    """

    kind: str
    start: int
    end: int
    name: str = ""
    markup: str = ""
    kept: int = 0
    trims_before: bool = False
    trims_after: bool = False


def has_liquid(text: str) -> bool:
    """Whether Jekyll would hand the text to Liquid at all."""
    return "{{" in text or "{%" in text


def cut(source: str) -> list[Piece]:
    """The pieces of a template, covering it from end to end. Time grows with its length."""
    return list(_Cutter(source).pieces())


class _Cutter:
    """Walks through one template. What is not closed anywhere is looked for only once."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._last_brace = source.rfind("}")
        self._last_close = source.rfind("%}")
        self._last_endraw = source.rfind("endraw")
        self._comments: dict[int, tuple[int, bool]] | None = None

    def pieces(self) -> Iterator[Piece]:
        """Text and templates in turn."""
        source = self._source
        at = count = 0
        trimmed = False
        while found := _OPENING.search(source, at):
            start = found.start()
            count += 1
            if count > MOST_TEMPLATES:
                yield Piece("rest", at, len(source), markup=source[at:])
                return
            piece = self._tag(start) if source[start + 1] == "%" else self._output(start)
            if start > at:
                yield self._text(at, start, trimmed, piece.trims_before)
            yield piece
            at, trimmed = piece.end, piece.trims_after
            if start > self._last_brace:
                break  # nothing that is opened from here on is ever closed
        if at < len(source):
            yield self._text(at, len(source), trimmed, False)

    def _text(self, start: int, end: int, trimmed_left: bool, trimmed_right: bool) -> Piece:
        text = self._source[start:end]
        kept = start
        if trimmed_left:
            text = text.lstrip(BLANKS)
            kept = end - len(text)
        return Piece("text", start, end, "", text.rstrip(BLANKS) if trimmed_right else text, kept)

    def _output(self, start: int) -> Piece:
        source = self._source
        unclosed = Piece("unclosed", start, start + 2, markup="{{")
        if self._last_brace < start:
            return unclosed
        end = source.index("}", start + 2) + 1
        if _swallows(source, start + 2, end):
            return unclosed
        if not source.startswith("}", end):
            return Piece("broken", start, end, markup="a } stands inside {{ }}")
        inner = source[start + 2 : end - 1]
        before, after = inner.startswith("-"), inner.endswith("-")
        inner = inner[1:] if before else inner
        inner = inner[:-1] if after and inner else inner
        return Piece(
            "output", start, end + 1, "", inner.strip(BLANKS), trims_before=before, trims_after=after
        )

    def _tag(self, start: int) -> Piece:
        source = self._source
        unclosed = Piece("unclosed", start, start + 2, markup="{%")
        if self._last_close < start + 2:
            return unclosed
        end = source.index("%}", start + 2) + 2
        found = _TAG.match(source, start, end)
        if found is None:
            return Piece("broken", start, end, markup="the tag has no name")
        if _swallows(source, start + 2, end):
            return unclosed
        before, name, markup, after = found.groups()
        tag = Piece("tag", start, end, name, markup.strip(BLANKS), 0, bool(before), bool(after))
        if name == "raw" and not tag.markup:
            return self._raw(tag)
        if name == "comment":
            closed = self._comment_ends().get(start)
            if closed is None:
                return replace(tag, kind="broken", markup="its endcomment is missing")
            return replace(tag, kind="comment", end=closed[0], trims_after=closed[1])
        return replace(tag, kind="comment") if name == "#" else tag

    def _raw(self, tag: Piece) -> Piece:
        opened = _END_RAW.search(self._source, tag.end) if self._last_endraw > tag.start else None
        close = self._source.find("%}", opened.end()) if opened else -1
        if opened is None or close < 0:
            self._last_endraw = -1
            return replace(tag, kind="broken", markup="its endraw is missing")
        return replace(tag, kind="raw", end=close + 2, markup=self._source[tag.end : opened.start()])

    def _comment_ends(self) -> dict[int, tuple[int, bool]]:
        if self._comments is None:
            self._comments = {}
            opened: list[int] = []
            at = 0
            while found := _COMMENT.search(self._source, at):
                close = self._source.find("%}", found.end())
                if close < 0:
                    break
                at = close + 2
                if found[1] == "raw":
                    raw = _END_RAW.search(self._source, at) if self._last_endraw > at else None
                    at = raw.end() if raw else at
                elif found[1] == "comment":
                    opened.append(found.start())
                elif opened:
                    self._comments[opened.pop()] = (at, self._source[close - 1] == "-")
        return self._comments


def _swallows(source: str, start: int, end: int) -> bool:
    """Whether a template is opened on a later line of what should be one: then the first was never closed."""
    line = source.find("\n", start, end)
    return line >= 0 and (source.find("{{", line, end) >= 0 or source.find("{%", line, end) >= 0)


def pair(pieces: Sequence[Piece], blocks: Collection[str], deepest: int) -> dict[int, int]:
    """Which tag closes which: index of the opening piece to index of the closing one.

    Besides ``blocks``, a tag counts as a block when its ``end...`` follows. Unclosed and too deep ones are left out.
    """
    closers = {piece.name for piece in pieces if piece.kind == "tag" and piece.name.startswith("end")}
    opening: list[tuple[str, int]] = []
    waiting: dict[str, int] = {}
    pairs: dict[int, int] = {}
    for index, piece in enumerate(pieces):
        if piece.kind != "tag":
            continue
        if piece.name in blocks or f"end{piece.name}" in closers:
            opening.append((piece.name, index))
            waiting[piece.name] = waiting.get(piece.name, 0) + 1
        elif piece.name.startswith("end") and waiting.get(piece.name[3:]):
            while opening:
                name, opened = opening.pop()
                waiting[name] -= 1
                if name == piece.name[3:]:
                    pairs[opened] = index
                    break
    return _not_too_deep(pairs, deepest)


def _not_too_deep(pairs: dict[int, int], deepest: int) -> dict[int, int]:
    ends: list[int] = []
    kept: dict[int, int] = {}
    for opened in sorted(pairs):
        while ends and ends[-1] < opened:
            ends.pop()
        if len(ends) < deepest:
            kept[opened] = pairs[opened]
            ends.append(pairs[opened])
    return kept
