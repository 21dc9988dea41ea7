from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from headway.charts.ticks import date_ticks, nice_step, value_ticks
from headway.charts.writing import decimals_for


def test_values_are_ticked_at_nice_numbers():
    assert value_ticks(8.2, 21.6) == [10, 12.5, 15, 17.5, 20]
    assert value_ticks(0, 1) == [0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0]
    assert value_ticks(-4_000_000, 3_000_000, 4) == [-4_000_000, -2_000_000, 0, 2_000_000]


def test_no_span_has_no_ticks():
    assert value_ticks(5, 5) == []
    assert value_ticks(5, 4) == []


@given(st.floats(-1e15, 1e15), st.floats(1e-3, 1e15), st.integers(1, 8))
def test_ticks_are_few_and_inside(low, span, most):
    high = low + span
    ticks = value_ticks(low, high, most)
    assert len(ticks) <= most + 2
    step = nice_step(high - low, most) if high > low else 0
    assert all(low - step * 1e-6 <= t <= high + step * 1e-6 for t in ticks)


def test_decimals_tell_neighbouring_labels_apart():
    assert [decimals_for(s) for s in (2, 0.5, 0.25, 0.02, 1000, 2.5)] == [0, 1, 2, 2, 0, 1]


def test_days_months_quarters_and_years_are_ticked_by_span():
    labels = lambda a, z, room: [t.label for t in date_ticks(a, z, room)]  # noqa: E731
    assert labels(date(2026, 11, 2), date(2026, 11, 5), 8) == ["2 Nov", "3 Nov", "4 Nov", "5 Nov"]
    assert labels(date(2026, 11, 4), date(2026, 11, 30), 5) == ["2 Nov", "9 Nov", "16 Nov", "23 Nov", "30 Nov"]
    assert labels(date(2026, 9, 20), date(2027, 2, 1), 8) == ["Sep", "Oct", "Nov", "Dec", "2027", "Feb"]
    assert labels(date(2025, 11, 1), date(2026, 11, 1), 5) == ["Oct", "2026", "Apr", "Jul", "Oct"]
    assert labels(date(2010, 3, 1), date(2026, 1, 1), 9) == [str(y) for y in range(2010, 2027, 2)]


def test_weeks_begin_on_monday():
    assert all(t.at.weekday() == 0 for t in date_ticks(date(2026, 3, 4), date(2026, 4, 20), 8))


@given(st.dates(date(1900, 1, 1), date(9990, 1, 1)), st.integers(0, 40_000), st.integers(1, 14))
def test_date_ticks_never_crowd_and_cover_the_span(first, days, room):
    last = min(first + timedelta(days=min(days, (date.max - first).days)), date.max)
    ticks = date_ticks(first, last, room)
    assert ticks
    assert len(ticks) <= room + 3
    assert ticks[0].at <= first + timedelta(days=0)
    assert [t.at for t in ticks] == sorted({t.at for t in ticks})


def test_the_end_of_the_calendar_does_not_break_the_axis():
    assert date_ticks(date(9990, 1, 1), date.max, 6)


def test_hours_are_ticked_by_the_clock_and_midnight_by_its_day():
    first = datetime(2026, 11, 2, 15, 30)
    labels = [tick.label for tick in date_ticks(first, first + timedelta(hours=24), 8)]
    assert labels == ["15:00", "18:00", "21:00", "3 Nov", "03:00", "06:00", "09:00", "12:00", "15:00"]
    week = [tick.label for tick in date_ticks(first, first + timedelta(days=7), 8)]
    assert week[:3] == ["2 Nov", "3 Nov", "4 Nov"]


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)), st.floats(0.1, 9000), st.integers(1, 12))
def test_ticks_of_hours_are_few_and_in_order(first, hours, room):
    ticks = date_ticks(first, first + timedelta(hours=hours), room)
    assert len(ticks) <= room + 2
    assert [tick.at for tick in ticks] == sorted(tick.at for tick in ticks)


def test_no_tick_lies_between_two_values_as_they_are_written():
    assert value_ticks(1.4, 2.7, 6) == [1.5, 1.75, 2.0, 2.25, 2.5]
    assert value_ticks(1.4, 2.7, 6, grain=0.1) == [1.5, 2.0, 2.5]
    assert value_ticks(0, 3, 6, grain=1) == [0, 1, 2, 3]


@given(st.floats(0.001, 1e6), st.integers(1, 8), st.integers(0, 3))
def test_steps_are_whole_multiples_of_what_is_written(span, most, decimals):
    steps = nice_step(span, most, 10.0**-decimals) * 10**decimals
    assert steps >= 1 - 1e-9
    assert abs(steps - round(steps)) < 1e-6
