"""Saving, and everything that could lose something: conflicts, removed files, leaving with unsaved changes."""

from __future__ import annotations

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from foreword.desktop.message_bar import Message, MessageBars
from foreword.desktop.prompts import Choice, Prompts
from foreword.desktop.session import Session
from foreword.errors import CannotEncode, ChangedOnDisk, ForewordError
from foreword.text import Encoding

_DISK = "disk"
_SAVE = "save"


class Saving(QObject):
    """Writes the open post, and asks before anything is overwritten or given up."""

    settling = Signal()  # the post is about to be saved or let go: whoever holds back an edit makes it now

    def __init__(
        self, session: Session, prompts: Prompts, bars: MessageBars, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._prompts = prompts
        self._bars = bars
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(lambda _path: self.check_disk())
        self._watcher.directoryChanged.connect(lambda _path: self.check_disk())
        session.opened.connect(self._watch)

    def save(self) -> bool:
        """Saves the post; True when it is in its file now. What went wrong is said in a bar."""
        self.settling.emit()
        try:
            self._session.save()
        except ChangedOnDisk as problem:
            return self._resolve(problem)
        except CannotEncode as problem:
            return self._offer_conversion(problem)
        except ForewordError as problem:
            self._say(problem)
            return False
        self._saved()
        return True

    def may_leave(self) -> bool:
        """Whether the open post may be let go: it has no changes, or they were saved, or given up on purpose."""
        self.settling.emit()
        if not self._session.is_modified or self._session.path is None:
            return True
        choices = (Choice("save", "Save"), Choice("discard", "Discard changes", destructive=True))
        name = self._session.path.name
        answer = self._prompts.ask("Save your changes?", f"“{name}” has changes that are not saved.", choices)
        return self.save() if answer == "save" else answer == "discard"

    def reload(self) -> None:
        """Reads the file again; changes that are not saved are asked about."""
        if self._session.is_modified:
            choices = (Choice("reload", "Reload and lose changes", destructive=True),)
            text = "Your changes that are not saved will be lost."
            if self._prompts.ask("Reload the post from disk?", text, choices) != "reload":
                return
        self._reload()

    def check_disk(self) -> None:
        """Looks whether another program has changed or removed the file."""
        state = self._session.disk_state()
        self._rewatch()
        if state == "same":
            self._bars.dismiss(_DISK)
        elif state == "changed" and not self._session.is_modified:
            if self._reload():
                text = "Another program changed this post; it was read again."
                self._bars.show_message(Message(_DISK, text, "info"))
        elif state == "changed":
            text = "Another program has changed this post while you were writing."
            choices = (("Reload from disk", self.reload), ("Keep mine and save", self._overwrite))
            self._bars.show_message(Message(_DISK, text, "warning", choices))
        elif state == "gone":
            text = "This post is no longer in its folder. Your text is still here."
            self._bars.show_message(Message(_DISK, text, "warning", (("Save it again", self._overwrite),)))

    def _resolve(self, problem: ChangedOnDisk) -> bool:
        choices = (
            Choice("overwrite", "Save mine", destructive=True),
            Choice("reload", "Take the one on disk", destructive=True),
        )
        text = f"{problem} Saving yours replaces it; reloading gives up yours."
        answer = self._prompts.ask("The post is another one on disk", text, choices)
        if answer == "overwrite":
            return self._overwrite()
        if answer == "reload":
            return self._reload()
        return False

    def _overwrite(self) -> bool:
        try:
            self._session.save(overwrite=True)
        except ForewordError as problem:
            self._say(problem)
            return False
        self._saved()
        return True

    def _offer_conversion(self, problem: CannotEncode) -> bool:
        choices = (Choice("convert", "Convert the file to UTF-8 and save"),)
        if self._prompts.ask("This character does not fit the file", str(problem), choices) != "convert":
            self._say(problem)
            return False
        self._session.convert_encoding(Encoding())
        return self.save()

    def _reload(self) -> bool:
        try:
            self._session.reload()
        except ForewordError as problem:
            text = f"Another program changed this post. {problem} Your text is still here."
            self._bars.show_message(Message(_DISK, text, "problem", (("Save mine", self._overwrite),)))
            return False
        self._bars.dismiss(_DISK)
        return True

    def _say(self, problem: ForewordError) -> None:
        text = f"{problem} Your text is still here and not saved."
        self._bars.show_message(Message(_SAVE, text, "problem", (("Try again", self.save),)))

    def _saved(self) -> None:
        self._bars.dismiss(_SAVE)
        self._bars.dismiss(_DISK)
        self._rewatch()

    def _watch(self) -> None:
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if watched:
            self._watcher.removePaths(watched)
        self._bars.dismiss(_DISK)
        self._bars.dismiss(_SAVE)
        self._rewatch()

    def _rewatch(self) -> None:
        """The watch of a file ends with an atomic replace; the folder's does not."""
        path = self._session.path
        if path is not None:
            missing = {str(path), str(path.parent)} - {*self._watcher.files(), *self._watcher.directories()}
            existing = [entry for entry in missing if entry != str(path) or path.exists()]
            if existing:
                self._watcher.addPaths(existing)
