"""Bands from history, and targets beyond it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.signals.suggest import beyond_history, suggest_band

HISTORY = [14.1, 13.2, 15.0, 14.6, 13.9, 14.8, 14.2, 13.5, 15.1, 14.4]


def test_the_direction_of_good_decides_the_sides():
    assert suggest_band(HISTORY, "up").band.upper is None
    assert suggest_band(HISTORY, "down").band.lower is None
    both = suggest_band(HISTORY, "within")
    assert (both.band.lower, both.band.upper) == (11.8, 16.8)
    assert both.band.lower <= both.lower < both.upper <= both.band.upper


def test_figures_are_never_finer_than_the_metric():
    band = suggest_band(HISTORY, "within", decimals=0).band
    assert (band.lower, band.upper) == (11.0, 17.0)


def test_a_count_is_never_bounded_below_zero():
    assert suggest_band([3.0, 0.0, 9.0, 1.0, 7.0, 0.0, 2.0, 8.0], "up").band.lower == 0.0


def test_fewer_than_eight_readings_suggest_nothing():
    assert suggest_band(HISTORY[:7], "up") is None


def test_a_constant_history_suggests_its_value():
    band = suggest_band([99.5] * 10, "within").band
    assert band.contains(99.5)
    assert band.upper - band.lower <= 5


def test_a_season_is_held_by_the_band():
    source = random.Random(1)
    values = [100 + 20 * (at % 4) + source.gauss(0, 1) for at in range(40)]
    band = suggest_band(values, "within", season=4).band
    assert all(band.contains(value) for value in values)


def test_a_target_that_no_reading_reached_is_told():
    warning = beyond_history(18.0, HISTORY, "up")
    assert (warning.best, warning.best_at, warning.n) == (15.1, 8, 10)
    assert warning.sigmas > 3
    assert beyond_history(15.1, HISTORY, "up") is None
    assert beyond_history(13.0, HISTORY, "down").best == 13.2
    assert beyond_history(13.2, HISTORY, "down") is None


def test_no_history_warns_of_nothing():
    assert beyond_history(18.0, [None], "up") is None


def test_another_direction_is_refused():
    with pytest.raises(ValueError, match='not "sideways"'):
        suggest_band(HISTORY, "sideways")


@settings(max_examples=40)
@given(st.lists(st.integers(-10_000, 10_000).map(float), min_size=8, max_size=40))
def test_a_two_sided_suggestion_holds_the_usual_range(values):
    found = suggest_band(values, "within")
    assert found.band.upper >= found.upper - 1e-6
    assert found.band.lower <= found.lower + 1e-6 or found.band.lower == 0
