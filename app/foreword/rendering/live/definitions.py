"""What the blocks of a post define for each other, and which blocks have asked for what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from foreword.rendering.dialect import Definition
from foreword.rendering.live.sequence import Entry, Key

_Place = tuple[int, int]


class DefinitionIndex:
    """All definitions by kind and label, and the inverted index of the questions about them."""

    def __init__(self, *, last_wins: bool, place: Callable[[Entry], _Place]) -> None:
        self._last_wins = last_wins
        self._place = place
        self._definers: dict[str, dict[str, dict[Entry, object]]] = {}
        self._askers: dict[Key, set[Entry]] = {}
        self._whole: dict[str, Mapping[str, object]] = {}

    def value(self, kind: str, label: str) -> object | None:
        """The value that counts for a label."""
        definers = self._definers.get(kind, {}).get(label)
        if not definers:
            return None
        if len(definers) == 1:
            return next(iter(definers.values()))
        chosen = (max if self._last_wins else min)(definers, key=self._place)
        return definers[chosen]

    def all_of(self, kind: str) -> Mapping[str, object]:
        """All that is defined of a kind, in the order of the first definitions."""
        known = self._whole.get(kind)
        if known is None:
            labels = self._definers.get(kind, {})
            firsts: list[tuple[_Place, int, str]] = []
            for label, definers in labels.items():
                first = min(definers, key=self._place)
                firsts.append((self._place(first), _rank(first, kind, label), label))
            known = MappingProxyType({label: self.value(kind, label) for _, _, label in sorted(firsts)})
            self._whole[kind] = known
        return known

    def exchange(self, old: Iterable[Entry], new: Iterable[Entry]) -> set[Entry]:
        """Forgets what ``old`` entries defined and learns from ``new`` ones; who asked for what changed thereby.

        To be called after the entries took their places. The answer may hold entries that are gone.
        """
        removed = [(entry, found) for entry in old for found in _definitions(entry)]
        added = [(entry, found) for entry in new for found in _definitions(entry)]
        if not removed and not added:
            return set()
        if self._same(removed, added):
            self._hand_over(removed, added)
            return set()
        touched = {(found.kind, found.label) for _, found in (*removed, *added)}
        values = {key: self._remembered(*key) for key in touched}
        for entry, found in removed:
            self._definers.get(found.kind, {}).get(found.label, {}).pop(entry, None)
        for entry, found in added:
            definers = self._definers.setdefault(found.kind, {}).setdefault(found.label, {})
            if self._last_wins or entry not in definers:
                definers[entry] = found.value
        for kind, label in touched:
            if not self._definers.get(kind, {}).get(label):
                self._definers.get(kind, {}).pop(label, None)
        return self._affected(values)

    def note(self, entry: Entry, asked: frozenset[Key]) -> None:
        """Takes down what an entry has asked for now."""
        for key in entry.asked - asked:
            askers = self._askers.get(key)
            if askers is not None:
                askers.discard(entry)
                if not askers:
                    del self._askers[key]
        for key in asked - entry.asked:
            self._askers.setdefault(key, set()).add(entry)
        entry.asked = asked

    def forget(self, entry: Entry) -> None:
        """Takes an entry's questions back."""
        self.note(entry, frozenset())

    def _remembered(self, kind: str, label: str) -> object | None:
        """The value before the exchange. Of several definers some have left their places: then it is unknown."""
        definers = self._definers.get(kind, {}).get(label, {})
        return next(iter(definers.values())) if len(definers) == 1 else (_UNKNOWN if definers else None)

    def _affected(self, values: Mapping[tuple[str, str], object]) -> set[Entry]:
        affected: set[Entry] = set()
        kinds = {kind for kind, _ in values}
        for kind in kinds:
            before = self._whole.pop(kind, None)
            askers = self._askers.get((kind, None))
            if askers and (before is None or list(before.items()) != list(self.all_of(kind).items())):
                affected |= askers
        for (kind, label), value in values.items():
            askers = self._askers.get((kind, label))
            if askers and (value is _UNKNOWN or value != self.value(kind, label)):
                affected |= askers
        return affected

    @staticmethod
    def _same(removed: list[tuple[Entry, Definition]], added: list[tuple[Entry, Definition]]) -> bool:
        return [found for _, found in removed] == [found for _, found in added]

    def _hand_over(
        self, removed: list[tuple[Entry, Definition]], added: list[tuple[Entry, Definition]]
    ) -> None:
        for entry, found in removed:
            self._definers[found.kind][found.label].pop(entry, None)
        for entry, found in added:
            definers = self._definers[found.kind][found.label]
            if self._last_wins or entry not in definers:
                definers[entry] = found.value


class RecordingScope:
    """A `Scope` over the index that notes what it was asked."""

    def __init__(self, index: DefinitionIndex) -> None:
        self._index = index
        self._asked: set[Key] = set()
        self._general: dict[frozenset[Key], frozenset[Key]] = {}

    def definition(self, kind: str, label: str) -> object | None:
        """The value defined under the label, or None."""
        self._asked.add((kind, label))
        return self._index.value(kind, label)

    def definitions(self, kind: str) -> Mapping[str, object]:
        """All definitions of the kind in document order."""
        self._asked.add((kind, None))
        return self._index.all_of(kind)

    def take(self) -> frozenset[Key]:
        """What was asked since the last time."""
        asked = frozenset(self._asked)
        self._asked.clear()
        # Most blocks of a post ask for the same few kinds and for no label; they share one set.
        is_general = all(label is None for _, label in asked)
        return self._general.setdefault(asked, asked) if is_general else asked


_UNKNOWN = object()


def _definitions(entry: Entry) -> tuple[Definition, ...]:
    return entry.block.definitions if entry.block is not None else ()


def _rank(entry: Entry, kind: str, label: str) -> int:
    return next(
        (
            rank
            for rank, found in enumerate(_definitions(entry))
            if found.kind == kind and found.label == label
        ),
        0,
    )
