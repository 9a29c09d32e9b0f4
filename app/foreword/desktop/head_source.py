"""The front matter as its source text, in the same kind of editor as the body."""

from __future__ import annotations

from foreword.desktop.editor import EditorPanel
from foreword.text import difference


class HeadSource(EditorPanel):
    """A view of the head, fences included. Its edits are edits of the head."""

    def show_source(self, text: str) -> None:
        """Takes the head as it is now and changes only what differs, so that the cursor stays."""
        shown = str(self.rope)
        if not shown or not text:
            self.set_text(text)
            return
        edit = difference(shown, text)
        if edit is not None:
            self.apply(edit)
