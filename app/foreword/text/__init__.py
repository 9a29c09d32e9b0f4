"""Text kept byte for byte: decoding, edits, undo. Positions are code points, lines end as each one ends."""

from foreword.text.difference import difference
from foreword.text.edit import Edit, apply_edits, compose, invert
from foreword.text.encoding import Encoding, decode, encode
from foreword.text.history import Change, History
from foreword.text.lines import LineEdit, split_lines
from foreword.text.rope import Rope
from foreword.text.source import SourceText

__all__ = [
    "Change",
    "Edit",
    "Encoding",
    "History",
    "LineEdit",
    "Rope",
    "SourceText",
    "apply_edits",
    "compose",
    "decode",
    "difference",
    "encode",
    "invert",
    "split_lines",
]
