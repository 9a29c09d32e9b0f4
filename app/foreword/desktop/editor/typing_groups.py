"""Which edits of the user are taken back together: a word typed, a run of letters deleted."""

from __future__ import annotations

from foreword.text import Edit


class TypingGroups:
    """Names the undo group of each edit. Equal names in a row are one step; an empty name is a step by itself."""

    def __init__(self) -> None:
        self._number = 0
        self._kind = ""
        self._after_blank = False

    def end(self) -> None:
        """What comes next is a step of its own (the cursor was moved, another text was opened)."""
        self._kind = ""

    def name_of(self, edit: Edit) -> str:
        """The group of an edit that was typed."""
        kind = "deletion" if not edit.replacement else "typing"
        is_long = len(edit.replacement) > 8 or edit.end - edit.start > 8
        blank = edit.replacement[-1:].isspace()
        begins_word = kind == "typing" and self._after_blank and not blank
        if is_long or kind != self._kind or begins_word:
            self._number += 1
        self._kind = "" if is_long else kind
        self._after_blank = blank
        return f"{kind}:{self._number}"
