"""Trend, variance and contributions, apart and in one structure."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.signals.band import Band
from headway.signals.contribution import of_ratio, of_sum
from headway.signals.deepdive import deep_dive
from headway.signals.trend import trend
from headway.signals.variance import variance
from headway.signals.xmr import behaviour

CHURN = [3.5, 3.8, 3.6, 3.9, 3.4, 3.7, 3.6, 3.3, 3.8, 3.5, 3.7, 3.6, 4.1]

parts = st.dictionaries(
    st.sampled_from("abcd"), st.tuples(st.integers(0, 50), st.integers(1, 100)), min_size=1, max_size=4
)


def noise(n, seed=1):
    source = random.Random(seed)
    return [source.gauss(50, 1) for _ in range(n)]


def test_a_climb_is_up_with_its_slope():
    found = trend([value + 2 * at for at, value in enumerate(noise(20))], over=20)
    assert found.direction == "up"
    assert found.lower < 2 < found.upper


def test_noise_is_mostly_flat():
    directions = [trend(noise(12, seed)).direction for seed in range(60)]
    assert directions.count("flat") >= 50


def test_a_straight_line_and_a_constant_have_no_error():
    assert trend([float(at) for at in range(12)]).lower == pytest.approx(1)
    assert trend([5.0] * 12).direction == "flat"


def test_few_readings_have_no_trend():
    assert trend([1.0, 2.0, None, 3.0]) is None


def test_differences_against_target_last_period_and_last_year():
    found = variance(CHURN, behaviour(CHURN), target=3.0, year=12)
    assert found.value == 4.1
    assert found.target.change == pytest.approx(1.1)
    assert found.last_period.change == pytest.approx(0.5)
    assert found.last_period.beyond_noise is False
    assert found.last_year.base == 3.5
    assert found.last_year.relative == pytest.approx(0.6 / 3.5)


def test_a_target_that_is_met_is_no_gap_even_outside_the_usual_range():
    values = [*[5.0, 5.2, 4.9, 5.1] * 4, 9.0]
    assert variance(values, behaviour(values), target=9.0).target.beyond_noise is False
    assert variance(values, behaviour(values), target=9.1).target.beyond_noise is True


def test_a_large_step_is_more_than_noise():
    values = [*CHURN, 6.0]
    assert variance(values, behaviour(values)).last_period.beyond_noise is True


def test_nothing_to_compare_with_is_none():
    found = variance([5.0], behaviour([5.0]), year=12)
    assert (found.target, found.last_period, found.last_year) == (None, None, None)
    assert variance([None], behaviour([None])) is None
    assert variance([0.0, 5.0], behaviour([0.0, 5.0])).last_period.relative is None


def test_contributions_to_a_sum_are_ranked():
    found = of_sum({"north": 10, "south": 5}, {"north": 11, "east": 4})
    assert [(part.name, part.total) for part in found] == [("south", -5), ("east", 4), ("north", 1)]


def test_a_ratio_can_fall_though_every_part_rises():
    found = of_ratio({"web": (10, 100), "shop": (80, 100)}, {"web": (36, 300), "shop": (85, 100)})
    assert all(part.rate > 0 for part in found)
    assert sum(part.total for part in found) == pytest.approx(121 / 400 - 90 / 200)
    assert sum(part.mix for part in found) < 0


@settings(max_examples=40)
@given(parts, parts)
def test_contributions_add_up_to_the_change_of_the_whole(before, after):
    whole = [sum(top for top, _ in side.values()) / sum(size for _, size in side.values()) for side in (before, after)]
    assert sum(part.total for part in of_ratio(before, after)) == pytest.approx(whole[1] - whole[0], abs=1e-9)


def test_the_ratio_of_nothing_is_refused():
    with pytest.raises(ValueError, match="add up to 0"):
        of_ratio({"a": (1, 0)}, {"a": (1, 1)})


def test_one_structure_and_one_paragraph():
    found = deep_dive(
        CHURN,
        name="Churn",
        unit="%",
        target=3.0,
        band=Band(upper=4.0),
        year=12,
        contributions=of_sum({"north": 2.0, "south": 1.6}, {"north": 2.5, "south": 1.6}),
    )
    assert found.text == (
        "Churn rose to 4.1 %; that is inside its usual range of 2.9–4.5 %, so nothing has changed yet."
        " Its mean is inside the band: such gaps usually close by themselves."
        " It is 1.1 above its target of 3.0 % and 0.6 above the 3.5 % of a year ago."
        " Over the last 12 readings it has no trend. Most of the change came from north (+0.5)."
    )
    assert found.adherence.share == pytest.approx(12 / 13)


def test_a_deep_dive_into_nothing_says_so():
    assert deep_dive([]).text == "There is no reading yet."
