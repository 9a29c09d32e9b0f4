"""The text of one file, with what is needed to write back the same bytes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from foreword.text.edit import Edit
from foreword.text.encoding import Encoding, decode, encode
from foreword.text.rope import Rope


@dataclass(frozen=True, slots=True)
class SourceText:
    """An immutable text and its encoding; ``SourceText.from_bytes(b).to_bytes() == b`` for everything it reads."""

    rope: Rope
    encoding: Encoding = field(default_factory=Encoding)

    @classmethod
    def from_bytes(cls, data: bytes) -> SourceText:
        """Decodes a file. Raises NotText."""
        text, encoding = decode(data)
        return cls(Rope(text), encoding)

    @classmethod
    def from_text(cls, text: str, encoding: Encoding | None = None) -> SourceText:
        """A text that did not come from a file; UTF-8 unless said otherwise."""
        return cls(Rope(text), encoding or Encoding())

    @property
    def text(self) -> str:
        """The whole text, line endings as they are. Costs a copy: not for the typing path."""
        return str(self.rope)

    def __len__(self) -> int:
        return len(self.rope)

    def apply(self, edit: Edit) -> SourceText:
        """The text after the edit."""
        return replace(self, rope=self.rope.apply(edit))

    def converted(self, encoding: Encoding) -> SourceText:
        """The same text, to be written in another encoding."""
        return replace(self, encoding=encoding)

    def to_bytes(self) -> bytes:
        """The file's bytes. Raises CannotEncode."""
        return encode(str(self.rope), self.encoding)
