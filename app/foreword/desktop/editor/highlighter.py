"""Gives a block its character formats: Markdown's marks dimmed, emphasis, links, code by Pygments."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QBrush, QColor, QFont, QTextBlock, QTextCharFormat, QTextLayout

from foreword.desktop.editor.code_spans import CodeSpans
from foreword.desktop.editor.colors import EditorColors, code_color
from foreword.desktop.editor.line_states import LineState, LineStates, closes_fence
from foreword.desktop.editor.markdown_spans import Role, is_underline, line_spans
from foreword.desktop.editor.stand_ins import units_of
from foreword.text import LineEdit, Rope

_FAR = 300


class Highlighter:
    """Knows the state of each line of the text that is shown and makes the formats of one block at a time.

    ``plain``: the text is not Markdown, all of it looks the same.
    """

    def __init__(self, colors: EditorColors, *, plain: bool = False) -> None:
        self._plain = plain
        self._states = LineStates()
        self.rope = Rope()
        self._code = CodeSpans()
        self._piece: tuple[int, tuple[str, ...]] = (0, ())
        self._formats: dict[Role | str, QTextCharFormat] = {}
        self._fixed_family = ""
        self.set_look(colors, "monospace")

    def set_look(self, colors: EditorColors, fixed_family: str) -> None:
        """Takes the colours of a theme and the font family of code."""
        self._colors = colors
        self._fixed_family = fixed_family
        self._formats.clear()

    def reset(self, rope: Rope) -> None:
        """Another text is shown."""
        self.rope = rope
        self._states.reset(rope.line_count)
        self._code.clear()
        self._piece = (0, ())

    def edited(self, rope: Rope, edit: LineEdit) -> bool:
        """The text was edited. True when lines below the edit look different now."""
        self.rope = rope
        self._piece = (0, ())
        return self._states.edited(rope, edit) and not self._plain

    @property
    def is_waiting(self) -> bool:
        """Whether code is to be looked at again in the next pause."""
        return self._code.is_waiting

    def look_again(self) -> None:
        """Looks at the code that had to wait."""
        self._code.lex_waiting()

    def stamp_of(self, line: int) -> int:
        """What the look of a line depends on besides its own text."""
        return 0 if self._plain else self._states.number_at(self.rope, line)

    def is_known(self, line: int) -> bool:
        """Whether `stamp_of` has little to read for a line."""
        return self._plain or self._states.is_near(line)

    def state_at(self, line: int) -> LineState:
        """The state in which a line begins."""
        return self._states.state(self._states.number_at(self.rope, line))

    def is_code(self, line: int) -> bool:
        """Whether a line belongs to fenced code, its fences included."""
        return not self._plain and bool(self.state_at(line).fence or self.state_at(line + 1).fence)

    def is_title(self, block: QTextBlock) -> bool:
        """Whether the line after a block makes it a heading."""
        return not self._plain and is_title(block)

    def format_block(self, block: QTextBlock, layout: QTextLayout) -> None:
        """Sets the formats of a block; those of a composition in it are kept."""
        text = block.text()
        ranges = self._ranges(block, text) if text and not self._plain else []
        composed = layout.preeditAreaText()
        if composed:
            ranges = _around_composition(ranges, layout, len(composed.encode("utf-16-le")) // 2)
        layout.setFormats(ranges)

    def _ranges(self, block: QTextBlock, text: str) -> list[QTextLayout.FormatRange]:
        line = block.blockNumber()
        state, after = self.state_at(line), self.state_at(line + 1)
        if state.fence and not closes_fence(text, state.fence):
            return self._code_ranges(line, text, state.language)
        if state.fence or (after.fence and not state.fence):
            return self._made(text, [(0, len(text), Role.MARK)])
        if state.comment or after.comment:
            return self._made(text, [(0, len(text), Role.SOFT)])
        return self._made(text, line_spans(text, is_title=is_title(block)))

    def _code_ranges(self, line: int, text: str, language: str) -> list[QTextLayout.FormatRange]:
        ranges = [_range(0, units_of(text, len(text)), self._format(Role.CODE | Role.SOFT))]
        if not language:
            return ranges
        first, code = self._code_around(line)
        if not 0 <= line - first < len(code) or len(code[line - first]) != len(text):
            return ranges
        for start, end, kind in self._code.spans(code, line - first, language):
            begin = units_of(text, start)
            ranges.append(_range(begin, units_of(text, end) - begin, self._code_format(kind)))
        return ranges

    def _code_around(self, line: int) -> tuple[int, tuple[str, ...]]:
        """The first line of the fenced code that a line belongs to, and its lines; far away ones are left out."""
        first, code = self._piece
        if first <= line < first + len(code):
            return self._piece
        number = self._states.number_at(self.rope, line)
        first = last = line
        while first > 0 and line - first < _FAR and self._states.number_at(self.rope, first - 1) == number:
            first -= 1
        while last - line < _FAR and self._states.number_at(self.rope, last + 1) == number:
            last += 1
        lines = self.rope.lines(first, last - first + 1)
        if lines and closes_fence(lines[-1], self._states.state(number).fence):
            lines.pop()
        self._piece = (first, tuple(lines))
        return self._piece

    def _made(self, text: str, spans: Iterable[tuple[int, int, Role]]) -> list[QTextLayout.FormatRange]:
        plain = text.isascii()
        ranges = []
        for start, end, role in spans:
            if end <= start:
                continue
            begin, finish = (start, end) if plain else (units_of(text, start), units_of(text, end))
            ranges.append(_range(begin, finish - begin, self._format(role)))
        return ranges

    def _format(self, role: Role) -> QTextCharFormat:
        made = self._formats.get(role)
        if made is None:
            made = self._formats[role] = self._make(role)
        return made

    def _make(self, role: Role) -> QTextCharFormat:
        made, colors = QTextCharFormat(), self._colors
        if role & Role.CODE:
            made.setFontFamilies([self._fixed_family])
            made.setForeground(_brush(colors.ink if role & Role.SOFT else colors.code))
        elif role & Role.LINK:
            made.setForeground(_brush(colors.accent))
        elif role & Role.MARK:
            made.setForeground(_brush(colors.marks))
        elif role & Role.SOFT:
            made.setForeground(_brush(colors.soft_ink))
        elif role:
            made.setForeground(_brush(colors.ink))
        if role & Role.STRONG:
            made.setFontWeight(QFont.Weight.Bold)
        if role & Role.EMPHASIS:
            made.setFontItalic(True)
        if role & Role.STRUCK:
            made.setFontStrikeOut(True)
        return made

    def _code_format(self, kind: str) -> QTextCharFormat:
        made = self._formats.get(kind)
        if made is None:
            made = self._formats[kind] = QTextCharFormat(self._format(Role.CODE | Role.SOFT))
            made.setForeground(_brush(code_color(self._colors, kind)))
            made.setFontItalic(kind == "comment")
        return made


def is_title(block: QTextBlock) -> bool:
    """Whether the line below a block underlines it as a heading."""
    below = block.next()
    if not below.isValid() or not is_underline(below.text()):
        return False
    text = block.text()
    return bool(text.strip()) and not is_underline(text)


def _brush(color: str) -> QBrush:
    return QBrush(QColor(color))


def _range(start: int, length: int, made: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, length, made
    return found


def _around_composition(
    ranges: list[QTextLayout.FormatRange], layout: QTextLayout, length: int
) -> list[QTextLayout.FormatRange]:
    """Moves what follows the composed text behind it, and keeps the formats that Qt gave the composed text."""
    place = layout.preeditAreaPosition()
    moved = []
    for found in ranges:
        if found.start >= place:
            moved.append(_range(found.start + length, found.length, found.format))
        elif found.start + found.length > place:
            moved.append(_range(found.start, place - found.start, found.format))
            rest = found.start + found.length - place
            moved.append(_range(place + length, rest, found.format))
        else:
            moved.append(found)
    kept = [
        old for old in layout.formats() if place <= old.start and old.start + old.length <= place + length
    ]
    return moved + kept
