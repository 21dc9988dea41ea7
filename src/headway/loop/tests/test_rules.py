from datetime import UTC, date, datetime, timedelta
from random import Random
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.kpis.rules.bands import Band
from headway.kpis.rules.periods import Calendar
from headway.loop.rules import due, escalation, plateau, standard
from headway.loop.rules.draft import movement
from headway.loop.rules.evidence import gather, usual_of

NOW = datetime(2026, 11, 16, 8, 30, tzinfo=UTC)
HOURS = SimpleNamespace(red_answer_hours=48, amber_answer_hours=120, goal_answer_hours=72)
WEEKS = Calendar("week")
START = date(2026, 1, 5)
BAND = Band(START, lower=700, upper=800, amber_lower=650, amber_upper=850)


def weekly(values):
    return [(WEEKS.next(START, at), value) for at, value in enumerate(values)]


def noise(seed, n=60, mean=750, spread=30):
    random = Random(seed)
    return [round(random.gauss(mean, spread)) for _ in range(n)]


@pytest.mark.parametrize(
    ("trigger", "severity", "hours"),
    [("breach", "red", 48), ("breach", "amber", 120), ("off_track", "off_track", 72), ("regression", "amber", 48)],
)
def test_the_worse_it_is_the_sooner_it_is_due(trigger, severity, hours):
    assert due.answer_by(NOW, trigger, severity, HOURS) == NOW + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("old", "new", "asks"),
    [("green", "amber", True), ("amber", "red", True), ("red", "amber", False), ("unknown", "red", True),
     ("on_track", "at_risk", True), ("off_track", "on_track", False), ("amber", "amber", False)],
)  # fmt: skip
def test_only_a_turn_to_the_worse_asks_for_an_answer(old, new, asks):
    assert due.worsened(old, new) is asks


def test_one_bad_reading_of_noise_usually_closes_by_itself():
    found = gather(weekly([*[740, 760] * 6, 805]), [BAND], WEEKS, "amber")
    assert found.closes_itself
    assert found.usual.mean == pytest.approx(754, abs=1)
    assert found.kept()["band"]["upper"] == 800


def test_a_lasting_shift_out_of_the_band_does_not_close_by_itself():
    found = gather(weekly([*[740, 760] * 6, *[880, 890] * 5]), [BAND], WEEKS, "red")
    assert not found.closes_itself
    assert found.usual.mean > 850


def test_a_gap_is_not_said_to_close_by_itself_on_fewer_than_six_readings():
    assert not gather(weekly([750, 750, 750, 750, 805]), [BAND], WEEKS, "amber").closes_itself


def test_the_baseline_is_the_mean_of_the_phase_and_not_the_reading_that_broke_the_band():
    readings = weekly([760, 820, 750, 800, 790, 830, 780, 810, 830])
    drafted = movement(usual_of(readings, WEEKS), BAND, "within", 830)
    assert drafted.baseline == round(sum(v for _, v in readings) / 9)
    assert (drafted.enough, drafted.n, drafted.rising) == (True, 9, False)
    assert 750 <= drafted.target < drafted.baseline


@given(st.lists(st.integers(0, 2000), min_size=1, max_size=40), st.sampled_from(["up", "down", "within"]))
def test_a_drafted_target_is_never_the_baseline(values, direction):
    usual = usual_of(weekly(values), WEEKS)
    drafted = movement(usual, BAND, direction, values[-1])
    assert drafted.target != drafted.baseline
    if direction != "within":
        assert drafted.rising is (direction == "up")


def test_doing_nothing_is_not_rewarded():
    """Objectives opened at one bad reading of pure noise seldom reach and hold their target by themselves."""
    floor = Band(START, lower=700)
    reached = opened = 0
    for seed in range(400):
        values = noise(seed)
        breach = next((at for at in range(12, 40) if values[at] < 700), None)
        if breach is None:
            continue
        opened += 1
        usual = usual_of(weekly(values[: breach + 1]), WEEKS)
        target = movement(usual, floor, "up", values[breach]).target
        after = [value >= target for value in values[breach + 1 : breach + 14]]
        reached += any(all(after[at : at + 3]) for at in range(len(after) - 2))
    assert opened > 250
    assert reached / opened < 0.02


