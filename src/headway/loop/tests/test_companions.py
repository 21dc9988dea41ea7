"""Guardrails that got worse and leading KPIs that nothing follows ask for a decision."""

from datetime import date, timedelta

import pytest

from headway.activity.followers import catch_up
from headway.kpis.actions.bands import NewBand, set_band
from headway.kpis.actions.readings import Line, record_readings
from headway.kpis.jobs import run_forecasts
from headway.loop.actions.opening import open_on_key_result
from headway.loop.models import Decision, Trigger
from headway.loop.words import kept_sentences
from headway.okrs.actions.companions import add_companion
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.models import Companion
from headway.okrs.rules.companions import got_better, got_worse
from headway.okrs.tests.world import objective, only_kr
from headway.people.actions.settings import set_options
from tests.world import founder, later, metric

pytestmark = pytest.mark.django_db
START = date(2026, 1, 5)
STEADY = [120, 118, 125, 121, 119, 124, 122, 117, 123, 120]
WEEKS = 45


RISEN = [150, 152, 149, 151, 153, 150, 152]


def readings(last=()):
    """45 weeks of noise up to the week of 9 November; the last ones may be others."""
    values = (STEADY * 5)[:WEEKS]
    return [*values[: WEEKS - len(last)], *last]


def record(caller, kpi, values):
    lines = [Line(kpi, START + timedelta(weeks=n), value) for n, value in enumerate(values)]
    record_readings(caller, lines, source="csv")


def follow(caller):
    while run_forecasts(caller.now):
        pass
    catch_up(caller.workspace.pk, caller.now)


def pursued(caller, beside, role, target=200):
    """An objective on a flat KPI with another beside it."""
    sales = metric(caller, "Sales")
    record(caller, sales, readings())
    sales.refresh_from_db()
    goal = objective(caller, "We sell", NewKeyResult("Sales", metric=sales, baseline=100, target=target))
    add_companion(caller, goal, beside, role)
    return goal


def test_a_guardrail_that_moves_the_wrong_way_asks_even_inside_its_band():
    caller = later(founder(), days=1)
    guard = metric(caller, "Satisfaction")
    set_band(caller, guard, NewBand(lower=50, valid_from=START))
    record(caller, guard, readings())
    pursued(caller, guard, Companion.Role.GUARDRAIL)
    follow(caller)
    assert not Decision.objects.filter(metric=guard).exists()
    record_readings(caller, [Line(guard, START + timedelta(weeks=WEEKS - 1), 60)], source="csv")
    follow(later(caller, hours=1))
    asked = Decision.objects.get(metric=guard)
    assert (asked.trigger, asked.severity, asked.is_open) == (Trigger.GUARDRAIL, "amber", True)
    record_readings(later(caller, hours=2), [Line(guard, START + timedelta(weeks=WEEKS - 1), 121)], source="csv")
    follow(later(caller, hours=3))
    asked.refresh_from_db()
    assert not asked.is_open


def test_a_leading_kpi_that_rose_long_ago_asks_why_nothing_follows():
    caller = later(founder(), days=1)
    traffic = metric(caller, "Traffic")
    record(caller, traffic, readings(RISEN))
    set_options(caller, {"at_risk_chance": 20_000, "off_track_chance": 10_000})
    goal = pursued(caller, traffic, Companion.Role.SUPPORTING, target=122)
    follow(caller)
    asked = Decision.objects.get(key_result__objective=goal, trigger=Trigger.LEADING)
    assert asked.evidence["leading"]["key"] == traffic.key
    assert kept_sentences(asked)[0].startswith("Traffic rose on 28")
    follow(later(caller, hours=1))
    assert Decision.objects.filter(trigger=Trigger.LEADING).count() == 1


def test_a_leading_kpi_that_rose_to_a_new_level_rose_where_that_begins():
    caller = later(founder(), days=8)
    traffic = metric(caller, "Traffic")
    record(caller, traffic, [*readings(RISEN), 151])
    set_options(caller, {"at_risk_chance": 20_000, "off_track_chance": 10_000})
    goal = pursued(caller, traffic, Companion.Role.SUPPORTING, target=122)
    follow(caller)
    traffic.refresh_from_db()
    assert traffic.signal_rule == "run_of_eight"
    asked = Decision.objects.get(key_result__objective=goal, trigger=Trigger.LEADING)
    assert asked.evidence["leading"]["since"] == (START + timedelta(weeks=WEEKS - 7)).isoformat()


def test_the_loop_and_the_decision_say_which_kpi_moved_and_what_did_not_follow(client, monkeypatch):
    caller = later(founder(), days=1)
    monkeypatch.setattr("headway.people.middleware.read_clock", lambda: caller.now)
    traffic = metric(caller, "Traffic")
    record(caller, traffic, readings(RISEN))
    set_options(caller, {"at_risk_chance": 20_000, "off_track_chance": 10_000})
    pursued(caller, traffic, Companion.Role.SUPPORTING, target=122)
    follow(caller)
    asked = Decision.objects.get(trigger=Trigger.LEADING)
    client.force_login(caller.someone.user)
    assert "does not follow the KPI that leads it." in client.get("/lumen/loop").content.decode()
    shown = client.get(f"/lumen/decisions/{asked.key}").content.decode()
    assert "Traffic rose on 28" in shown
    assert "periods later this has not moved." in shown


def test_a_decision_about_a_key_result_keeps_the_leading_kpi_that_it_does_not_follow():
    caller = later(founder(), days=1)
    traffic = metric(caller, "Traffic")
    record(caller, traffic, readings(RISEN))
    goal = pursued(caller, traffic, Companion.Role.SUPPORTING)
    asked = open_on_key_result(caller, only_kr(goal), Trigger.OFF_TRACK)
    assert asked.evidence["leading"]["key"] == traffic.key


def test_it_asks_nothing_while_the_key_result_still_has_time_to_follow():
    caller = later(founder(), days=1)
    traffic = metric(caller, "Traffic")
    record(caller, traffic, readings(RISEN[:3]))
    pursued(caller, traffic, Companion.Role.SUPPORTING)
    follow(caller)
    assert not Decision.objects.filter(trigger=Trigger.LEADING).exists()


def test_worse_and_better_are_judged_by_the_good_side_and_since_the_start():
    start, before, after = date(2026, 10, 1), date(2026, 9, 1), date(2026, 11, 1)
    assert got_worse("up", "green", "down", after, start)
    assert not got_worse("up", "green", "down", before, start)
    assert not got_worse("up", "green", "up", after, start)
    assert got_worse("up", "red", "", None, start)
    assert not got_worse("within", "green", "down", after, start)
    assert got_better("down", "down", after, start)
    assert not got_better("up", "down", after, start)
