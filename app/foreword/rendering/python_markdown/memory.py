"""Keeps the fragments of code blocks, whose language the library guesses anew, and slowly, at every rendering."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from foreword.rendering.dialect import Fragment, Scope


@dataclass(frozen=True, slots=True)
class _Kept:
    fragment: Fragment
    asked: tuple[tuple[str, str | None, object], ...]


@dataclass(slots=True)
class _Asking:
    """A scope that notes what was asked of it and what it answered."""

    scope: Scope
    asked: list[tuple[str, str | None, object]] = field(default_factory=list)

    def definition(self, kind: str, label: str) -> object | None:
        value = self.scope.definition(kind, label)
        self.asked.append((kind, label, value))
        return value

    def definitions(self, kind: str) -> Mapping[str, object]:
        values = self.scope.definitions(kind)
        self.asked.append((kind, None, dict(values)))
        return values


class Memory:
    """Fragments by their text, forgotten in the order of their last use. An answer that changed makes one stale."""

    def __init__(self, *, entries: int, longest: int) -> None:
        self._entries = entries
        self._longest = longest
        self._kept: OrderedDict[str, _Kept] = OrderedDict()

    def fragment(self, text: str, scope: Scope, render: Callable[[str, Scope], Fragment]) -> Fragment:
        """The fragment of the text; rendered where it is not known or its scope answers otherwise now."""
        kept = self._kept.get(text)
        if kept is not None and all(
            _answer(scope, kind, label) == value for kind, label, value in kept.asked
        ):
            self._kept.move_to_end(text)
            return kept.fragment
        asking = _Asking(scope)
        fragment = render(text, asking)
        if len(text) <= self._longest:
            self._kept[text] = _Kept(fragment, tuple(asking.asked))
            self._kept.move_to_end(text)
            if len(self._kept) > self._entries:
                self._kept.popitem(last=False)
        return fragment


def _answer(scope: Scope, kind: str, label: str | None) -> object:
    return scope.definition(kind, label) if label is not None else dict(scope.definitions(kind))
