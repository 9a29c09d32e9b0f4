"""Dates as Ruby's `strftime` writes them, flags and widths included, and as its `Time.parse` reads them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from foreword.rendering.templates.ruby import Time

_DIRECTIVE = re.compile(r"%([-0^#_:]*)(\d{0,3})([EO]?)([A-Za-z%+])")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
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
    month, day = _MONTHS[moment.month - 1], _DAYS[moment.weekday()]
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


_LONGEST_DATE = 128
_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9})\d*)?)?\s*([ap])?\.?(?:m\b\.?)?"
    r"(?:\s*(Z\b|UTC\b|GMT\b|[+-]\d{1,2}(?::?\d{2})?(?!\d)))?",
    re.I,
)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_SHORT = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{1,2})(?![\d.])")
_MONTH_DAY = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})(?![\d/])")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(?!\d)")
_NAMES = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_NAMED = re.compile(rf"\b({_NAMES})[a-z]*\.?", re.I)


def parse_time(text: str, zone: tzinfo) -> Time | None:
    """The time that a text names, in the zone it names or else in ``zone``; None when it names none.

    A day that its month lacks runs over into the next, as Ruby's Time.parse lets it.
    """
    if len(text) > _LONGEST_DATE:
        return None
    clock = _CLOCK.search(text)
    rest = text if clock is None else text[: clock.start()] + " " + text[clock.end() :]
    day = _day(rest)
    if day is None and clock is None:
        return None
    try:
        base = day or datetime.now(zone).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
        if clock is None:
            return Time.exactly(base.replace(tzinfo=zone))
        hour = int(clock[1])
        if clock[4 + 1]:
            hour = hour % 12 + (12 if clock[5].lower() == "p" else 0)
        fraction = int((clock[4] or "0").ljust(6, "0")[:6])
        moment = base + timedelta(
            hours=hour, minutes=int(clock[2]), seconds=int(clock[3] or 0), microseconds=fraction
        )
        return Time.exactly(moment.replace(tzinfo=_zone(clock[6]) or zone))
    except (ValueError, OverflowError):
        return None


def _day(text: str) -> datetime | None:
    found = _YEAR_FIRST.search(text)
    if found:
        return _date_of(int(found[1]), int(found[2]), int(found[3]))
    found = _DAY_FIRST.search(text)
    if found:
        return _date_of(int(found[3]), int(found[2]), int(found[1]))
    found = _NAMED.search(text)
    if found:
        month = _NAMES.split("|").index(found[1].lower()) + 1
        numbers = re.findall(r"\d+", text[: found.start()] + " " + text[found.end() :])
        year = next((int(number) for number in numbers if len(number) >= 3), None)
        days = [int(number) for number in numbers if len(number) < 3]
        if year is None and len(days) > 1:
            year = _century(days[1])
        return _date_of(year or datetime.now(UTC).year, month, days[0] if days else 1)
    found = _SHORT.search(text)
    if found:
        return _date_of(_century(int(found[1])), int(found[2]), int(found[3]))
    found = _MONTH_DAY.search(text)
    if found:
        return _date_of(datetime.now(UTC).year, int(found[1]), int(found[2]))
    found = _COMPACT.search(text)
    if found:
        day = _date_of(int(found[1]), int(found[2]), int(found[3]))
        return day and day + timedelta(
            hours=int(found[4] or 0), minutes=int(found[5] or 0), seconds=int(found[6] or 0)
        )
    return None


def _century(year: int) -> int:
    return year + (2000 if year < 69 else 1900)


def _date_of(year: int, month: int, day: int) -> datetime | None:
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1 <= year <= 9999):
        return None
    return datetime(year, month, 1) + timedelta(days=day - 1)


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if text[0] == "-" else offset) if offset < timedelta(hours=24) else None
