"""Text that leaves and enters the editor: its true characters, and line endings as the text has them."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

from foreword.text import Edit, Rope, split_lines
from foreword.writing import Outcome, Selection, pasted_link
from foreword.writing.lines import line_end_at

_EXACT = "application/x-foreword-text"


def mime_data(text: str) -> QMimeData:
    """The text for other programs, and beside it for Foreword those characters that Qt would drop."""
    data = QMimeData()
    data.setText("\n".join(split_lines(text)))
    data.setData(_EXACT, text.encode("utf-8", "surrogatepass"))
    return data


def text_of(data: QMimeData) -> str:
    """The text of what was pasted or dropped."""
    if data.hasFormat(_EXACT):
        return bytes(data.data(_EXACT).data()).decode("utf-8", "surrogatepass")
    return data.text()


def with_line_ends(text: str, rope: Rope, line: int, default: str) -> str:
    """The text with its lines ending as those around ``line`` do."""
    lines = split_lines(text)
    return line_end_at(rope, line, default).join(lines) if len(lines) > 1 else text


def pasted(rope: Rope, selection: Selection, data: QMimeData, default: str) -> Outcome | None:
    """Pastes over the selection; an address pasted over words makes a link of them."""
    text = text_of(data)
    if not text:
        return None
    link = pasted_link(rope, selection, text)
    if link is not None:
        return link
    text = with_line_ends(text, rope, rope.line_of(selection.start), default)
    edit = Edit(selection.start, selection.end, text)
    return Outcome(edit, Selection.at(edit.new_end))


def dropped(rope: Rope, moved: Selection | None, to: int, data: QMimeData, default: str) -> Outcome | None:
    """Inserts what was dropped at ``to``; ``moved`` is where it came from, when it came from this text."""
    text = with_line_ends(text_of(data), rope, rope.line_of(to), default)
    if moved is None:
        return Outcome(Edit(to, to, text), Selection(to, to + len(text)))
    if moved.start <= to <= moved.end:
        return None
    if to < moved.start:
        edit = Edit(to, moved.end, text + rope.slice(to, moved.start))
        return Outcome(edit, Selection(to, to + len(text)))
    edit = Edit(moved.start, to, rope.slice(moved.end, to) + text)
    return Outcome(edit, Selection(edit.new_end - len(text), edit.new_end))
