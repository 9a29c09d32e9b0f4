"""What writes the elements of a block: spans, attributes and, by the element's kind, the writer of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from foreword.rendering.kramdown.abbreviations import Abbreviations
from foreword.rendering.kramdown.attributes import resolve
from foreword.rendering.kramdown.elements import Element
from foreword.rendering.kramdown.options import KramdownOptions
from foreword.rendering.kramdown.output.spans import Part, SpanOutput
from foreword.rendering.kramdown.spans.nodes import Node
from foreword.rendering.kramdown.spans.readers import span_context
from foreword.rendering.kramdown.spans.scanner import Definitions, SpanContext, SpanScanner
from foreword.rendering.kramdown.tags import attributes_html

Writer = Callable[["BlockOutput", Element, int], None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A set of options ready for use: spans as the input's flavour has them, and as within HTML and footnotes."""

    options: KramdownOptions
    writers: Mapping[str, Writer]
    outer: SpanContext
    native: SpanContext

    @classmethod
    def of(cls, options: KramdownOptions, writers: Mapping[str, Writer]) -> Prepared:
        """Prepares a set of options; ``writers`` by the kinds of elements."""
        return cls(options, writers, span_context(options, native=False), span_context(options, native=True))


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
        writers = self.prepared.writers
        for element in elements:
            writers[element.kind](self, element, indent)

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
