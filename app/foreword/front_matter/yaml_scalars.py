"""Writes one scalar in YAML so that every YAML reader takes it for what it is, in a wished style where that fits."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, datetime

import yaml

from foreword.errors import FrontMatterRefused
from foreword.front_matter.folding import keep_breaks
from foreword.front_matter.numbers import pad_decimals, write_whole
from foreword.front_matter.profile import Quoting

_RESOLVER = yaml.resolver.Resolver
_INDICATORS = tuple(",[]{}#&*!|>'\"%@`")
# What YAML does not print, written out: the same as the complement of all that it does takes Python 4 ms to compile.
_UNPRINTABLE = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
_NOT_PLAIN = re.compile(rf":(?=[ \t]|$)|[ \t]#|[\t\n{_UNPRINTABLE}]")
_NOT_FLOW = re.compile(r"[,?\[\]{}]|:(?=[,\[\]{}])|:$")  # PyYAML's own scanner ends a word at a question mark
_NOT_SINGLE = re.compile(rf"[\n{_UNPRINTABLE}]")
_NOT_BLOCK = re.compile(f"[{_UNPRINTABLE}]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0", "\x1b": "\\e",
            "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P"}  # fmt: skip

# What another YAML (1.2's core schema, Ruby's Psych, Go's, JavaScript's) reads as something else than text.
_DOUBTFUL = re.compile(
    r"(?P<switch>[yYnN]|yes|no|on|off|true|false|null|~)"
    r"|(?P<number>[-+]?(?:[\d_,]+\.?[\d_]*|\.[\d_]+)(?:e[-+]?[\d_]+)?|[-+]?0[xob][\da-f_,]+|[-+]?\.?(?:inf|nan))"
    r"|(?P<clock>[-+]?\d[\d_]*(?::\d\d?)+(?:\.[\d_]*)?)"
    r"|(?P<other>=|<<|:.+|\d{4}-\d{1,2}-\d{1,2})",
    re.IGNORECASE,
)
_SWITCHES = (("true", "false"), ("yes", "no"), ("on", "off"))


def doubt(text: str) -> str:
    """The kind of thing that some YAML reader takes a plain ``text`` for, or the empty string where all read text."""
    match = _DOUBTFUL.fullmatch(text)
    if match:
        return str(match.lastgroup)
    return "" if _resolves_to_text(text) else "other"


def _resolves_to_text(text: str) -> bool:
    first = text[:1]
    table = _RESOLVER.yaml_implicit_resolvers
    return not any(regexp.match(text) for _, regexp in (*table.get(first, ()), *table.get(None, ())))


def can_be_plain(text: str, *, flow: bool) -> bool:
    """Whether the characters allow a plain scalar; says nothing about what it would be read as."""
    if not text or text != text.strip() or _NOT_PLAIN.search(text) or text.startswith(_INDICATORS):
        return False
    if text[0] in "-?:" and (len(text) == 1 or text[1] in " \t" or flow):
        return False
    if text.startswith(("---", "...")):
        return False
    return not (flow and _NOT_FLOW.search(text))


def write_text(
    text: str, wish: Quoting | None, *, flow: bool, fallback: Quoting = "double", like: str = ""
) -> str:
    """A string on one line.

    ``wish`` is the style wanted, ``fallback`` the quotes taken where plain does not fit, ``like`` the plain source that
    stood here before: what it could be mistaken for if it was a text, the new one may be mistaken for too. Raises
    FrontMatterRefused.
    """
    if wish in (None, "plain") and can_be_plain(text, flow=flow):
        kind = doubt(text)
        if not kind or (kind == doubt(like) and _resolves_to_text(like) and _resolves_to_text(text)):
            return text
    quotes = fallback if wish in (None, "plain") else wish
    if quotes != "double" and not _NOT_SINGLE.search(text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(map(_escape, text)) + '"'


def _escape(character: str) -> str:
    known = _ESCAPES.get(character)
    if known:
        return known
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        raise FrontMatterRefused(
            "The text has half of a character (a lone surrogate), which YAML cannot hold."
        )
    if not _NOT_SINGLE.match(character):
        return character
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def write_block_text(
    text: str,
    style: str,
    indent: str,
    line_end: str,
    *,
    width: int = 0,
    keep: bool = False,
    old_lines: Sequence[str] = (),
) -> str | None:
    """A string as a block scalar (``literal`` or ``folded``) from its ``|`` or ``>`` to its last character.

    ``indent`` stands before each line, ``width`` is where folded lines break (0: nowhere), ``keep`` allows more than
    one line end after the text, ``old_lines`` are those of the scalar it replaces: a folded text stays broken where
    it was. None where a block scalar would not hold it exactly.
    """
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    if not body or body[0] in " \t\n" or _NOT_BLOCK.search(text) or (ends > 1 and not keep):
        return None
    lines = body.split("\n")
    if any(line and not line.strip() for line in lines):
        return None
    if style == "folded":
        # Only the last line may end with a blank (a writer between two words): folding keeps that one.
        inner = any(line.endswith((" ", "\t")) for line in lines[:-1])
        if inner or any(line[:1] in (" ", "\t") for line in lines):
            return None
        lines = keep_breaks(old_lines, body, width) or _fold(lines, width)
    header = ("|" if style == "literal" else ">") + (
        "-" if ends == 0 else "" if ends == 1 and not keep else "+"
    )
    written = [header, *(indent + line if line else "" for line in lines), *[""] * (ends - 1 if keep else 0)]
    return line_end.join(written)


def _fold(lines: list[str], width: int) -> list[str]:
    """Each line end of the text takes one line end more in a folded scalar."""
    folded: list[str] = []
    for at, line in enumerate(lines):
        if at and line:
            folded.append("")
        folded.extend(_wrap(line, width))
    return folded


def _wrap(line: str, width: int) -> list[str]:
    if not width or len(line) <= width:
        return [line]
    wrapped = [""]
    for word in re.split(r"(?<=[^ \t]) (?=[^ \t#])", line):
        longer = f"{wrapped[-1]} {word}" if wrapped[-1] else word
        if wrapped[-1] and len(longer) > width:
            wrapped.append(word)
        else:
            wrapped[-1] = longer
    return wrapped


def write_other(value: object, like: str) -> str:
    """A scalar that is not text; a switch is written as the one before was (``yes`` stays of the yes-no kind)."""
    if value is None:
        return like if like in ("~", "null", "Null", "NULL") else "null"
    if isinstance(value, bool):
        return _write_switch(value, like)
    if isinstance(value, int):
        return write_whole(value, like)
    if isinstance(value, float):
        return pad_decimals(_write_float(value), like)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    raise FrontMatterRefused(f"YAML front matter cannot hold a {type(value).__name__}.")


def _write_switch(value: bool, like: str) -> str:
    for pair in _SWITCHES:
        if like.lower() in pair:
            word = pair[0 if value else 1]
            return word.upper() if like.isupper() else word.capitalize() if like[:1].isupper() else word
    return "true" if value else "false"


def _write_float(value: float) -> str:
    if math.isnan(value):
        return ".nan"
    if math.isinf(value):
        return ".inf" if value > 0 else "-.inf"
    text = repr(value)
    mantissa, exponent, power = text.partition("e")
    if exponent and "." not in mantissa:
        mantissa += ".0"
    return mantissa + (f"e{power if power[0] in '+-' else '+' + power}" if exponent else "")
