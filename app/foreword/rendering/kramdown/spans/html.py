"""HTML within a line, and what else an angle bracket may begin."""

from __future__ import annotations

import re

from foreword.rendering.kramdown.spans.links import autolink
from foreword.rendering.kramdown.spans.nodes import Node, Span
from foreword.rendering.kramdown.spans.scanner import MAX_DEPTH, SpanScanner, Stop
from foreword.rendering.kramdown.spans.text import symbol
from foreword.rendering.kramdown.tag_names import CONTENT, NEVER_WITHIN_A_LINE, VOID, is_known, tag_name
from foreword.rendering.kramdown.tags import CLOSING, COMMENT, OPENING, parse_attributes

_LINE_ENDS = re.compile(r"\n+")


def angle(scanner: SpanScanner, position: int, children: list[Node]) -> int:
    """``<``: an autolink, a tag with its content, a comment, a quote mark, or itself."""
    text = scanner.text
    end = -1 if scanner.raw else autolink(scanner, position, children)
    if end >= 0:
        return end
    if text.startswith("<!--", position):
        return _comment(scanner, position, children)
    match = OPENING.match(text, position)
    if match is not None:
        name = tag_name(match[1])
        if name not in NEVER_WITHIN_A_LINE:
            return _element(scanner, match, name, children)
    else:
        match = CLOSING.match(text, position)
    if match is not None:
        scanner.literal(match[0])
        return match.end()
    if scanner.raw:
        scanner.literal("<")
        return position + 1
    if text.startswith("<<", position):
        return symbol(scanner, position, children)
    scanner.literal("<")
    return position + 1


def _comment(scanner: SpanScanner, position: int, children: list[Node]) -> int:
    match = COMMENT.match(scanner.text, position) if not scanner.lacks("-->", position) else None
    if match is None:
        scanner.note_absent("-->", position)
        scanner.literal("<")
        return position + 1
    scanner.add(children, Span("raw", match[0]))
    return match.end()


def _element(scanner: SpanScanner, match: re.Match[str], name: str, children: list[Node]) -> int:
    attributes = parse_attributes(match[2], small=is_known(name))
    attributes = {key: _LINE_ENDS.sub(" ", value) for key, value in attributes.items()}
    parses = _parses(scanner, name, attributes.pop("markdown", None))
    span = Span("html", name, own=attributes)
    if match[3] or name in VOID:
        scanner.add(children, span)
        return match.end()
    if len(scanner.stack) > MAX_DEPTH + 20:
        scanner.add(children, span)
        return match.end()
    after = scanner.attempt("html", match.end(), span, _stop(name), "<", raw=not parses)
    scanner.add(children, span)
    if after < 0:
        return len(scanner.text)
    closing = CLOSING.match(scanner.text, after)
    assert closing is not None
    return closing.end()


def _parses(scanner: SpanScanner, name: str, wish: str | None) -> bool:
    """Whether the content of the element is Markdown. ``wish``: its attribute ``markdown``."""
    takes = CONTENT.get(name, "raw") != "raw"
    if wish == "1":
        return takes
    if wish in {"0", "span"}:
        return wish == "span"
    return not scanner.raw and takes and scanner.context.options.parse_span_html


def _stop(name: str) -> Stop:
    def stop(scanner: SpanScanner, position: int, _children: list[Node]) -> bool:
        match = CLOSING.match(scanner.text, position)
        return match is not None and tag_name(match[1]) == name

    return stop
