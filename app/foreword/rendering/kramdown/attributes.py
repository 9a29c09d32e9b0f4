"""Attribute lists: ``{: .class #id key="value" reference}`` and what they do to an element."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

ANY = r"(?:\\\}|[^}])"
NAME = r"[A-Za-z0-9_][A-Za-z0-9_:-]*"
_TOKEN = re.compile(
    rf"""(?:\A|(?<=[ \t\n\r\f\v]))(?:
        (?P<key>{NAME})=(?P<quote>["'])(?P<value>(?:\\\}}|\\(?P=quote)|(?!(?P=quote))[^}}])*?)(?P=quote)
        |(?P<reference>{NAME})
        |(?P<marks>(?:\.[^ \t\n\r\f\v.\#]+|\#{NAME})+)
    )(?=[ \t\n\r\f\v]|\Z)""",
    re.VERBOSE,
)
_MAX_DEPTH = 30
_MAX_REFERENCES = 100
_MAX_KEPT = 1000
_MARK = re.compile(r"([.#])([^ \t\n\r\f\v.#]+)")
_UNESCAPE = {quote: re.compile(rf"\\(\}}|{quote})") for quote in "\"'"}


@dataclass(frozen=True, slots=True)
class AttributeList:
    """What one attribute list says: names of other lists, then its own attributes in order."""

    references: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()

    def joined(self, later: AttributeList) -> AttributeList:
        """This list with another one of the same element read after it."""
        merged = dict(self.attributes)
        for name, value in later.attributes:
            add_attribute(merged, name, value)
        references = (*self.references, *later.references)[:_MAX_KEPT]
        return AttributeList(references, tuple(merged.items()))

    def value(self, name: str) -> str | None:
        """The attribute's value, or None."""
        return dict(self.attributes).get(name)


def add_attribute(attributes: dict[str, str], name: str, value: str) -> None:
    """Sets an attribute; classes add up."""
    if name == "class" and attributes.get("class"):
        attributes["class"] = f"{attributes['class']} {value}"
    else:
        attributes[name] = value


def parse_attribute_list(source: str) -> AttributeList:
    """Reads what stands between ``{:`` and ``}``. What is no attribute is passed over."""
    references: list[str] = []
    attributes: dict[str, str] = {}
    for token in _TOKEN.finditer(source):
        if token["reference"] is not None:
            references.append(token["reference"])
        elif token["marks"] is not None:
            for mark, name in _MARK.findall(token["marks"]):
                add_attribute(attributes, "class" if mark == "." else "id", name)
        else:
            value = _UNESCAPE[token["quote"]].sub(r"\1", token["value"])
            attributes[token["key"]] = value
    return AttributeList(tuple(references), tuple(attributes.items()))


def resolve(
    listed: AttributeList | None,
    own: Mapping[str, str] | None,
    lookup: Callable[[str], AttributeList | None],
) -> dict[str, str]:
    """The element's ``own`` attributes with those of its list added: references first, each followed once a path."""
    attributes = dict(own) if own else {}
    if listed is not None:
        _apply(listed, attributes, _Followed(lookup), ())
    return attributes


@dataclass(slots=True)
class _Followed:
    lookup: Callable[[str], AttributeList | None]
    left: int = _MAX_REFERENCES

    def list_of(self, reference: str, above: tuple[str, ...]) -> AttributeList | None:
        if reference in above or len(above) >= _MAX_DEPTH or self.left <= 0:
            return None
        self.left -= 1
        return self.lookup(reference)


def _apply(
    listed: AttributeList,
    attributes: dict[str, str],
    followed: _Followed,
    above: tuple[str, ...],
) -> None:
    for reference in listed.references:
        found = followed.list_of(reference, above)
        if found is not None:
            _apply(found, attributes, followed, (*above, reference))
    for name, value in listed.attributes:
        add_attribute(attributes, name, value)
