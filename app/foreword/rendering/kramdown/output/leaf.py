"""Blocks without blocks in them as HTML, indented as kramdown indents them."""

from __future__ import annotations

import re

from foreword.rendering.dialect import Slot
from foreword.rendering.kramdown.attributes import add_attribute, resolve
from foreword.rendering.kramdown.elements import Element
from foreword.rendering.kramdown.ids import Heading, gfm_id, native_id
from foreword.rendering.kramdown.output.code import code_block
from foreword.rendering.kramdown.output.spans import (
    CODE_NOTICE,
    MATH_NOTICE,
    Part,
    SpanOutput,
    heading_text,
)
from foreword.rendering.kramdown.output.writer import BlockOutput
from foreword.rendering.kramdown.spans.nodes import Node, Span
from foreword.rendering.kramdown.tags import attributes_html, escape_text

_NO_TOC = re.compile(r"\bno_toc\b")


def paragraph(output: BlockOutput, element: Element, indent: int) -> None:
    """A paragraph; one in a tight list without its tags, one of an image alone as a figure."""
    nodes = output.nodes(element.text)
    if element is output.backlink_after:
        nodes.append("\u00a0")
    if element.transparent:
        output.spans.write(nodes, output.out)
        _backlinks(output, element)
        return
    if len(nodes) == 1 and type(nodes[0]) is Span and nodes[0].kind == "img" and _standalone(nodes[0]):
        _figure(output, element, nodes[0], indent)
        return
    output.out.append(f"{' ' * indent}<p{output.tag(element)}>")
    output.spans.write(nodes, output.out)
    _backlinks(output, element)
    output.out.append("</p>\n")


def _backlinks(output: BlockOutput, element: Element) -> None:
    if element is output.backlink_after:
        output.out.append(Slot("backlinks", output.backlink_label))


def _standalone(image: Span) -> bool:
    return image.listed is not None and "standalone" in image.listed.references


def _figure(output: BlockOutput, element: Element, image: Span, indent: int) -> None:
    blanks = " " * indent
    attributes = resolve(image.listed, image.own, output.spans.lookup)
    figure = output.attributes(element)
    for name in ("class", "id"):
        if name in attributes and name not in figure:
            figure[name] = attributes.pop(name)
    output.out.append(
        f"{blanks}<figure{attributes_html(figure)}>\n{blanks}  <img{attributes_html(attributes)} />\n"
        f"{blanks}  <figcaption>{escape_text(image.value)}</figcaption>\n{blanks}</figure>\n"
    )


def blank(output: BlockOutput, _element: Element, _indent: int) -> None:
    """Blank lines."""
    output.out.append("\n")


def nothing(_output: BlockOutput, _element: Element, _indent: int) -> None:
    """An end mark or definition shows nothing."""


def header(output: BlockOutput, element: Element, indent: int) -> None:
    """A heading. Its id is a slot."""
    written = element.data
    assert isinstance(written, int)
    options = output.options
    level = min(max(written + options.header_offset, 1), 6)
    nodes = output.nodes(element.text)
    attributes = output.attributes(element)
    out = output.out
    out.append(f"{' ' * indent}<h{level}")
    explicit = attributes.get("id")
    names = list(attributes)
    place = names.index("id") if explicit is not None else len(names)
    out.append(attributes_html({name: attributes[name] for name in names[:place]}))
    if explicit is not None or options.auto_ids:
        title: list[Part] = []
        SpanOutput(options, output.spans.lookup, output.spans.highlight, contents=True).write(nodes, title)
        listed = written in options.toc_levels and not _NO_TOC.search(attributes.get("class", ""))
        wished = explicit if explicit is not None else _heading_id(nodes, element.text, output)
        shown = "".join(part for part in title if isinstance(part, str))
        native = output.native or not options.is_gfm
        out.append(Slot("id", wished, Heading(written, shown, explicit is not None, listed, native)))
    out.append(attributes_html({name: attributes[name] for name in names[place + 1 :]}))
    out.append(">")
    output.spans.write(nodes, out)
    out.append(f"</h{level}>\n")


def _heading_id(nodes: list[Node], source: str, output: BlockOutput) -> str:
    stripped = output.options.is_gfm or output.options.auto_id_stripping
    text = heading_text(nodes, output.options) if stripped else source
    if output.options.is_gfm and not output.native:
        return output.options.auto_id_prefix + gfm_id(text)
    return output.options.auto_id_prefix + native_id(text)


def code(output: BlockOutput, element: Element, indent: int) -> None:
    """A code block."""
    if output.options.syntax_highlighter not in {"rouge", ""}:
        output.spans.notice(CODE_NOTICE)
    output.out.append(
        code_block(element.text, output.attributes(element), output.options, output.spans.highlight, indent)
    )


def rule(output: BlockOutput, element: Element, indent: int) -> None:
    """A horizontal rule."""
    output.out.append(f"{' ' * indent}<hr{output.tag(element)} />\n")


def math(output: BlockOutput, element: Element, indent: int) -> None:
    """Mathematics on lines of its own."""
    blanks = " " * indent
    if output.options.math_engine not in {"mathjax", None}:
        output.spans.notice(MATH_NOTICE)
    if output.options.math_engine is None:
        named = output.attributes(element)
        add_attribute(named, "class", "kdmath")
        output.out.append(f"{blanks}<div{attributes_html(named)}>$$\n{element.text}\n$$</div>\n")
        return
    formula = escape_text(element.text)
    attributes = output.tag(element)
    if attributes:
        output.out.append(f"{blanks}<div{attributes}>\\[{formula}\\]\n{blanks}</div>\n")
    else:
        output.out.append(f"\\[{formula}\\]\n")


def comment(output: BlockOutput, element: Element, indent: int) -> None:
    """A comment."""
    output.out.append(f"{' ' * indent}{element.text}\n")


def plain_text(output: BlockOutput, element: Element, _indent: int) -> None:
    """A line that is no paragraph."""
    output.inline(element.text + "\n")


def raw(output: BlockOutput, element: Element, _indent: int) -> None:
    """HTML as it is."""
    output.out.append(element.text)


def inline(output: BlockOutput, element: Element, _indent: int) -> None:
    """Spans without a block around them."""
    output.inline(element.text)
