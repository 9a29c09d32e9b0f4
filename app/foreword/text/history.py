"""Undo and redo: one line of changes for text and form alike."""

from __future__ import annotations

from dataclasses import dataclass

from foreword.text.edit import Edit, compose


@dataclass(frozen=True, slots=True)
class Change:
    """One step of the user: edits made one after another, and those that take them back.

    ``part`` says which part of the text they belong to, "head" or "body": the border between them lies where the
    head ends, and an insertion right there could belong to either.
    """

    edits: tuple[Edit, ...]
    inverses: tuple[Edit, ...]
    group: str = ""
    part: str = "body"

    @classmethod
    def of(cls, edit: Edit, removed: str, group: str = "", part: str = "body") -> Change:
        """A change of a single edit; ``removed`` is the text it replaces."""
        return cls((edit,), (edit.inverse(removed),), group, part)


class History:
    """What was done, what was undone, and where in it the file was last saved.

    Changes of the same non-empty group that touch each other become one step (typing a word); `seal` ends a step.
    """

    def __init__(self) -> None:
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self._saved_at: int | None = 0
        self._open = False

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether a step that was taken back can be made again."""
        return bool(self._undone)

    @property
    def is_saved(self) -> bool:
        """Whether the text is the one that was last saved, as far as the steps tell."""
        return self._saved_at == len(self._done)

    def record(self, change: Change) -> None:
        """Takes note of a change that has been made. What was undone before it can no longer be made again."""
        if self._saved_at is not None and self._saved_at > len(self._done):
            self._saved_at = None
        self._undone.clear()
        joined = self._join(change)
        if joined is None:
            self._done.append(change)
        else:
            self._done[-1] = joined
        self._open = True

    def undo(self) -> Change | None:
        """The latest step, whose ``inverses`` are to be made in their order; None when nothing is left."""
        self._open = False
        if not self._done:
            return None
        change = self._done.pop()
        self._undone.append(change)
        return change

    def redo(self) -> Change | None:
        """The step that was undone last, whose ``edits`` are to be made again; None when there is none."""
        self._open = False
        if not self._undone:
            return None
        change = self._undone.pop()
        self._done.append(change)
        return change

    def seal(self) -> None:
        """Ends the current step: what follows is taken back separately."""
        self._open = False

    def mark_saved(self) -> None:
        """The text as it is now has been written to its file."""
        self._saved_at = len(self._done)
        self._open = False

    def _join(self, change: Change) -> Change | None:
        if not (self._open and self._done and change.group and self._saved_at != len(self._done)):
            return None
        last = self._done[-1]
        if (
            (last.group, last.part) != (change.group, change.part)
            or len(last.edits) != 1
            or len(change.edits) != 1
        ):
            return None
        edit = compose(last.edits[0], change.edits[0])
        inverse = compose(change.inverses[0], last.inverses[0])
        if edit is None or inverse is None:
            return None
        return Change((edit,), (inverse,), change.group, change.part)
