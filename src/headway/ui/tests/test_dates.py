from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.hours import Hour
from headway.ui import dates

NOW = datetime(2026, 11, 16, 8, 30, tzinfo=UTC)


def said(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_year_is_told_only_when_it_differs():
    assert said(dates.day(date(2026, 10, 5), NOW)) == "5 Oct"
    assert said(dates.day(date(2025, 10, 5), NOW)) == "5 Oct 2025"
    assert said(dates.day(date(2026, 10, 5))) == "5 Oct 2026"
    assert dates.day(None, NOW) == "–"


def test_since_names_the_hour_on_the_same_day_and_else_the_day():
    assert dates.since(NOW - timedelta(minutes=5), NOW) == dates.clock(NOW - timedelta(minutes=5))
    assert dates.since(NOW - timedelta(days=1), NOW) == "yesterday"


def test_days_nearby_have_words():
    assert dates.near(NOW, NOW) == "today"
    assert dates.near(NOW - timedelta(hours=9), NOW) == "yesterday"
    assert dates.near(date(2026, 11, 17), NOW) == "tomorrow"
    assert said(dates.near(date(2026, 11, 20), NOW)) == "Fri 20 Nov"


def test_moments_name_day_and_time():
    assert dates.moment(datetime(2026, 11, 16, 6, 2, tzinfo=UTC), NOW) == "today, 06:02"
    assert said(dates.stamp(NOW, NOW)) == "Mon 16 Nov, 08:30"
    assert dates.moment(None, NOW) == "–"
    assert dates.weekday(NOW, NOW) == "Monday 16 November"
    assert dates.clock(NOW) == "08:30"


@pytest.mark.parametrize(
    ("gap", "ago", "age"),
    [
        (timedelta(seconds=20), "just now", "0 min"),
        (timedelta(minutes=1), "1 minute ago", "1 min"),
        (timedelta(minutes=40), "40 minutes ago", "40 min"),
        (timedelta(hours=5), "5 hours ago", "5 h"),
        (timedelta(days=9), "9 days ago", "9 d"),
    ],
)
def test_ages_are_told_long_and_short(gap, ago, age):
    assert dates.ago(NOW - gap, NOW) == ago
    assert said(dates.age(NOW - gap, NOW)) == age


def test_the_future_and_the_unknown_have_words():
    assert dates.ago(NOW + timedelta(days=2), NOW) == "in 2 days"
    assert dates.ago(None, NOW) == "never"
    assert dates.age(None, NOW) == "–"


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2026, 11, 9), date(2026, 11, 15), "9–15 Nov"),
        (date(2026, 10, 26), date(2026, 11, 1), "26 Oct–1 Nov"),
        (date(2025, 11, 1), date(2025, 11, 30), "1–30 Nov 2025"),
        (date(2025, 10, 1), date(2026, 1, 31), "1 Oct 2025–31 Jan 2026"),
        (date(2026, 11, 9), date(2026, 11, 9), "9 Nov"),
    ],
)
def test_spans_say_each_month_and_year_once(start, end, text):
    assert said(dates.span(start, end, NOW)) == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (Hour(2026, 11, 2, 14), Hour(2026, 11, 2, 14), "2 Nov, 14:00–15:00"),
        (Hour(2026, 11, 2, 14), Hour(2026, 11, 2, 16), "2 Nov, 14:00–17:00"),
        (Hour(2026, 11, 2, 22), Hour(2026, 11, 2, 23), "2 Nov, 22:00–24:00"),
        (Hour(2026, 11, 2, 22), Hour(2026, 11, 3, 0), "2 Nov, 22:00–3 Nov, 01:00"),
        (Hour(2025, 12, 31, 22), Hour(2026, 1, 1, 0), "31 Dec 2025, 22:00–1 Jan, 01:00"),
    ],
)
def test_hours_span_from_where_the_first_begins_to_where_the_last_ends(start, end, text):
    assert said(dates.span(start, end, NOW)) == text


def test_an_hour_is_told_with_its_time():
    assert said(dates.day(Hour(2026, 11, 2, 14), NOW)) == "2 Nov, 14:00"
    assert said(dates.day(Hour(2026, 10, 25, 2, 1), NOW)) == "25 Oct, 02:00 again"
    assert said(dates.weekday(Hour(2026, 11, 2, 14), NOW)) == "Monday 2 November, 14:00"


@given(st.datetimes(timezones=st.just(UTC)))
def test_any_moment_can_be_told(at):
    for tell in (dates.ago, dates.age, dates.moment, dates.stamp):
        assert tell(at, NOW)
