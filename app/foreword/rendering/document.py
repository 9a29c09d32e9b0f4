"""The whole article at once: parse every block, render it, fill the slots."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from foreword.rendering.dialect import Block, Dialect, Fragment, Notice, Slot
from foreword.text import split_lines


@dataclass(frozen=True, slots=True)
class RenderedBlock:
    """One block of an article: the source lines it came from (from 0, end excluded) and its HTML."""

    kind: str
    first_line: int
    end_line: int
    html: str


@dataclass(frozen=True, slots=True)
class Article:
    """A rendered post body. ``html`` is the blocks' HTML and then the tail (footnotes)."""

    blocks: tuple[RenderedBlock, ...]
    tail: str
    notices: tuple[Notice, ...]

    @property
    def html(self) -> str:
        """The article as the generator would put it into its page."""
        return "".join([*(block.html for block in self.blocks), self.tail])


class DefinitionTable:
    """All definitions of a post; the simplest `Scope`."""

    def __init__(self, blocks: Iterable[Block], *, last_wins: bool) -> None:
        self._by_kind: dict[str, dict[str, object]] = {}
        for block in blocks:
            for found in block.definitions:
                labels = self._by_kind.setdefault(found.kind, {})
                if last_wins or found.label not in labels:
                    labels[found.label] = found.value

    def definition(self, kind: str, label: str) -> object | None:
        """The value defined under the label, or None."""
        return self._by_kind.get(kind, {}).get(label)

    def definitions(self, kind: str) -> Mapping[str, object]:
        """All definitions of the kind in document order."""
        return self._by_kind.get(kind, {})


def parse_blocks(dialect: Dialect, lines: Sequence[str]) -> list[Block]:
    """The top-level blocks of a body, in order; their sizes add up to ``len(lines)``."""
    blocks: list[Block] = []
    at = 0
    mode: Hashable = None
    while at < len(lines):
        block = dialect.parse(lines, at, mode)
        blocks.append(block)
        at += block.size
        mode = block.mode_after
    return blocks


def render_article(dialect: Dialect, body: str) -> Article:
    """The article of a body. Any text gives HTML."""
    blocks = parse_blocks(dialect, split_lines(body))
    scope = DefinitionTable(blocks, last_wins=dialect.last_definition_wins)
    fragments = [dialect.render(block, scope) for block in blocks]
    slots = [slot for fragment in fragments for slot in fragment.slots]
    tail = dialect.tail(slots, scope)
    filled = iter(dialect.number([*slots, *tail.slots], scope))
    rendered: list[RenderedBlock] = []
    notices: list[Notice] = []
    line = 0
    for block, fragment in zip(blocks, fragments, strict=True):
        rendered.append(RenderedBlock(block.kind, line, line + block.size, _fill(fragment, filled)))
        notices.extend(Notice(notice.message, line + notice.line) for notice in fragment.notices)
        line += block.size
    return Article(tuple(rendered), _fill(tail, filled), tuple(notices))


def _fill(fragment: Fragment, filled: Iterable[str]) -> str:
    source = iter(filled)
    return "".join(next(source) if isinstance(part, Slot) else part for part in fragment.parts)
