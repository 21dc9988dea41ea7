"""Hours as periods: their order, their texts, and how a calendar counts them where clocks are moved."""

import copy
import pickle
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.hours import Hour, clock_of, day_of, end_of, read_period
from headway.kpis.rules.periods import Calendar

BERLIN = Calendar("hour", "Europe/Berlin")
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "America/Santiago", "Asia/Kolkata", "Australia/Lord_Howe",
         "Africa/Cairo", "Asia/Beirut", "America/Havana", "Antarctica/Troll")  # fmt: skip
hours = st.builds(Hour.on, st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(0, 23), st.integers(0, 1))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))


@given(hours)
def test_an_hour_is_written_and_read_back_as_it_is(hour: Hour) -> None:
    assert read_period(hour.isoformat()) == hour
    assert pickle.loads(pickle.dumps(hour)) == copy.deepcopy(hour) == hour


@given(hours, hours)
def test_hours_sort_as_their_texts_do(one: Hour, other: Hour) -> None:
    assert (one < other, one <= other) == (str(one) < str(other), str(one) <= str(other))
    assert (one == other) == (hash(one) == hash(other)) == (str(one) == str(other))


@given(hours, st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_against_a_day_an_hour_counts_as_its_day(hour: Hour, day: date) -> None:
    own = day_of(hour)
    assert (hour < day, hour <= day, hour > day, hour >= day) == (own < day, own <= day, own > day, own >= day)
    assert (day < hour, day >= hour) == (day < own, day >= own)
    assert hour != day
    assert hour <= end_of(own)
    assert type(own) is date


def test_time_between_hours_is_time_on_the_clock() -> None:
    noon = Hour(2026, 11, 2, 12)
    assert noon - Hour(2026, 11, 1, 6) == timedelta(days=1, hours=6)
    assert noon - date(2026, 11, 2) == timedelta(hours=12)
    assert date(2026, 11, 3) - noon == timedelta(hours=12)
    assert noon - timedelta(days=1) == date(2026, 11, 1)
    assert clock_of(noon, 30) == datetime(2026, 11, 2, 12, 30)


@pytest.mark.parametrize("text", ["2026-11-02T24:00", "2026-11-02T1:00", "2026-11-02T12:30", "2026-11-02T12:00c", "x"])
def test_what_is_no_hour_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"hour|isoformat"):
        read_period(text)


@given(st.sampled_from(ZONES), moments, st.integers(-200, 200))
def test_counting_hours_goes_there_and_back(zone: str, moment: datetime, count: int) -> None:
    calendar = Calendar("hour", zone)
    start = calendar.holding(moment)
    if zone != "Australia/Lord_Howe":
        assert calendar.begins(calendar.next(start, count)) == calendar.begins(start) + timedelta(hours=count)
        assert calendar.next(calendar.next(start, count), -count) == start
    assert calendar.begins(start) <= moment < calendar.begins(calendar.next(start))


@given(st.sampled_from(ZONES), moments)
def test_every_hour_comes_after_the_one_before(zone: str, moment: datetime) -> None:
    calendar = Calendar("hour", zone)
    first = calendar.holding(moment)
    found = list(calendar.between(first, calendar.next(first, 30)))
    assert all(one < other for one, other in pairwise(found))
    assert all(calendar.next(one) == other for one, other in pairwise(found))


def test_a_day_has_25_hours_when_clocks_are_set_back_and_23_when_they_are_set_forward() -> None:
    autumn, spring = date(2026, 10, 25), date(2026, 3, 29)
    back = list(BERLIN.between(BERLIN.start_of(autumn), autumn))
    assert len(back) == 25
    assert [str(hour)[11:] for hour in back[1:5]] == ["01:00", "02:00", "02:00b", "03:00"]
    forward = list(BERLIN.between(BERLIN.start_of(spring), spring))
    assert len(forward) == 23
    assert [str(hour)[11:] for hour in forward[1:4]] == ["01:00", "03:00", "04:00"]


def test_a_day_without_midnight_begins_with_its_first_hour() -> None:
    assert Calendar("hour", "America/Santiago").start_of(date(2026, 9, 6)) == Hour(2026, 9, 6, 1)


def test_where_clocks_move_by_half_an_hour_the_hour_is_one() -> None:
    calendar = Calendar("hour", "Australia/Lord_Howe")
    day = list(calendar.between(calendar.start_of(date(2026, 4, 5)), date(2026, 4, 5)))
    assert [hour.hour for hour in day if isinstance(hour, Hour)] == list(range(24))


def test_an_hour_closes_when_it_ends_and_lateness_has_passed() -> None:
    late = Calendar("hour", "Europe/Berlin", lateness_hours=2)
    assert late.closes_at(Hour(2026, 11, 2, 14)) == datetime(2026, 11, 2, 16, tzinfo=UTC)
    assert late.last_closed(datetime(2026, 11, 2, 16, tzinfo=UTC)) == Hour(2026, 11, 2, 14)
    assert BERLIN.recent(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), 3) == [
        Hour(2026, 10, 25, 1), Hour(2026, 10, 25, 2), Hour(2026, 10, 25, 2, 1)
    ]  # fmt: skip


def test_an_hour_lies_in_the_day_week_and_month_of_its_own_clock() -> None:
    hour = Hour(2026, 11, 1, 23)
    starts = {grain: Calendar(grain).start_of(hour) for grain in ("day", "week", "month", "quarter", "year")}
    assert starts == {"day": date(2026, 11, 1), "week": date(2026, 10, 26), "month": date(2026, 11, 1),
                      "quarter": date(2026, 10, 1), "year": date(2026, 1, 1)}  # fmt: skip


def test_programs_get_the_moment_with_its_offset() -> None:
    assert str(BERLIN.written(Hour(2026, 10, 25, 2))) == "2026-10-25 02:00:00+02:00"
    assert str(BERLIN.written(Hour(2026, 10, 25, 2, 1))) == "2026-10-25 02:00:00+01:00"
    assert BERLIN.written(date(2026, 10, 25)) == date(2026, 10, 25)
