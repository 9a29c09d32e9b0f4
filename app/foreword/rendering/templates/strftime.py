"""Dates as Ruby's `strftime` writes them, flags and widths included."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from foreword.front_matter.dates import MONTHS, WEEKDAYS

_DIRECTIVE = re.compile(r"%([-0^#_:]*)(\d{0,3})([EO]?)([A-Za-z%+])")
_COMBINED = {
    "c": "%a %b %e %H:%M:%S %Y",
    "D": "%m/%d/%y",
    "F": "%Y-%m-%d",
    "R": "%H:%M",
    "r": "%I:%M:%S %p",
    "T": "%H:%M:%S",
    "v": "%e-%^b-%Y",
    "X": "%H:%M:%S",
    "x": "%m/%d/%y",
}
_NUMBERS = {  # directive: (width, padding)
    "C": (2, "0"), "d": (2, "0"), "e": (2, " "), "G": (4, "0"), "g": (2, "0"), "H": (2, "0"), "I": (2, "0"),
    "j": (3, "0"), "k": (2, " "), "l": (2, " "), "M": (2, "0"), "m": (2, "0"), "S": (2, "0"), "s": (1, "0"),
    "U": (2, "0"), "u": (1, "0"), "V": (2, "0"), "W": (2, "0"), "w": (1, "0"), "Y": (4, "0"), "y": (2, "0"),
}  # fmt: skip


def strftime(value: date, pattern: str) -> str:
    """The date or time by a pattern; a date is midnight UTC. Unknown directives stay as they are."""
    moment = (
        value if isinstance(value, datetime) else datetime(value.year, value.month, value.day, tzinfo=UTC)
    )
    return _DIRECTIVE.sub(lambda match: _directive(moment, match), pattern)


def _directive(moment: datetime, match: re.Match[str]) -> str:
    flags, width, modifier, kind = match.groups()
    if modifier and kind not in "CcXxYydeHkIlmMSuUVwWy":
        return match.group()
    if kind in _NUMBERS:
        size, padding = _NUMBERS[kind]
        return _padded(str(_number(moment, kind)), int(width or size), padding, flags)
    if kind in ("N", "L"):
        digits = int(width or (9 if kind == "N" else 3))
        return f"{moment.microsecond:06d}000".ljust(digits, "0")[:digits]
    if kind == "z":
        return _offset(moment, flags.count(":"))
    text = _text(moment, kind)
    if text is None:
        return match.group()
    if "^" in flags:
        text = text.upper()
    elif "#" in flags:
        text = text.lower() if kind in "pZ" else text.upper()
    return text.rjust(int(width or 0), "0" if "0" in flags else " ")


def _text(moment: datetime, kind: str) -> str | None:
    if kind in _COMBINED:
        return strftime(moment, _COMBINED[kind])
    month, day = MONTHS[moment.month - 1], WEEKDAYS[moment.weekday()]
    noon = "PM" if moment.hour >= 12 else "AM"
    plain = {"n": "\n", "t": "\t", "%": "%", "p": noon, "P": noon.lower(), "Z": moment.tzname() or "UTC"}
    named = {"A": day, "a": day[:3], "B": month, "b": month[:3], "h": month[:3]}
    return plain.get(kind) or named.get(kind)


def _number(moment: datetime, kind: str) -> int:
    calendar = moment.isocalendar()
    day_of_year = moment.timetuple().tm_yday
    weekday = (moment.weekday() + 1) % 7
    if kind == "s":
        return int(moment.timestamp())
    if kind in "Il":
        return moment.hour % 12 or 12
    return {
        "C": moment.year // 100,
        "d": moment.day,
        "e": moment.day,
        "G": calendar.year,
        "g": calendar.year % 100,
        "H": moment.hour,
        "k": moment.hour,
        "j": day_of_year,
        "M": moment.minute,
        "m": moment.month,
        "S": moment.second,
        "U": (day_of_year + 6 - weekday) // 7,
        "u": weekday or 7,
        "V": calendar.week,
        "W": (day_of_year + 6 - moment.weekday()) // 7,
        "w": weekday,
        "Y": moment.year,
        "y": moment.year % 100,
    }[kind]


def _padded(digits: str, width: int, padding: str, flags: str) -> str:
    if "-" in flags:
        return digits
    if "_" in flags:
        padding = " "
    elif "0" in flags:
        padding = "0"
    return digits.rjust(width, padding)


def _offset(moment: datetime, colons: int) -> str:
    seconds = int((moment.utcoffset() or timedelta()).total_seconds())
    sign, seconds = ("-" if seconds < 0 else "+"), abs(seconds)
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    if colons == 0:
        return f"{sign}{hours:02d}{minutes:02d}"
    return f"{sign}{hours:02d}:{minutes:02d}" + (f":{rest:02d}" if colons > 1 else "")
