"""A post: its source text, front matter and body. A value; every change gives a new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from foreword import files
from foreword.errors import Problem
from foreword.files import Fingerprint
from foreword.front_matter import Head, WritingProfile, read_head
from foreword.text import Edit, SourceText

FieldPath = str | tuple[str | int, ...]


@dataclass(frozen=True)
class Post:
    """One post as read from a file, or made from it by changes. Nothing here touches the disk but `load`.

    ``profile`` is what the blog's generator and habits say about doubtful cases and about new keys.
    ``fingerprint`` is that of the file when it was read, None for a post that has no file.
    """

    source: SourceText
    path: Path | None = None
    profile: WritingProfile | None = None
    fingerprint: Fingerprint | None = field(default=None, compare=False)

    @classmethod
    def load(cls, path: Path | str, *, profile: WritingProfile | None = None) -> Post:
        """Reads a post. Raises FileProblem when that fails and NotText when it holds no text."""
        place = Path(path)
        return cls.parse(files.read_file(place), place, profile=profile)

    @classmethod
    def parse(cls, data: bytes, path: Path | None = None, *, profile: WritingProfile | None = None) -> Post:
        """A post from a file's bytes. Raises NotText."""
        return cls(SourceText.from_bytes(data), path, profile, Fingerprint.of(data))

    @cached_property
    def head(self) -> Head:
        """The front matter with its place in the text."""
        return read_head(self.source.text, self.profile)

    @property
    def format(self) -> str:
        """``yaml`` ``toml`` ``json`` ``pelican`` ``nikola`` or ``none``."""
        return self.head.format

    @property
    def fields(self) -> Mapping[str, Any]:
        """The front matter as plain Python values, in the file's order; empty where it cannot be read."""
        return self.head.fields

    @property
    def problem(self) -> Problem | None:
        """Why the front matter cannot be read or edited, with line and column; None when it can."""
        return self.head.problem

    @property
    def body(self) -> str:
        """The text after the front matter, exactly."""
        return self.source.rope.slice(self.head.end)

    def with_edits(self, edits: Sequence[Edit]) -> Post:
        """The post after edits of its source, made one after another."""
        source = self.source
        for edit in edits:
            source = source.apply(edit)
        return Post(source, self.path, self.profile, self.fingerprint)

    def with_field(self, key: FieldPath, value: object) -> Post:
        """The post with one value set; a key it lacks is added in the file's own, or the profile's, style.

        ``key`` may be a path into nested values. Raises FrontMatterRefused when it cannot be done exactly.
        """
        return self.with_edits([self.head.set(key, value)])

    def without_field(self, key: FieldPath) -> Post:
        """The post without the key and its own lines. Raises FrontMatterRefused, and KeyError for a key it lacks."""
        return self.with_edits([self.head.remove(key)])

    def with_body(self, text: str) -> Post:
        """The post with another body, taken literally: what looks like front matter in ``text`` stays body."""
        start = self.head.end
        if text == self.body:
            return self
        changed = self.with_edits([Edit(start, len(self.source), text)])
        changed.__dict__["head"] = self.head
        return changed

    def to_bytes(self) -> bytes:
        """The file's bytes: identical to what was read where nothing was changed. Raises CannotEncode."""
        return self.source.to_bytes()

    def save(self, *, overwrite: bool = False) -> Post:
        """Writes the post to its path and gives the post that is now on disk.

        Unless ``overwrite``, a file that is not the one that was read is left alone and ChangedOnDisk raised.
        Raises FileProblem and CannotEncode; the old file is whole after any of them.
        """
        if self.path is None:
            raise ValueError("a post without a path cannot be saved")
        expected = None if overwrite else self.fingerprint
        saved = files.write_file(self.path, self.to_bytes(), expected=expected)
        return Post(self.source, self.path, self.profile, saved)
