"""The status of a key result follows the chance that the stored forecast of its KPI gives it."""

from datetime import date, timedelta

import pytest

from headway.kpis.actions.readings import Line, record_readings
from headway.kpis.jobs import run_forecasts
from headway.kpis.models import Forecast
from headway.okrs.actions.amendments import NewAmendment, accept_amendment, propose_amendment
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.check import full_refold
from headway.okrs.checks import log_keeps_goals
from headway.okrs.jobs import refold_pace, take_chances
from headway.okrs.models import KeyResult
from headway.okrs.rules import status
from headway.okrs.tests.world import objective, only_kr
from headway.people.actions.settings import set_options
from headway.signals.forecast import forecast
from headway.signals.reach import reach_level
from tests.world import founder, later, metric

pytestmark = pytest.mark.django_db
START = date(2026, 1, 5)
WEEKS = 45
"""Readings up to the week of 9 November, the last one that is closed on the Monday of these tests."""


def level(at: int):
    """A year of weekly readings around ``at``, in the same small steps."""
    return [at + (n * 7) % 5 - 2 for n in range(WEEKS)]


def rising(first: int, step: int):
    return [first + step * max(0, n - 38) + (n * 7) % 5 - 2 for n in range(WEEKS)]


def goal_on(caller, values, **fields):
    """An objective with one key result on a KPI with these readings; nothing is forecast yet."""
    kpi = metric(caller)
    lines = [Line(kpi, START + timedelta(weeks=n), value) for n, value in enumerate(values)]
    record_readings(later(caller, days=1), lines, source="csv")
    kpi.refresh_from_db()
    given = {"metric": kpi, "baseline": 120, "target": 200} | fields
    return kpi, only_kr(objective(caller, "More pay", NewKeyResult("Trial to paid", **given)))


def test_without_a_forecast_pace_speaks():
    _, row = goal_on(founder(), level(120))
    assert (row.status, row.status_reason, row.chance) == ("off_track", "pace", None)


def test_a_far_target_is_off_track_by_chance():
    caller = later(founder(), days=1)
    _kpi, row = goal_on(caller, level(120))
    assert take_chances(caller.now) == 1
    row.refresh_from_db()
    made = forecast([value / 10 for value in level(120)], 53)
    expected = reach_level(made, 20.0, 7, up=True)
    assert row.chance == round(expected.probability * 1_000_000) < 200_000
    assert row.forecast_value == round(expected.median_at_date * 10)
    assert (row.status, row.status_reason) == ("off_track", "chance")
    assert (row.forecast_made_at, row.forecast_method) == (caller.now, Forecast.objects.get().method)
    assert row.chance_due_at is None
    assert not full_refold(caller)


def test_a_chance_that_only_changes_what_speaks_for_the_status_is_kept_in_the_log():
    caller = later(founder(), days=1)
    _kpi, row = goal_on(caller, level(120))
    before = row.status
    take_chances(caller.now)
    row.refresh_from_db()
    assert (row.status, row.status_reason) == (before, "chance")
    assert log_keeps_goals(caller.workspace) == []


def test_a_likely_target_is_on_track_by_chance_and_the_objective_with_it():
    caller = later(founder(), days=1)
    _kpi, row = goal_on(caller, rising(120, 3), target=137)
    assert row.status_reason != "chance"
    take_chances(caller.now)
    row.refresh_from_db()
    assert row.chance > 500_000
    assert (row.status, row.status_reason) == ("on_track", "chance")
    row.objective.refresh_from_db()
    assert (row.objective.status, row.objective.status_reason) == ("on_track", "parts")
    assert not full_refold(caller)


def test_a_running_total_is_judged_by_its_chance_too():
    caller = later(founder(), days=1)
    kpi = metric(caller, aggregation="last", cumulative=True)
    totals = [20 * (n + 1) + (n * 7) % 5 for n in range(WEEKS)]
    lines = [Line(kpi, START + timedelta(weeks=n), value) for n, value in enumerate(totals)]
    record_readings(caller, lines, source="csv")
    kpi.refresh_from_db()
    sure = {"metric": kpi, "baseline": 700, "target": 1_000}
    row = only_kr(objective(caller, "More sold", NewKeyResult("Sold this year", **sure)))
    far = only_kr(objective(caller, "Most sold", NewKeyResult("Sold this year", **sure | {"target": 1_400})))
    take_chances(caller.now)
    row.refresh_from_db()
    far.refresh_from_db()
    assert (row.status, row.status_reason) == ("on_track", "chance")
    assert row.chance > 900_000
    assert 1_000 <= row.forecast_value <= 1_100
    assert (far.status, far.status_reason) == ("off_track", "chance")
    assert far.chance < 50_000


