"""The front matter as its source text, in the same kind of editor as the body."""

from __future__ import annotations

from foreword.desktop.editor import EditorPanel
from foreword.text import Edit


class HeadSource(EditorPanel):
    """A view of the head, fences included. Its edits are edits of the head."""

    def show_source(self, text: str) -> None:
        """Takes the head as it is now and changes only what differs, so that the cursor stays."""
        shown = str(self.rope)
        if shown == text:
            return
        if not shown or not text:
            self.set_text(text)
            return
        start = 0
        while start < min(len(shown), len(text)) and shown[start] == text[start]:
            start += 1
        end = 0
        while end < min(len(shown), len(text)) - start and shown[-1 - end] == text[-1 - end]:
            end += 1
        self.apply(Edit(start, len(shown) - end, text[start : len(text) - end]))
