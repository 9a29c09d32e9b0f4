"""Links, images, footnote references and autolinks."""

from __future__ import annotations

import re

from foreword.rendering.kramdown.attributes import NAME
from foreword.rendering.kramdown.elements import LinkTarget, link_label
from foreword.rendering.kramdown.spans.nodes import Node, Span
from foreword.rendering.kramdown.spans.scanner import SpanScanner, Stop

_NOTE = re.compile(rf"\[\^({NAME})\]")
_REFERENCE = re.compile(r"[ \t\n\r\f\v]*?\[([^\]]+)?\]")
_IN_ANGLES = re.compile(r"\(<([^\n]*?)>(?:[ \t\n\r\f\v]+([\"'])(.+?)\2)?[ \t\n\r\f\v]*\)", re.DOTALL)
_OPENS_ANGLES = re.compile(r"\(<.*?>")
_PARENTHESIS = re.compile(r"[()]|[ \t\n\r\f\v](?=[\"'])")
_TITLE = re.compile(r"[ \t\n\r\f\v]*([\"'])(.+?)\1[ \t\n\r\f\v]*?\)", re.DOTALL)
_AUTOLINK = re.compile(r"<((?:mailto|https?|ftps?):.+?|[-.\w]+@[-\w]+(?:\.[-\w]+)*)>")
_ESCAPED = re.compile(r"\\([\\.*_+`<>()\[\]{}#!:|\"'$=-])")


def _bracket_stop() -> Stop:
    depth = 1
    counted = 0

    def stop(scanner: SpanScanner, position: int, children: list[Node]) -> bool:
        nonlocal depth, counted
        depth += -1 if scanner.text[position] == "]" else 1
        # The brackets of an image opened here as well, but its own reader has passed over its end.
        depth -= sum(1 for child in children[counted:] if type(child) is Span and child.kind == "img")
        counted = len(children)
        return depth == 0

    return stop


def bracket(scanner: SpanScanner, position: int, children: list[Node]) -> int:
    """``[``: a footnote reference, a link, or itself."""
    text = scanner.text
    if text.startswith("[^", position):
        note = _NOTE.match(text, position)
        if note is not None and scanner.definition("footnote", note[1]) is not None:
            scanner.add(children, Span("note", note[1]))
            return note.end()
        if note is not None:
            scanner.literal(note[0])
            return note.end()
        scanner.literal("[")
        return ~(position + 1)
    return _link(scanner, position, position + 1, "a", children)


def image(scanner: SpanScanner, position: int, children: list[Node]) -> int:
    """``![``: an image, or itself."""
    if scanner.text.startswith("[^", position + 1):
        scanner.literal("!")
        return ~(position + 1)
    return _link(scanner, position, position + 2, "img", children)


def _link(scanner: SpanScanner, position: int, inside: int, kind: str, children: list[Node]) -> int:
    text = scanner.text
    mark = text[position:inside]
    if (
        "img" in scanner.stack
        or (kind == "a" and "a" in scanner.stack)
        or not scanner.may_try()
        or text.find("]", inside) < 0
    ):
        scanner.literal(mark)
        return inside
    span = Span(kind)
    work = scanner.work
    end = scanner.attempt(kind, inside, span, _bracket_stop(), "[]!", raw=scanner.raw)
    if end < 0:
        scanner.literal(mark)
        return inside
    label = text[inside:end]
    if kind == "img":
        span.value = _ESCAPED.sub(r"\1", label)
    after = _target(scanner, span, label, end + 1)
    if after < 0:
        scanner.wasted += 1 + scanner.work - work
        scanner.waste_characters(len(label))
        scanner.literal(mark)
        return inside
    scanner.add(children, span)
    return after


def _target(scanner: SpanScanner, span: Span, label: str, position: int) -> int:
    """Fills in where the link leads, written from ``position`` on; where to go on, or -1."""
    text = scanner.text
    if not text.startswith("(", position):
        return _by_reference(scanner, span, label, position)
    if scanner.lacks(")", position):
        return -1
    if text.startswith("(<", position) and not scanner.lacks(">", position):
        angled = _IN_ANGLES.match(text, position)
        if angled is not None:
            _fill(span, angled[1], angled[3])
            return angled.end()
        if _OPENS_ANGLES.match(text, position):
            scanner.waste_characters(text.find("\n", position) - position)
            return -1
        if text.find(">", position) < 0:
            scanner.note_absent(">", position)
    depth = 0
    place = position
    while True:
        found = _PARENTHESIS.search(text, place)
        if found is None:
            if text.find(")", position) < 0:
                scanner.note_absent(")", position)
            scanner.waste_characters(len(text) - position)
            return -1
        place = found.end()
        if found[0] == "(":
            depth += 1
        elif found[0] == ")":
            depth -= 1
            if depth == 0:
                _fill(span, text[position + 1 : found.start()], None)
                return place
        else:
            title = _TITLE.match(text, found.start())
            if title is not None:
                _fill(span, text[position + 1 : found.start()], title[2])
                return title.end()
            scanner.waste_characters(len(text) - place)
            return -1


def _fill(span: Span, url: str, title: str | None) -> None:
    span.own = {"href" if span.kind == "a" else "src": url.strip(" \t\n\r\f\v")}
    if span.kind == "img":
        span.own["alt"] = span.value
    if title is not None:
        span.own["title"] = title


def _by_reference(scanner: SpanScanner, span: Span, label: str, position: int) -> int:
    reference = _REFERENCE.match(scanner.text, position)
    wished = reference[1] if reference is not None and reference[1] else _ESCAPED.sub(r"\1", label)
    target = scanner.definition("link", link_label(wished))
    after = reference.end() if reference is not None else position
    if not isinstance(target, LinkTarget):
        return -1
    _fill(span, target.url, target.title)
    span.defined = target.listed
    return after


def autolink(scanner: SpanScanner, position: int, children: list[Node]) -> int:
    """``<https://...>`` or ``<name@host>``; -1 when it is neither."""
    if scanner.lacks(">", position):
        return -1
    match = _AUTOLINK.match(scanner.text, position)
    if match is None:
        if scanner.text.find(">", position) < 0:
            scanner.note_absent(">", position)
        return -1
    url = match[1]
    address = url if ":" in url else f"mailto:{url}"
    shown = url.removeprefix("mailto:")
    scanner.add(
        children,
        Span("a", children=[Span("rawtext", shown) if "&" in shown else shown], own={"href": address}),
    )
    return match.end()
