"""Folded block scalars (``>``): the lines of a text stay broken where they were, as far as the text is the same."""

from __future__ import annotations

from collections.abc import Sequence

from foreword.text.difference import common_prefix, common_suffix


def keep_breaks(old_lines: Sequence[str], text: str, width: int) -> list[str] | None:
    """The lines of a folded scalar that hold ``text``, broken where ``old_lines`` (without indentation) were broken.

    None where the lines or the text are of a kind that folding treats specially: more than one blank line, lines that
    begin with a blank, another number of paragraphs. A line that has become longer than ``width`` is broken.
    """
    old = _paragraphs(old_lines)
    new = text.split("\n")
    if old is None or len(old) != len(new):
        return None
    lines: list[str] = []
    for before, after in zip(old, new, strict=True):
        if not after or after[0] in " \t" or (after[-1] in " \t" and after is not new[-1]):
            return None
        lines += [*([""] if lines else []), *_broken(before, after, width)]
    return lines


def _paragraphs(lines: Sequence[str]) -> list[list[str]] | None:
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line[:1] in (" ", "\t"):
            return None
        if line:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([])
    return paragraphs if all(paragraphs) else None


def _broken(old_lines: Sequence[str], text: str, width: int) -> list[str]:
    old = " ".join(old_lines)
    head = common_prefix(old, text)
    tail = min(common_suffix(old, text), len(old) - head, len(text) - head)
    grown = len(text) - len(old)
    breaks: list[int] = []
    at = -1
    for line in old_lines[:-1]:
        at += len(line) + 1
        place = at if at < head else at + grown if at >= len(old) - tail else None
        if place is not None and _may_break(text, place) and (not breaks or place > breaks[-1]):
            breaks.append(place)
    lines: list[str] = []
    start = 0
    for place in [*breaks, len(text)]:
        lines += _wrapped(text[start:place], width)
        start = place + 1
    return lines


def _may_break(text: str, at: int) -> bool:
    """Whether a line end in place of the blank there reads as that blank."""
    return (
        0 < at < len(text) - 1 and text[at] == " " and text[at - 1] not in " \t" and text[at + 1] not in " \t"
    )


def _wrapped(line: str, width: int) -> list[str]:
    lines: list[str] = []
    while len(line) > width:
        place = next((at for at in range(width, 0, -1) if _may_break(line, at)), None)
        if place is None:
            break
        lines.append(line[:place])
        line = line[place + 1 :]
    return [*lines, line]
