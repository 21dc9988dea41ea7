from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.kpis.rules.aggregate import Amount, Reading, add_up, divided, increments, over_units, times_of, together

DAY = date(2026, 1, 1)
PERCENT = times_of("percent", 1)


def sums(*readings):
    found = [(r if isinstance(r, tuple) else (r,)) for r in readings]
    return add_up([Reading(DAY + timedelta(days=n), *each) for n, each in enumerate(found)])


@pytest.mark.parametrize(
    ("how", "value"), [("sum", 15), ("average", 5), ("last", 2), ("min", 2), ("max", 9), ("unheard of", 2)]
)
def test_readings_come_together_by_their_aggregation(how, value):
    assert together(how, sums(4, 9, 2), 1).value == value


def test_a_ratio_is_the_ratio_of_the_sums_and_not_the_mean_of_the_ratios():
    # 1 of 10 is 10 %, 90 of 100 is 90 %: together 91 of 110, 82.7 %, and not 50 %.
    assert together("ratio", sums((100, 1, 10), (900, 90, 100)), PERCENT) == Amount(827)


def test_a_ratio_with_a_reading_without_parts_is_refused_unless_it_is_alone():
    assert together("ratio", sums((100, 1, 10), (900,)), PERCENT) == Amount(None, "parts")
    assert together("ratio", sums((900,)), PERCENT) == Amount(900)


def test_percentiles_are_never_averaged():
    assert together("percentile", sums(10, 20), 1) == Amount(None, "percentile")
    assert over_units("percentile", sums(10, 20), 1) == Amount(None, "percentile")
    assert together("percentile", sums((10, None, 400)), 1) == Amount(10)
    assert over_units("max", sums(10, 20), 1) == Amount(20)


def test_nothing_comes_to_nothing():
    assert together("sum", None, 1) == Amount(None, "empty")


def test_a_running_total_that_falls_was_reset_and_counts_from_zero():
    days = [DAY + timedelta(days=n) for n in range(4)]
    assert increments(list(zip(days, [5, 9, 3, 3], strict=True))) == [(days[1], 4), (days[2], 3), (days[3], 0)]


@given(st.integers(-(10**15), 10**15), st.integers(1, 10**6))
def test_division_rounds_half_away_from_zero(value, by):
    exact = Fraction(value, by)
    found = divided(value, by)
    assert abs(found - exact) <= Fraction(1, 2)
    if abs(found - exact) == Fraction(1, 2):
        assert abs(found) > abs(exact)


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=30))
def test_increments_without_resets_add_up_to_the_whole_way(steps):
    totals, total = [], 0
    for n, step in enumerate(steps):
        total += step
        totals.append((DAY + timedelta(days=n), total))
    assert sum(value for _, value in increments(totals)) == total - totals[0][1]
