"""Every way in which writers put a date, and nothing that is none."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.sites import named_date, say_moment
from foreword.sites.dates import zone_named

EAST = timezone(timedelta(hours=9))


def at(*parts: int, zone: timezone | None = None) -> datetime:
    return datetime(*parts).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-12-31 16:52:29 +0000", at(2023, 12, 31, 16, 52, 29, zone=UTC)),
        ("2023-12-31 16:52:29 +09:00", at(2023, 12, 31, 16, 52, 29, zone=EAST)),
        ("2023-12-31T16:52:29Z", at(2023, 12, 31, 16, 52, 29, zone=UTC)),
        ("2023-12-31T16:52:29.250Z", at(2023, 12, 31, 16, 52, 29, 250_000, zone=UTC)),
        ("2023-12-31T16:52:29+09:00", at(2023, 12, 31, 16, 52, 29, zone=EAST)),
        ("2023-12-31 16:52:29 +9", at(2023, 12, 31, 16, 52, 29, zone=EAST)),
        ("2023-12-31", date(2023, 12, 31)),
        ("2023-1-2", date(2023, 1, 2)),
        ("2023/12/31", date(2023, 12, 31)),
        ("2023.12.31", date(2023, 12, 31)),
        ("20231231", date(2023, 12, 31)),
        ("2010-12-03 10:20", at(2010, 12, 3, 10, 20)),
        ("2012-09-15 19:52:05 UTC", at(2012, 9, 15, 19, 52, 5, zone=UTC)),
        ("2012/09/15 19:52:05", at(2012, 9, 15, 19, 52, 5)),
        ("2012-09-15 19:52:05 UTC+09:00", None),
        ("Mon, 02 Jan 2006", date(2006, 1, 2)),
        ("Mon, 02 Jan 2006 15:04:05 +0900", at(2006, 1, 2, 15, 4, 5, zone=EAST)),
        ("2 January 2006", date(2006, 1, 2)),
        ("Jan 2, 2006", date(2006, 1, 2)),
        ("January 2nd, 2006 3:04 pm", at(2006, 1, 2, 15, 4)),
        ("Jan 5, 2024 3pm", at(2024, 1, 5, 15, 0)),
        ("Jul 08 2022", date(2022, 7, 8)),
        ("  2023-12-31  ", date(2023, 12, 31)),
        ("2023-02-30", None),
        ("2023-12-31 25:00", None),
        ("2023-12-31 10", None),
        ("2023-12-31 10:00 MARS", None),
        ("12", None),
        ("2023", None),
        ("hello", None),
        ("", None),
    ],
)
def test_texts(text: str, expected: datetime | date | None) -> None:
    found = named_date(text)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2023, 12, 31), date(2023, 12, 31)),
        (20231231, date(2023, 12, 31)),
        (True, None),
        (None, None),
        (["2023-12-31"], None),
        (3.5, None),
    ],
)
def test_other_values(value: object, expected: date | None) -> None:
    assert named_date(value) == expected


def test_a_zone_is_given_only_to_what_has_none() -> None:
    assert named_date("2023-12-31 16:52:29", EAST) == at(2023, 12, 31, 16, 52, 29, zone=EAST)
    assert named_date("2023-12-31 16:52:29 +0000", EAST) == at(2023, 12, 31, 16, 52, 29, zone=UTC)
    assert named_date(datetime(2023, 12, 31), EAST) == at(2023, 12, 31, zone=EAST)
    assert named_date("2023-12-31", EAST) == date(2023, 12, 31)


def test_days_that_roll_over() -> None:
    assert named_date("2024-02-30", roll_over=True) == date(2024, 3, 1)
    assert named_date("2023-02-29", roll_over=True) == date(2023, 3, 1)
    assert named_date("2023-13-01", roll_over=True) is None
    assert named_date("2023-01-32", roll_over=True) is None


@given(st.text() | st.from_regex(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,2}[T ]?[\d:]*[ +-]?\w*"))
def test_any_text_is_a_date_or_none(text: str) -> None:
    assert named_date(text) is None or isinstance(named_date(text), date)


@given(st.datetimes(timezones=st.sampled_from([UTC, EAST])))
def test_iso_texts_are_read_back(moment: datetime) -> None:
    assert named_date(moment.isoformat()) == moment


def test_moments_are_said_in_the_readers_zone() -> None:
    now = datetime(2026, 11, 24, 22, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert say_moment(datetime(2026, 11, 30, 14, 0, tzinfo=UTC), now) == "Mon 09:00"
    assert say_moment(datetime(2027, 1, 3, 14, 0, tzinfo=UTC), now) == "3 Jan 2027, 09:00"
    assert say_moment(datetime(2026, 11, 20, 14, 0, tzinfo=UTC), now) == "20 Nov 2026, 09:00"
    assert say_moment(datetime.max.replace(tzinfo=timezone(timedelta(hours=-12))), now).startswith(
        "31 Dec 9999"
    )


def test_zones() -> None:
    assert zone_named("UTC") is UTC
    assert zone_named("Etc/UTC") is not None
    for name in ("Nowhere/City", "../../etc/passwd", "", "/etc/passwd", "a\0b"):
        assert zone_named(name) is None
