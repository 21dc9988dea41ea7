"""Anomaly scores: causal, bounded, told once, on slow and fast grains."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.signals.anomaly import anomaly_scores
from headway.signals.tails import surprisals


def noise(n, seed=1, mean=100.0):
    source = random.Random(seed)
    return [source.gauss(mean, 3) for _ in range(n)]


def days(n, seed=1):
    source = random.Random(seed)
    return [100 + 40 * math.sin(2 * math.pi * at / 48) + source.gauss(0, 3) for at in range(48 * n)]


def autocorrelated(n, seed=1):
    source = random.Random(seed)
    values = [0.0]
    for _ in range(n - 1):
        values.append(0.9 * values[-1] + source.gauss(0, 1))
    return values


def test_a_spike_scores_high_and_the_readings_before_it_do_not():
    values = noise(100)
    values[80] = 140
    scores = anomaly_scores(values)
    assert scores[80] > 0.7
    assert max(scores[20:80]) < scores[80]


def test_a_spike_among_forty_monthly_readings_is_seen():
    values = noise(40)
    values[35] = 150
    assert max(range(40), key=anomaly_scores(values).__getitem__) == 35


def test_a_lasting_change_is_told_at_its_start_and_not_again():
    values = [*noise(200), *noise(100, seed=2, mean=130)]
    scores = anomaly_scores(values)
    assert max(scores[200:206]) > 0.5
    assert max(scores[206:]) < 0.5


def test_a_missing_peak_is_unusual_for_its_time_of_day_only():
    values = days(12)
    values[48 * 10 + 6 : 48 * 10 + 20] = [100.0 + at % 3 for at in range(14)]
    seasonal = anomaly_scores(values, season=48)
    assert max(seasonal[486:500]) > max(seasonal[300:480])
    assert max(seasonal[486:500]) > 0.5


def test_autocorrelated_readings_raise_few_alarms():
    alarms = sum(score >= 0.5 for score in anomaly_scores(autocorrelated(2000)))
    assert alarms <= 10


def test_a_flat_series_never_scores():
    assert set(anomaly_scores([45.0] * 300, season=24)) == {0.0}


def test_the_first_twenty_readings_are_not_judged():
    assert set(anomaly_scores([*noise(19), 1e6])) == {0.0}


def test_missing_readings_score_nothing_and_change_no_other_score_before_them():
    values = noise(100)
    with_gap = [*values[:60], None, math.nan, *values[60:]]
    scores = anomaly_scores(with_gap)
    assert scores[60:62] == (0.0, 0.0)
    assert scores[:60] == anomaly_scores(values)[:60]
    assert anomaly_scores([None, None]) == (0.0, 0.0)
    assert anomaly_scores([]) == ()


def test_the_first_reading_after_missing_ones_is_where_the_series_begins():
    assert anomaly_scores([None, None, *noise(80)])[2:] == anomaly_scores(noise(80))


def test_infinite_readings_and_odd_seasons_are_refused():
    with pytest.raises(ValueError, match="position 1 is infinite"):
        anomaly_scores([1.0, math.inf])
    with pytest.raises(ValueError, match="at least 2"):
        anomaly_scores([1.0], season=1)


@settings(max_examples=12, deadline=None)
@given(st.integers(1, 400), st.sampled_from([None, 7, 48]), st.booleans())
def test_scores_are_causal(cut, season, walk):
    values = autocorrelated(400, seed=3) if walk else days(9)[:400]
    whole = anomaly_scores(values, season=season)
    assert anomaly_scores(values[:cut], season=season) == whole[:cut]
    assert all(0 <= score < 1 for score in whole)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from([1e-3, 0.5, 8.0, 1e6]))
def test_scores_do_not_depend_on_the_unit(factor):
    values = autocorrelated(300, seed=5)
    scaled = anomaly_scores([value * factor for value in values])
    assert scaled == pytest.approx(anomaly_scores(values), abs=1e-6)


def test_the_surprise_of_exponential_values_is_their_own_tail():
    draws = np.random.default_rng(1).exponential(size=(1, 6000))
    draws[0, 5999] = 12.0
    assert surprisals(draws)[0, 5999] == pytest.approx(12 / math.log(10), abs=1.2)
