"""Footnotes of Python-Markdown when a post is rendered in pieces.

Every definition of the post is listed at its end, in the order of the definitions. The first reference to a note
has the id ``fnref:label``, the following ones ``fnref2:label`` and so on, counted in the order in which the library
works through its tree: level by level, and within a level from top to bottom.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension, FootnoteInlineProcessor
from markdown.util import AtomicString

from foreword.rendering.dialect import Definition, Scope, Slot
from foreword.rendering.python_markdown.slots import SlotBox

MAY_DEFINE = re.compile(r"\] ?:")
"""What no text lacks that defines a link, an abbreviation or a footnote."""
_REFERENCE = r"\[\^([^\]]*)\]"
_NOTE, _NUMBER = "note", "note-number"


class Notes:
    """The library's footnotes extension, told about the notes of the whole post."""

    def __init__(self, md: Markdown, extension: FootnoteExtension, box: SlotBox) -> None:
        self.texts: dict[str, str] = {}
        self._md = md
        self._extension = extension
        self._box = box
        self._scope: Scope | None = None
        vars(extension)["setFootnote"] = self._collect
        md.treeprocessors.deregister("footnote")
        references = FootnoteInlineProcessor(_REFERENCE, extension)
        vars(references)["handleMatch"] = self._matched
        md.inlinePatterns.register(references, "footnote", 175)

    def load(self, scope: Scope | None) -> None:
        """Makes ready for a piece of the post that ``scope`` knows; without one the notes are collected."""
        self.texts = {}
        self._scope = scope

    def parse_texts(self) -> None:
        """Parses the texts of the collected notes, for the definitions that they hold."""
        for text in list(self.texts.values()):
            if MAY_DEFINE.search(text):
                self._extension.parser.parseChunk(Element("div"), text)

    def append_list(self, root: Element, scope: Scope, used: Mapping[str, int]) -> None:
        """Appends the list of all notes; ``used`` counts the references to each in the body."""
        texts = scope.definitions("footnote-text")
        self._extension.footnotes = OrderedDict((label, str(text)) for label, text in texts.items())
        self._extension.found_refs = {self._reference_id(label): count for label, count in used.items()}
        notes = self._extension.makeFootnotesDiv(root)
        if notes is not None:
            root.append(notes)

    def refer(self, label: str) -> Element | None:
        """The element of a reference, with its id and its number left open, or None for an unknown note."""
        if self._scope is None or self._scope.definition("footnote", label) is None:
            return None
        counted = self._extension.found_refs
        counted[self._reference_id(label)] = counted.get(self._reference_id(label), 0) + 1
        level = len(vars(self._md.treeprocessors["inline"])["ancestors"])
        # The library knows a footnote's reference, which it leaves out of headings' names, by this prefix.
        sup = Element("sup", {"id": "fnref" + self._box.mark(Slot(_NOTE, label, level))})
        link = SubElement(sup, "a", {"href": "#" + self._extension.makeFootnoteId(label)})
        link.set("class", "footnote-ref")
        number = self._box.mark(Slot(_NUMBER, label))
        around = str(self._extension.getConfig("SUPERSCRIPT_TEXT"))
        # The library looks for markup around the number; in the number itself it can find none.
        link.text = AtomicString(number) if around == "{}" else around.replace("{}", number)
        return sup

    def reference_ids(self, slots: Sequence[Slot]) -> dict[int, str]:
        """The ids of the references among all slots of a post, by the slot's index."""
        order = [index for index, slot in enumerate(slots) if slot.kind == _NOTE]
        order.sort(key=lambda index: (_level(slots[index]), index))
        counts: dict[str, int] = {}
        ids: dict[int, str] = {}
        for index in order:
            label = slots[index].key
            counts[label] = counts.get(label, 0) + 1
            number = counts[label] if counts[label] > 1 else ""
            ids[index] = self._reference_id(label).replace("fnref", f"fnref{number}", 1)
        return ids

    def list_ids(self, labels: Mapping[str, object]) -> set[str]:
        """The ids of the notes in their list."""
        return {self._extension.makeFootnoteId(label) for label in labels}

    def _reference_id(self, label: str) -> str:
        return f"fnref{self._extension.get_separator()}{label}"

    def _matched(self, match: re.Match[str], _data: str) -> tuple[Element | None, int | None, int | None]:
        sup = self.refer(match.group(1))
        return (None, None, None) if sup is None else (sup, match.start(0), match.end(0))

    def _collect(self, label: str, text: str) -> None:
        self.texts[label] = text


def definitions_of_notes(texts: Mapping[str, str]) -> Iterator[Definition]:
    """That a note exists matters to those who refer to it; its text only to the list of notes."""
    for label, text in texts.items():
        yield Definition("footnote", label, True)
        yield Definition("footnote-text", label, text)


def count_references(slots: Sequence[Slot]) -> dict[str, int]:
    """How often the slots refer to each note."""
    counts: dict[str, int] = {}
    for slot in slots:
        if slot.kind == _NOTE:
            counts[slot.key] = counts.get(slot.key, 0) + 1
    return counts


def note_numbers(slots: Sequence[Slot], labels: Mapping[str, object]) -> dict[int, str]:
    """The numbers shown in the references, by the slot's index."""
    numbers = {label: str(number) for number, label in enumerate(labels, start=1)}
    return {index: numbers.get(slot.key, "") for index, slot in enumerate(slots) if slot.kind == _NUMBER}


def _level(slot: Slot) -> int:
    return slot.data if isinstance(slot.data, int) else 0
