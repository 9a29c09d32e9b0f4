"""Blocks as HTML, indented as kramdown indents them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from foreword.rendering.dialect import Slot
from foreword.rendering.kramdown.abbreviations import Abbreviations
from foreword.rendering.kramdown.attributes import add_attribute, resolve
from foreword.rendering.kramdown.elements import Element
from foreword.rendering.kramdown.ids import Heading, gfm_id, native_id
from foreword.rendering.kramdown.options import KramdownOptions
from foreword.rendering.kramdown.output.code import code_block
from foreword.rendering.kramdown.output.spans import (
    CODE_NOTICE,
    HTML_NOTICE,
    MATH_NOTICE,
    Part,
    SpanOutput,
    heading_text,
)
from foreword.rendering.kramdown.spans.nodes import Node, Span
from foreword.rendering.kramdown.spans.readers import span_context
from foreword.rendering.kramdown.spans.scanner import Definitions, SpanContext, SpanScanner
from foreword.rendering.kramdown.tags import attributes_html, escape_text

_AUTO_IDS = re.compile(r"auto_ids(?:-(.*))?")
_NO_TOC = re.compile(r"\bno_toc\b")
_CHECKBOX = '<input type="checkbox" class="task-list-item-checkbox" disabled="disabled"'


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a set of options makes of spans: as the input's flavour has them, and within HTML and footnotes."""

    options: KramdownOptions
    outer: SpanContext
    native: SpanContext

    @classmethod
    def of(cls, options: KramdownOptions) -> Prepared:
        """Prepares a set of options."""
        return cls(options, span_context(options, native=False), span_context(options, native=True))


class BlockOutput:
    """Writes the elements of one block, or of one footnote, into ``out``.

    ``native``: within HTML and footnotes, where headings and hard breaks are kramdown's own also in GitHub's flavour.
    ``backlink_after``: the paragraph of a footnote that ends with the links back to where it is referred to.
    """

    __slots__ = (
        "abbreviations",
        "backlink_after",
        "backlink_label",
        "definition",
        "native",
        "options",
        "out",
        "prepared",
        "spans",
        "term_prefix",
    )

    def __init__(
        self,
        prepared: Prepared,
        definition: Definitions,
        spans: SpanOutput,
        abbreviations: Callable[[], Abbreviations | None],
        out: list[Part],
    ) -> None:
        self.prepared = prepared
        self.definition = definition
        self.options = prepared.options
        self.spans = spans
        self.abbreviations = abbreviations
        self.out = out
        self.native = False
        self.backlink_after: Element | None = None
        self.backlink_label = ""
        self.term_prefix: str | None = None

    def write(self, elements: Sequence[Element], indent: int) -> None:
        """Appends the HTML of the elements."""
        for element in elements:
            _WRITERS[element.kind](self, element, indent)

    def attributes(self, element: Element) -> dict[str, str]:
        """The element's attributes, those of attribute lists included."""
        if element.listed is None:
            return dict(element.own) if element.own else {}
        return resolve(element.listed, element.own, self.spans.lookup)

    def tag(self, element: Element) -> str:
        """The element's attributes as text."""
        if element.listed is None and not element.own:
            return ""
        return attributes_html(self.attributes(element))

    def nodes(self, text: str) -> list[Node]:
        """The spans of a text."""
        nodes: list[Node] = []
        context = self.prepared.native if self.native else self.prepared.outer
        SpanScanner(text, context, self.definition).read(0, nodes)
        abbreviations = self.abbreviations()
        return nodes if abbreviations is None else abbreviations.replaced(nodes)

    def inline(self, text: str) -> None:
        """Appends a text's spans."""
        self.spans.write(self.nodes(text), self.out)


def _paragraph(output: BlockOutput, element: Element, indent: int) -> None:
    nodes = output.nodes(element.text)
    if element is output.backlink_after:
        nodes.append("\u00a0")
    box = ""
    if element.data:
        box = _CHECKBOX + (' checked="checked" />' if element.data == "done" else " />")
    if element.transparent:
        output.out.append(box)
        output.spans.write(nodes, output.out)
        _backlinks(output, element)
        return
    if len(nodes) == 1 and type(nodes[0]) is Span and nodes[0].kind == "img" and _standalone(nodes[0]):
        _figure(output, element, nodes[0], indent)
        return
    output.out.append(f"{' ' * indent}<p{output.tag(element)}>{box}")
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


def _blank(output: BlockOutput, _element: Element, _indent: int) -> None:
    output.out.append("\n")


def _nothing(_output: BlockOutput, _element: Element, _indent: int) -> None:
    """An end mark or definition shows nothing."""


def _header(output: BlockOutput, element: Element, indent: int) -> None:
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
    text = heading_text(nodes) if output.options.is_gfm or output.options.auto_id_stripping else source
    if output.options.is_gfm and not output.native:
        return output.options.auto_id_prefix + gfm_id(text)
    return output.options.auto_id_prefix + native_id(text)


