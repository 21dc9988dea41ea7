"""The moving range of each reading, by hand and by property."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.signals.detection import RANGE
from headway.signals.ranges import ranges_of
from headway.signals.tests.test_xmr import TRADE_DEFICIT, noise
from headway.signals.xmr import behaviour


def test_the_ranges_of_the_trade_deficit_match_the_book():
    sizes = [one.size for one in ranges_of(behaviour(TRADE_DEFICIT))]
    assert sizes == pytest.approx([2.3, 1.6, 0.1, 1.0, 1.6, 0.7, 0.7, 1.5, 3.4, 4.3, 1.1])


def test_a_range_above_the_limit_is_the_signal_of_the_range_rule():
    values = [*noise(12), 30.0, *noise(6, seed=2)]
    found = behaviour(values)
    beyond = [one.at for one in ranges_of(found) if one.beyond]
    assert beyond == [signal.at for signal in found.signals if signal.rule == RANGE]
    assert 12 in beyond


def test_a_new_phase_begins_without_a_range_and_a_gap_is_stepped_over():
    values = [*noise(12), None, *noise(12, mean=20, seed=3)]
    found = behaviour(values)
    assert len(found.phases) == 2
    places = [one.at for one in ranges_of(found)]
    assert found.phases[1].start not in places
    assert len(places) == found.n - len(found.phases)


@given(st.lists(st.integers(-1000, 1000).map(float) | st.none(), max_size=60))
def test_their_mean_in_each_phase_is_what_its_limits_rest_on(values):
    found = behaviour(values)
    for phase in found.phases:
        sizes = [one.size for one in ranges_of(found) if phase.start <= one.at <= phase.end]
        assert phase.mr_mean == pytest.approx(sum(sizes) / len(sizes) if sizes else 0.0)
