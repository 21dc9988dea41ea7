"""Forecasts: what they follow, what their intervals cover, and what they refuse."""

from __future__ import annotations

import math
import random
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.signals.autoregression import on_changes, on_seasonal_changes
from headway.signals.forecast import TooFewReadingsError, forecast
from headway.signals.pattern import is_seasonal, seasonal_pattern
from headway.signals.smoothing import damped, theta
from headway.signals.spread import Spread, student

series = st.lists(st.integers(1, 10_000).map(float), min_size=4, max_size=60)


def monthly(n, seed=1, slope=0.5):
    source = random.Random(seed)
    return [100 + slope * at + 20 * math.sin(2 * math.pi * at / 12) + source.gauss(0, 2) for at in range(n)]


def walk(n, seed):
    source = random.Random(seed)
    values = [1000.0]
    for _ in range(n - 1):
        values.append(values[-1] + source.gauss(0, 5))
    return values


def test_a_trend_with_a_season_goes_on():
    truth = monthly(96)
    made = forecast(truth[:84], 12, season=12)
    misses = [abs(a - b) for a, b in zip(made.median, truth[84:], strict=True)]
    assert sum(misses) / 12 < 4
    assert made.method.startswith("median of theta, damped trend, autoregression")


def test_a_constant_series_stays_with_no_spread():
    made = forecast([5.0] * 30, 6, season=12)
    assert made.median == pytest.approx([5.0] * 6)
    assert made.intervals[95.0][0] == pytest.approx([5.0] * 6)


def test_intervals_cover_what_they_say_on_random_walks():
    inside = total = 0
    for seed in range(60):
        values = walk(90, seed)
        lower, upper = forecast(values[:80], 10).intervals[80.0]
        inside += sum(low <= v <= high for low, v, high in zip(lower, values[80:], upper, strict=True))
        total += 10
    assert 0.70 < inside / total < 0.92


def test_a_wider_level_holds_the_narrower():
    made = forecast(monthly(60), 12, season=12, levels=(50, 80, 95))
    for narrow, wide in ((50, 80), (80, 95)):
        assert all(a >= b for a, b in zip(made.intervals[narrow][0], made.intervals[wide][0], strict=True))
        assert all(a <= b for a, b in zip(made.intervals[narrow][1], made.intervals[wide][1], strict=True))


def test_paths_agree_with_the_quantiles_and_repeat():
    made = forecast(monthly(60), 12, season=12)
    paths = made.paths(4000)
    shares = (paths <= np.array(made.quantile(0.9))).mean(axis=0)
    assert shares == pytest.approx([0.9] * 12, abs=0.03)
    assert (paths == made.paths(4000)).all()


def test_counts_never_fall_below_zero_nor_shares_above_their_bound():
    source = random.Random(3)
    made = forecast([float(source.choice((0, 0, 0, 1, 4))) for _ in range(40)], 8)
    assert min(made.intervals[95.0][0]) == 0
    full = forecast([source.uniform(97, 100) for _ in range(40)], 8, bounds=(0, 100))
    assert max(full.intervals[95.0][1]) <= 100


def test_gaps_are_bridged_and_a_late_gap_keeps_the_last_reading():
    values = monthly(60)
    with_gaps = [None, *values[:20], None, *values[21:], math.nan]
    made = forecast(with_gaps, 3, season=12)
    assert all(math.isfinite(value) for value in made.median)


def test_too_few_readings_say_how_many_it_takes():
    with pytest.raises(TooFewReadingsError, match="at least 4 readings; there are 2"):
        forecast([1.0, None, 2.0], 3)
    assert len(forecast([1.0, 2.0, 1.0, 3.0], 3).median) == 3


@pytest.mark.parametrize(
    ("options", "words"),
    [({"horizon": 0}, "at least 1 period ahead"), ({"levels": (100,)}, "between 0 and 100"), ({"season": 0}, "season")],
)
def test_impossible_questions_are_refused(options, words):
    with pytest.raises(ValueError, match=words):
        forecast([1.0, 2.0, 3.0, 4.0], **{"horizon": 2, **options})


