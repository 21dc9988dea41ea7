"""Chances of arriving: level, count-up and stay-inside targets."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.signals.band import Band
from headway.signals.forecast import forecast
from headway.signals.reach import reach_level, reach_total, stay_inside
from headway.signals.running import running_forecast
from headway.signals.spread import student, student_chance


def walk(n=60, seed=1, start=1000.0):
    source = random.Random(seed)
    values = [start]
    for _ in range(n - 1):
        values.append(values[-1] + source.gauss(0, 5))
    return values


MADE = forecast(walk(), 12)


def test_the_median_is_reached_half_the_time():
    found = reach_level(MADE, MADE.median[5], 6, up=True)
    assert found.probability == pytest.approx(0.5)
    assert found.median_at_date == MADE.median[5]
    assert (found.method, found.n) == (MADE.method, 60)


def test_a_quantile_is_reached_about_as_often_as_it_says_and_never_more_often():
    upper = MADE.intervals[80.0][1][5]
    beyond = reach_level(MADE, upper, 6, up=True).probability
    assert 0.085 <= beyond <= 0.1
    assert reach_level(MADE, upper, 6, up=False).probability == pytest.approx(1 - beyond)


def test_simulated_paths_say_the_same_as_the_level():
    target = MADE.intervals[50.0][1][11]
    share = (MADE.paths(4000)[:, 11] >= target).mean()
    assert reach_level(MADE, target, 12, up=True).probability == pytest.approx(share, abs=0.03)


def test_counting_up_adds_what_is_there_already():
    made = forecast([10.0, 12.0, 11.0, 9.0, 10.0, 13.0, 11.0, 10.0] * 3, 6)
    assert reach_total(made, 165, 6, so_far=100).probability == pytest.approx(0.5, abs=0.3)
    assert reach_total(made, 100, 6, so_far=100).probability > 0.99
    assert reach_total(made, 400, 6, so_far=100).probability < 0.01
    assert reach_total(made, 165, 6, so_far=100).median_at_date == pytest.approx(164, abs=4)


def test_a_total_is_as_sure_as_sums_were_before():
    """What cancels out makes a sum surer than its parts, what stays together does not."""
    source = np.random.default_rng(5)
    noise = forecast((100 + source.normal(0, 10, 200)).tolist(), 12)
    walking = forecast((1000 + np.cumsum(source.normal(0, 10, 200))).tolist(), 12)

    def width(made):
        sums = made.total()
        return (sums.quantile(0.9)[-1] - sums.quantile(0.1)[-1]) / (made.quantile(0.9)[-1] - made.quantile(0.1)[-1])

    assert 2 < width(noise) < 6, "independent errors: about √12 times one period's"
    assert 6 < width(walking) < 12


def test_a_total_and_the_running_total_are_one_forecast():
    steps = (50 + np.random.default_rng(9).normal(0, 5, 80)).tolist()
    counted = reach_total(forecast(steps, 6), sum(steps) + 310, 6, so_far=sum(steps))
    running = reach_level(running_forecast([0.0, *np.cumsum(steps)], 6), sum(steps) + 310, 6, up=True)
    assert counted.probability == pytest.approx(running.probability)
    assert counted.median_at_date == pytest.approx(running.median_at_date)
    assert counted.method == running.method


@pytest.mark.parametrize("lowest", [0.0, 40.0])
def test_paths_of_a_total_spread_as_its_ranges(lowest):
    steps = np.maximum(np.random.default_rng(4).normal(60, 15, 120), lowest)
    made = forecast(steps.tolist(), 12).total(500.0)
    paths = made.paths(4000)
    for at in (0, 5, 11):
        assert (paths[:, at] <= made.quantile(0.9)[at]).mean() == pytest.approx(0.9, abs=0.03)
    together = np.corrcoef(paths[:, 10] - 500, paths[:, 11] - 500)[0, 1]
    assert together > 0.8, "two totals a period apart share nearly all of their way"


def test_staying_inside_grows_less_likely_with_time_and_with_a_narrower_band():
    wide, narrow = Band(950, 1050), Band(980, 1020)
    assert stay_inside(MADE, wide, 3).probability >= stay_inside(MADE, wide, 12).probability
    assert stay_inside(MADE, wide, 12).probability >= stay_inside(MADE, narrow, 12).probability
    assert stay_inside(MADE, Band(), 12).probability == 1


def test_a_count_is_always_at_least_zero():
    made = forecast([0.0, 1.0, 0.0, 2.0, 0.0, 1.0, 3.0, 0.0] * 3, 4)
    assert reach_level(made, 0, 4, up=True).probability == 1
    share = forecast([97.0, 98.0, 99.0, 98.5] * 6, 4, bounds=(0, 100))
    assert reach_level(share, 100.5, 4, up=True).probability == 0


def test_a_constant_series_arrives_only_where_it_is():
    made = forecast([5.0] * 20, 4)
    assert reach_level(made, 6, 4, up=True).probability == 0
    assert reach_level(made, 4, 4, up=True).probability == 1


def test_a_date_beyond_the_forecast_is_refused():
    with pytest.raises(ValueError, match="1 to 12 periods ahead, not 13"):
        reach_level(MADE, 1000, 13, up=True)


@settings(deadline=None)
@given(st.floats(500, 1500), st.floats(500, 1500), st.integers(1, 12))
def test_a_higher_target_is_never_likelier(one, other, step):
    low, high = sorted((one, other))
    easy, hard = reach_level(MADE, low, step, up=True), reach_level(MADE, high, step, up=True)
    assert 0 <= hard.probability <= easy.probability + 1e-12 <= 1 + 1e-12


@given(st.floats(0.001, 0.999))
def test_the_chance_of_a_quantile_is_its_probability(probability):
    assert student_chance(student(probability)) == pytest.approx(probability, abs=2e-3)
