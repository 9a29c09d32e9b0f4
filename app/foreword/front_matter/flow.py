"""Members of a bracketed list or map, in YAML, TOML and JSON alike: put one in, take one out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foreword.front_matter.format import cover
from foreword.front_matter.places import ending_near, indent_of, line_end, line_start, next_line, own_line
from foreword.text import Edit

Span = tuple[int, int]

_BLANKS = re.compile(r"[ \t]*")


def insert(
    source: str, whole: Span, members: Sequence[Span], at: int, text: str, *, comment: str = ""
) -> Edit:
    """Puts ``text`` before member ``at``; ``comment`` is the sign that begins one, "" where the format has none."""
    if not members:
        inner = source[whole[0] + 1 : whole[1] - 1]
        if not inner.strip(" "):
            padding = " " if inner else ""
            return Edit(whole[0] + 1, whole[1] - 1, padding + text + padding)
        return Edit(whole[0] + 1, whole[0] + 1, text + (" " if inner[:1] not in "\r\n \t" else ""))
    if at == 0:
        if _line_of_its_own(source, members, 0, comment):
            start = line_start(source, members[0][0])
            return Edit(
                start, start, f"{indent_of_line(source, members[0][0])}{text},{ending_near(source, start)}"
            )
        return Edit(members[0][0], members[0][0], text + _separator(source, whole, members, 0, comment))
    before = members[at - 1]
    if _line_of_its_own(source, members, at - 1, comment):
        return _insert_line(source, members, at, text)
    return Edit(before[1], before[1], _separator(source, whole, members, at, comment) + text)


def delete(source: str, whole: Span, members: Sequence[Span], at: int) -> Edit:
    """Takes out member ``at`` with the comma that belonged to it."""
    start, end = members[at]
    if len(members) == 1:
        inner = source[whole[0] + 1 : start] + source[end : whole[1] - 1]
        if not inner.strip(" \t\r\n,"):
            padding = " " if source[start - 1] == source[whole[1] - 2] == " " else ""
            return Edit(whole[0] + 1, whole[1] - 1, padding)
        comma = re.compile(r"\s*,").match(source, end)
        return Edit(start, comma.end() if comma else end, "")
    if _line_of_its_own(source, members, at, "#"):
        lines = Edit(line_start(source, start), next_line(source, end), "")
        last = at == len(members) - 1
        if not last or _comma_after(source, end, whole[1]) >= 0:
            return lines
        comma_at = _comma_after(source, members[at - 1][1], start)
        return cover(source, [Edit(comma_at, comma_at + 1, ""), lines])
    if at + 1 < len(members):
        following = members[at + 1][0]
        if "#" in source[end:following]:
            comma_at = _comma_after(source, end, following)
            rest = _BLANKS.match(source, comma_at + 1) if source[start - 1] in " \t" else None
            return Edit(start, rest.end() if rest else comma_at + 1, "")
        return Edit(start, following, "")
    before = members[at - 1][1]
    if "#" in source[before:start]:
        comma_at = _comma_after(source, before, start)
        return cover(source, [Edit(comma_at, comma_at + 1, ""), Edit(start, end, "")])
    return Edit(before, end, "")


def indent_of_line(source: str, at: int) -> str:
    """The blanks, tabs included, that begin the line of ``at``."""
    start = line_start(source, at)
    return source[start:at] if own_line(source, at) else indent_of(source, at)


def _line_of_its_own(source: str, members: Sequence[Span], at: int, comment: str) -> bool:
    """Whether the member is alone on its lines, and a comment behind it may have to stay with it."""
    start, end = members[at]
    if not own_line(source, start) or not comment:
        return False
    rest = source[end : line_end(source, end)].strip(" \t")
    return rest in ("", ",") or rest.lstrip(", \t").startswith("#")


def _insert_line(source: str, members: Sequence[Span], at: int, text: str) -> Edit:
    start, end = members[at - 1]
    ending = ending_near(source, end)
    line = line_end(source, end)
    comma = _comma_after(source, end, line)
    written = Edit(line, line, f"{ending}{indent_of_line(source, start)}{text}" + ("," if comma >= 0 else ""))
    return written if comma >= 0 else cover(source, [Edit(end, end, ","), written])


def _comma_after(source: str, start: int, end: int) -> int:
    """Where the comma between two places is, comments not looked at; -1 where there is none."""
    match = re.compile(r"(?:\s|#[^\r\n]*[\r\n])*,").match(source, start, end)
    return match.end() - 1 if match else -1


def _separator(source: str, whole: Span, members: Sequence[Span], at: int, comment: str) -> str:
    """What stands between two members, as the ones beside the new one have it."""
    if 0 < at < len(members):
        text = source[members[at - 1][1] : members[at][0]]
    elif len(members) > 1:
        text = source[members[-2][1] : members[-1][0]] if at else source[members[0][1] : members[1][0]]
    else:
        lead = source[whole[0] + 1 : members[0][0]]
        text = "," + (lead if "\n" in lead or "\r" in lead else " ")
    if (comment and comment in text) or text.count(",") != 1 or text.strip(" \t\r\n") != ",":
        return ", "
    return text
