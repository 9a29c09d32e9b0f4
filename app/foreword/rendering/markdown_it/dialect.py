"""A Dialect on markdown-it-py: block rules one at a time, inline rules with the whole post's definitions."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise
from math import inf
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from foreword.rendering.dialect import Block, Fragment, Notice, Scope, Slot
from foreword.rendering.markdown_it.blocks import Content, Footnote, Introduced, TooDeep, parse_block
from foreword.rendering.markdown_it.dispatch import dispatch_blocks
from foreword.rendering.markdown_it.slots import SlotSink

NOTES_PLACE = Slot("notes-place", "")
"""Where a definition of a footnote stands: references in notes are counted from the first of these places on."""
_AFTER_INLINE = ("linkify", "replacements", "smartquotes", "text_join")


class _References(Mapping[str, Mapping[str, str]]):
    """The post's link definitions in the form markdown-it-py asks for them."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def __contains__(self, label: object) -> bool:
        return self._scope.definition("link", str(label)) is not None

    def __getitem__(self, label: str) -> Mapping[str, str]:
        found = self._scope.definition("link", label)
        if not isinstance(found, tuple):
            raise KeyError(label)
        return {"href": found[0], "title": found[1]}

    def __iter__(self) -> Iterator[str]:
        return iter(self._scope.definitions("link"))

    def __len__(self) -> int:
        return len(self._scope.definitions("link"))


@dataclass(frozen=True)
class Rules:
    """What a dialect adds to markdown-it-py.

    ``heading_id`` gives the wished id of a heading from its inline tokens, None for dialects without ids.
    ``unique_ids`` makes them unique, in document order; a slot of the kind "same-id" repeats the last one. ``footnote_mark`` is the HTML of a reference (number, how
    many references to it came before, label), ``footnotes`` the section at the end: for each note its number, label,
    number of references, and its rendered HTML. ``prepare`` may change the tokens of a block before their inline
    parts are parsed, ``adjust`` before they are rendered. ``fill`` gives the HTML of the slots of the dialect's own
    kinds, in document order. With ``every_note_counts`` the references within notes that nothing refers to count too.
    """

    heading_id: Callable[[Sequence[Token]], str | None] | None = None
    unique_ids: Callable[[Sequence[Slot]], Sequence[str]] | None = None
    footnote_mark: Callable[[int, int, str], str] | None = None
    footnotes: Callable[[Sequence[tuple[int, str, int, str]]], str] | None = None
    prepare: Callable[[list[Token]], None] | None = None
    adjust: Callable[[list[Token]], None] | None = None
    fill: Callable[[Sequence[Slot]], Sequence[str]] | None = None
    every_note_counts: bool = False


