"""The part of a session that the editor's tests need: it owns the text and its undo, the panel shows them."""

from __future__ import annotations

from foreword.desktop.editor import EditorPanel
from foreword.desktop.editor.stand_ins import displayed
from foreword.text import Change, Edit, History, SourceText, split_lines


class Session:
    """Applies what the panel asks for and carries out undo and redo."""

    def __init__(self, panel: EditorPanel, text: str) -> None:
        self.panel = panel
        self.source = SourceText.from_text(text)
        self.history = History()
        self.edits: list[tuple[Edit, str]] = []
        panel.set_text(self.source.rope)
        panel.edit_requested.connect(self._take)
        panel.undo_requested.connect(self.undo)
        panel.redo_requested.connect(self.redo)

    def close(self) -> None:
        """Lets go of the panel."""
        self.panel.edit_requested.disconnect(self._take)
        self.panel.undo_requested.disconnect(self.undo)
        self.panel.redo_requested.disconnect(self.redo)

    @property
    def text(self) -> str:
        """The source's text."""
        return self.source.text

    def _take(self, edit: Edit, group: str) -> None:
        self.edits.append((edit, group))
        self._record(edit, group)

    def _record(self, edit: Edit, group: str) -> None:
        removed = self.source.rope.slice(edit.start, edit.end)
        self.source = self.source.apply(edit)
        self.history.record(Change.of(edit, removed, group))

    def change(self, edit: Edit) -> None:
        """An edit that does not come from the panel."""
        self._record(edit, "")
        self.panel.apply(edit)

    def undo(self) -> None:
        """Takes back one step."""
        change = self.history.undo()
        self._show(change.inverses if change else ())

    def redo(self) -> None:
        """Makes a step again."""
        change = self.history.redo()
        self._show(change.edits if change else ())

    def _show(self, edits: tuple[Edit, ...]) -> None:
        for edit in edits:
            self.source = self.source.apply(edit)
            self.panel.apply(edit, reveal=True)

    def differences(self) -> list[str]:
        """Where the view does not show the source; empty when all is well."""
        found: list[str] = []
        if str(self.panel.rope) != self.text:
            found.append(_first_difference(str(self.panel.rope), self.text))
        document = self.panel.view.document()
        shown, block = [], document.firstBlock()
        while block.isValid():
            shown.append(block.text())
            block = block.next()
        wanted = [displayed(line) for line in split_lines(self.text)][: self.panel.view.loaded_lines]
        if shown != wanted:
            found.append(_first_difference("\n".join(shown), "\n".join(wanted)))
        return found


def _first_difference(found: str, wanted: str) -> str:
    at = next((at for at, pair in enumerate(zip(found, wanted, strict=False)) if pair[0] != pair[1]), 0)
    at = at or min(len(found), len(wanted))
    return f"at {at}: {found[at - 20 : at + 20]!r} instead of {wanted[at - 20 : at + 20]!r}"
