"""Finding a season, taking it out and putting it back."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.signals.season import SEASONS, adjust, find_season, season_ahead

WEEK = [100.0, 102, 104, 103, 99, 60, 55]


def weeks(n, seed=1):
    source = random.Random(seed)
    return [value + source.gauss(0, 3) for _ in range(n) for value in WEEK]


def test_a_weekly_pattern_is_found_in_daily_readings():
    assert find_season(weeks(6), SEASONS["day"]) == 7


def test_noise_and_random_walks_have_no_season():
    source = random.Random(5)
    for _ in range(20):
        steps = [source.gauss(0, 1) for _ in range(120)]
        walk = [sum(steps[: i + 1]) for i in range(120)]
        assert find_season(steps, (7, 12)) is None
        assert find_season(walk, (7, 12)) is None


def test_a_season_needs_three_of_itself_to_be_found():
    assert find_season(weeks(2), (7,)) is None
    assert find_season([], (7,)) is None
    assert find_season([3.0] * 100, (7,)) is None


def test_a_forecast_reckons_with_the_only_season_and_with_the_likelier_of_two():
    assert season_ahead([1.0, 2.0], SEASONS["day"]) == 7
    assert season_ahead([1.0, 2.0], SEASONS["year"]) is None
    hours = [100 + 10 * (hour % 24 in range(8, 18)) for hour in range(24 * 7 * 4)]
    weekly = [value - 9 * (hour // 24 % 7 >= 5) * (value - 100) / 10 for hour, value in enumerate(hours)]
    assert season_ahead(weekly, SEASONS["hour"]) == 168
    assert season_ahead(weekly[: 24 * 9], SEASONS["hour"]) == 24, "too short to know its week"


def test_a_season_is_found_across_gaps():
    values = weeks(10)
    values[5] = values[23] = values[44] = None
    assert find_season(values, (7,)) == 7


def test_positive_values_get_factors_and_others_differences():
    assert adjust(weeks(4), 7).multiplicative
    assert not adjust([value - 80 for value in weeks(4)], 7).multiplicative


def test_the_factors_are_the_pattern():
    factors = adjust(weeks(20), 7).factors
    mean = sum(WEEK) / 7
    assert factors == pytest.approx([value / mean for value in WEEK], abs=0.03)


def test_one_odd_year_does_not_move_the_factors():
    values = weeks(20)
    plain = adjust(values, 7).factors
    values[70] *= 10
    assert adjust(values, 7).factors == pytest.approx(plain, abs=0.05)


def test_too_few_readings_have_no_adjustment():
    assert adjust(weeks(1), 7) is None
    assert adjust([1.0, *[None] * 30], 7) is None


def test_a_season_of_one_period_is_refused():
    with pytest.raises(ValueError, match="at least 2 periods"):
        adjust(weeks(4), 1)


@settings(max_examples=40)
@given(st.integers(0, 500), st.floats(1, 1e6))
def test_restoring_undoes_removing(position, value):
    seasonal = adjust(weeks(4), 7)
    assert seasonal.restore(seasonal.remove(value, position), position) == pytest.approx(value)
