"""A plateau is judged by a span of time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.hours import Hour
from headway.kpis.fit import HORIZON
from headway.kpis.rules.flat import long_enough
from headway.kpis.rules.periods import Calendar

FIRST = date(2026, 1, 1)


@given(st.sampled_from(["hour", "day", "week", "month", "quarter", "year"]), st.integers(1, HORIZON))
def test_no_grain_is_flat_before_three_weeks_have_gone_by(grain, periods):
    calendar = Calendar(grain, "Europe/Berlin")
    first = calendar.start_of(FIRST)
    last = calendar.next(first, periods - 1)
    spent = calendar.begins(last) - calendar.begins(first)
    assert not long_enough(first, last, grain) or spent > timedelta(weeks=3) - timedelta(days=1)
    assert long_enough(first, last, grain) or spent < timedelta(weeks=6)


@pytest.mark.parametrize(("grain", "days", "enough"), [("hour", 20, False), ("hour", 21, True), ("day", 41, False),
                                                       ("day", 42, True), ("week", 42, True)])  # fmt: skip
def test_hours_take_three_weeks_and_everything_else_six(grain, days, enough):
    ends = (FIRST, FIRST + timedelta(days=days))
    first, last = (Hour.on(day, 8) for day in ends) if grain == "hour" else ends
    assert long_enough(first, last, grain) is enough


def test_a_fit_of_hours_looks_far_enough_back_to_find_a_plateau():
    calendar = Calendar("hour")
    first = calendar.start_of(FIRST)
    assert long_enough(first, calendar.next(first, HORIZON - 1), "hour")
