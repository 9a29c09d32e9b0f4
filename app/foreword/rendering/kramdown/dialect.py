"""kramdown behind the contract of dialects."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from foreword.rendering.dialect import Block, Fragment, Notice, Scope, Slot
from foreword.rendering.kramdown import numbering
from foreword.rendering.kramdown.abbreviations import Abbreviations
from foreword.rendering.kramdown.attributes import AttributeList
from foreword.rendering.kramdown.blocks.handlers import HANDLERS
from foreword.rendering.kramdown.blocks.parser import BlockParser, ParseState, kind_after
from foreword.rendering.kramdown.elements import Element, Footnote, LinkTarget
from foreword.rendering.kramdown.lookups import Remembered, lists_by_name
from foreword.rendering.kramdown.options import KramdownOptions
from foreword.rendering.kramdown.output.spans import Part, SpanOutput
from foreword.rendering.kramdown.output.writer import BlockOutput, Prepared
from foreword.rendering.kramdown.output.writers import WRITERS

_WINDOW = 64
_HOLD_BLOCKS = frozenset({"ul", "ol", "dl", "li", "dd", "blockquote"})
# What kramdown decides before it reads the post, so that the post cannot change it.
_FIXED_OPTIONS = frozenset({"input", "hard_wrap", "gfm_quirks", "link_defs"})
_KINDS = {
    "p": "paragraph",
    "text": "paragraph",
    "header": "heading",
    "ul": "list",
    "ol": "list",
    "dl": "definitions",
    "blockquote": "quote",
    "codeblock": "code",
    "table": "table",
    "html": "html",
    "comment": "html",
    "raw": "html",
    "hr": "rule",
    "math": "math",
    "blank": "blank",
    "end": "definition",
}


@dataclass(frozen=True, slots=True)
class Mode:
    """What a block knows of those before it: what came right before, how HTML is parsed, and which closing marks are
    known not to come any more.
    """

    before: str = "start"
    parse_block_html: bool = False
    absent: frozenset[str] = frozenset()


@lru_cache(maxsize=8)
def _prepared(options: KramdownOptions) -> Prepared:
    return Prepared.of(options, WRITERS)


class KramdownDialect:
    """kramdown with the options of a site. ``highlight`` colours code: (code, language) to HTML, or None."""

    __slots__ = (
        "_abbreviations",
        "_highlight",
        "_lists",
        "_predefined",
        "_prepared",
        "_start",
        "options",
    )

    def __init__(
        self,
        options: KramdownOptions | None = None,
        highlight: Callable[[str, str], str | None] | None = None,
    ) -> None:
        self.options = options or KramdownOptions()
        self._highlight = highlight
        self._start = Mode(parse_block_html=self.options.parse_block_html)
        self._prepared = Prepared.of(self.options, WRITERS)
        self._abbreviations = Remembered(Abbreviations)
        self._lists = Remembered(lists_by_name)
        self._predefined = {label: LinkTarget(url, title) for label, url, title in self.options.link_defs}

    @property
    def name(self) -> str:
        """ "kramdown"."""
        return "kramdown"

    @property
    def last_definition_wins(self) -> bool:
        """A later definition of a label replaces the one before."""
        return True

    def parse(self, lines: Sequence[str], at: int, mode: Hashable = None) -> Block:
        """The block that begins at line ``at``."""
        before = mode if isinstance(mode, Mode) else self._start
        window = _WINDOW
        total = len(lines)
        while True:
            part = list(lines[at : at + window])
            state = ParseState(self.options, HANDLERS, before.parse_block_html)
            parser = BlockParser(part, state)
            parser.absent.update(dict.fromkeys(before.absent, -1))
            children: list[Element] = []
            size = parser.run(0, children, before=before.before, single=True)
            if parser.seen <= len(part) or at + len(part) >= total:
                break
            window *= 4
        reach = max(parser.seen, size)
        after = before
        kind = kind_after(children)
        if kind != before.before or parser.absent or state.parse_block_html != before.parse_block_html:
            absent = frozenset(mark for mark, line in parser.absent.items() if line < size)
            after = Mode(kind, state.parse_block_html, absent)
        return Block(
            _kind(children),
            size,
            reach,
            tuple(children),
            tuple(state.definitions),
            after,
        )

    def render(self, block: Block, scope: Scope) -> Fragment:
        """The block's HTML."""
        assert isinstance(block.content, tuple)
        out: list[Part] = []
        output = self._output(scope, out)
        output.write(block.content, 0)
        return _fragment(out, tuple(Notice(message) for message in output.spans.noticed))

    def tail(self, slots: Sequence[Slot], scope: Scope) -> Fragment:
        """The footnotes that the slots refer to, unless the post gives them a place of their own."""
        if any(slot.kind == "footnotes" for slot in slots):
            return Fragment()
        return self._notes(slots, scope)

    def number(self, slots: Sequence[Slot], scope: Scope) -> Sequence[str]:
        """The HTML of every slot."""
        options = self._options(scope)
        if not any(slot.kind == "footnotes" for slot in slots):
            return numbering.fill(slots, options)
        notes = self._notes(slots, scope)
        filled = numbering.fill([*slots, *notes.slots], options)
        inner = iter(filled[len(slots) :])
        placed = "".join(next(inner) if isinstance(part, Slot) else part for part in notes.parts)
        first = next(number for number, slot in enumerate(slots) if slot.kind == "footnotes")
        return [
            text if slot.kind != "footnotes" else placed if number == first else str(slot.data)
            for number, (slot, text) in enumerate(zip(slots, filled[: len(slots)], strict=True))
        ]

    def _notes(self, slots: Sequence[Slot], scope: Scope) -> Fragment:
        labels = list(dict.fromkeys(slot.key for slot in slots if slot.kind == "note"))
        if not labels:
            return Fragment()
        options = self._options(scope)
        start = f' start="{options.footnote_nr}"' if options.footnote_nr != 1 else ""
        out: list[Part] = [f'<div class="footnotes" role="doc-endnotes">\n  <ol{start}>\n']
        known = set(labels)
        for label in labels:
            note = scope.definition("footnote", label)
            if not isinstance(note, Footnote):
                continue
            parts = self._note(label, note, scope)
            for part in parts:
                if isinstance(part, Slot) and part.kind == "note" and part.key not in known:
                    known.add(part.key)
                    labels.append(part.key)
            out.extend(parts)
        out.append("  </ol>\n</div>\n")
        return _fragment(out)

    def _prepared_for(self, scope: Scope) -> Prepared:
        changed = scope.definitions("option")
        if not changed:
            return self._prepared
        options = self.options
        for name, value in changed.items():
            if name not in _FIXED_OPTIONS:
                options = options.with_value(name, value)
        return self._prepared if options == self.options else _prepared(options)

    def _options(self, scope: Scope) -> KramdownOptions:
        return self._prepared_for(scope).options

    def _output(self, scope: Scope, out: list[Part]) -> BlockOutput:
        prepared = self._prepared_for(scope)

        def definition(kind: str, label: str) -> object | None:
            found = scope.definition(kind, label)
            return self._predefined.get(label) if found is None and kind == "link" else found

        def abbreviations() -> Abbreviations | None:
            known = scope.definitions("abbreviation")
            return self._abbreviations.of(known) if known else None

        @cache
        def lists() -> dict[str, AttributeList]:
            return self._lists.of(scope.definitions("attributes"))

        spans = SpanOutput(prepared.options, lambda name: lists().get(name), self._highlight)
        return BlockOutput(prepared, definition, spans, cache(abbreviations), out)

    def _note(self, label: str, note: Footnote, scope: Scope) -> list[Part]:
        options = self._options(scope)
        out: list[Part] = [Slot("footnote", label)]
        output = self._output(scope, out)
        output.native = True
        children = list(note.children)
        while children and children[-1].kind in {"blank", "end"}:
            children.pop()
        if options.footnote_backlink:
            output.backlink_label = label
            output.backlink_after = last_paragraph(children, inner=options.footnote_backlink_inline)
        output.write(children, 6)
        if options.footnote_backlink and output.backlink_after is None:
            out.extend(["      <p>", Slot("backlinks", label), "</p>\n"])
        out.append("    </li>\n")
        return out


def _kind(children: Sequence[Element]) -> str:
    for child in children:
        if child.kind not in {"blank", "end"}:
            if child.kind == "codeblock" and child.data is not None:
                return "fence"
            return _KINDS.get(child.kind, child.kind)
    return _KINDS[children[0].kind] if children else "blank"


def last_paragraph(children: Sequence[Element], *, inner: bool) -> Element | None:
    """The paragraph that the elements end with; with ``inner`` also one within lists and quotes."""
    last = next((child for child in reversed(children) if child.kind not in {"blank", "end"}), None)
    while inner and last is not None and last.kind in _HOLD_BLOCKS and last.children:
        last = next((child for child in reversed(last.children) if child.kind not in {"blank", "end"}), None)
    return last if last is not None and last.kind == "p" else None


def _fragment(out: list[Part], notices: tuple[Notice, ...] = ()) -> Fragment:
    parts: list[Part] = []
    text: list[str] = []
    for part in out:
        if isinstance(part, Slot):
            if text:
                parts.append("".join(text))
                text.clear()
            parts.append(part)
        else:
            text.append(part)
    if text:
        parts.append("".join(text))
    return Fragment(tuple(parts), notices)