def _code(output: BlockOutput, element: Element, indent: int) -> None:
    if output.options.syntax_highlighter != "rouge":
        output.spans.notice(CODE_NOTICE)
    output.out.append(
        code_block(element.text, output.attributes(element), output.options, output.spans.highlight, indent)
    )


def _quote(output: BlockOutput, element: Element, indent: int) -> None:
    blanks = " " * indent
    output.out.append(f"{blanks}<blockquote{output.tag(element)}>\n")
    output.write(element.children, indent + 2)
    output.out.append(f"{blanks}</blockquote>\n")


def _list(output: BlockOutput, element: Element, indent: int) -> None:
    listed = element.listed
    if listed is not None and element.kind != "dl" and "toc" in listed.references:
        _contents(output, element, indent)
        return
    if listed is not None and element.kind != "dl" and "footnotes" in listed.references:
        output.out.append(Slot("footnotes", ""))
        return
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


def _contents(output: BlockOutput, element: Element, indent: int) -> None:
    attributes = output.attributes(element)
    name = attributes.setdefault("id", "markdown-toc")
    output.out.append(Slot("toc", name, (element.kind, tuple(attributes.items()), indent)))


def _item(output: BlockOutput, element: Element, indent: int) -> None:
    blanks = " " * indent
    out = output.out
    out.append(f"{blanks}<{element.kind}{output.tag(element)}>")
    children = element.children
    if not children:
        out.append(f"</{element.kind}>\n")
        return
    if children[0].kind == "p" and children[0].transparent:
        if len(children) == 1:
            _paragraph(output, children[0], 0)
            out.append(f"</{element.kind}>\n")
            return
        first = children[0]
        text = first.text
        options = output.options
        drops = options.is_gfm and not options.hard_wrap and not output.native
        if drops and text.endswith("\\") and not text.endswith("\\\\"):
            text = text[:-1]
        _paragraph(output, Element("p", text + "\n", data=first.data, transparent=True), 0)
        children = children[1:]
    else:
        out.append("\n")
    output.write(children, indent + 2)
    out.append(f"{blanks}</{element.kind}>\n")


def _term(output: BlockOutput, element: Element, indent: int) -> None:
    nodes = output.nodes(element.text)
    attributes = output.attributes(element)
    if output.term_prefix is not None and "id" not in attributes:
        attributes["id"] = output.term_prefix + native_id(heading_text(nodes))
    output.out.append(f"{' ' * indent}<dt{attributes_html(attributes)}>")
    output.spans.write(nodes, output.out)
    output.out.append("</dt>\n")


def _table(output: BlockOutput, element: Element, indent: int) -> None:
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
                if cell.text:
                    output.inline(cell.text)
                else:
                    out.append("\u00a0")
                out.append(f"</{cell.kind}>\n")
            out.append(f"{blanks}    </tr>\n")
        out.append(f"{blanks}  </{part.kind}>\n")
    out.append(f"{blanks}</table>\n")


def _rule(output: BlockOutput, element: Element, indent: int) -> None:
    output.out.append(f"{' ' * indent}<hr{output.tag(element)} />\n")


def _math(output: BlockOutput, element: Element, indent: int) -> None:
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
        output.out.append(f"{blanks}\\[{formula}\\]\n")


def _comment(output: BlockOutput, element: Element, indent: int) -> None:
    output.out.append(f"{' ' * indent}{element.text}\n")


def _text(output: BlockOutput, element: Element, _indent: int) -> None:
    output.inline(element.text)
    output.out.append("\n")


def _raw(output: BlockOutput, element: Element, _indent: int) -> None:
    output.out.append(element.text)


def _inline(output: BlockOutput, element: Element, _indent: int) -> None:
    output.inline(element.text)


def _html(output: BlockOutput, element: Element, indent: int) -> None:
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
        out.append("\n")
        output.write(element.children, indent + 2)
        out.append(f"{' ' * indent}</{name}>\n")
        return
    for child in element.children:
        if child.kind == "html":
            size = len(out)
            _html(output, child, 0)
            last = out[-1]
            if len(out) > size and isinstance(last, str):
                out[-1] = last.removesuffix("\n")
        else:
            output.write([child], indent + 2)
    out.append(f"</{name}>\n")


_Writer = Callable[[BlockOutput, Element, int], None]
_WRITERS: dict[str, _Writer] = {
    "p": _paragraph,
    "blank": _blank,
    "end": _nothing,
    "header": _header,
    "codeblock": _code,
    "blockquote": _quote,
    "ul": _list,
    "ol": _list,
    "dl": _list,
    "li": _item,
    "dd": _item,
    "dt": _term,
    "table": _table,
    "hr": _rule,
    "math": _math,
    "comment": _comment,
    "raw": _raw,
    "text": _text,
    "spans": _inline,
    "html": _html,
}
