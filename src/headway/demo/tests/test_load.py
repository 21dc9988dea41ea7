"""The demo company is lived through the product's own actions, and comes out as its story tells."""

import re
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.db import connection, transaction

from headway.activity import log
from headway.activity.models import Activity
from headway.demo import load
from headway.demo.load import load_demo
from headway.demo.story import story
from headway.explorer.models import View
from headway.kpis.models import Metric
from headway.loop.models import Choice, Decision, Graduation, Trigger
from headway.loop.plateaus import offers_for
from headway.okrs.models import (
    Amendment,
    CheckIn,
    Dependency,
    KeyResult,
    Mirror,
    Objective,
    Retrospective,
    Step,
    Theme,
)
from headway.operations.checks import run_checks
from headway.people.actions.removal import models_of_a_workspace, remove_workspace
from headway.people.actions.workspaces import NewWorkspace, create_workspace
from headway.people.caller import Caller
from headway.people.models import Person, User, Workspace
from headway.rituals.planning.models import Proposal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("company")]
NOW = datetime(2028, 2, 29, 22, 30, tzinfo=UTC)
"""A leap day, half an hour before midnight in Berlin."""


@pytest.fixture(scope="module")
def company(django_db_setup, django_db_blocker):
    """The company, loaded once for all tests of this file; each of them rolls back to it."""
    said = []
    with django_db_blocker.unblock(), transaction.atomic():
        workspace = load_demo(say=said.append, now=NOW)
        workspace.said = said
        yield workspace
        transaction.set_rollback(True)


def founder(workspace):
    return Caller(workspace, Person.objects.get(workspace=workspace, persona="founder"), NOW)


def test_every_number_stands_as_told():
    told = {kpi.name: kpi.now for kpi in story().kpi}
    assert {metric.name: metric.state_at(NOW) for metric in Metric.objects.all()} == told


def test_a_metric_is_computed_one_is_a_slice_and_one_has_a_phase_set_by_hand():
    computed = Metric.objects.get(name="Trials for each hundred active clinics")
    sources = {row.source.name: row.source for row in computed.inputs.select_related("source")}
    started, active = sources["Trials started"], sources["Clinics active every week"]
    values = [dict(row.readings.values_list("period", "value")) for row in (computed, started, active)]
    shared = values[1].keys() & values[2].keys()
    assert len(shared) >= 60
    assert {day: Decimal(values[0][day]) for day in values[0]} == {
        day: (Decimal(1000) * values[1][day] / values[2][day]).quantize(0, ROUND_HALF_UP) for day in shared
    }
    part = Metric.objects.get(name="Trials that a clinic recommended")
    assert (part.parent, part.part) == (started, "slice")
    mark = part.phase_marks.get()
    assert mark.set_by.name == "Eleni Pappas"
    assert part.phase_start == mark.start


def test_five_decisions_wait_one_due_today_and_one_late(company):
    waiting = Decision.objects.filter(answered_at=None, resolved_itself_at=None)
    by_subject = {row.metric.name if row.metric else row.key_result.title: row for row in waiting}
    assert set(by_subject) == {
        "Utilisation", "First response time", "Clinics on the old database from 212 to 0",
        "Questions about the price for each trial from 0.90 to 0.30",
        "Clinics that ask for a demo on a day from 12 to 24",
    }  # fmt: skip
    today = by_subject["Utilisation"]
    assert today.answer_by > NOW
    assert company.local(today.answer_by).date() == company.local(NOW).date()
    assert [name for name, row in by_subject.items() if row.escalated_at] == [
        "Questions about the price for each trial from 0.90 to 0.30"
    ]
    assert [name for name, row in by_subject.items() if row.answer_by < NOW] == [
        "Questions about the price for each trial from 0.90 to 0.30"
    ]


def test_visitors_rise_and_nobody_asks_for_a_demo_so_the_loop_asks_why(company):
    asked = Decision.objects.get(trigger=Trigger.LEADING)
    leading = asked.evidence["leading"]
    beside = asked.key_result.objective.companions.get(role="supporting").metric
    assert (leading["name"], leading["key"], leading["direction"]) == (beside.name, beside.key, "up")
    assert asked.answer_by > NOW
    assert asked.asked.name == "Nadia Rahimi"
    assert [row.choice for row in asked.key_result.decisions.order_by("pk")] == [Choice.WATCH, Choice.FIX, ""]


def test_every_decision_is_answered_in_its_own_words():
    answered = Decision.objects.exclude(answered_at=None)
    assert {row.choice for row in answered} == {Choice.WATCH, Choice.FIX, Choice.OBJECTIVE}
    assert not answered.filter(why__in=["", story().workspace.unspoken]).exists()
    assert Decision.objects.count() == len(story().decision)
    assert {row.trigger for row in Decision.objects.all()} >= {
        Trigger.BREACH, Trigger.GUARDRAIL, Trigger.AT_RISK, Trigger.OFF_TRACK, Trigger.REGRESSION, Trigger.LEADING,
    }  # fmt: skip


def test_two_objectives_were_opened_from_a_number():
    opened = Decision.objects.filter(choice=Choice.OBJECTIVE).order_by("pk")
    assert [row.objective.title for row in opened] == [
        "Improve delivery predictability for client projects",
        "Make every trial user feel the product's value in 72 hours",
    ]
    assert all(row.evidence for row in opened)


def test_a_fix_has_an_owner_and_a_date():
    fixes = Decision.objects.filter(choice=Choice.FIX)
    assert all(row.fix_what and row.fix_owner and row.fix_due for row in fixes)
    assert {bool(row.fixed_at) for row in fixes} == {True, False}


