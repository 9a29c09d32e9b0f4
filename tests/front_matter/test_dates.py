"""Dates as writers type them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreword.front_matter import DatePattern, read_date

CET = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("text", "pattern", "moment"),
    [
        ("2023-12-31", "%Y-%m-%d", date(2023, 12, 31)),
        ("2023-1-5", "%Y-%-m-%-d", date(2023, 1, 5)),
        ("2023/12/31", "%Y/%m/%d", date(2023, 12, 31)),
        ("2023-12-31 16:52", "%Y-%m-%d %H:%M", datetime(2023, 12, 31, 16, 52)),
        ("2023-12-31 6:52:29", "%Y-%m-%d %-H:%M:%S", datetime(2023, 12, 31, 6, 52, 29)),
        ("2023-12-31 16:52:29 +0100", "%Y-%m-%d %H:%M:%S %z", datetime(2023, 12, 31, 16, 52, 29, tzinfo=CET)),
        ("2023-12-31T16:52:29+01:00", "%Y-%m-%dT%H:%M:%S%:z", datetime(2023, 12, 31, 16, 52, 29, tzinfo=CET)),
        ("2023-12-31T16:52:29Z", "%Y-%m-%dT%H:%M:%SZ%Z", datetime(2023, 12, 31, 16, 52, 29, tzinfo=UTC)),
        (
            "2023-12-31T16:52:29.123Z",
            "%Y-%m-%dT%H:%M:%S.%3fZ%Z",
            datetime(2023, 12, 31, 16, 52, 29, 123_000, tzinfo=UTC),
        ),
        ("2012-09-15 19:52:05 UTC", "%Y-%m-%d %H:%M:%S UTC%Z", datetime(2012, 9, 15, 19, 52, 5, tzinfo=UTC)),
        (
            "2012-09-15 19:52:05 UTC+01:00",
            "%Y-%m-%d %H:%M:%S UTC%:z",
            datetime(2012, 9, 15, 19, 52, 5, tzinfo=CET),
        ),
        ("2023-12-31 04:52 PM", "%Y-%m-%d %I:%M %p", datetime(2023, 12, 31, 16, 52)),
        ("2023-12-31 12:05am", "%Y-%m-%d %I:%M%P", datetime(2023, 12, 31, 0, 5)),
        ("Dec 31, 2023", "%b %-d, %Y", date(2023, 12, 31)),
        ("31 December 2023", "%-d %B %Y", date(2023, 12, 31)),
        (
            "Sun, 31 Dec 2023 16:52:29 +0100",
            "%a, %-d %b %Y %H:%M:%S %z",
            datetime(2023, 12, 31, 16, 52, 29, tzinfo=CET),
        ),
    ],
)
def test_a_pattern_writes_what_it_was_read_from(text: str, pattern: str, moment: date) -> None:
    found = read_date(text)
    assert found is not None
    assert (found[0].text, found[1]) == (pattern, moment)
    assert found[0].format(moment) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023",
        "2023-13-01",
        "2023-02-30",
        "2023-12-31 25:00",
        "1.2.2023x",
        "Foo 31, 2023",
        "12:30",
        "2023-12-31 x",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read_date(text) is None


def test_what_a_pattern_shows() -> None:
    assert DatePattern("%Y-%m-%d %H:%M:%S %z").has_zone
    assert not DatePattern("%Y-%m-%d %H:%M").has_seconds
    assert not DatePattern("%Y-%m-%d").has_time


@given(
    st.datetimes(min_value=datetime(1000, 1, 1)).map(
        lambda moment: moment.replace(microsecond=0, tzinfo=CET)
    ),
    st.sampled_from(
        [
            "2023-12-31 16:52:29 +0000",
            "2023-1-5T6:52:29+01:00",
            "Dec 31, 2023 04:05:06 PM +0100",
            "31-Dec-2023 16:52:29 +01",
        ]
    ),
)
def test_any_moment_in_a_full_pattern_is_read_back(moment: datetime, like: str) -> None:
    found = read_date(like)
    assert found is not None
    again = read_date(found[0].format(moment))
    assert again is not None
    assert again[1] == moment
