"""Dates as Ruby's `Time.parse` reads them out of a text."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from foreword.rendering.templates.ruby import Time

_LONGEST_DATE = 128
_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9})\d*)?)?\s*([ap])?\.?(?:m\b\.?)?"
    r"(?:\s*(Z\b|UTC\b|GMT\b|[+-]\d{1,2}(?::?\d{2})?(?!\d)))?",
    re.I,
)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_SHORT = re.compile(r"(?<![\d.-])(\d{1,2})([.-])(\d{1,2})\2(\d{1,2})(?![\d.-])")
_HOUR = re.compile(r"(?<![\d:])(\d{1,2})\s*([ap])\.?m\b\.?", re.I)
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
    text = _HOUR.sub(r"\1:00 \2m", text)
    clock = _CLOCK.search(text)
    rest = text if clock is None else text[: clock.start()] + " " + text[clock.end() :]
    try:
        day = _day(rest)
        if day is None and clock is None:
            return None
        base = day or datetime.now(zone).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
        if clock is None:
            return Time.exactly(base.replace(tzinfo=zone))
        hour = int(clock[1])
        if clock[5]:
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
        return _date_of(_century(int(found[1])), int(found[3]), int(found[4]))
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
