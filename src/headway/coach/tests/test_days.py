"""The day that an end names, and no day where it names none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.coach.drafting.days import day_of

TODAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("end", "day"),
    [
        ("by 31 December", date(2026, 12, 31)),
        ("by 1 March", date(2027, 3, 1)),
        ("before 1 March", date(2027, 2, 28)),
        ("by March 1st, 2028", date(2028, 3, 1)),
        ("by 2027-06-30", date(2027, 6, 30)),
        ("by 30.6.2027", date(2027, 6, 30)),
        ("by the end of February 2028", date(2028, 2, 29)),
        ("by the end of March", date(2027, 3, 31)),
        ("by the end of 2027", date(2027, 12, 31)),
        ("within 3 months", date(2027, 2, 16)),
        ("within six weeks", date(2026, 12, 28)),
        ("over the next 12 months", date(2027, 11, 16)),
        ("within a year", date(2027, 11, 16)),
        ("by June", None),
        ("by 2030", None),
        ("by the end of Q2", None),
        ("this year", None),
        ("by 31 February", None),
        ("by 15.0.2027", None),
    ],
)
def test_an_end_names_a_day_or_none(end, day):
    assert day_of(end, TODAY) == day


def test_a_month_later_is_never_past_its_last_day():
    assert day_of("within 1 month", date(2027, 1, 31)) == date(2027, 2, 28)


@given(
    st.integers(1, 999),
    st.sampled_from(["day", "weeks", "months", "years"]),
    st.dates(date(2020, 1, 1), date(2100, 1, 1)),
)
def test_a_span_ends_after_today(count, unit, today):
    day = day_of(f"within {count} {unit}", today)
    assert day is not None
    assert day > today
