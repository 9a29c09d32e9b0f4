"""Python-Markdown as a `Dialect`."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from html import escape

from foreword.rendering.dialect import Block, Definition, Fragment, Notice, Scope, Slot
from foreword.rendering.python_markdown.engine import FAILURES, Engine
from foreword.rendering.python_markdown.footnotes import MAY_DEFINE, count_references, note_numbers
from foreword.rendering.python_markdown.guard import too_costly
from foreword.rendering.python_markdown.memory import Memory
from foreword.rendering.python_markdown.options import PythonMarkdownOptions
from foreword.rendering.python_markdown.prose import plain_paragraph
from foreword.rendering.python_markdown.splitter import Piece, Splitter

_APPROXIMATE = "The preview is approximate here: this text would take Python-Markdown too long."
_KINDS = (
    ("heading", re.compile(r"#{1,6}|[^\n]+\n(?:=+|-+) *(?:\n|$)")),
    ("rule", re.compile(r" {0,3}(?:(?:- {0,2}){3,}|(?:_ {0,2}){3,}|(?:\* {0,2}){3,})(?:\n|$)")),
    ("fence", re.compile(r"```|~~~")),
    ("code", re.compile(r" {4}|\t")),
    ("list", re.compile(r" {0,3}(?:[*+-]|\d+\.) ")),
    ("quote", re.compile(r" {0,3}>")),
    ("footnote", re.compile(r" {0,3}\[\^[^\]]*\]:")),
    ("definitions", re.compile(r"(?: {0,3}\[[^\]]*\]|\*\[[^\]]*\]):")),
    ("html", re.compile(r" {0,3}<[a-zA-Z/!?]")),
    ("table", re.compile(r"[^\n]*\|[^\n]*\n[ |:-]*-[ |:-]*(?:\n|$)")),
)


class PythonMarkdownDialect:
    """Renders by the library, a piece of the post at a time; the pieces together equal the library's whole render."""

    name = "python-markdown"
    last_definition_wins = True

    def __init__(self, options: PythonMarkdownOptions | None = None) -> None:
        self.options = options or PythonMarkdownOptions()
        active = self.options.active
        self._engine = Engine(self.options)
        self._memory = Memory(entries=256, longest=20_000)
        self._smarty = "smarty" in active
        self._breaks = "nl2br" in active
        self._abbreviates = "abbr" in active
        self._splitter = Splitter(
            fences="fenced_code" in active,
            markdown_in_html="md_in_html" in active,
            tab_length=self.options.tab_length,
        )

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the blog's configuration asks for and the preview cannot show anywhere in a post."""
        return tuple(
            Notice(f"The extension “{name}” is not known here; what it adds is shown as plain Markdown.")
            for name in self.options.unknown
        )

    def parse(self, lines: Sequence[str], at: int, mode: Hashable = None) -> Block:
        """The piece that begins at line ``at``; ``mode`` is what is known to be absent from all later lines."""
        absent = mode if isinstance(mode, frozenset) else frozenset()
        piece: Piece = self._splitter.piece(lines, at, absent)
        text = "\n".join(lines[at : at + piece.size])
        after = piece.absent or None
        if piece.blank:
            return Block("blank", piece.size, piece.reach, "", (), after)
        definitions, shows = self._definitions(text)
        return Block(_kind(text), piece.size, piece.reach, text if shows else "", definitions, after)

    def render(self, block: Block, scope: Scope) -> Fragment:
        """The HTML of a piece. What the library cannot take in time is shown as text, with a notice."""
        text = str(block.content)
        if not text:
            return Fragment()
        if block.kind == "paragraph" and self._plain_stays(text, scope):
            plain = plain_paragraph(text)
            if plain is not None:
                return Fragment((plain,))
        if too_costly(text, smarty=self._smarty):
            return _as_text(text)
        if block.kind in ("fence", "code"):
            return self._memory.fragment(text, scope, self._render)
        return self._render(text, scope)

    def _plain_stays(self, text: str, scope: Scope) -> bool:
        """Whether text without markup is left as it is by the extensions at work."""
        if self._smarty or (self._breaks and "\n" in text.rstrip("\n")):
            return False
        return not (self._abbreviates and scope.definitions("abbreviation"))

    def _render(self, text: str, scope: Scope) -> Fragment:
        try:
            return self._engine.render(text, scope)
        except FAILURES:
            return _as_text(text)

    def tail(self, slots: Sequence[Slot], scope: Scope) -> Fragment:
        """The list of footnotes."""
        texts = scope.definitions("footnote-text")
        if not texts:
            return Fragment()
        everything = "\n\n".join(str(text) for text in texts.values())
        if len(texts) > 1000 or too_costly(everything, smarty=self._smarty):
            return _as_text(everything)
        try:
            return self._engine.tail(scope, count_references(slots))
        except FAILURES:
            return _as_text(everything)

    def number(self, slots: Sequence[Slot], scope: Scope) -> Sequence[str]:
        """Footnote numbers and reference ids, heading ids and the table of contents."""
        filled: dict[int, str] = {}
        taken: set[str] = set()
        if self._engine.notes is not None:
            labels = scope.definitions("footnote")
            references = self._engine.notes.reference_ids(slots)
            filled |= {index: escape(value) for index, value in references.items()}
            filled |= note_numbers(slots, labels)
            taken = set(references.values()) | self._engine.notes.list_ids(labels)
        headings = self._engine.headings
        if headings is not None:
            ids = headings.ids(slots, taken)
            filled |= {index: escape(value) for index, value in ids.items()}
            if headings.wants_contents(slots):
                contents = headings.contents(slots, ids)
                filled |= {index: contents for index, slot in enumerate(slots) if slot.kind == "toc"}
        return [filled.get(index, "") for index in range(len(slots))]

    def _definitions(self, text: str) -> tuple[tuple[Definition, ...], bool]:
        """What a piece defines, and whether it may show anything itself."""
        if not MAY_DEFINE.search(text) or too_costly(text, smarty=self._smarty):
            return (), True
        try:
            return self._engine.collect(text)
        except FAILURES:
            return (), True


def _kind(text: str) -> str:
    text = text.lstrip("\n")
    return next((kind for kind, begins in _KINDS if begins.match(text)), "paragraph")


def _as_text(text: str) -> Fragment:
    return Fragment((f"<pre>{escape(text, quote=False)}</pre>\n",), (Notice(_APPROXIMATE),))
