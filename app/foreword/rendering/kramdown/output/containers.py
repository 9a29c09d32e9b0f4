"""Blocks that hold others as HTML, indented as kramdown indents them."""

from __future__ import annotations

import re

from foreword.rendering.dialect import Slot
from foreword.rendering.kramdown.elements import Element
from foreword.rendering.kramdown.ids import native_id
from foreword.rendering.kramdown.output.leaf import paragraph
from foreword.rendering.kramdown.output.spans import HTML_NOTICE, heading_text
from foreword.rendering.kramdown.output.writer import BlockOutput
from foreword.rendering.kramdown.tags import attributes_html

_AUTO_IDS = re.compile(r"auto_ids(?:-(.*))?")


def quote(output: BlockOutput, element: Element, indent: int) -> None:
    """A block quote."""
    blanks = " " * indent
    output.out.append(f"{blanks}<blockquote{output.tag(element)}>\n")
    output.write(element.children, indent + 2)
    output.out.append(f"{blanks}</blockquote>\n")


def list_(output: BlockOutput, element: Element, indent: int) -> None:
    """A list; or what stands in the place of the first one that asks for it: the contents, the footnotes."""
    references = element.listed.references if element.listed is not None and element.kind != "dl" else ()
    if "toc" in references or "footnotes" in references:
        outside, output.out = output.out, []
        _plain_list(output, element, indent)
        plain = "".join(part for part in output.out if isinstance(part, str))
        output.out = outside
        if "toc" in references:
            _contents(output, element, indent, plain)
        else:
            output.out.append(Slot("footnotes", "", plain))
        return
    _plain_list(output, element, indent)


def _plain_list(output: BlockOutput, element: Element, indent: int) -> None:
    blanks = " " * indent
    output.out.append(f"{blanks}<{element.kind}{output.tag(element)}>\n")
    prefix = output.term_prefix
    output.term_prefix = _term_prefix(element)
    output.write(element.children, indent + 2)
    output.term_prefix = prefix
    output.out.append(f"{blanks}</{element.kind}>\n")


def _term_prefix(element: Element) -> str | None:
    """What the ids of a definition list's terms begin with; None when they have none."""
    for reference in element.listed.references if element.kind == "dl" and element.listed is not None else ():
        match = _AUTO_IDS.fullmatch(reference)
        if match:
            return match[1] or ""
    return None


def _contents(output: BlockOutput, element: Element, indent: int, plain: str) -> None:
    attributes = output.attributes(element)
    name = attributes.setdefault("id", "markdown-toc")
    output.out.append(Slot("toc", name, (element.kind, tuple(attributes.items()), indent, plain)))


def item(output: BlockOutput, element: Element, indent: int) -> None:
    """An item of a list, a definition."""
    blanks = " " * indent
    out = output.out
    out.append(f"{blanks}<{element.kind}{output.tag(element)}>")
    children = element.children
    if all(child.kind == "end" for child in children):
        out.append(f"</{element.kind}>\n")
        return
    if children[0].kind == "p" and children[0].transparent:
        if len(children) == 1:
            paragraph(output, children[0], 0)
            out.append(f"</{element.kind}>\n")
            return
        first = children[0]
        ended = first.text if first.data == "no line end" else f"{first.text}\n"
        paragraph(output, Element("p", ended, transparent=True), 0)
        children = children[1:]
    else:
        out.append("\n")
    output.write(children, indent + 2)
    out.append(f"{blanks}</{element.kind}>\n")


def term(output: BlockOutput, element: Element, indent: int) -> None:
    """A term of a definition list."""
    nodes = output.nodes(element.text)
    attributes = output.attributes(element)
    if output.term_prefix is not None and "id" not in attributes:
        attributes["id"] = output.term_prefix + native_id(heading_text(nodes, output.options))
    output.out.append(f"{' ' * indent}<dt{attributes_html(attributes)}>")
    output.spans.write(nodes, output.out)
    output.out.append("</dt>\n")


def table(output: BlockOutput, element: Element, indent: int) -> None:
    """A table."""
    blanks = " " * indent
    alignment = element.data
    assert isinstance(alignment, tuple)
    out = output.out
    out.append(f"{blanks}<table{output.tag(element)}>\n")
    for part in element.children:
        out.append(f"{blanks}  <{part.kind}>\n")
        for row in part.children:
            out.append(f"{blanks}    <tr>\n")
            for number, cell in enumerate(row.children):
                align = alignment[number] if number < len(alignment) else ""
                style = f' style="text-align: {align}"' if align else ""
                out.append(f"{blanks}      <{cell.kind}{style}>")
                empty = len(out)
                output.inline(cell.text)
                if len(out) == empty:
                    out.append("\u00a0")
                out.append(f"</{cell.kind}>\n")
            out.append(f"{blanks}    </tr>\n")
        out.append(f"{blanks}  </{part.kind}>\n")
    out.append(f"{blanks}</table>\n")


def html(output: BlockOutput, element: Element, indent: int) -> None:
    """An element of raw HTML."""
    if output.options.html_to_native:
        output.spans.notice(HTML_NOTICE)
    out = output.out
    name = element.text
    start = f"{' ' * indent}<{name}{output.tag(element)}"
    if element.data == "void":
        out.append(f"{start} />\n")
        return
    if element.data == "closed":
        out.append(f"{start} />\n")
        return
    out.append(f"{start}>")
    outside, output.native = output.native, True
    _html_content(output, element, indent)
    output.native = outside


def _html_content(output: BlockOutput, element: Element, indent: int) -> None:
    out = output.out
    name = element.text
    if element.data == "block" and element.children:
        start = len(out)
        output.write(element.children, indent + 2)
        shows = len(out) > start
        if shows:
            out.insert(start, "\n")
        out.append(f"{' ' * indent if shows else ''}</{name}>\n")
        return
    for child in element.children:
        if child.kind == "html":
            start = len(out)
            html(output, child, indent + 2)
            first, last = out[start], out[-1]
            assert isinstance(first, str)
            out[start] = first.lstrip(" ")
            if isinstance(last, str):
                out[-1] = last.removesuffix("\n")
        else:
            output.write([child], indent + 2)
    out.append(f"</{name}>\n")
