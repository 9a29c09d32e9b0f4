"""Spans as HTML, as the plain text that heading ids and alternative texts take, and as entries of a contents list."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field
from html.entities import codepoint2name

from foreword.rendering.dialect import Slot
from foreword.rendering.kramdown.attributes import AttributeList, add_attribute, resolve
from foreword.rendering.kramdown.options import KramdownOptions
from foreword.rendering.kramdown.output.code import code_span
from foreword.rendering.kramdown.spans.nodes import Node, Span
from foreword.rendering.kramdown.tag_names import CONTENT, VOID
from foreword.rendering.kramdown.tags import attributes_html, escape_raw_text, escape_text

Part = str | Slot
Lookup = Callable[[str], AttributeList | None]
Highlight = Callable[[str, str], str | None]

MATH_NOTICE = "Mathematics is shown as for MathJax; the blog uses another engine."
HTML_NOTICE = "HTML is shown as it is written; the blog turns it into Markdown's own elements."
CODE_NOTICE = "Code is shown as Rouge would mark it up; the blog uses another highlighter."
_RESERVED = {38: "&amp;", 60: "&lt;", 62: "&gt;"}
_CJK = r"[\u2E80-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF\uFF00-\uFFEF\u3000-\u303F]"
_CJK_BREAK = re.compile(rf"(?<={_CJK})\n(?={_CJK})")


@dataclass(frozen=True, slots=True)
class SpanOutput:
    """Writes spans. ``contents``: as in a table of contents, without links and footnotes. ``noticed``: what could
    not be shown exactly, in order.
    """

    options: KramdownOptions
    lookup: Lookup
    highlight: Highlight | None
    contents: bool = False
    noticed: dict[str, None] = field(default_factory=dict)

    def notice(self, message: str) -> None:
        """Notes that something is not shown exactly as kramdown would show it."""
        self.noticed[message] = None

    def write(self, nodes: Sequence[Node], out: list[Part]) -> None:
        """Appends the HTML of the nodes."""
        for node in nodes:
            if type(node) is str:
                out.append(self._text(node))
            else:
                assert isinstance(node, Span)
                self._span(node, out)

    def _text(self, text: str) -> str:
        if self.options.remove_line_breaks_for_cjk:
            text = _CJK_BREAK.sub("", text)
        return escape_text(text)

    def _attributes(self, span: Span) -> dict[str, str]:
        own = span.own
        if span.defined is not None:
            own = {**resolve(span.defined, None, self.lookup), **(own or {})}
        if span.listed is None:
            return dict(own) if own else {}
        return resolve(span.listed, own, self.lookup)

    def _span(self, span: Span, out: list[Part]) -> None:
        kind = span.kind
        if kind in {"em", "strong", "del"}:
            out.append(f"<{kind}{attributes_html(self._attributes(span))}>")
            self.write(span.children, out)
            out.append(f"</{kind}>")
        elif kind == "a":
            self._link(span, out)
        elif kind == "code":
            out.append(code_span(span.value, self._attributes(span), self.options, self.highlight))
        elif kind == "html":
            self._html(span, out)
        elif kind == "img":
            out.append(self._image(span))
        elif kind == "br":
            out.append("<br />")
        elif kind == "note":
            if not self.contents:
                out.append(Slot("note", span.value))
        elif kind == "entity":
            out.append(self._entity(span))
        elif kind == "math":
            out.append(self._math(span))
        elif kind == "abbr":
            out.append(f"<abbr{attributes_html(self._attributes(span))}>{escape_text(span.value)}</abbr>")
        elif kind in {"symbol", "rawtext"}:
            out.append(escape_raw_text(span.value))
        else:
            out.append(span.value)

    def _link(self, span: Span, out: list[Part]) -> None:
        if self.contents:
            self.write(span.children, out)
            return
        out.append(f"<a{attributes_html(self._attributes(span))}>")
        self.write(span.children, out)
        out.append("</a>")

    def _image(self, span: Span) -> str:
        return f"<img{attributes_html(self._attributes(span))} />"

    def _html(self, span: Span, out: list[Part]) -> None:
        if self.options.html_to_native:
            self.notice(HTML_NOTICE)
        start = f"<{span.value}{attributes_html(self._attributes(span))}"
        if span.value in VOID or (not span.children and span.value not in CONTENT):
            out.append(f"{start} />" if span.value in VOID else f"{start}></{span.value}>")
            return
        out.append(f"{start}>")
        self.write(span.children, out)
        out.append(f"</{span.value}>")

    def _entity(self, span: Span) -> str:
        code = span.data
        assert isinstance(code, int)
        if code in _RESERVED:
            return _RESERVED[code]
        how = self.options.entity_output
        if how == "as_input":
            return span.value
        if how == "symbolic" and code in codepoint2name:
            return f"&{codepoint2name[code]};"
        if how in {"symbolic", "numeric"}:
            return f"&#{code};"
        return chr(code)

    def _math(self, span: Span) -> str:
        attributes = self._attributes(span)
        if self.options.math_engine not in {"mathjax", None}:
            self.notice(MATH_NOTICE)
        if self.options.math_engine is None:
            add_attribute(attributes, "class", "kdmath")
        if attributes:
            return f"<span{attributes_html(attributes)}>${span.value}$</span>"
        return f"\\({escape_text(span.value)}\\)"


def heading_text(nodes: Sequence[Node], options: KramdownOptions) -> str:
    """The text of a heading or term, as its id takes it; with code and formulas only in GitHub's flavour."""
    pieces: list[str] = []
    _collect(nodes, pieces, passed={"img"} if options.is_gfm else {"img", "code", "math"})
    return "".join(pieces)


def _collect(nodes: Sequence[Node], pieces: list[str], passed: Set[str]) -> None:
    for node in nodes:
        if type(node) is str:
            pieces.append(node)
            continue
        assert isinstance(node, Span)
        if node.kind in passed:
            continue
        if node.kind in {"code", "math", "rawtext", "abbr"}:
            pieces.append(node.value)
        elif node.kind == "entity":
            assert isinstance(node.data, int)
            pieces.append(chr(node.data))
        elif node.kind == "symbol":
            pieces.append(str(node.data))
        else:
            _collect(node.children, pieces, passed)
