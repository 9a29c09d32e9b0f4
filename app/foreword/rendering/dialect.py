"""The contract between a Markdown dialect and everything that shows its HTML.

A post's body is a sequence of lines (without their endings). A dialect parses one top-level block at a time and
renders each block to a `Fragment`. What a block needs to know of the rest of the post it asks of a `Scope`; what
depends on its place in the post (a heading's unique id, a footnote's number, a table of contents) it leaves open as
a `Slot`. So the same three functions give the whole article at once and the few blocks that an edit touches.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Definition:
    """Something a block defines for the whole post: a link target, a footnote, an abbreviation, an attribute list.

    ``kind`` is "link", "footnote", "abbreviation" or a dialect's own word; ``label`` is normalised as the dialect
    compares labels; ``value`` compares equal when nothing that depends on it has to be rendered again.
    """

    kind: str
    label: str
    value: object


@dataclass(frozen=True, slots=True)
class Block:
    """A top-level block as its dialect parsed it: a pure function of its lines and of the mode before it.

    ``kind``: "paragraph" "heading" "list" "quote" "fence" "code" "table" "html" "rule" "math" "definitions"
    "footnote" "blank" "template", or a dialect's own word; the editor's highlighting reads it.
    ``size``: source lines it takes, at least 1, blank lines that follow it included as the dialect likes.
    ``reach``: lines, counted from its first, that were looked at to find its end; at least ``size``. A change of
    any of them, or text appended to them, may change the block. A parser that met the end of the text while it was
    still looking counts one line more than there are.
    ``mode_after``: the parser's state for the next block (kramdown's options); equal before and after almost always.
    ``content``: the dialect's own parsed form.
    """

    kind: str
    size: int
    reach: int
    content: object
    definitions: tuple[Definition, ...] = ()
    mode_after: Hashable = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A piece of HTML that only the whole post decides. ``kind`` and ``key`` say what, ``data`` is the dialect's own.

    Usual kinds: "id" (key: the wished heading id), "note" (key: the footnote's label), "toc". Slots compare equal
    when they ask for the same thing.
    """

    kind: str
    key: str
    data: Hashable = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that the preview cannot show exactly as published. ``line`` counts from 0 within the block."""

    message: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Fragment:
    """The HTML of one block: strings and, between them, slots."""

    parts: tuple[str | Slot, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots in document order."""
        return tuple(part for part in self.parts if isinstance(part, Slot))


class Scope(Protocol):
    """The rest of the post, as a block may ask about it. Every question is noted as a dependency of the block."""

    def definition(self, kind: str, label: str) -> object | None:
        """The value defined under the label, or None."""
        ...

    def definitions(self, kind: str) -> Mapping[str, object]:
        """All definitions of the kind in document order (abbreviations)."""
        ...


class Dialect(Protocol):
    """A Markdown dialect with its options. Instances hold no state of a post and may be shared."""

    @property
    def name(self) -> str:
        """ "python-markdown", "kramdown", "goldmark" or "commonmark"."""
        ...

    @property
    def last_definition_wins(self) -> bool:
        """Which of two definitions of one label counts."""
        ...

    def parse(self, lines: Sequence[str], at: int, mode: Hashable = None) -> Block:
        """The block that begins at line ``at`` (0 <= at < len(lines)). Reads no more of ``lines`` than it must.

        Never raises for any input. ``mode`` is None for the first block, then the ``mode_after`` of the one before.
        """
        ...

    def render(self, block: Block, scope: Scope) -> Fragment:
        """The block's HTML. Never raises for any block that `parse` gave."""
        ...

    def tail(self, slots: Sequence[Slot], scope: Scope) -> Fragment:
        """What follows the last block: the footnotes that ``slots`` (all of the body, in order) refer to."""
        ...

    def number(self, slots: Sequence[Slot], scope: Scope) -> Sequence[str]:
        """The HTML of every slot of the body and the tail, in document order."""
        ...
