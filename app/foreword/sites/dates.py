"""Reading the dates that writers put into front matter, and saying a moment in a reader's words."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from foreword.front_matter.dates import MONTHS, WEEKDAYS

_MONTHS = [name[:3].lower() for name in MONTHS]
_CLOCK = (
    r"(?:(?:\s*,)?(?:[Tt]|\s+)(?:at\s+)?(?P<hour>\d{1,2})(?::(?P<minute>\d{1,2}))?(?::(?P<second>\d{1,2})(?:[.,](?P<part>\d+))?)?"
    r"(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?(?:\s*(?P<zone>[Zz]|[+-]\d{1,2}(?::?\d\d)?|[A-Z]{2,5}|[A-Za-z]+/[\w+/-]+))?)?"
)
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?P<rule>[-/.])(?P<month>\d{1,2})(?P=rule)(?P<day>\d{1,2})" + _CLOCK + r"\Z"
)
_DIGITS = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)" + _CLOCK + r"\Z")
_WEEKDAY = r"(?:[A-Za-z]{3,9},?\s+)?"
_DAY_FIRST = re.compile(
    _WEEKDAY
    + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?P<month>[A-Za-z]{3,9})\.?,?[\s-]+(?P<year>\d{4})"
    + _CLOCK
    + r"\Z"
)
_MONTH_FIRST = re.compile(
    _WEEKDAY
    + r"(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})"
    + _CLOCK
    + r"\Z"
)
_FORMS = (_YEAR_FIRST, _DIGITS, _DAY_FIRST, _MONTH_FIRST)

# Hours east of Greenwich of the abbreviations that RFC 2822 and Ruby's Time.parse know, and a few that are not ambiguous.
_ABBREVIATIONS = {
    "UTC": 0, "GMT": 0, "UT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
    "PDT": -7, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "WET": 0, "WEST": 1, "JST": 9, "KST": 9,
}  # fmt: skip


def named_date(
    value: object, zone: tzinfo | None = None, *, roll_over: bool = False
) -> datetime | date | None:
    """The moment or day that a front-matter value names, or None when it names none.

    A value without a time of day gives a `date`. A time without an offset gets ``zone`` (None leaves it naive). With
    ``roll_over`` the 30th of February is the 1st or 2nd of March, as it is to Ruby.
    """
    if isinstance(value, datetime):
        return value.replace(tzinfo=zone) if value.tzinfo is None and zone is not None else value
    if isinstance(value, date):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    text = value.strip()
    for form in _FORMS:
        match = form.match(text)
        if match is not None:
            return _moment(match, zone, roll_over)
    return None


def as_moment(found: datetime | date, zone: tzinfo) -> datetime:
    """The aware moment of what `named_date` gave: a day begins at midnight of ``zone``."""
    if isinstance(found, datetime):
        return found if found.tzinfo is not None else found.replace(tzinfo=zone)
    return datetime.combine(found, time(), zone)


@lru_cache(maxsize=64)
def zone_named(name: str) -> tzinfo | None:
    """The time zone of an IANA name, None when the system knows no such zone."""
    if name.upper() in {"UTC", "GMT", "Z"}:
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def local_zone(now: datetime) -> tzinfo:
    """The zone of an aware ``now``; UTC for a naive one."""
    return now.tzinfo or UTC


def in_zone(when: datetime, zone: tzinfo) -> datetime:
    """The same moment in another zone; at the ends of the calendar, where there is none, as it was."""
    try:
        return when.astimezone(zone)
    except OverflowError:
        return when


def say_moment(when: datetime, now: datetime) -> str:
    """A moment as a writer says it, in the zone of ``now``: ``Mon 09:00`` within six days, else ``3 Jan 2027, 09:00``."""
    local = in_zone(when, local_zone(now))
    clock = f"{local.hour:02}:{local.minute:02}"
    if timedelta(0) <= local - now < timedelta(days=6):
        return f"{WEEKDAYS[local.weekday()][:3]} {clock}"
    return f"{local.day} {MONTHS[local.month - 1][:3]} {local.year}, {clock}"


def _moment(match: re.Match[str], zone: tzinfo | None, roll_over: bool) -> datetime | date | None:
    day = _day(match, roll_over)
    if day is None or match["hour"] is None:
        return day
    if match["minute"] is None and match["half"] is None:
        return None
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"] in "pP" else 0)
    offset = zone if match["zone"] is None else _offset(match["zone"])
    if offset is None and match["zone"] is not None:
        return None
    part = int((match["part"] or "0")[:6].ljust(6, "0"))
    try:
        clock = time(hour, int(match["minute"] or 0), int(match["second"] or 0), part)
    except ValueError:
        return None
    return datetime.combine(day, clock, offset)


def _day(match: re.Match[str], roll_over: bool) -> date | None:
    month = match["month"]
    if not month.isdigit():
        short = month[:3].lower()
        if short not in _MONTHS:
            return None
        month = str(_MONTHS.index(short) + 1)
    year, day = int(match["year"]), int(match["day"])
    try:
        return date(year, int(month), day)
    except ValueError:
        if roll_over and 1 <= int(month) <= 12 and 28 < day <= 31 and year > 0:
            return date(year, int(month), 28) + timedelta(days=day - 28)
        return None


def _offset(text: str) -> tzinfo | None:
    if text in {"Z", "z"}:
        return UTC
    if text[0] in "+-":
        digits = text[1:].replace(":", "")
        hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
        if hours > 23 or minutes > 59:
            return None
        span = timedelta(hours=hours, minutes=minutes)
        return timezone(-span if text[0] == "-" else span)
    if text.upper() in _ABBREVIATIONS:
        return timezone(timedelta(hours=_ABBREVIATIONS[text.upper()]))
    return zone_named(text) if "/" in text else None
