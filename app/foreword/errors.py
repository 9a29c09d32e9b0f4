"""The few errors that Foreword raises on purpose. Each carries one sentence that can be shown to a writer."""

from __future__ import annotations

from dataclasses import dataclass


class ForewordError(Exception):
    """Base of all errors below; ``str(error)`` is a sentence for the user, without a traceback's detail."""


class NotText(ForewordError):
    """The bytes are not text in any encoding Foreword reads (NUL bytes, a broken UTF-16 file)."""


class CannotEncode(ForewordError):
    """A character does not exist in the encoding of the file.

    ``character`` is the first such character, ``offset`` its place in code points.
    """

    def __init__(self, message: str, character: str, offset: int) -> None:
        super().__init__(message)
        self.character = character
        self.offset = offset


class FrontMatterRefused(ForewordError):
    """A front-matter edit that could not be made exactly; the reason says why. Nothing was changed."""


class FileProblem(ForewordError):
    """Reading or writing a file failed; nothing on disk was changed."""


class ChangedOnDisk(FileProblem):
    """The file is not the one that was read: somebody else wrote it, or removed it, in the meantime."""


class OutsideRoot(FileProblem):
    """A path leads outside the folder it has to stay in."""


class UsageProblem(ForewordError):
    """A command line that does not fit the command."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a user's file that does not stop Foreword from opening it.

    ``line`` and ``column`` count from 1 in the whole file and are None where no place is known.
    """

    message: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        if self.line is None:
            return self.message
        place = f"line {self.line}" if self.column is None else f"line {self.line}, column {self.column}"
        return f"{self.message} ({place})"
