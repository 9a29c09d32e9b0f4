"""What a line of Markdown consists of, for its colours: spans of marks, emphasis, code, links, headings."""

from __future__ import annotations

import re
from enum import IntFlag

_LONGEST = 4000


class Role(IntFlag):
    """How a span of text looks; roles add up."""

    MARK = 1
    STRONG = 2
    EMPHASIS = 4
    CODE = 8
    LINK = 16
    SOFT = 32
    STRUCK = 64


Span = tuple[int, int, Role]
"""Start and end in code points, and the role of what is between."""

_LEAD = re.compile(
    r"(?P<quote>(?:[ ]{0,3}>[ ]?)+)?(?P<indent>[ \t]*)(?P<item>(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$))?"
)
_TASK = re.compile(r"[ \t]+(\[[ xX]\])(?=[ \t])")
_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)(.*?)([ \t]+#+)?[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_DEFINITION = re.compile(r" {0,3}(\[[^\]]+\]:)[ \t]*(\S*)(.*)$")
_TABLE_ROW = re.compile(r"[ \t]*\|.*\|[ \t]*$")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")

_INLINE = re.compile(
    r"""(?P<escape>\\[!-/:-@\[-`{-~])
      | (?P<code>(?<!`)(?P<ticks>`{1,8})(?!`).{1,400}?(?<!`)(?P=ticks)(?!`))
      | (?P<liquid>\{\{[^{}]{0,200}\}\}|\{%[^{}]{0,200}%\})
      | (?P<comment><!--[^<]{0,200}?-->)
      | (?P<auto><(?:https?|mailto|ftp):[^<>\s]{1,400}>)
      | (?P<html></?[A-Za-z][^<>]{0,400}>)
      | (?P<image>!?)\[(?P<label>(?:[^\[\]\\]|\\.|\[[^\[\]]{0,80}\]){0,400})\]
        (?P<target>\((?:[^()\\]|\\.|\([^()]{0,80}\)){0,600}\)|\[[^\[\]]{0,80}\])
      | (?P<note>\[\^[^\]\[\s]{1,80}\])
      | (?P<bold>\*\*(?=\S)[^\n]{1,400}?(?<=\S)\*\*(?!\*)|(?<!\w)__(?=\S)[^\n]{1,400}?(?<=\S)__(?!\w))
      | (?P<slant>\*(?=[^\s*])(?:[^*]|\*\*[^*]{1,80}\*\*){1,300}?(?<=[^\s*])\*(?!\*)
        |(?<!\w)_(?=[^\s_])[^_]{1,300}(?<=\S)_(?!\w))
      | (?P<struck>~~(?=\S)[^~]{1,300}(?<=\S)~~)
      | (?P<url>\bhttps?://[^\s<>"'`\])]{1,600})
      | (?P<attributes>\{:[^{}\n]{0,200}\})
    """,
    re.VERBOSE,
)
_TELLING = re.compile(r"[`*_\[<~\\{]|://")


def line_spans(line: str, *, is_title: bool = False) -> list[Span]:
    """The spans of one line outside of code; ``is_title`` when the next line underlines it as a heading."""
    spans: list[Span] = []
    line = line[:_LONGEST]
    heading = _HEADING.match(line)
    if heading is not None:
        return _heading_spans(line, heading)
    if _RULE.match(line) or _UNDERLINE.match(line):
        return [(0, len(line), Role.MARK)]
    if _TABLE_RULE.match(line) and "|" in line:
        return [(0, len(line), Role.MARK)]
    definition = _DEFINITION.match(line)
    if definition is not None:
        return _definition_spans(definition)
    start = _lead_spans(line, spans)
    _inline_spans(line, start, len(line), Role.STRONG if is_title else Role(0), spans)
    if is_title:
        spans.insert(0, (start, len(line), Role.STRONG))
    if _TABLE_ROW.match(line):
        spans.extend((at, at + 1, Role.MARK) for at, letter in enumerate(line) if letter == "|")
    return spans


def is_underline(line: str) -> bool:
    """Whether the line can make a heading of the line before it."""
    return bool(line) and line.strip(" \t")[:1] in ("=", "-") and _UNDERLINE.match(line) is not None


def _heading_spans(line: str, heading: re.Match[str]) -> list[Span]:
    start, end = heading.span(2)
    spans: list[Span] = [(0, heading.end(1), Role.MARK)]
    if end > start:
        spans.append((start, end, Role.STRONG))
        _inline_spans(line, start, end, Role.STRONG, spans)
    if heading[3]:
        spans.append((*heading.span(3), Role.MARK))
    return spans


def _definition_spans(match: re.Match[str]) -> list[Span]:
    return [(*match.span(1), Role.MARK), (*match.span(2), Role.SOFT), (*match.span(3), Role.SOFT)]


def _lead_spans(line: str, spans: list[Span]) -> int:
    match = _LEAD.match(line)
    if match is None:
        return 0
    if match["quote"]:
        spans.append((*match.span("quote"), Role.MARK))
    if not match["item"]:
        return match.end("indent")
    spans.append((*match.span("item"), Role.MARK))
    end = match.end("item")
    task = _TASK.match(line, end)
    if task is not None:
        spans.append((*task.span(1), Role.MARK))
        end = task.end(1)
    return end


def _inline_spans(line: str, start: int, end: int, base: Role, spans: list[Span]) -> None:
    if _TELLING.search(line, start, end) is None:
        return
    for match in _INLINE.finditer(line, start, end):
        _inline_span(line, match, base, spans)


def _inline_span(line: str, match: re.Match[str], base: Role, spans: list[Span]) -> None:
    kind = match.lastgroup or ""
    begin, finish = match.span()
    if match["code"] is not None:
        ticks = len(match["ticks"])
        spans += [(begin, finish, Role.MARK), (begin + ticks, finish - ticks, base | Role.CODE)]
    elif match["label"] is not None:
        _link_spans(line, match, base, spans)
    elif kind == "url" or match["auto"] is not None:
        spans.append((begin, finish, base | Role.LINK))
    elif match["escape"] is not None:
        spans.append((begin, begin + 1, Role.MARK))
    elif match["note"] is not None:
        spans.append((begin, finish, base | Role.LINK))
    elif match["bold"] is not None:
        _emphasis_spans(line, match, 2, base | Role.STRONG, spans)
    elif match["slant"] is not None:
        _emphasis_spans(line, match, 1, base | Role.EMPHASIS, spans)
    elif match["struck"] is not None:
        _emphasis_spans(line, match, 2, base | Role.STRUCK, spans)
    else:
        spans.append((begin, finish, Role.MARK))


def _emphasis_spans(line: str, match: re.Match[str], width: int, role: Role, spans: list[Span]) -> None:
    begin, finish = match.span()
    spans += [(begin, finish, Role.MARK), (begin + width, finish - width, role)]
    _inline_spans(line, begin + width, finish - width, role, spans)


def _link_spans(line: str, match: re.Match[str], base: Role, spans: list[Span]) -> None:
    begin, finish = match.span()
    label, label_end = match.span("label")
    spans.append((begin, finish, Role.MARK))
    if label_end > label:
        spans.append((label, label_end, base | Role.LINK))
        _inline_spans(line, label, label_end, base | Role.LINK, spans)
