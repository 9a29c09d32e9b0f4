"""Owns the open post: its text, its undo history, its front matter and where it is saved.

Widgets are views of it: they ask for edits and are told of the edits that were made.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from foreword import files
from foreword.errors import FileProblem, Problem
from foreword.files import Fingerprint
from foreword.front_matter import Head, WritingProfile, read_head
from foreword.posts import FieldPath, Post
from foreword.text import Change, Edit, Encoding, History, LineEdit, SourceText, difference
from foreword.text.lines import count_line_ends


@dataclass(frozen=True, slots=True)
class BodyEdit:
    """An edit of the body as its views need it: in code points of the body, and in whole lines of the body.

    ``lines`` is None when the edit's line structure reaches into the head and the body has to be read as a whole.
    ``old_lines`` are the lines that it replaces.
    """

    edit: Edit
    lines: LineEdit | None
    old_lines: tuple[str, ...] = ()


class Session(QObject):
    """One open post, or none. Paths, texts and edits go in; signals tell what has happened to them."""

    opened = Signal()  # another post is open, or none
    body_edited = Signal(object)  # BodyEdit
    head_edited = Signal()  # the front matter changed: fields, problem, source
    state_changed = Signal()  # modified, undo and redo, file

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._post: Post | None = None
        self._source = SourceText.from_text("")
        self._history = History()
        self._head: Head = read_head("")
        self._body_start = 0
        self._head_lines = 0
        self._is_missing = False  # the file is not there
        self._is_converted = False  # the file is still in another encoding

    @property
    def path(self) -> Path | None:
        """The file of the open post."""
        return self._post.path if self._post else None

    @property
    def is_open(self) -> bool:
        """Whether a post is open."""
        return self._post is not None

    @property
    def is_modified(self) -> bool:
        """Whether the post has changes that are not in its file."""
        return self.is_open and (not self._history.is_saved or self._is_missing or self._is_converted)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether a step can be made again."""
        return self._history.can_redo

    @property
    def head(self) -> Head:
        """The front matter as it is now."""
        return self._head

    @property
    def head_source(self) -> str:
        """The text before the body, fences included."""
        return self._source.rope.slice(0, self._body_start)

    @property
    def problem(self) -> Problem | None:
        """Why the front matter cannot be read, with line and column; None when it can."""
        if self._head.end == self._body_start:
            return self._head.problem
        return self._head.problem or Problem("its first or last line is missing", 1)

    @property
    def source(self) -> SourceText:
        """The whole text as it is now."""
        return self._source

    @property
    def body(self) -> str:
        """The body as it is now."""
        return self._source.rope.slice(self._body_start)

    @property
    def encoding(self) -> Encoding:
        """How the file is encoded."""
        return self._source.encoding

    def open(self, path: Path, profile: WritingProfile | None = None) -> None:
        """Opens a post in place of the one that is open. Raises FileProblem and NotText, and changes nothing then."""
        self._take(Post.load(path, profile=profile))

    def reload(self) -> None:
        """Reads the file again; what has changed in it becomes a step that can be undone. Raises as `open`."""
        if self._post is None or self._post.path is None:
            return
        post = Post.load(self._post.path, profile=self._post.profile)
        if post.source.encoding != self._source.encoding or post.format != self._head.format:
            self._take(post)
            return
        self._history.seal()
        head = difference(self.head_source, post.source.rope.slice(0, post.head.end))
        self._make([head] if head else [], "", "head")
        body = difference(self.body, post.body)
        self._make([body.moved(self._body_start)] if body else [], "", "body")
        self._post = replace(post, path=self._post.path)
        self._is_missing = self._is_converted = False
        self._history.mark_saved()
        self.state_changed.emit()

    def close(self) -> None:
        """Lets go of the open post; what was not saved is given up, so ask first."""
        self._post = None
        self._source = SourceText.from_text("")
        self._history = History()
        self._set_head(read_head(""), 0)
        self._is_missing = self._is_converted = False
        self.opened.emit()
        self.state_changed.emit()

    def save(self, *, overwrite: bool = False) -> None:
        """Writes the post to its file. Raises FileProblem, ChangedOnDisk and CannotEncode; nothing is lost then."""
        if self._post is None:
            return
        saved = replace(self._post, source=self._source).save(overwrite=overwrite)
        self._post = saved
        self._history.mark_saved()
        self._is_missing = self._is_converted = False
        self.state_changed.emit()

    def disk_state(self) -> str:
        """How the file compares to what was read or saved: "same", "changed", "gone" or "unreadable"."""
        if self._post is None or self._post.path is None:
            return "same"
        try:
            found = Fingerprint.of(files.read_file(self._post.path))
        except FileProblem as problem:
            missing = isinstance(problem.__cause__, FileNotFoundError)
            if missing:
                self._set_missing(True)
            return "gone" if missing else "unreadable"
        self._set_missing(False)
        return "same" if found == self._post.fingerprint else "changed"

    def _set_missing(self, missing: bool) -> None:
        if missing != self._is_missing:
            self._is_missing = missing
            self.state_changed.emit()

    def convert_encoding(self, encoding: Encoding) -> None:
        """From the next save on the file is written in another encoding."""
        self._source = self._source.converted(encoding)
        self._is_converted = True
        self.state_changed.emit()

    def edit_body(self, edit: Edit, group: str = "") -> None:
        """Makes an edit whose positions count from the beginning of the body."""
        self._make([edit.moved(self._body_start)], group, "body")

    def edit_field(self, key: FieldPath, value: object) -> None:
        """Sets a front-matter value. Raises FrontMatterRefused."""
        edit = self._head.set(key, value, self._post.profile if self._post else None)
        self._make([edit], f"field:{key}", "head")

    def edit_field_source(self, key: str, source: str) -> None:
        """Replaces the source text of a value. Raises FrontMatterRefused."""
        self._make([self._head.set_source(key, source)], f"field:{key}", "head")

    def remove_field(self, key: FieldPath) -> None:
        """Removes a key. Raises FrontMatterRefused."""
        self._make([self._head.remove(key)], "", "head")

    def edit_head_source(self, edit: Edit) -> None:
        """Makes an edit in the text of the head (fences included), as typed in its source view."""
        self._make([edit], "head source", "head")

    def seal(self) -> None:
        """Ends the current undo step."""
        self._history.seal()

    def undo(self) -> None:
        """Takes back the latest step, of text or form."""
        change = self._history.undo()
        if change:
            self._apply(change.inverses, change.part)

    def redo(self) -> None:
        """Makes the step again that was undone last."""
        change = self._history.redo()
        if change:
            self._apply(change.edits, change.part)

    def _take(self, post: Post) -> None:
        self._post = post
        self._source = post.source
        self._history = History()
        self._is_missing = self._is_converted = False
        self._set_head(post.head, post.head.end)
        self.opened.emit()
        self.state_changed.emit()

    def _make(self, edits: Iterable[Edit], group: str, part: str) -> None:
        if self._post is None:
            return
        for edit in edits:
            removed = self._source.rope.slice(edit.start, edit.end)
            if removed == edit.replacement:
                continue
            self._history.record(Change.of(edit, removed, group, part))
            self._apply([edit], part)

    def _apply(self, edits: Iterable[Edit], part: str) -> None:
        for edit in edits:
            if part == "head":
                self._apply_to_head(edit)
            else:
                self._apply_to_body(edit)
        self.state_changed.emit()

    def _apply_to_body(self, edit: Edit) -> None:
        lines = self._source.rope.line_edit(edit)
        first = lines.first - self._head_lines
        old_lines = tuple(self._source.rope.lines(lines.first, lines.removed))
        self._source = self._source.apply(edit)
        shifted = replace(lines, first=first) if first >= 0 else None
        self.body_edited.emit(BodyEdit(edit.moved(-self._body_start), shifted, old_lines))

    def _apply_to_head(self, edit: Edit) -> None:
        inside = edit.end <= self._body_start
        body_start = self._body_start + edit.growth if inside else len(self._source) + edit.growth
        self._source = self._source.apply(edit)
        profile = self._post.profile if self._post else None
        head = read_head(self._source.rope.slice(0, body_start), profile)
        if inside and (head.end == body_start or head.format == "none"):
            self._set_head(head, body_start)
            self.head_edited.emit()
        else:
            self._set_head(head, head.end)
            self.opened.emit()

    def _set_head(self, head: Head, body_start: int) -> None:
        self._head = head
        self._body_start = body_start
        self._head_lines = count_line_ends(self.head_source)
