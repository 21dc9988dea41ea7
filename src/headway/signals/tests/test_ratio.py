"""Ratio KPIs: limits that follow the denominator."""

from __future__ import annotations

import random
from math import sqrt

import pytest

from headway.signals.detection import OUTSIDE
from headway.signals.limits import moving_ranges
from headway.signals.ratio import ratio_behaviour


def cases(n, share=0.2, seed=1, sizes=(40, 400)):
    source = random.Random(seed)
    denominators = [source.choice(sizes) for _ in range(n)]
    return [sum(source.random() < share for _ in range(size)) for size in denominators], denominators


def test_the_mean_is_the_ratio_of_the_sums():
    found = ratio_behaviour([1, 90] * 6, [10, 100] * 6)
    assert found.phases[0].ratio == pytest.approx(91 / 110)


def test_limits_are_wider_where_the_denominator_is_small():
    tops, sizes = cases(30)
    found = ratio_behaviour(tops, sizes, locked=[0])
    few, many = sizes.index(40), sizes.index(400)
    width = [found.range_at(at)[2] - found.range_at(at)[0] for at in (few, many)]
    assert width[0] / width[1] == pytest.approx(sqrt(10))


def test_limits_by_hand():
    tops, sizes = [2, 4, 3, 5, 2, 3, 4, 3], [10, 16, 10, 16, 10, 16, 10, 16]
    found = ratio_behaviour(tops, sizes)
    ratio = 26 / 104
    scaled = [(top / size - ratio) * sqrt(size) for top, size in zip(tops, sizes, strict=True)]
    reach = 2.66 * sum(moving_ranges(scaled)) / 7 / sqrt(16)
    assert found.range_at(1) == pytest.approx((ratio - reach, ratio, ratio + reach))


def test_a_far_share_of_few_cases_is_noise_and_of_many_a_signal():
    tops, sizes = cases(40)
    few, many = ratio_behaviour([*tops, 13], [*sizes, 40]), ratio_behaviour([*tops, 130], [*sizes, 400])
    assert not [signal for signal in few.signals if signal.rule == OUTSIDE and signal.at == 40]
    assert [signal.value for signal in many.signals if signal.rule == OUTSIDE and signal.at == 40] == [130 / 400]


def test_periods_without_cases_are_missing():
    found = ratio_behaviour([1, 0, None, *[2] * 8], [10, 0, 10, *[10] * 8])
    assert found.ratios[1:3] == (None, None)
    assert found.n == 9
    assert found.range_at(1) is None


def test_a_shift_opens_a_phase():
    before, after = cases(20, 0.2, sizes=(200,)), cases(20, 0.5, seed=2, sizes=(200,))
    found = ratio_behaviour(before[0] + after[0], before[1] + after[1])
    assert [phase.start for phase in found.phases] == [0, 20]
    assert any(signal.since == 20 for signal in found.signals)


def test_lengths_that_differ_and_negative_denominators_are_refused():
    with pytest.raises(ValueError, match="as many denominators"):
        ratio_behaviour([1], [1, 2])
    with pytest.raises(ValueError, match="negative"):
        ratio_behaviour([1], [-1])
