"""Process behaviour: limits by hand, rules, phases, gaps, short and constant series."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from headway.signals.detection import NEAR_LIMIT, OUTSIDE, RANGE, RUN
from headway.signals.limits import natural_limits
from headway.signals.xmr import baseline, behaviour, usual_range

# Monthly US trade deficit of 1987 in billion dollars, worked by hand in Wheeler's "Understanding
# Variation" (1993), chapter 2; and twenty loan costs of Montgomery's "Statistical Quality Control".
TRADE_DEFICIT = [10.7, 13.0, 11.4, 11.5, 12.5, 14.1, 14.8, 14.1, 12.6, 16.0, 11.7, 10.6]
LOAN_COSTS = [
    310,
    288,
    297,
    298,
    307,
    303,
    294,
    297,
    308,
    306,
    294,
    299,
    297,
    299,
    314,
    295,
    293,
    306,
    301,
    304,
]

readings = st.lists(st.integers(-1000, 1000).map(float), min_size=1, max_size=80)


def noise(n, mean=0.0, seed=1):
    source = random.Random(seed)
    return [source.gauss(mean, 1) for _ in range(n)]


def rules_of(values, **options):
    return [(signal.rule, signal.at, signal.direction) for signal in behaviour(values, **options).signals]


def test_limits_of_the_trade_deficit_match_the_book():
    phase = behaviour(TRADE_DEFICIT).current
    assert phase.mean == pytest.approx(12.75)
    assert phase.mr_mean == pytest.approx(18.3 / 11)
    assert (round(phase.lower, 1), round(phase.upper, 1), round(phase.mr_upper, 1)) == (8.3, 17.2, 5.4)
    assert behaviour(TRADE_DEFICIT).signals == ()


def test_limits_of_the_loan_costs_match_the_book():
    phase = behaviour(LOAN_COSTS).current
    assert phase.mean == 300.5
    assert phase.mr_mean == pytest.approx(7.789, abs=1e-3)
    assert (round(phase.lower, 2), round(phase.upper, 2)) == (279.78, 321.22)
    assert round(phase.mr_upper, 2) == 25.46
    assert rules_of(LOAN_COSTS) == []


def test_one_point_outside_is_a_signal_with_its_direction():
    values = [*LOAN_COSTS, 340, *LOAN_COSTS]
    assert (OUTSIDE, 20, "up") in rules_of(values)
    assert (RANGE, 20, "up") in rules_of(values)
    assert (RANGE, 21, "down") not in rules_of([300, 302] * 10)


def test_eight_in_a_row_on_one_side_is_told_once_where_it_is_complete():
    values = [10.0, 14.0] * 6 + [12.6, 12.7] * 5 + [10.0, 13.0] * 6
    runs = [signal for signal in behaviour(values, locked=[0]).signals if signal.rule == RUN]
    assert [(signal.since, signal.at, signal.direction) for signal in runs] == [(11, 18, "up")]


def test_seven_in_a_row_are_no_run():
    values = [10.0, 14.0, 11.0, 13.0] * 4 + [10.0] + [12.5] * 7 + [11.0, 13.0] * 4
    assert RUN not in [rule for rule, _, _ in rules_of(values, locked=[0])]


def test_three_of_four_nearer_to_a_limit_than_to_the_mean_is_a_signal():
    values = [9.0, 11.0] * 10 + [12.0, 12.0, 10.0, 12.0] + [9.0, 11.0] * 10
    near = [(signal.since, signal.at) for signal in behaviour(values).signals if signal.rule == NEAR_LIMIT]
    limits = behaviour(values).current
    assert (limits.mean + limits.upper) / 2 > 12
    assert near == []
    values = [9.9, 10.1] * 10 + [10.35, 10.4, 10.0, 10.4] + [9.9, 10.1] * 10
    near = [(signal.since, signal.at) for signal in behaviour(values).signals if signal.rule == NEAR_LIMIT]
    assert near == [(20, 23)]


def test_two_near_one_limit_and_one_near_the_other_are_no_signal():
    values = [9.9, 10.1] * 10 + [10.4, 9.6, 10.4, 10.0] + [9.9, 10.1] * 10
    assert NEAR_LIMIT not in [rule for rule, _, _ in rules_of(values)]


def test_a_sustained_shift_starts_a_new_phase_and_is_told_as_a_run():
    values = [*noise(20, 50, seed=3), *noise(20, 56, seed=4)]
    found = behaviour(values)
    assert [(phase.start, phase.end) for phase in found.phases] == [(0, 19), (20, 39)]
    assert (RUN, 27, "up") in [(s.rule, s.at, s.direction) for s in found.signals]
    assert found.current.mean == pytest.approx(sum(values[20:]) / 20)


def test_a_short_spell_away_does_not_start_a_phase():
    values = [*noise(20, 50, seed=3), *noise(6, 56, seed=4), *noise(14, 50, seed=5)]
    assert len(behaviour(values).phases) == 1


def test_pure_noise_seldom_starts_a_phase():
    opened = sum(len(behaviour(noise(100, seed=seed)).phases) - 1 for seed in range(60))
    assert opened <= 12


def test_a_person_starts_a_phase_and_a_locked_one_is_never_split():
    values = [*noise(20, 50, seed=3), *noise(20, 56, seed=4)]
    assert [phase.start for phase in behaviour(values, starts=[5]).phases] == [0, 5, 20]
    locked = behaviour(values, locked=[0])
    assert [(phase.start, phase.locked) for phase in locked.phases] == [(0, True)]
    assert [phase.start for phase in behaviour(values, starts=[10], locked=[10]).phases] == [0, 10]


def test_a_phase_start_outside_the_series_is_refused():
    with pytest.raises(ValueError, match="position 99 of a series of 12"):
        behaviour(TRADE_DEFICIT, starts=[99])


def test_missing_periods_are_skipped_and_keep_their_place():
    with_gaps = [TRADE_DEFICIT[0], None, *TRADE_DEFICIT[1:6], math.nan, *TRADE_DEFICIT[6:]]
    found = behaviour(with_gaps)
    assert found.n == 12
    assert found.current.mean == pytest.approx(12.75)
    assert found.current.mr_mean == pytest.approx(18.3 / 11)
    assert found.adjusted[1] is None
    assert found.current.end == 13


def test_a_signal_after_a_gap_is_placed_in_the_whole_series():
    values = [None, None, *LOAN_COSTS, 360, None]
    assert (OUTSIDE, 22, "up") in rules_of(values)


def test_fewer_than_eight_readings_say_so_and_have_no_limits():
    found = behaviour([1.0, 2.0, 9.0, 1.0, 2.0, 3.0, 1.0])
    assert not found.enough
    assert (found.current.lower, found.current.upper, found.signals) == (None, None, ())
    assert usual_range([1.0, 2.0]) is None
    assert behaviour([1.0] * 8).enough


def test_no_reading_at_all_has_no_phase():
    found = behaviour([None, math.nan])
    assert (found.n, found.enough, found.phases, found.current) == (0, False, (), None)
    assert behaviour([]).range_at(0) is None
    assert baseline([]) is None


def test_a_constant_series_has_limits_at_its_value_and_no_signal():
    found = behaviour([0.1 + 0.2] * 30)
    assert (found.current.lower, found.current.upper) == pytest.approx((0.3, 0.3))
    assert found.signals == ()


def test_leaving_a_constant_level_for_good_starts_a_phase():
    assert [phase.start for phase in behaviour([5.0] * 20 + [6.0] * 10).phases] == [0, 20]


def test_infinite_readings_are_refused_with_their_place():
    with pytest.raises(ValueError, match="position 1 is inf"):
        behaviour([1.0, math.inf])


def test_baseline_is_the_mean_of_the_current_phase_not_the_last_spike():
    values = [*noise(20, 50, seed=3), *noise(12, 56, seed=4)]
    values[-1] = 70.0
    found = baseline(values)
    assert found.value == pytest.approx(sum(values[20:]) / 12)
    assert (found.n, found.enough) == (12, True)


def test_a_baseline_of_five_readings_is_not_enough():
    assert not baseline([1.0, 2.0, 3.0, 2.0, 1.0]).enough
    assert baseline([1.0, 2.0, 3.0, 2.0, 1.0, 2.0]).enough


def test_the_season_is_taken_out_before_limits_and_put_back_for_the_range():
    season = [10, 20, 30, 40]
    values = [s + e for s, e in zip(season * 8, noise(32, 100, seed=7), strict=True)]
    plain, adjusted = behaviour(values), behaviour(values, season=4)
    assert adjusted.season == 4
    assert plain.current.mr_mean > 4 * adjusted.current.mr_mean
    lower, _mean, upper = adjusted.range_at(31)
    assert lower < 140 < upper
    assert not lower < 110 < upper
    values[30] += 12
    assert (OUTSIDE, 30, "up") in rules_of(values, season=4)


@settings(max_examples=40)
@given(readings)
def test_phases_cover_every_reading_once_and_each_has_its_own_limits(values):
    found = behaviour(values)
    covered = [at for phase in found.phases for at in range(phase.start, phase.end + 1)]
    assert covered == list(range(len(values)))
    for phase in found.phases:
        own = natural_limits(values[phase.start : phase.end + 1])
        assert (phase.mean, phase.lower, phase.upper) == (own.mean, own.lower, own.upper)


@settings(max_examples=40)
@given(readings, readings)
def test_later_readings_never_move_an_earlier_phase_start(values, more):
    before = [phase.start for phase in behaviour(values).phases]
    after = [phase.start for phase in behaviour(values + more).phases]
    assert after[: len(before)] == before


@settings(max_examples=40)
@given(readings, st.sampled_from([0.5, 2.0, 8.0]), st.integers(-100, 100))
def test_signals_do_not_depend_on_the_unit(values, factor, offset):
    scaled = [value * factor + offset for value in values]
    assert rules_of(scaled) == rules_of(values)


@settings(max_examples=40)
@given(readings)
@example([0.0] * 4 + [-70.0, -70.0, -127.0, -70.0, -70.0, 0.0, -70.0] + [0.0] * 6 + [187.0, -1.0])
def test_a_mirrored_series_has_mirrored_signals(values):
    flip = {"up": "down", "down": "up"}
    mirrored = [(rule, at, flip[direction]) for rule, at, direction in rules_of([-v for v in values])]
    assert mirrored == rules_of(values) or sorted(mirrored) == sorted(rules_of(values))
