"""What the definitions of a post are made into before blocks ask for it: attribute lists by name, abbreviations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from foreword.rendering.kramdown.attributes import AttributeList

Made = TypeVar("Made")


class Remembered(Generic[Made]):
    """Makes something of a kind's definitions, and makes it anew only after they changed."""

    __slots__ = ("_last", "_make")

    def __init__(self, make: Callable[[Mapping[str, object]], Made]) -> None:
        self._make = make
        self._last: tuple[dict[str, object], Made] | None = None

    def of(self, definitions: Mapping[str, object]) -> Made:
        """What is made of these definitions."""
        last = self._last
        if last is not None and last[0] == definitions and list(last[0]) == list(definitions):
            return last[1]
        made = self._make(definitions)
        self._last = dict(definitions), made
        return made


def lists_by_name(definitions: Mapping[str, object]) -> dict[str, AttributeList]:
    """The attribute lists by their names; those of one name add up. Their labels begin with the name and a blank."""
    found: dict[str, list[AttributeList]] = {}
    for label, value in definitions.items():
        if isinstance(value, AttributeList):
            found.setdefault(label.split(" ", 1)[0], []).append(value)
    return {name: _joined(lists) for name, lists in found.items()}


def _joined(lists: list[AttributeList]) -> AttributeList:
    if len(lists) == 1:
        return lists[0]
    attributes = {name: value for listed in lists for name, value in listed.attributes}
    classes = [value for listed in lists for name, value in listed.attributes if name == "class"]
    if classes:
        attributes["class"] = " ".join(classes)
    references = tuple(reference for listed in lists for reference in listed.references)
    return AttributeList(references, tuple(attributes.items()))