class MarkdownItDialect:
    """Implements `foreword.rendering.dialect.Dialect` for a configured MarkdownIt and the rules of a dialect.

    ``notices`` are said once, with the first block of a post: the mode tells it from the others.
    """

    def __init__(self, name: str, md: MarkdownIt, rules: Rules, notices: Sequence[str] = ()) -> None:
        self._name = name
        self._md = md
        dispatch_blocks(md)
        self._rules = rules
        core = md.core.ruler
        named = zip(core.get_active_rules(), core.getRules(""), strict=True)
        self._after_inline = [rule for rule_name, rule in named if rule_name in _AFTER_INLINE]
        self._notices = tuple(Notice(text) for text in notices)

    @property
    def name(self) -> str:
        """The dialect's name."""
        return self._name

    @property
    def last_definition_wins(self) -> bool:
        """CommonMark: the first definition of a label counts."""
        return False

    def parse(self, lines: Sequence[str], at: int, mode: Hashable = None) -> Block:
        """See Dialect."""
        block = parse_block(self._md, lines, at)
        if not self._notices:
            return block
        said = self._notices if mode is None else ()
        return replace(block, content=Introduced(block.content, said), mode_after="said")

    def render(self, block: Block, scope: Scope) -> Fragment:
        """See Dialect."""
        content: object = block.content
        notices: tuple[Notice, ...] = ()
        if isinstance(content, Introduced):
            notices, content = content.notices, content.content
        if isinstance(content, TooDeep):
            deep = Notice("This is nested too deeply to show; it stands here as it is written")
            return Fragment((f"<pre>{escape(content.source)}</pre>\n",), (*notices, deep))
        if not isinstance(content, Content) or not content.tokens:
            return Fragment((), notices)
        sink = SlotSink("".join(token.content for token in content.tokens))
        return sink.fragment(self._render(content.tokens, scope, sink), notices)

    def tail(self, slots: Sequence[Slot], scope: Scope) -> Fragment:
        """See Dialect."""
        if self._rules.footnotes is None:
            return Fragment()
        place = next((at for at, slot in enumerate(slots) if slot == NOTES_PLACE), len(slots))
        referred = [slot.key for slot in slots[:place] if slot.kind == "note"]
        later = [slot.key for slot in slots[place:] if slot.kind == "note"]
        if self._rules.every_note_counts:
            notes = {
                label: note
                for label, note in scope.definitions("footnote").items()
                if isinstance(note, Footnote)
            }
        elif referred:
            notes = self._reached(referred, scope)
        else:
            return Fragment()
        sink = SlotSink("".join(note.source for note in notes.values()))
        return self._footnotes(referred, later, notes, scope, sink)

    def number(self, slots: Sequence[Slot], scope: Scope) -> Sequence[str]:
        """See Dialect."""
        del scope
        ids = [slot for slot in slots if slot.kind == "id"]
        unique = iter(self._rules.unique_ids(ids) if self._rules.unique_ids else [slot.key for slot in ids])
        own = [slot for slot in slots if slot.kind not in ("id", "same-id", "note", NOTES_PLACE.kind)]
        others = iter(self._rules.fill(own) if self._rules.fill else [])
        marks = iter(self._marks([slot for slot in slots if slot.kind in ("note", NOTES_PLACE.kind)]))
        sources = {"id": unique, "note": marks, NOTES_PLACE.kind: marks}
        texts: list[str] = []
        last_id = ""
        for slot in slots:
            text = last_id if slot.kind == "same-id" else next(sources.get(slot.kind, others), "")
            last_id = text if slot.kind == "id" else last_id
            texts.append(text)
        return texts

    def _marks(self, slots: Sequence[Slot]) -> list[str]:
        """The HTML of references: numbered as they are read, which is not the order in which the notes are shown."""
        make = self._rules.footnote_mark
        if make is None:
            return [""] * len(slots)
        numbers: dict[str, int] = {}
        counts: Counter[str] = Counter()
        texts = [""] * len(slots)
        ranks = _ranks(slots)
        for at in sorted(range(len(slots)), key=lambda at: ranks[at]):
            if slots[at] == NOTES_PLACE:
                continue
            label = slots[at].key
            number = numbers.setdefault(label, len(numbers) + 1)
            if not _is_hidden(slots[at]):
                texts[at] = make(number, counts[label], label)
            counts[label] += 1
        return texts

    def _reached(self, referred: Iterable[str], scope: Scope) -> dict[str, Footnote]:
        """The notes that the body refers to, and those that these refer to, in the order of the first reference."""
        queue = deque(referred)
        notes: dict[str, Footnote] = {}
        while queue:
            label = queue.popleft()
            note = scope.definition("footnote", label)
            if label not in notes and isinstance(note, Footnote):
                notes[label] = note
                sink = SlotSink(note.source)
                self._render(note.tokens, scope, sink)
                queue += [slot.key for slot in sink.slots if slot.kind == "note"]
        return notes

    def _footnotes(
        self,
        referred: Sequence[str],
        later: Sequence[str],
        notes: Mapping[str, Footnote],
        scope: Scope,
        sink: SlotSink,
    ) -> Fragment:
        """The section at the end; ``later`` are the references in the body below the first definition."""
        order = Counter(referred)
        rendered: dict[str, str] = {}
        hidden: dict[str, str] = {}
        rank = 0
        for label, note in notes.items():
            before = len(sink.slots)
            rendered[label] = self._render(note.tokens, scope, sink)
            for at in range(before, len(sink.slots)):
                slot = sink.slots[at]
                if slot.kind == "note":
                    rank += 1
                    sink.slots[at] = replace(slot, data=(rank, False))
                    order[slot.key] += 1
                    concealed = replace(slot, data=(rank, True))
                    hidden[label] = hidden.get(label, "") + sink.mark(concealed)
        order.update(later)
        shown = [(label, rendered[label]) for label in order if label in rendered]
        if not shown or self._rules.footnotes is None:
            return Fragment()
        for label, _ in shown:
            hidden.pop(label, None)
        texts = [(number, label, order[label], html) for number, (label, html) in enumerate(shown, 1)]
        return sink.fragment(self._rules.footnotes(texts) + "".join(hidden.values()))

    def _render(self, tokens: Sequence[Token], scope: Scope, sink: SlotSink) -> str:
        md = self._md
        env: dict[str, Any] = {"references": _References(scope), "scope": scope, "sink": sink}
        copies = [_copied(token) for token in tokens]
        if self._rules.prepare is not None:
            self._rules.prepare(copies)
        for token in copies:
            if token.type == "inline":
                token.children = []
                env["inline"] = token.content
                md.inline.parse(token.content, md, env, token.children)
        state = StateCore("", md, env, copies)
        for rule in self._after_inline:
            rule(state)
        if self._rules.adjust is not None:
            self._rules.adjust(copies)
        self._set_ids(copies, sink)
        return str(md.renderer.render(copies, md.options, env))

    def _set_ids(self, tokens: Sequence[Token], sink: SlotSink) -> None:
        wish = self._rules.heading_id
        if wish is None:
            return
        for token, inline in pairwise(tokens):
            if token.type == "heading_open":
                own = token.attrs.get("id")
                key = str(own) if own else wish(inline.children or ())
                if key is not None:
                    token.attrs["id"] = sink.mark(Slot("id", key, "own" if own else None))


def _copied(token: Token) -> Token:
    """A token that may be changed; quicker than the library's copying."""
    return Token(
        token.type,
        token.tag,
        token.nesting,
        dict(token.attrs),
        token.map,
        token.level,
        token.children,
        token.content,
        token.markup,
        token.info,
        token.meta,
        token.block,
        token.hidden,
    )


def _ranks(slots: Sequence[Slot]) -> list[float]:
    """When each reference is counted: those above the first definition, those in notes by their number, the others."""
    ranks: list[float] = []
    body = 0.0
    for slot in slots:
        body = inf if slot == NOTES_PLACE else body
        ranks.append(slot.data[0] if isinstance(slot.data, tuple) else body)
    return ranks


def _is_hidden(slot: Slot) -> bool:
    """Whether the reference stands in a note that is not shown."""
    return isinstance(slot.data, tuple) and bool(slot.data[1])