def test_a_plateau_is_offered(company):
    assert "Net promoter score" in [offer.metric.name for offer in offers_for(founder(company))]


def test_graduations_are_proposed_watched_held_and_regressed():
    found = {
        row.metric.name: (row.accepted, row.verdict, row.watch_seen, row.watch_needed)
        for row in Graduation.objects.all()
    }
    assert found == {
        "Days to close the month": (None, "", 0, 12),
        "Uptime": (True, "", 9, 12),
        "Invoices right the first time": (True, "held", 12, 12),
        "Tickets that come back": (True, "regressed", 8, 12),
    }
    assert Graduation.objects.get(verdict="regressed").early_reason


def test_statuses_are_as_the_story_needs_them():
    by_title = {row.title: row for row in Objective.objects.all()}
    watermelon = by_title["Make every trial user feel the product's value in 72 hours"]
    assert (watermelon.hand_status, watermelon.status) == ("on_track", "off_track")
    assert by_title["People know how they are doing"].status == "unknown"
    assert by_title["The month closes in five days"].status_reason == "reached"
    assert by_title["Nobody is booked past 80 %"].status == "off_track"
    current = KeyResult.objects.filter(objective__cycle__name__startswith="Q3")
    counts = {status: current.filter(status=status).count() for status in ("on_track", "at_risk", "off_track")}
    assert counts == {"on_track": 13, "at_risk": 3, "off_track": 10}


def test_an_amendment_waits_and_another_was_accepted():
    assert list(Amendment.objects.filter(decided_at=None).values_list("key_result__title", flat=True)) == [
        "Clinics on the old database from 212 to 0"
    ]
    assert Amendment.objects.exclude(decided_at=None).count() == 1


def test_closed_objectives_are_scored_and_looked_back_on():
    closed = Objective.objects.exclude(closed_at=None)
    assert closed.count() == 4
    assert Retrospective.objects.exclude(lessons="").count() == 4
    assert not closed.filter(scores=None).exists()


def test_nothing_happens_after_now_or_out_of_order():
    times = list(Activity.objects.order_by("seq").values_list("at", flat=True))
    assert times == sorted(times)
    assert times[-1] <= NOW
    assert CheckIn.objects.count() == 246


def test_what_is_stored_is_what_would_be_computed(company):
    assert run_checks() == []
    assert log.verify(company.pk).intact


def test_a_second_load_changes_nothing_and_says_so(company):
    before, said = Activity.objects.count(), []
    assert load_demo(say=said.append, now=NOW) == company
    assert Activity.objects.count() == before
    assert said == ["Lumen is here already, and nothing was changed. To load it afresh: headway demo --reset"]


def test_progress_is_told_in_plain_words(company):
    assert company.said[0] == "Founding Lumen: its people, units and cycles …"
    assert "  February 2028" in company.said
    assert re.fullmatch(
        r"Lumen is ready: 26 people, 31 KPIs with [\d,]+ readings, .* 5 of them open\.", company.said[-2]
    )


def test_it_can_be_removed_to_nothing_left(company):
    pk = company.pk
    remove_workspace(founder(company))
    connection.check_constraints()
    left = {model.__name__ for model, path in models_of_a_workspace() if model.objects.filter(**{path: pk}).exists()}
    assert left == set()
    assert not Workspace.objects.exists()
    assert not User.objects.exists()


def test_it_does_not_load_beside_another_company(company):
    create_workspace(NewWorkspace(slug="other", name="Other", owner_name="Olga"), NOW)
    with pytest.raises(SystemExit, match="a database of its own"):
        load_demo(reset=True, say=str, now=NOW)
    assert Workspace.objects.filter(pk=company.pk).exists()


def test_a_failure_leaves_nothing(company, monkeypatch):
    remove_workspace(founder(company))

    def fail(*_):
        raise RuntimeError("The power went out.")

    monkeypatch.setattr(load, "play", fail)
    with pytest.raises(RuntimeError):
        load_demo(say=str, now=NOW)
    assert not Workspace.objects.exists()
    assert not User.objects.exists()


def test_a_reset_that_fails_keeps_what_was_there(company, monkeypatch):
    def fail(*_):
        raise RuntimeError("The power went out.")

    monkeypatch.setattr(load, "play", fail)
    with pytest.raises(RuntimeError):
        load_demo(reset=True, say=str, now=NOW)
    assert Workspace.objects.get().pk == company.pk


def test_themes_stand_above_with_their_money_and_what_was_said_of_them(company):
    themes = {row.title: row for row in Theme.objects.all()}
    rely = themes["A clinic can rely on us on its busiest day"]
    assert rely.objectives.count() == 3
    assert [(row.kind, row.planned, row.actual) for row in rely.plans.order_by("pk")] == [
        ("money", 24_000_000, 26_200_000), ("heads", 30, 20),
    ]  # fmt: skip
    assert rely.reviews.get().verdict == "adjust"
    assert company.options["north_star"] == Metric.objects.get(name="Clinics active every week").key


def test_units_asked_each_other_proposed_and_counted_one_result_twice():
    assert {row.state for row in Dependency.objects.all()} == {"accepted", "declined"}
    assert [row.state for row in Proposal.objects.order_by("pk")] == ["returned", "submitted"]
    assert Mirror.objects.get().objective.title == "The first answer is the right one"
    done = Step.objects.exclude(done_at=None).get()
    assert done.evidence
    assert KeyResult.objects.get(kind="milestone").progress == 166_667
    assert View.objects.get().shared
