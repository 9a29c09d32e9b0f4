"""Braces: attribute lists of spans, and extensions within a line."""

from __future__ import annotations

import re

from foreword.rendering.kramdown.attributes import ANY, NAME, parse_attribute_list
from foreword.rendering.kramdown.spans.nodes import Node, Span
from foreword.rendering.kramdown.spans.scanner import SpanScanner

_LIST = re.compile(rf"\{{:(?!/(?:{NAME})?\}})({ANY}+)\}}")
_EXTENSION = re.compile(rf"\{{::(comment|nomarkdown|options)(?:[ \t\n\r\f\v]({ANY}*?)|)(/)?\}}")
_ANY_EXTENSION = re.compile(r"\{::\w+(?:[ \t\n\r\f\v]|/?\})")
_BLANKS = " \t\n\r\f\v"


def brace(scanner: SpanScanner, position: int, children: list[Node]) -> int:
    """``{``: an attribute list of the span before it, an extension, or itself."""
    text = scanner.text
    if not scanner.may_try():
        pass
    elif scanner.lacks("}", position) or text.find("}", position) < 0:
        scanner.note_absent("}", position)
    elif _ANY_EXTENSION.match(text, position):
        match = _EXTENSION.match(text, position)
        if match is not None:
            after = _extension(scanner, match, children)
            if after >= 0:
                return after
            scanner.waste_characters(match.end() - position)
    elif position == scanner.symbol_end and (match := _LIST.match(text, position)):
        scanner.symbol_end = match.end()
        return match.end()
    elif not scanner.buffer and children:
        last = children[-1]
        match = _LIST.match(text, position)
        if match is not None and type(last) is Span and last.kind not in {"br", "symbol", "entity"}:
            listed = parse_attribute_list(match[1])
            last.listed = listed if last.listed is None else last.listed.joined(listed)
            return match.end()
    scanner.literal("{")
    return position + 1


def _extension(scanner: SpanScanner, match: re.Match[str], children: list[Node]) -> int:
    name, source, alone = match[1], match[2] or "", match[3]
    if alone:
        return match.end()
    text = scanner.text
    closing = (
        re.compile(rf"\{{:/(?:{name})?\}}").search(text, match.end())
        if not scanner.lacks(name, match.end())
        else None
    )
    if closing is None:
        scanner.note_absent(name, match.end())
        return -1
    body = text[match.end() : closing.start()]
    if name == "comment":
        scanner.add(children, Span("raw", f"<!-- {body} -->"))
    elif name == "nomarkdown":
        kind = parse_attribute_list(source).value("type")
        if kind in {None, "", "html"}:
            scanner.add(children, Span("raw", body))
    return closing.end()
