"""A date that is to be written: in the pattern, precision and zone that its field has shown so far."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from foreword.errors import FrontMatterRefused
from foreword.front_matter.dates import DatePattern, read_date
from foreword.front_matter.nodes import Spelled
from foreword.front_matter.profile import WritingProfile

_OUT_OF_YEARS = "In the zone of this field the date lies outside the years 1 to 9999."


def as_before(old: str, moment: date, key: str, profile: WritingProfile) -> Spelled | date:
    """A date for a field whose text is ``old``: in its pattern and at its zone, what is finer left out.

    Where ``old`` is no date, as the blog writes dates under this key. Raises FrontMatterRefused.
    """
    known = read_date(old)
    if known is None:
        return as_blog(moment, key, profile)
    moment = _with_clock(moment, known[0])
    try:
        return _spell(known[0], at_zone(moment, known[1], known[0], profile.zone))
    except OverflowError:
        raise FrontMatterRefused(_OUT_OF_YEARS) from None


def as_blog(moment: date, key: str, profile: WritingProfile) -> Spelled | date:
    """A date for a key that the head lacks, as the blog writes that key. Raises FrontMatterRefused."""
    text = profile.key_style(key).date_pattern
    if text is None:
        return moment
    pattern = DatePattern(text)
    moment = _with_clock(moment, pattern)
    try:
        if isinstance(moment, datetime) and profile.zone is not None:
            moment = moment.astimezone(profile.zone) if moment.tzinfo else moment.replace(tzinfo=profile.zone)
        return _spell(pattern, moment)
    except OverflowError:
        raise FrontMatterRefused(_OUT_OF_YEARS) from None


def _with_clock(moment: date, pattern: DatePattern) -> date:
    """A day is its first moment where the hour is to be shown."""
    if pattern.has_time and not isinstance(moment, datetime):
        return datetime(moment.year, moment.month, moment.day)
    return moment


def _spell(pattern: DatePattern, moment: date) -> Spelled:
    if "%Z" in pattern.text and isinstance(moment, datetime) and moment.tzinfo:
        moment = moment.astimezone(UTC)
    text = pattern.format(moment)
    again = read_date(text)
    if again is None:
        raise FrontMatterRefused(f"The date cannot be written in the pattern {pattern.text}.")
    return Spelled(again[1], text)


def at_zone(moment: date, old: date, pattern: DatePattern, zone: tzinfo | None) -> date:
    """The moment as a field shows it that has shown ``old``: the same instant in the zone of the field.

    A moment without zone is taken as the field's own clock time. A field that follows ``zone`` (its old offset is
    that of the zone) takes the zone's offset at the new moment, else it keeps its offset.
    """
    if not isinstance(moment, datetime):
        return moment
    if not pattern.has_zone or not isinstance(old, datetime) or old.tzinfo is None:
        return moment.astimezone(zone or UTC).replace(tzinfo=None) if moment.tzinfo else moment
    target: tzinfo = old.tzinfo
    if "%Z" in pattern.text:
        target = UTC
    elif zone is not None and old.utcoffset() == old.astimezone(zone).utcoffset():
        target = zone
    shown = moment.astimezone(target) if moment.tzinfo else moment.replace(tzinfo=target)
    offset = shown.utcoffset() or timedelta()
    return shown.replace(tzinfo=timezone(offset))
