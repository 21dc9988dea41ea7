"""Grains out of dates, and the calendar of periods."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.signals.grain import grain_of

START = datetime(2024, 1, 31)


def every(step, n=20, start=START):
    return [start + step * at for at in range(n)]


@pytest.mark.parametrize(
    ("starts", "name", "seasons"),
    [
        (every(timedelta(days=1)), "day", (7,)),
        (every(timedelta(weeks=1)), "week", (52,)),
        (every(timedelta(hours=1)), "hour", (24, 168)),
        (every(timedelta(minutes=5)), "5 minutes", (288, 2016)),
        ([datetime(2024, month, 1) for month in range(1, 13)], "month", (12,)),
        ([datetime(2024, month, 1) for month in (1, 4, 7, 10)], "quarter", (4,)),
        ([datetime(year, 1, 1) for year in range(2000, 2010)], "year", ()),
        (every(timedelta(days=10)), "10 days", ()),
        ([START], "day", (7,)),
    ],
)
def test_the_grain_and_its_season_follow_from_the_dates(starts, name, seasons):
    grain = grain_of(starts)
    assert (grain.name, grain.seasons) == (name, seasons)


def test_a_missing_day_does_not_change_the_grain():
    days = every(timedelta(days=1))
    del days[3:5]
    assert grain_of(days).name == "day"


def test_working_days_leave_out_the_weekend():
    days = [day for day in every(timedelta(days=1), 30, datetime(2024, 1, 1)) if day.weekday() < 5]
    grain = grain_of(days)
    friday = datetime(2024, 2, 2)
    assert grain.name == "weekday"
    assert grain.after(friday, 1) == datetime(2024, 2, 5)
    assert grain.after(friday, 6) == datetime(2024, 2, 12)
    assert grain.between(friday, datetime(2024, 2, 12)) == 6


def test_months_keep_their_day_and_their_end():
    months = grain_of([datetime(2024, 1, 1), datetime(2024, 2, 1), datetime(2024, 3, 1)])
    assert months.after(datetime(2024, 11, 15), 3) == datetime(2025, 2, 15)
    assert months.after(datetime(2024, 1, 31), 1) == datetime(2024, 2, 29)
    assert months.after(datetime(2024, 2, 29), 1) == datetime(2024, 3, 31)
    assert months.between(datetime(2024, 1, 1), datetime(2024, 12, 31)) == 11
    assert months.between(datetime(2024, 1, 15), datetime(2024, 12, 14)) == 10


@settings(max_examples=40)
@given(st.integers(0, 500), st.sampled_from(["day", "week", "month", "weekday"]))
def test_so_many_periods_after_is_so_many_periods_between(periods, name):
    weekdays = [day for day in every(timedelta(days=1), 30, datetime(2024, 1, 1)) if day.weekday() < 5]
    starts = {
        "day": every(timedelta(days=1)),
        "week": every(timedelta(weeks=1)),
        "month": [datetime(2024, month, 1) for month in range(1, 13)],
        "weekday": weekdays,
    }[name]
    grain = grain_of(starts)
    assert grain.name == name
    assert grain.between(starts[0], grain.after(starts[0], periods)) == periods
