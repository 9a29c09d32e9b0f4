"""A Dialect on markdown-it-py: block rules one at a time, inline rules with the whole post's definitions."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from foreword.rendering.dialect import Block, Fragment, Notice, Scope, Slot
from foreword.rendering.markdown_it.blocks import Content, Footnote, parse_block

_MARK = re.compile("\ufdd0(\\d+)\ufdd1")
_AFTER_INLINE = ("linkify", "replacements", "smartquotes", "text_join")


class SlotSink:
    """Takes slots while a block is rendered and gives marks that stand for them in the HTML."""

    def __init__(self) -> None:
        self.slots: list[Slot] = []

    def mark(self, slot: Slot) -> str:
        """The mark that stands for the slot."""
        self.slots.append(slot)
        return f"\ufdd0{len(self.slots) - 1}\ufdd1"

    def fragment(self, html: str, notices: Sequence[Notice] = ()) -> Fragment:
        """The HTML with its marks taken apart."""
        parts: list[str | Slot] = []
        at = 0
        for match in _MARK.finditer(html):
            number = int(match[1])
            if number < len(self.slots):
                parts += [html[at : match.start()], self.slots[number]]
                at = match.end()
        parts.append(html[at:])
        return Fragment(tuple(part for part in parts if part != ""), tuple(notices))


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
    ``unique_ids`` makes them unique, in document order. ``footnote_mark`` is the HTML of a reference (number, how
    many references to it came before, label), ``footnotes`` the section at the end: for each note its number, label,
    number of references, and its rendered HTML. ``prepare`` may change the tokens of a block before their inline
    parts are parsed, ``adjust`` before they are rendered.
    """

    heading_id: Callable[[Sequence[Token]], str | None] | None = None
    unique_ids: Callable[[Sequence[Slot]], Sequence[str]] | None = None
    footnote_mark: Callable[[int, int, str], str] | None = None
    footnotes: Callable[[Sequence[tuple[int, str, int, str]]], str] | None = None
    prepare: Callable[[list[Token]], None] | None = None
    adjust: Callable[[list[Token]], None] | None = None


class MarkdownItDialect:
    """Implements `foreword.rendering.dialect.Dialect` for a configured MarkdownIt and the rules of a dialect."""

    def __init__(self, name: str, md: MarkdownIt, rules: Rules, notices: Sequence[str] = ()) -> None:
        self._name = name
        self._md = md
        self._rules = rules
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
        del mode
        return parse_block(self._md, lines, at)

    def render(self, block: Block, scope: Scope) -> Fragment:
        """See Dialect."""
        content = block.content
        if not isinstance(content, Content) or not content.tokens:
            return Fragment()
        sink = SlotSink()
        html = self._render(content.tokens, scope, sink)
        return sink.fragment(html)

    def tail(self, slots: Sequence[Slot], scope: Scope) -> Fragment:
        """See Dialect."""
        make = self._rules.footnotes
        if make is None:
            return Fragment()
        order: dict[str, int] = {}
        queue = [slot.key for slot in slots if slot.kind == "note"]
        sink = SlotSink()
        rendered: dict[str, str] = {}
        while queue:
            label = queue.pop(0)
            order[label] = order.get(label, 0) + 1
            note = scope.definition("footnote", label)
            if label not in rendered and isinstance(note, Footnote):
                before = len(sink.slots)
                rendered[label] = self._render(note.tokens, scope, sink)
                queue += [slot.key for slot in sink.slots[before:] if slot.kind == "note"]
        if not rendered:
            return Fragment()
        notes = [
            (number, label, order[label], html) for number, (label, html) in enumerate(rendered.items(), 1)
        ]
        return sink.fragment(make(notes))

    def number(self, slots: Sequence[Slot], scope: Scope) -> Sequence[str]:
        """See Dialect."""
        del scope
        ids = [slot for slot in slots if slot.kind == "id"]
        unique = iter(self._rules.unique_ids(ids) if self._rules.unique_ids else [slot.key for slot in ids])
        numbers: dict[str, int] = {}
        counts: dict[str, int] = {}
        texts: list[str] = []
        for slot in slots:
            if slot.kind == "id":
                texts.append(next(unique))
            elif slot.kind == "note" and self._rules.footnote_mark is not None:
                number = numbers.setdefault(slot.key, len(numbers) + 1)
                before = counts.get(slot.key, 0)
                counts[slot.key] = before + 1
                texts.append(self._rules.footnote_mark(number, before, slot.key))
            else:
                texts.append("")
        return texts

    def _render(self, tokens: Sequence[Token], scope: Scope, sink: SlotSink) -> str:
        md = self._md
        env: dict[str, Any] = {"references": _References(scope), "scope": scope, "sink": sink}
        copies = [copy.copy(token) for token in tokens]
        for token in copies:
            token.attrs = dict(token.attrs)
        if self._rules.prepare is not None:
            self._rules.prepare(copies)
        for token in copies:
            if token.type == "inline":
                token.children = []
                md.inline.parse(token.content, md, env, token.children)
        state = StateCore("", md, env, copies)
        for rule_name, rule in self._core_rules():
            if rule_name in _AFTER_INLINE:
                rule(state)
        if self._rules.adjust is not None:
            self._rules.adjust(copies)
        self._set_ids(copies, sink)
        return str(md.renderer.render(copies, md.options, env))

    def _core_rules(self) -> list[tuple[str, Callable[[StateCore], None]]]:
        ruler = self._md.core.ruler
        return list(zip(ruler.get_active_rules(), ruler.getRules(""), strict=True))

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
