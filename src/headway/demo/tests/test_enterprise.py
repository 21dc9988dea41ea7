"""The large company, here a very small one of its shape: the same each time, and sound."""

from datetime import UTC, datetime, timedelta

import pytest

from headway.activity.log import verify
from headway.demo.enterprise.load import load_enterprise
from headway.demo.enterprise.size import WHOLE, Size
from headway.kpis.models import Metric, Reading
from headway.okrs.checks import goals_follow, log_keeps_goals
from headway.okrs.models import CheckIn, KeyResult, Objective
from headway.operations.checks import run_checks
from headway.operations.working import tick
from headway.people.models import Person, Unit

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 16, 8, 30, tzinfo=UTC)
SMALL = Size(divisions=1, departments=1, teams=2, people=3, objectives=3, kpis=2, weeks_of_readings=12, check_ins=260)


def made():
    """What everybody sees of the company, by key."""
    goals = ("key", "title", "progress", "status", "worst", "course")
    return (
        list(Objective.objects.order_by("pk").values_list(*goals)),
        list(KeyResult.objects.order_by("pk").values_list("key", "title", "current", "progress", "status")),
        list(CheckIn.objects.order_by("pk").values_list("key", "at", "value", "note")),
        list(Metric.objects.order_by("pk").values_list("key", "name", "judged_value", "state")),
        list(Reading.objects.order_by("metric_id", "period").values_list("metric__key", "period", "value")),
    )


def test_it_is_as_large_as_it_says_the_same_each_time_and_nothing_in_it_differs():
    said = []
    workspace = load_enterprise(say=said.append, now=NOW, size=SMALL)
    counts = [model.objects.count() for model in (Unit, Person, Objective, KeyResult, Metric, CheckIn)]
    assert counts == [5, 15, 15, 60, 10, 260]
    assert len(said) >= 10  # progress is shown
    assert run_checks() == []
    assert verify(workspace.pk).intact
    first = made()
    load_enterprise(reset=True, say=said.append, now=NOW, size=SMALL)
    assert made() == first


def test_nothing_in_it_differs_after_the_nights_that_follow():
    workspace = load_enterprise(say=lambda line: None, now=NOW, size=SMALL)
    for days in (1, 2, 9, 40):
        now = NOW + timedelta(days=days)
        while tick(now):
            pass
        assert [found for check in (goals_follow, log_keeps_goals) for found in check(workspace)] == []


def test_the_whole_one_is_that_of_an_enterprise():
    objectives = WHOLE.units * WHOLE.objectives
    assert (WHOLE.units, WHOLE.units * WHOLE.people, objectives) == (1_000, 10_000, 10_000)
    assert (objectives * WHOLE.key_results, WHOLE.units * WHOLE.kpis, WHOLE.check_ins) == (40_000, 2_000, 250_000)
