"""Blocks without blocks in them: paragraphs, headings, rules, code, mathematics, the end mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foreword.rendering.dialect import Definition
from foreword.rendering.kramdown import grammar
from foreword.rendering.kramdown.attributes import parse_attribute_list
from foreword.rendering.kramdown.blocks.parser import BlockParser
from foreword.rendering.kramdown.elements import Element
from foreword.rendering.kramdown.tag_names import is_span
from foreword.rendering.kramdown.tags import OPENING, looked_at

_OPTIONS = "{::options"
_MATH_END = re.compile(r"\$\$[ \t\r\f\v]*(?=\n)")
# An attribute list or an end mark may also stand in the line that ends the formula.
_BOUNDARY_AFTER_MATH = re.compile(r"\$\$(?: {0,3}\{:(?![:/])[^}\n]+\}|\^)[ \t\r\f\v]*\n")
_LONGEST_PART = 100
_JOINS = re.compile(r" {0,3}[^ \t\r\f\v]")
_INTERRUPTS_GFM = frozenset({"", "<", "{", "^", "*", "+", "-", "#", ":", ">", "`", "~", *"0123456789"})
_INTERRUPTS = frozenset({"", "<", "{", "^", ":"})


def interrupts(parser: BlockParser, at: int) -> bool:
    """Whether the line at ``at`` ends a paragraph: something else begins there."""
    line = parser.lines[at]
    mark = line.lstrip(grammar.BLANKS)[:1]
    if mark in "<":
        return not mark or parser.closes(line) or _html_interrupts(parser, at)
    if mark in {"{", "^"}:
        return parser.ends_lazily(at)
    if mark == ":":
        return grammar.DEFINITION.match(line) is not None
    if not parser.state.options.is_gfm or "paragraph_end" not in parser.state.options.gfm_quirks:
        return False
    if mark == "#":
        return grammar.ATX_GFM.match(line) is not None
    if mark == ">":
        return grammar.QUOTE.match(line) is not None
    if mark in {"`", "~"}:
        return fence_end(parser, at) is not None
    return grammar.LIST_ITEM.match(line) is not None


def _html_interrupts(parser: BlockParser, at: int) -> bool:
    opens = grammar.HTML_OPENING.match(parser.lines[at])
    return opens is not None and html_tag_begins(parser, at) is not None


def html_tag_begins(parser: BlockParser, at: int) -> re.Match[str] | None:
    """The start tag of an element that is no span, at the beginning of the line."""
    line = parser.lines[at]
    text = parser.text()
    begin = parser.start_of(at) + len(line) - len(line.lstrip(" "))
    match = OPENING.match(text, begin)
    if match is None:
        end = looked_at(text, begin)
        parser.look(parser.line_of(end) + 1 if end < len(text) else len(parser.lines) + 1)
        return None
    parser.look(parser.line_of(match.end() - 1) + 1)
    return None if is_span(match[1]) else match


def paragraph(parser: BlockParser, at: int, children: list[Element]) -> int:
    """A paragraph; what is left when nothing else begins. A line that blanks and a tab begin is mere text."""
    lines, count = parser.lines, len(parser.lines)
    if lines[at][:1] == " " and lines[at].lstrip(" ")[:1] == "\t":
        children.append(Element("text", lines[at]))
        return at + 1
    marks = _INTERRUPTS_GFM if parser.state.options.is_gfm else _INTERRUPTS
    end = at + 1
    while end < count:
        if lines[end].lstrip(grammar.BLANKS)[:1] in marks and interrupts(parser, end):
            break
        end += 1
    parser.look(end + 1)
    text = "\n".join(lines[at:end]).strip(grammar.BLANKS)
    for source in _inline_options(text):
        for name, value in parse_attribute_list(source).attributes:
            parser.state.definitions.append(Definition("option", name, value))
    if children and children[-1].kind == "p":
        children[-1].text += "\n" + text
    else:
        children.append(Element("p", text))
    return end


def _inline_options(text: str) -> Iterator[str]:
    """What the option extensions within a text say."""
    position = 0
    while (start := text.find(_OPTIONS, position)) >= 0:
        position = text.find("}", start)
        if position < 0:
            return
        source = text[start + len(_OPTIONS) : position]
        if source and source[0] in grammar.BLANKS and source[-1] == "/":
            yield source[:-1]


def code(parser: BlockParser, at: int, children: list[Element]) -> int | None:
    """Indented code. Lines that continue lazily are joined to the one before."""
    lines, count = parser.lines, len(parser.lines)
    end = at + 1
    last = end
    while end < count:
        line = lines[end]
        if grammar.INDENTED.match(line) or not line.strip(grammar.BLANKS):
            end += 1
            if line.strip(grammar.BLANKS):
                last = end
        elif end == last and not parser.ends_lazily(end):
            end += 1
            last = end
        else:
            break
    parser.look(end + 1)
    pieces: list[str] = []
    for line in lines[at:last]:
        match = grammar.INDENTED.match(line)
        if match:
            pieces.append(line[match.end() :])
        elif _JOINS.match(line):
            pieces[-1] += " " + line
        else:
            pieces.append(line)
    children.append(Element("codeblock", "\n".join(pieces) + "\n"))
    return last


def fence_end(parser: BlockParser, at: int) -> tuple[int, str, str] | None:
    """The line after the closing fence of the fence that opens at ``at``, the words after the opening one, and the
    language among them; None when it opens none. Marks that no closing fence matches belong to the language.
    """
    match = (grammar.FENCE if parser.state.options.is_gfm else grammar.FENCE_NATIVE).match(parser.lines[at])
    if match is None:
        return None
    marks = match[1]
    words = parser.lines[at][match.end() :].strip(grammar.BLANKS)
    if grammar.SOLID_TO_END.match(words) is None:
        return None
    end = _closing_fence(parser, at, marks)
    if end is not None:
        return end, words, _language(words)
    if parser.lines[at][match.end() : match.end() + 1] in grammar.BLANKS and words:
        return None
    for length in range(min(len(marks) - 1, _LONGEST_PART), 2, -1):
        end = _closing_fence(parser, at, marks[:length])
        if end is not None:
            words = marks[length:] + words
            return end, words, _language(words)
    return None


def _language(words: str) -> str:
    """What stands before the first question mark that something precedes."""
    end = words.find("?", 1)
    return words if end < 0 else words[:end]


def _closing_fence(parser: BlockParser, at: int, marks: str) -> int | None:
    if parser.lacks(marks, at):
        return None
    if parser.text().find(marks, parser.start_of(at + 1)) < 0:
        parser.note_absent(marks, at)
        return None
    lines, count = parser.lines, len(parser.lines)
    indent = 3 if parser.state.options.is_gfm else 0
    end = at + 1
    while end < count:
        candidate = lines[end]
        if marks in candidate:
            closes = not candidate.strip(grammar.BLANKS).strip(marks[0])
            if closes and len(candidate) - len(candidate.lstrip(" ")) == candidate.find(marks) <= indent:
                parser.look(end + 1)
                return end + 1
        end += 1
    parser.note_absent(marks, at)
    return None


def fence(parser: BlockParser, at: int, children: list[Element]) -> int | None:
    """Fenced code."""
    found = fence_end(parser, at)
    if found is None:
        return None
    end, words, language = found
    body = "".join(line + "\n" for line in parser.lines[at + 1 : end - 1])
    element = Element("codeblock", body, data=(words, language))
    if language:
        element.own = {"class": f"language-{language}"}
    children.append(element)
    return end


def atx_header(parser: BlockParser, at: int, children: list[Element]) -> int | None:
    """``## Heading``."""
    pattern = grammar.ATX_GFM if parser.state.options.is_gfm else grammar.ATX
    match = pattern.match(parser.lines[at])
    anywhere = parser.state.options.is_gfm and "paragraph_end" in parser.state.options.gfm_quirks
    if match is None or not (parser.boundary or anywhere):
        return None
    element = _header(match[2].strip(grammar.BLANKS), len(match[1]))
    element.text = _without_closing_marks(element.text, blank_before=anywhere)
    if not element.text:
        return None
    children.append(element)
    return at + 1


