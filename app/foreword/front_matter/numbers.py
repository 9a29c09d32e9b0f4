"""A number in the manner of the one it replaces: its base, its grouping, its decimals."""

from __future__ import annotations

import re

_BASED = re.compile(r"0(?P<base>[xob]?)(?P<digits>[0-9a-fA-F]+)")
_DECIMAL = re.compile(r"[-+]?\d*\.(\d+)")
_CLOCK = re.compile(r"\d+(:[0-5]?\d)+")
_CODES = {"x": "x", "o": "o", "b": "b", "": "o"}


def write_whole(value: int, like: str) -> str:
    """A whole number; ``like`` is the text of a number that the same format reads."""
    if value < 0:
        return str(value)
    based = _BASED.fullmatch(like)
    if based:
        code = _CODES[based["base"]]
        digits = format(value, code)
        if based["digits"].isupper():
            digits = digits.upper()
        width = len(based["digits"]) if based["digits"].startswith("0") else 0
        return f"0{based['base']}{digits.zfill(width)}"
    if _CLOCK.fullmatch(like):
        return _clock(value, like)
    text = format(value, "_") if "_" in like else str(value)
    return "+" + text if like.startswith("+") else text


def _clock(value: int, like: str) -> str:
    """Base 60, as YAML 1.1 reads ``1:30``."""
    places = like.split(":")
    digits: list[str] = []
    for place in reversed(places[1:]):
        value, digit = divmod(value, 60)
        digits.append(str(digit).zfill(len(place)))
    return ":".join([str(value), *reversed(digits)])


def pad_decimals(text: str, like: str) -> str:
    """A fraction written out with at least as many decimals as ``like`` has."""
    before, after = _DECIMAL.fullmatch(like), _DECIMAL.fullmatch(text)
    if before is None or after is None:
        return text
    return text + "0" * (len(before[1]) - len(after[1]))
