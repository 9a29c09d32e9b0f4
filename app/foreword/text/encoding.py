"""Which encoding a file has, and back to the very same bytes."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from foreword.errors import CannotEncode, NotText

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec by Python's name and the byte order mark that stands before the text (often none)."""

    codec: str = "utf-8"
    bom: bytes = b""

    @property
    def label(self) -> str:
        """The name a writer knows: ``UTF-8``, ``UTF-8 with BOM``, ``Windows-1252`` ..."""
        name = {"cp1252": "Windows-1252", "latin-1": "Latin-1"}.get(self.codec, self.codec.upper())
        return f"{name} with BOM" if self.bom else name


def decode(data: bytes) -> tuple[str, Encoding]:
    """The text and its encoding: by its byte order mark, else UTF-8, else Windows-1252, else Latin-1.

    Every successful answer encodes back to ``data``. Raises NotText for NUL bytes and broken UTF-16.
    """
    for bom, codec in _BOMS:
        if data.startswith(bom):
            text = _strict(data[len(bom) :], codec)
            if text is None:
                raise NotText(
                    f"This file begins as {codec.upper()} but does not continue so; it is not text."
                )
            return _without_nul(text), Encoding(codec, bom)
    if b"\0" in data:
        raise NotText("This file contains NUL bytes; it is not text.")
    for codec in ("utf-8", "cp1252", "latin-1"):
        text = _strict(data, codec)
        if text is not None:
            return text, Encoding(codec)
    raise NotText("This file is not text in an encoding that Foreword knows.")


def encode(text: str, encoding: Encoding) -> bytes:
    """The bytes of the text. Raises CannotEncode naming the first character the encoding lacks."""
    try:
        return encoding.bom + text.encode(encoding.codec)
    except UnicodeEncodeError as error:
        character = text[error.start]
        raise CannotEncode(
            f"The character “{character}” (U+{ord(character):04X}) cannot be written in {encoding.label}.",
            character,
            error.start,
        ) from None


def _strict(data: bytes, codec: str) -> str | None:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    return text if text.encode(codec) == data else None


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise NotText("This file contains NUL characters; it is not text.")
    return text
