"""Share of readings and of time inside the band, and breach intervals."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.signals.adherence import Breach, adherence
from headway.signals.band import Band

values = st.lists(st.one_of(st.none(), st.integers(0, 10).map(float)), max_size=40)


def test_share_of_readings_and_every_breach():
    found = adherence([5.0, 11.0, 12.0, 5.0, 0.5, None, 0.2, 5.0], Band(1, 10))
    assert (found.n, found.inside, found.missing) == (7, 3, 1)
    assert found.share == pytest.approx(3 / 7)
    assert found.breaches == (
        Breach(1, 2, "above", 2.0, 12.0),
        Breach(4, 4, "below", 1.0, 0.5),
        Breach(6, 6, "below", 1.0, 0.2),
    )


def test_time_counts_the_length_of_each_period():
    found = adherence([5.0, 11.0], Band(upper=10), durations=[23, 1])
    assert (found.share, found.time_share) == (0.5, 23 / 24)


def test_each_reading_is_judged_by_the_band_in_force_then():
    found = adherence([5.0, 5.0, 5.0], [Band(lower=4), Band(lower=6), None])
    assert (found.n, found.inside, found.missing) == (2, 1, 1)


def test_bounds_belong_to_the_band():
    assert adherence([1.0, 10.0], Band(1, 10)).share == 1


def test_nothing_measured_has_no_share():
    found = adherence([None, math.nan], Band(1, 10))
    assert (found.share, found.time_share, found.breaches) == (None, None, ())


def test_lengths_that_differ_are_refused():
    with pytest.raises(ValueError, match="as many bands"):
        adherence([1.0, 2.0], Band(1, 10), durations=[1.0])


def test_a_band_upside_down_is_refused():
    with pytest.raises(ValueError, match="cannot start at 5"):
        Band(5, 4)


@settings(max_examples=40)
@given(values)
def test_breaches_and_inside_make_up_all_measured_time(series):
    found = adherence(series, Band(3, 7))
    assert found.time == found.time_inside + sum(breach.duration for breach in found.breaches)
    assert found.n + found.missing == len(series)