def _without_closing_marks(text: str, *, blank_before: bool) -> str:
    kept = text.rstrip("#")
    if blank_before:
        return kept.rstrip(grammar.BLANKS) if kept[-1:] in {" ", "\t"} else text
    if kept.endswith("\\") and kept != text:
        return f"{kept}#"
    return kept.rstrip(grammar.BLANKS)


def setext_header(parser: BlockParser, at: int, children: list[Element]) -> int | None:
    """A line underlined by ``===`` or ``---``."""
    parser.look(at + 2)
    if at + 1 >= len(parser.lines):
        return None
    below = parser.lines[at + 1]
    if below[:1] not in {"=", "-"} or not grammar.SETEXT.match(below):
        return None
    line = parser.lines[at]
    if grammar.INDENTED.match(line) or line.lstrip(" ")[:1] == "\t":
        return None
    children.append(_header(line.strip(grammar.BLANKS), 1 if below[0] == "=" else 2))
    return at + 2


def _header(text: str, level: int) -> Element:
    match = grammar.HEADER_ID.match(text, text.rfind("{#")) if text[-1:] == "}" and "{#" in text else None
    if match is None or text[match.start() - 1 : match.start()] not in {" ", "\t"}:
        return Element("header", text, data=level)
    return Element("header", text[: match.start()].rstrip(grammar.BLANKS), own={"id": match[1]}, data=level)