def test_a_new_reading_renews_the_chance():
    caller = later(founder(), days=1)
    kpi, row = goal_on(caller, level(120))
    take_chances(caller.now)
    before = only_kr(row.objective).chance
    record_readings(caller, [Line(kpi, START + timedelta(weeks=WEEKS - 1), 190)], source="csv")
    assert only_kr(row.objective).chance == before
    run_forecasts(later(caller, hours=1).now)
    row.refresh_from_db()
    assert row.chance > before
    assert row.forecast_made_at == later(caller, hours=1).now


def test_an_amended_target_asks_for_the_chance_anew():
    caller = later(founder(), days=1)
    _kpi, row = goal_on(caller, level(120))
    take_chances(caller.now)
    old = only_kr(row.objective)
    accept_amendment(caller, propose_amendment(caller, old, NewAmendment("target", 121, "Too far.")))
    asked = only_kr(row.objective)
    assert (asked.chance, asked.chance_due_at) == (old.chance, caller.now)
    take_chances(caller.now)
    assert only_kr(row.objective).chance > old.chance


def test_staying_inside_limits_is_judged_by_the_worse_of_past_and_future():
    caller = later(founder(), days=1)
    limits = {"kind": "control", "baseline": None, "target": None, "control_reason": "It slipped last year."}
    _kpi, row = goal_on(caller, level(120), limit_lower=100, **limits)
    take_chances(caller.now)
    row.refresh_from_db()
    assert row.chance > 900_000
    assert (row.status, row.status_reason) == ("on_track", "chance")
    KeyResult.objects.filter(pk=row.pk).update(limit_lower=121, chance_due_at=caller.now)
    take_chances(caller.now)
    row.refresh_from_db()
    assert row.chance < 200_000
    assert row.status == "off_track"


def test_in_the_first_quarter_of_its_time_only_pace_speaks():
    caller = founder()
    _kpi, row = goal_on(later(caller, days=1), level(120), start=date(2026, 11, 9), due=date(2026, 12, 31))
    take_chances(later(caller, days=1).now)
    row.refresh_from_db()
    assert row.chance is not None
    assert row.status_reason == "pace"


def test_the_due_date_past_the_forecast_has_no_chance():
    caller = later(founder(), days=1)
    kpi, row = goal_on(caller, level(120))
    take_chances(caller.now)
    lines = [Line(kpi, START + timedelta(weeks=WEEKS + n), 120) for n in range(8)]
    new_year = later(caller, days=60)
    record_readings(new_year, lines, source="csv")
    run_forecasts(new_year.now)
    row.refresh_from_db()
    assert (row.chance, row.forecast_value, row.status_reason) == (None, None, "pace")


def test_thresholds_are_the_workspaces():
    caller = later(founder(), days=1)
    _kpi, row = goal_on(caller, level(120), target=121)
    take_chances(caller.now)
    row.refresh_from_db()
    assert 200_000 < row.chance < 500_000
    assert row.status == "at_risk"
    set_options(caller, {"at_risk_chance": 150_000, "off_track_chance": 100_000})
    refold_pace(caller.now)
    row.refresh_from_db()
    assert row.status == "on_track"


def test_parts_by_chance_speak_for_the_whole_by_their_shares():
    on, risk, off = "on_track", "at_risk", "off_track"
    assert status.of_parts([(on, 6_000), (off, 4_000)]).status == on
    assert status.of_parts([(on, 5_000), (off, 4_000), (risk, 1_000)]).status == risk
    assert status.of_parts([(on, 5_000), (off, 5_000)]).status == off


def test_a_chance_of_exactly_the_threshold_is_not_under_it():
    limits = status.Thresholds()
    assert status.by_chance(500_000, limits).status == "on_track"
    assert status.by_chance(499_999, limits).status == "at_risk"
    assert status.by_chance(200_000, limits).status == "at_risk"
    assert status.by_chance(199_999, limits).status == "off_track"
