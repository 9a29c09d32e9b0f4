"""Heading ids and the table of contents of Python-Markdown's toc extension when a post is rendered in pieces."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import (
    TocExtension,
    TocTreeprocessor,
    nest_toc_tokens,
    remove_fnrefs,
    render_inner_html,
    run_postprocessors,
    strip_tags,
)

from foreword.rendering.dialect import Slot
from foreword.rendering.python_markdown.slots import SlotBox

_WISHED, _TAKEN, _AGAIN, _TOC = "id", "taken-id", "id-again", "toc"
_NUMBERED = re.compile(r"(.*)_([0-9]+)", re.DOTALL)


class Headings:
    """The toc extension of an engine."""

    def __init__(self, md: Markdown, extension: TocExtension, box: SlotBox) -> None:
        self._md = md
        self._processor = _OpenToc(md, extension.getConfigs(), box)
        md.treeprocessors.register(self._processor, "toc", 5)

    def ids(self, slots: Sequence[Slot], taken: set[str]) -> dict[int, str]:
        """The ids of all headings, by the slot's index; ``taken`` are ids that other elements of the post have."""
        given = taken | {slot.key for slot in slots if slot.kind == _TAKEN}
        known: dict[str, int] = {}
        ids: dict[int, str] = {}
        latest = ""
        for index, slot in enumerate(slots):
            if slot.kind == _WISHED:
                latest = _unique(slot.key, given, known)
            elif slot.kind == _TAKEN:
                latest = slot.key
            elif slot.kind != _AGAIN:
                continue
            ids[index] = latest
        return ids

    def contents(self, slots: Sequence[Slot], ids: Mapping[int, str]) -> str:
        """The HTML of the table of contents."""
        tokens: list[Any] = []
        for index, slot in enumerate(slots):
            if slot.kind in (_WISHED, _TAKEN) and isinstance(slot.data, tuple):
                level, name = slot.data
                tokens.append({"level": level, "name": name, "id": ids[index]})
        nested = nest_toc_tokens(tokens)
        text = self._md.serializer(self._processor.build_toc_div(nested))
        for postprocessor in self._md.postprocessors:
            text = postprocessor.run(text)
        return text.strip()

    @staticmethod
    def wants_contents(slots: Sequence[Slot]) -> bool:
        """Whether the post shows its table of contents."""
        return any(slot.kind == _TOC for slot in slots)


class _OpenToc(TocTreeprocessor):
    """Names the headings of one piece and leaves their ids open."""

    def __init__(self, md: Markdown, config: dict[str, Any], box: SlotBox) -> None:
        super().__init__(md, config)
        self._box = box

    def run(self, doc: Element) -> None:
        for element in doc.iter():
            if isinstance(element.tag, str) and self.header_rgx.match(element.tag):
                self._name(element)
            elif "id" in element.attrib and "\x02fw" not in element.attrib["id"]:
                element.attrib["id"] = self._box.mark(Slot(_TAKEN, element.attrib["id"]))
        if self.marker and any(self._is_marker(element) for element in doc.iter()):
            place = Element("div")
            place.text = self._box.mark(Slot(_TOC, ""))
            self.replace_marker(doc, place)

    def _is_marker(self, element: Element) -> bool:
        return bool(element.text and len(element) == 0 and element.text.strip() == self.marker)

    def _name(self, heading: Element) -> None:
        self.set_level(heading)
        name = strip_tags(render_inner_html(remove_fnrefs(heading), self.md))
        wished = self.slugify(html.unescape(name), self.sep)
        label = heading.attrib.pop("data-toc-label", "")
        if label:
            name = html.escape(strip_tags(run_postprocessors(label, self.md)), quote=False)
        level = int(heading.tag[-1])
        data = (level, name) if self.toc_top <= level <= self.toc_bottom else None
        given = heading.attrib.get("id")
        slot = Slot(_WISHED, wished, data) if given is None else Slot(_TAKEN, given, data)
        heading.attrib["id"] = self._box.mark(slot)
        if self.use_anchors:
            self.add_anchor(heading, self._box.mark(Slot(_AGAIN, slot.key)))
        if self.use_permalinks not in (False, None):
            self.add_permalink(heading, self._box.mark(Slot(_AGAIN, slot.key)))


def _unique(wished: str, taken: set[str], known: dict[str, int]) -> str:
    """An id that is not taken: ``name``, ``name_1``, ``name_2`` ...

    ``known`` remembers for each name up to which number all are taken.
    """
    if wished and wished not in taken:
        taken.add(wished)
        return wished
    match = _NUMBERED.fullmatch(wished)
    base, number = (match[1], int(match[2])) if match else (wished, 0)
    dense = number <= known.get(base, 0)
    number = max(number, known.get(base, 0)) + 1 if dense else number + 1
    while f"{base}_{number}" in taken:
        number += 1
    if dense:
        known[base] = number
    found = f"{base}_{number}"
    taken.add(found)
    return found
