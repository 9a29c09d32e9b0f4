"""The schema of a blog, learned from the heads of its own posts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from types import MappingProxyType
from typing import TypeVar

from foreword.errors import Problem
from foreword.front_matter.head import Head
from foreword.front_matter.kinds import FieldKind, KeyUsage, field_kind, usual_kind, value_kind
from foreword.front_matter.lists import split_items
from foreword.front_matter.profile import FormatName, KeyStyle, ListStyle, Quoting, WritingProfile

_T = TypeVar("_T")
_NEWEST = 60
"""So many posts decide about order and style; earlier habits of a long-lived blog should not outvote today's."""


@dataclass(frozen=True, slots=True)
class KeySchema:
    """One key of a blog: its kind, how many posts have it, its words with counts, and how its values are written."""

    key: str
    kind: FieldKind
    usage: KeyUsage
    style: KeyStyle


@dataclass(frozen=True, slots=True)
class Schema:
    """What the posts of a blog have in their heads. ``order`` holds its keys as the newest posts order them."""

    posts: int = 0
    format: FormatName = "yaml"
    order: tuple[str, ...] = ()
    by_key: Mapping[str, KeySchema] = field(default_factory=lambda: MappingProxyType({}))
    quoting: Quoting | None = None
    list_style: ListStyle | None = None
    findings: tuple[Problem, ...] = ()

    def keys(self) -> tuple[str, ...]:
        """All keys, the most used first."""
        return tuple(sorted(self.by_key, key=lambda key: -self.by_key[key].usage.count))

    def kind(self, key: str, value: object = None) -> FieldKind:
        """The kind of a field; ``value`` is its value in a post, None for the blog's usual kind."""
        return field_kind(key, value, self.usage(key))

    def usage(self, key: str) -> KeyUsage | None:
        """How the posts use a key; None where none has it."""
        known = self.by_key.get(key)
        return known.usage if known else None

    def vocabulary(self, key: str) -> tuple[str, ...]:
        """The texts or items that the posts have under a key, the most frequent first."""
        return tuple(word for word, _ in self.counts(key))

    def counts(self, key: str) -> tuple[tuple[str, int], ...]:
        """The same with how many posts have each."""
        usage = self.usage(key)
        return tuple(sorted(usage.words.items(), key=lambda pair: (-pair[1], pair[0]))) if usage else ()

    def profile(self, generator: str | None = None, zone: tzinfo | None = None) -> WritingProfile:
        """The blog's habits as a value for those who write; the site adds what only it knows."""
        keys = MappingProxyType({key: known.style for key, known in self.by_key.items()})
        return WritingProfile(self.format, generator, self.order, keys, self.quoting, self.list_style, zone)


def learn(heads: Iterable[Head]) -> Schema:
    """Learns a schema from heads, the newest post first. A post without front matter counts for nothing."""
    learner = _Learner()
    for head in heads:
        if head.format != "none" and head.problem is None:
            learner.observe(head)
    return learner.schema()


class _Learner:
    def __init__(self) -> None:
        self.posts = 0
        self.formats: Counter[FormatName] = Counter()
        self.usage: defaultdict[str, KeyUsage] = defaultdict(KeyUsage)
        self.places: defaultdict[str, list[float]] = defaultdict(list)
        self.quoting: defaultdict[str, Counter[Quoting]] = defaultdict(Counter)
        self.lists: defaultdict[str, Counter[ListStyle]] = defaultdict(Counter)
        self.dates: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def observe(self, head: Head) -> None:
        self.posts += 1
        if self.posts <= _NEWEST:
            self.formats[head.format] += 1
            self._observe_style(head)
        for at, (key, value) in enumerate(head.fields.items()):
            usage = self.usage[key]
            usage.count += 1
            if self.posts <= _NEWEST:
                self.places[key].append(at / len(head.fields))
            kind = value_kind(value)
            if kind is not None:
                usage.kinds[kind] += 1
            if isinstance(value, list):
                usage.lists += 1
                usage.words.update({item for item in value if isinstance(item, str)})
            elif isinstance(value, str) and kind is FieldKind.TEXT:
                usage.words[value] += 1

    def _observe_style(self, head: Head) -> None:
        for key, style in head.styles().items():
            if style.quoting:
                self.quoting[key][style.quoting] += 1
            if style.list_style:
                self.lists[key][style.list_style] += 1
            if style.date_pattern:
                self.dates[key][style.date_pattern] += 1

    def schema(self) -> Schema:
        by_key = {key: self._key(key, usage) for key, usage in self.usage.items()}
        order = sorted(self.places, key=lambda key: sum(self.places[key]) / len(self.places[key]))
        quoting = sum(self.quoting.values(), Counter[Quoting]())
        lists = sum(self.lists.values(), Counter[ListStyle]())
        return Schema(
            self.posts,
            _first(self.formats) or "yaml",
            tuple(order),
            MappingProxyType(by_key),
            _first(quoting),
            _first(lists),
            tuple(finding for key in by_key for finding in _mixed(key, self.usage[key])),
        )

    def _key(self, key: str, usage: KeyUsage) -> KeySchema:
        kind = usual_kind(key, usage)
        style = KeyStyle(_first(self.quoting[key]), _first(self.lists[key]), _first(self.dates[key]))
        if kind is FieldKind.TAGS:
            usage = _split_words(usage, style.list_style)
        return KeySchema(key, kind, usage, style)


def _split_words(usage: KeyUsage, style: ListStyle | None) -> KeyUsage:
    """Counts the items of strings that stand for lists one by one."""
    words: Counter[str] = Counter()
    for text, count in usage.words.items():
        splits = usage.lists * 2 < usage.count or "," in text
        for word in (split_items(text, style) if splits else None) or [text]:
            words[word] += count
    return KeyUsage(usage.count, usage.kinds, words, usage.lists)


_ALIKE = (
    frozenset({FieldKind.DATE, FieldKind.DATETIME}),
    frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.IMAGE}),
)


def _mixed(key: str, usage: KeyUsage) -> list[Problem]:
    """A finding where the values of a key differ in kind from post to post."""
    groups: Counter[str] = Counter()
    for kind, count in usage.kinds.items():
        alike = next((group for group in _ALIKE if kind in group), frozenset({kind}))
        groups[min(other.value for other in alike)] += count
    if len(groups) < 2:
        return []
    (usual, most), *others = groups.most_common()
    rare = ", ".join(f"{name} in {count}" for name, count in others)
    return [Problem(f"{key} is {usual} in {most} posts but {rare}")]


def _first(counter: Counter[_T]) -> _T | None:
    common = counter.most_common(1)
    return common[0][0] if common else None
