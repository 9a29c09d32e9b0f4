"""Filters on dates. Texts without a zone are read, and all times shown, by the site's clocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

from foreword.rendering.templates.ruby import Time, is_true, to_s
from foreword.rendering.templates.run import Run
from foreword.rendering.templates.strftime import strftime
from foreword.rendering.templates.time_parse import parse_time


def _date(run: Run, value: object, pattern: object) -> object:
    form = to_s(pattern)
    if not form or not is_true(value):
        return value
    found = value if isinstance(value, date) else _liquid_time(run, value)
    return value if found is None else strftime(found, form)


def _liquid_time(run: Run, value: object) -> date | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return _instant(run, value)
    if not isinstance(value, str) or not value:
        return None
    if value.lower() in ("now", "today"):
        return Time.exactly(datetime.now(run.zone))
    return _instant(run, int(value)) if re.fullmatch(r"\d{1,15}", value) else parse_time(value, run.zone)


def _instant(run: Run, seconds: float) -> Time | None:
    try:
        return Time.exactly(datetime.fromtimestamp(seconds, run.zone))
    except (ValueError, OverflowError, OSError):
        return None


def moment(run: Run, value: object) -> Time:
    """The value as a time by the site's clocks. Raises ValueError where it names none."""
    if isinstance(value, datetime):
        return Time.of(value, run.zone)
    if isinstance(value, date):
        return Time.exactly(datetime(value.year, value.month, value.day, tzinfo=run.zone))
    found: Time | None = None
    if isinstance(value, int) and not isinstance(value, bool):
        found = _instant(run, value)
    elif isinstance(value, str):
        found = _instant(run, int(value)) if re.fullmatch(r"\d{1,15}", value) else parse_time(value, run.zone)
    if found is None:
        raise ValueError(f"“{to_s(value)}” is not a date")
    return Time.of(found, run.zone)


def _worded(month: str) -> Callable[..., object]:
    def to_string(run: Run, value: object, kind: object = None, style: object = None) -> object:
        if value is None or value == "":
            return value
        when = moment(run, value)
        if to_s(kind) != "ordinal":
            return strftime(when, f"%d {month} %Y")
        day = f"{when.day}{_ordinal(when.day)}"
        if to_s(style) == "US":
            return strftime(when, f"{month} {day}, %Y")
        return strftime(when, f"{day} {month} %Y")

    return to_string


def _ordinal(number: int) -> str:
    if 11 <= number % 100 <= 13:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _xmlschema(run: Run, value: object) -> object:
    return strftime(moment(run, value), "%Y-%m-%dT%H:%M:%S%:z") if value not in (None, "") else value


def _rfc822(run: Run, value: object) -> object:
    return strftime(moment(run, value), "%a, %d %b %Y %H:%M:%S %z") if value not in (None, "") else value


FILTERS: Mapping[str, Callable[..., object]] = {
    "date": _date,
    "date_to_string": _worded("%b"),
    "date_to_long_string": _worded("%B"),
    "date_to_xmlschema": _xmlschema,
    "date_to_rfc822": _rfc822,
}
