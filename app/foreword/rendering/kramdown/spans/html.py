"""HTML within a line, and what else an angle bracket may begin."""

from __future__ import annotations

import re

from foreword.rendering.kramdown.spans.links import autolink
from foreword.rendering.kramdown.spans.nodes import Node, Span
from foreword.rendering.kramdown.spans.scanner import SpanScanner, Stop
from foreword.rendering.kramdown.spans.text import symbol
from foreword.rendering.kramdown.tags import (
    COMMENT,
    CONTENT,
    INSTRUCTION,
    OPENING,
    VOID,
    is_known,
    parse_attributes,
    tag_name,
)

_BLOCKS = frozenset(
    """address article aside blockquote body dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4
    h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr
    ul""".split()
)


def angle(scanner: SpanScanner, position: int, children: list[Node]) -> int:
    """``<``: an autolink, a tag with its content, a comment, a quote mark, or itself."""
    text = scanner.text
    end = autolink(scanner, position, children)
    if end >= 0:
        return end
    if text.startswith("<!--", position):
        return _comment(scanner, position, children)
    if text.startswith("<?", position):
        match = INSTRUCTION.match(text, position)
        if match is not None:
            scanner.add(children, Span("raw", match[0]))
            return match.end()
    match = OPENING.match(text, position)
    if match is not None:
        name = tag_name(match[1])
        if name not in _BLOCKS:
            return _element(scanner, match, name, children)
    if text.startswith("<<", position):
        return symbol(scanner, position, children)
    scanner.literal("<")
    return position + 1


def _comment(scanner: SpanScanner, position: int, children: list[Node]) -> int:
    match = COMMENT.match(scanner.text, position) if "-->" not in scanner.absent else None
    if match is None:
        scanner.absent.add("-->")
        scanner.literal("<")
        return position + 1
    scanner.add(children, Span("raw", match[0]))
    return match.end()


def _element(scanner: SpanScanner, match: re.Match[str], name: str, children: list[Node]) -> int:
    attributes = parse_attributes(match[2], small=is_known(name))
    attributes = {key: value.replace("\n", " ") for key, value in attributes.items()}
    wish = attributes.pop("markdown", None)
    parses = scanner.context.options.parse_span_html
    if CONTENT.get(name) == "raw":
        parses = False
    if wish is not None:
        parses = wish not in {"0"} if wish != "1" else CONTENT.get(name) != "raw"
    span = Span("html", name, own=attributes)
    if match[3] or name in VOID:
        scanner.add(children, span)
        return match.end()
    end = _closing(name).search(scanner.text, match.end()) if f"</{name}" not in scanner.absent else None
    if end is None:
        scanner.absent.add(f"</{name}")
    return _content(scanner, match.end(), span, parses, end, children)


def _content(
    scanner: SpanScanner, position: int, span: Span, parses: bool, end: re.Match[str] | None, children: list[Node]
) -> int:
    text = scanner.text
    if not parses:
        if end is None:
            span.children.append(text[position:])
            scanner.add(children, span)
            return len(text)
        span.children.append(Span("rawtext", text[position : end.start()]))
        scanner.add(children, span)
        return end.end()
    if len(scanner.stack) > 200:
        scanner.literal("<")
        return position
    stop = _stop(span.value) if end is not None else _never
    after = scanner.attempt("html", position, span, stop, "<")
    scanner.add(children, span)
    if after < 0:
        return len(text)
    closing = _closing(span.value).match(text, after)
    assert closing is not None
    return closing.end()


def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(name)}[ \t\n\r\f\v]*>", re.IGNORECASE)


def _never(scanner: SpanScanner, position: int, children: list[Node]) -> bool:
    return False


def _stop(name: str) -> Stop:
    pattern = _closing(name)

    def stop(scanner: SpanScanner, position: int, children: list[Node]) -> bool:
        return pattern.match(scanner.text, position) is not None

    return stop
