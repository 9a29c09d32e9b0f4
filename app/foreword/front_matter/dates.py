"""Dates as writers type them: the pattern of a text, so that another date can be written in the same one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH_NUMBER = {name[:length].lower(): at + 1 for at, name in enumerate(MONTHS) for length in (3, len(name))}

_CLOCK = (
    r"(?:(?P<gap>[Tt]|[ \t]+|, ?)(?P<hour>\d{1,2}):(?P<minute>\d\d)"
    r"(?::(?P<second>\d\d)(?:\.(?P<fraction>\d{1,9}))?)?"
    r"(?:(?P<half_gap> ?)(?P<half>[AaPp][Mm]))?"
    r"(?:(?P<zone_gap>[ \t]*)(?P<zone>[Zz]|(?:UTC|GMT)[+-]\d\d:\d\d|UTC|GMT|[+-]\d\d:\d\d|[+-]\d{4}|[+-]\d{1,2}))?)?"
)
_NUMERIC = re.compile(r"(?P<year>\d{4})(?P<a>[-/.])(?P<month>\d{1,2})(?P<b>(?P=a))(?P<day>\d{1,2})" + _CLOCK)
_WEEKDAY = r"(?:(?P<weekday>(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?)(?P<w>,? ))?"
_MONTH = r"(?P<name>[A-Za-z]{3,9})"
_DAY_FIRST = re.compile(
    _WEEKDAY + r"(?P<day>\d{1,2})(?P<a>[ -])" + _MONTH + r"(?P<b>,?[ -])(?P<year>\d{4})" + _CLOCK
)
_MONTH_FIRST = re.compile(
    _WEEKDAY + _MONTH + r"(?P<a>\.? )(?P<day>\d{1,2})(?P<b>,? )(?P<year>\d{4})" + _CLOCK
)
_CODE = re.compile(r"%(-?[YmdHIMS]|[BbAapP]|:z|#z|z|Z|\d+f|%)")


@dataclass(frozen=True, slots=True)
class DatePattern:
    """How a date is written, in the codes of ``strftime``.

    Beyond those: ``%-d`` without a leading zero, ``%3f`` three digits of a second's fraction, ``%:z`` an offset with
    a colon, ``%#z`` one of hours alone; ``Z``, ``UTC`` and ``GMT`` stand for themselves before ``%Z``'s place.
    """

    text: str

    @property
    def has_time(self) -> bool:
        """Whether it shows the hour."""
        return any(code in self.text for code in ("%H", "%-H", "%I", "%-I"))

    @property
    def has_seconds(self) -> bool:
        """Whether it shows seconds."""
        return "%S" in self.text

    @property
    def has_zone(self) -> bool:
        """Whether it shows a zone or an offset."""
        return any(code in self.text for code in ("%z", "%:z", "%#z", "%Z"))

    def format(self, moment: date) -> str:
        """The date in this pattern; what the pattern has no place for is left out."""
        full = moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day)
        return _CODE.sub(lambda match: _render(match.group(1), full), self.text).replace("%Z", "")


def read_date(text: str) -> tuple[DatePattern, date] | None:
    """The pattern of a text and the date it means, or None where it is not a date.

    A text with a time gives a datetime, aware where it names a zone. Month names are English.
    """
    for expression in (_NUMERIC, _DAY_FIRST, _MONTH_FIRST):
        match = expression.fullmatch(text)
        if match:
            try:
                return DatePattern(_pattern(match)), _moment(match)
            except (ValueError, OverflowError, KeyError):
                return None
    return None


def _pattern(match: re.Match[str]) -> str:
    part = match.groupdict()

    def number(group: str, code: str) -> str:
        return f"%{code}" if len(part[group]) == 2 else f"%-{code}"

    if "month" in part:
        text = "%Y" + part["a"] + number("month", "m") + part["b"] + _day_code(match, "%d")
    else:
        name = "%B" if len(part["name"]) > 3 else "%b"
        weekday = ("%A" if len(part["weekday"]) > 3 else "%a") + part["w"] if part["weekday"] else ""
        day = _day_code(match, "%-d" if part["day"][0] != "0" else "%d")
        dated = (day, name) if match.start("day") < match.start("name") else (name, day)
        text = weekday + dated[0] + part["a"] + dated[1] + part["b"] + "%Y"
    return text + _clock_pattern(part) if part["hour"] else text


def _day_code(match: re.Match[str], two_digits: str) -> str:
    return two_digits if len(match["day"]) == 2 else "%-d"


def _clock_pattern(part: dict[str, str | None]) -> str:
    hour = part["hour"] or ""
    code = "I" if part["half"] else "H"
    text = f"{part['gap']}%{code if len(hour) == 2 else '-' + code}:%M"
    if part["second"]:
        text += ":%S"
    if part["fraction"]:
        text += f".%{len(part['fraction'])}f"
    if part["half"]:
        text += f"{part['half_gap']}{'%p' if part['half'].isupper() else '%P'}"
    zone = part["zone"]
    if zone:
        text += part["zone_gap"] or ""
        name = zone.rstrip("+-:0123456789")
        text += name
        if name == zone:
            text += "%Z"
        else:
            text += "%:z" if ":" in zone else "%z" if len(zone) == 5 else "%#z"
    return text


def _moment(match: re.Match[str]) -> date:
    part = match.groupdict()
    month = int(part["month"]) if "month" in part else _MONTH_NUMBER[part["name"].lower()]
    year, day = int(part["year"]), int(part["day"])
    if not part["hour"]:
        return date(year, month, day)
    hour = int(part["hour"])
    if part["half"]:
        if not 1 <= hour <= 12:
            raise ValueError("not an hour of a half day")
        hour = hour % 12 + (12 if part["half"].lower() == "pm" else 0)
    fraction = ((part["fraction"] or "") + "000000")[:6]
    moment = datetime(year, month, day, hour, int(part["minute"]), int(part["second"] or 0), int(fraction))
    return moment.replace(tzinfo=_zone(part["zone"])) if part["zone"] else moment


def _zone(text: str) -> timezone:
    text = text.lstrip("UTCGMZz")
    if not text:
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return timezone(-offset if text[0] == "-" else offset)


def _render(code: str, moment: datetime) -> str:
    bare = code[0] == "-"
    letter = code[-1]
    offset = moment.utcoffset() or timedelta()
    numbers = {"m": moment.month, "d": moment.day, "H": moment.hour, "I": (moment.hour + 11) % 12 + 1,
               "M": moment.minute, "S": moment.second}  # fmt: skip
    if letter in numbers:
        return str(numbers[letter]) if bare else f"{numbers[letter]:02}"
    if letter == "f":
        return f"{moment.microsecond:06}".ljust(9, "0")[: int(code[:-1])]
    if letter == "z":
        total = round(abs(offset).total_seconds() / 60)
        sign, hours, minutes = "-" if offset < timedelta() else "+", total // 60, total % 60
        return {":z": f"{sign}{hours:02}:{minutes:02}", "#z": f"{sign}{hours:02}"}.get(
            code, f"{sign}{hours:02}{minutes:02}"
        )
    half = "PM" if moment.hour >= 12 else "AM"
    words = {"Y": f"{moment.year:04}", "B": MONTHS[moment.month - 1], "b": MONTHS[moment.month - 1][:3],
             "A": WEEKDAYS[moment.weekday()], "a": WEEKDAYS[moment.weekday()][:3], "p": half, "P": half.lower(),
             "%": "%", "Z": ""}  # fmt: skip
    return words[letter]
