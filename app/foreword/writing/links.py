"""Links: around the selected words, from a pasted address, or to be filled in."""

from __future__ import annotations

import re

from foreword.text import Edit
from foreword.writing.lines import line_of
from foreword.writing.selection import Outcome, Selection, Text

_ADDRESS = re.compile(r"(?:https?://|mailto:|ftp://)[^\s<>\"]+\Z", re.IGNORECASE)
_LINK = re.compile(r"!?\[(?:[^\[\]\\]|\\.)*\]\(((?:[^()\\\s]|\\.|\([^()\s]*\))*)[^()]*\)")


def is_address(text: str) -> bool:
    """Whether the text is one web or mail address and nothing else."""
    return _ADDRESS.match(text) is not None


def link(text: Text, selection: Selection) -> Outcome | None:
    """Makes a link of the selection and puts the cursor where its missing half belongs.

    With the cursor in a link, its address is selected instead.
    """
    chosen = text.slice(selection.start, selection.end)
    if not chosen:
        address = _address_around(text, selection.position)
        if address is not None:
            return Outcome(None, address)
    if is_address(chosen.strip()):
        edit = Edit(selection.start, selection.end, f"[]({_target(chosen.strip())})")
        return Outcome(edit, Selection.at(edit.start + 1))
    label = _label(chosen)
    edit = Edit(selection.start, selection.end, f"[{label}]()")
    return Outcome(edit, Selection.at(edit.start + (len(label) + 3 if chosen else 1)))


def pasted_link(text: Text, selection: Selection, pasted: str) -> Outcome | None:
    """The selected words as a link to a pasted address; None where this is not what a writer would want."""
    address, chosen = pasted.strip(), text.slice(selection.start, selection.end)
    if not chosen.strip() or not is_address(address) or is_address(chosen.strip()):
        return None
    if "\n" in chosen or "\r" in chosen or text.slice(max(0, selection.start - 2), selection.start) == "](":
        return None
    edit = Edit(selection.start, selection.end, f"[{_label(chosen)}]({_target(address)})")
    return Outcome(edit, Selection.at(edit.new_end))


def _address_around(text: Text, position: int) -> Selection | None:
    line = line_of(text, position)
    column = position - line.start
    for match in _LINK.finditer(line.text):
        if match.start() < column < match.end():
            return Selection(line.start + match.start(1), line.start + match.end(1))
    return None


def _label(text: str) -> str:
    return text if text.count("[") == text.count("]") else re.sub(r"(?<!\\)([\[\]])", r"\\\1", text)


def _target(address: str) -> str:
    depth = 0
    for character in address:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth < 0:
            break
    return f"<{address}>" if depth else address