def rule(parser: BlockParser, at: int, children: list[Element]) -> int | None:
    """A horizontal rule."""
    if not grammar.RULE.match(parser.lines[at]):
        return None
    children.append(Element("hr"))
    return at + 1


def end_mark(parser: BlockParser, at: int, children: list[Element]) -> int | None:
    """``^`` alone: ends a block and shows nothing."""
    if not grammar.END_MARK.match(parser.lines[at]):
        return None
    children.append(Element("end"))
    return at + 1


def math(parser: BlockParser, at: int, children: list[Element]) -> int | None:
    """``$$`` mathematics on lines of its own."""
    line = parser.lines[at]
    match = grammar.MATH.match(line)
    if match is None:
        return None
    if parser.lacks("$$", at):
        return None
    text = parser.text()
    start = parser.start_of(at) + match.end()
    end = text.find("$$", start)
    if end < 0:
        parser.note_absent("$$", at + 1)
        return None
    last = parser.line_of(end)
    parser.look(last + 2)
    ends_line = _MATH_END.match(text, end)
    if match[1]:
        if not ends_line:
            return None
        parser.lines[at] = line.replace("\\", "", 1)
        return paragraph(parser, at, children)
    if not (_boundary(parser, last + 1) if ends_line else _BOUNDARY_AFTER_MATH.match(text, end)):
        return None
    children.append(Element("math", text[start:end].strip(grammar.BLANKS)))
    return parser.go_on_at(end + 2)


def _boundary(parser: BlockParser, at: int) -> bool:
    if at >= len(parser.lines):
        return True
    line = parser.lines[at]
    if not line.strip(grammar.BLANKS):
        return True
    return grammar.END_MARK.match(line) is not None or (
        line.lstrip(" ")[:1] == "{" and parser.ends_lazily(at)
    )


def is_boundary(parser: BlockParser, at: int) -> bool:
    """Whether a block that goes up to the line ``at`` is followed by a boundary: blank, end mark, attribute list."""
    parser.look(at + 1)
    return _boundary(parser, at)
