"""A running total is forecast from its steps, with ranges that hold as often as they say."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.signals.forecast import TooFewReadingsError
from headway.signals.reach import reach_level
from headway.signals.running import running_forecast, steps_of

AHEAD = 12


def total(steps):
    return np.cumsum(np.array(steps, dtype=float)).tolist()


def test_equal_steps_go_on():
    made = running_forecast(total([5] * 20), 4)
    assert made.median == pytest.approx((105, 110, 115, 120))
    assert made.quantile(0.9) == pytest.approx(made.median)
    assert made.method.startswith("sum of steps")


def test_a_total_that_never_fell_never_falls_ahead():
    totals = total([0, 3, 0, 0, 8, 0, 1, 0, 0, 5, 0, 2])
    made = running_forecast(totals, AHEAD)
    assert min(made.quantile(0.025)) >= totals[-1]
    assert made.paths(200).min() >= totals[-1]
    assert list(made.median) == sorted(made.median)


def test_a_reset_counts_from_zero():
    assert steps_of(list(enumerate([10, 20, 5, 15]))).tolist() == [10, 5, 10]


def test_what_was_added_over_a_gap_was_added_evenly():
    assert steps_of([(0, 10), (1, 12), (4, 18)]).tolist() == [2, 2, 2, 2]
    assert running_forecast([2, 4, 6, None, 10, 12, 14, 16, 18, 20], 2).median == pytest.approx((22, 24))


def test_after_two_resets_it_reaches_as_far_as_the_next_one():
    year = total([10] * 12)
    made = running_forecast(year + year[:5], 12)
    assert made.horizon == 12, "what came before the first reset may not have been whole"
    made = running_forecast(year * 2 + year[:5], 12)
    assert (made.horizon, made.median[-1]) == (7, pytest.approx(120))


def test_seven_steps_are_too_few():
    with pytest.raises(TooFewReadingsError, match="one reading more"):
        running_forecast(total([1] * 8), 3)
    with pytest.raises(ValueError, match="at least 1 period"):
        running_forecast(total([1] * 9), 0)


@pytest.mark.parametrize(("kind", "most"), [("counts", 0.9), ("wandering", 0.92)])
def test_its_ranges_hold_as_often_as_they_say(kind, most):
    """Of many totals, 80 % ranges a quarter ahead hold about that often; added single ranges held nearly always."""
    source = np.random.default_rng(7)
    held = 0
    for _ in range(60):
        steps = source.poisson(20, 116) if kind == "counts" else 100 + np.cumsum(source.normal(0, 2, 116))
        totals = total(steps)
        made = running_forecast(totals[:104], AHEAD)
        held += made.quantile(0.1)[-1] <= totals[104 + AHEAD - 1] <= made.quantile(0.9)[-1]
    assert 0.62 <= held / 60 <= most


def test_the_chance_falls_with_the_target_and_agrees_with_the_paths():
    made = running_forecast(total(np.random.default_rng(3).poisson(20, 60)), AHEAD)
    chances = [reach_level(made, made.median[-1] + more, AHEAD, up=True).probability for more in (-40, 0, 40)]
    assert chances == sorted(chances, reverse=True)
    assert chances[1] == pytest.approx(0.5, abs=0.02)
    paths = made.paths(4000)[:, -1]
    assert chances[2] == pytest.approx((paths >= made.median[-1] + 40).mean(), abs=0.05)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6)), min_size=9, max_size=60), st.integers(1, 20))
def test_whatever_the_totals_its_numbers_are_finite_and_in_order(totals, horizon):
    if sum(value is not None for value in totals) < 9:
        return
    made = running_forecast(totals, horizon)
    low, high = made.quantile(0.1), made.quantile(0.9)
    assert len(made.median) == made.horizon <= horizon
    assert all(np.isfinite([*low, *made.median, *high]))
    assert all(a <= b + 1e-6 for a, b in zip(low, high, strict=True))
    assert np.isfinite(made.paths(20)).all()