def test_a_spike_is_not_an_arrival():
    assert not standard.reached_and_held(1, 3)
    assert standard.reached_and_held(3, 3)


def test_the_new_roof_is_where_the_usual_range_of_the_held_level_ends():
    """Days to close the month, reached and held: the roof comes down from 9 to the end of the usual range."""
    values = [88, 86, 90, 87, 89, 88, 86, 90, *[48, 46, 50, 47, 49, 48, 50, 47]]
    usual = usual_of(weekly(values), WEEKS)
    found = standard.propose(values[-8:], usual, Band(START, upper=90, amber_upper=100), "down", 55)
    assert (found.level, found.lower, found.raised) == (48, None, True)
    assert found.upper == max(55, usual.upper)
    assert found.amber_upper == found.upper + 10


def test_a_process_too_wide_for_a_higher_floor_says_so():
    values = [700, 900] * 8
    found = standard.propose([900], usual_of(weekly(values), WEEKS), Band(START, lower=650), "up", 850)
    assert (found.lower, found.raised) == (650, False)


@given(
    st.lists(st.integers(0, 1500), min_size=3, max_size=30),
    st.integers(0, 700), st.integers(800, 1500), st.sampled_from(["up", "down", "within"]),
)  # fmt: skip
def test_a_standard_never_becomes_laxer(values, lower, upper, direction):
    old = Band(START, lower=lower, upper=upper)
    found = standard.propose(values[-3:], usual_of(weekly(values), WEEKS), old, direction, None)
    assert found.lower is None or found.lower >= lower
    assert found.upper is None or found.upper <= upper


def test_one_reading_outside_is_not_a_regression():
    assert standard.watch([False, True, *[False] * 10], 12) == standard.Watched(12, 1, "held")


def test_two_of_three_outside_are_a_regression_before_the_watch_ends():
    assert standard.watch([False, True, False, True, False, False], 12) == standard.Watched(4, 2, "regressed")


def test_a_watch_without_enough_readings_has_no_verdict():
    assert standard.watch([False] * 11, 12).verdict == ""


@given(st.lists(st.booleans(), max_size=30), st.integers(1, 20))
def test_more_readings_never_change_a_verdict(outside, needed):
    verdicts = [standard.watch(outside[:n], needed).verdict for n in range(len(outside) + 1)]
    given_ones = [verdict for verdict in verdicts if verdict]
    assert len(set(given_ones)) <= 1


@pytest.mark.parametrize(
    ("flat", "state", "improving", "offered"),
    [(12, "green", False, True), (9, "green", False, False), (12, "amber", False, False), (12, "stale", False, False),
     (12, "green", True, False)],
)  # fmt: skip
def test_only_a_healthy_flat_kpi_that_nobody_improves_is_offered(flat, state, improving, offered):
    assert plateau.is_plateau(flat, 10, state, improving) is offered


def test_a_plateau_that_was_left_is_not_offered_again_at_once():
    assert not plateau.may_offer(date(2026, 3, 1), date(2026, 2, 1), WEEKS, 10)
    assert plateau.may_offer(date(2026, 6, 1), date(2026, 2, 1), WEEKS, 10)
    assert plateau.may_offer(date(2026, 3, 1), None, WEEKS, 10)


def test_of_hours_an_offer_that_was_left_rests_for_weeks():
    hours = Calendar("hour")
    assert not plateau.may_offer(date(2026, 2, 15), date(2026, 2, 1), hours, 10)
    assert plateau.may_offer(date(2026, 2, 22), date(2026, 2, 1), hours, 10)


POSTS = {3: escalation.Post(2, 30), 2: escalation.Post(1, None), 1: escalation.Post(None, 10)}


def test_a_late_decision_goes_to_the_lead_of_the_unit():
    assert escalation.next_above(3, POSTS, 99, (10,)) == 30


def test_a_lead_who_was_asked_is_passed_over_for_the_next_one_above():
    assert escalation.next_above(3, POSTS, 30, (77,)) == 10


def test_at_last_it_goes_to_an_owner_and_never_to_the_one_who_was_asked():
    assert escalation.next_above(1, POSTS, 10, (10, 77)) == 77
    assert escalation.next_above(1, POSTS, 10, (10,)) is None