def test_infinite_readings_are_refused_with_their_place():
    with pytest.raises(ValueError, match="position 2 is infinite"):
        forecast([1.0, 2.0, math.inf, 3.0, 4.0], 2)


@settings(max_examples=40, deadline=None)
@given(series, st.sampled_from([None, 4, 7, 12]))
def test_every_forecast_is_finite_ordered_and_above_zero(values, season):
    made = forecast(values, 6, season=season)
    lower, upper = made.intervals[95.0]
    for low, middle, high in zip(lower, made.median, upper, strict=True):
        assert 0 <= low <= middle <= high < math.inf


@settings(max_examples=20, deadline=None)
@given(series, st.sampled_from([0.001, 1000.0]))
def test_a_forecast_does_not_depend_on_the_unit(values, factor):
    made = forecast(values, 4, season=4)
    scaled = forecast([value * factor for value in values], 4, season=4)
    assert scaled.median == pytest.approx([value * factor for value in made.median], rel=1e-4)


def test_earlier_forecasts_of_smoothing_are_made_from_the_past():
    values = np.array(monthly(40))
    line = np.arange(40.0)
    assert theta(line, 3)[-1] == pytest.approx([39.5, 40.0, 40.5], abs=0.6)
    assert damped(line, 2)[-1, 0] == pytest.approx(40, abs=0.1)
    assert damped(values, 3).shape == theta(values, 3).shape == (40, 3)


def test_autoregression_follows_a_repeating_change():
    values = np.array([0.0, 1.0, 3.0] * 30) + np.arange(90)
    assert on_changes(values, 3, 1)[-1] == pytest.approx([90, 92, 95], abs=0.5)
    assert on_seasonal_changes(values, 4, 3)[-1] == pytest.approx([90, 92, 95, 93], abs=0.5)
    assert np.isnan(on_seasonal_changes(values, 4, 3)[0]).all()


def test_the_pattern_is_found_and_noise_has_next_to_none():
    values = np.array(monthly(96, slope=0))
    assert is_seasonal(values, 12)
    assert seasonal_pattern(values, 12) == pytest.approx(
        [20 * math.sin(2 * math.pi * at / 12) for at in range(12)], abs=3
    )
    noise = np.random.default_rng(1).normal(size=96)
    assert np.abs(seasonal_pattern(noise, 12)).max() < 0.5


def test_student_quantiles_match_the_tables():
    assert [student(p) for p in (0.9, 0.975, 0.995)] == pytest.approx([1.397, 2.306, 3.355], abs=3e-3)
    assert student(0.5) == 0
    assert student(0.975) > NormalDist().inv_cdf(0.975)


def test_a_season_widens_what_comes_next_and_hardly_what_comes_late():
    plain, seasonal = Spread(2.0, 0.5), Spread(2.0, 0.5, near=0.15)
    wider = seasonal.quantile(0.9, 15) / plain.quantile(0.9, 15)
    assert wider[[0, 1, 14]] == pytest.approx([1.15, 1.075, 1.01])
    error = float(seasonal.quantile(0.9, 1)[0])
    assert seasonal.chance_below(error, 1) == pytest.approx(0.9, abs=1e-3)
    assert np.abs(seasonal.paths(500, 3, 1)[:, 0]).mean() / np.abs(
        plain.paths(500, 3, 1)[:, 0]
    ).mean() == pytest.approx(1.15)
    assert forecast(monthly(60), 1, season=12).spread.near > 0
    assert forecast(monthly(60), 1).spread.near == forecast(monthly(35), 1, season=12).spread.near == 0


def test_paths_spread_as_the_horizon_grows():
    paths = Spread(2.0, 0.5).paths(4000, 16, seed=1)
    ratio = np.abs(paths[:, 15]).mean() / np.abs(paths[:, 0]).mean()
    assert ratio == pytest.approx(4, rel=0.1)
