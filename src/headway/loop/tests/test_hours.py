"""A KPI that is read by the hour goes the same way round: breach, decision, key result, watch."""

from datetime import date, timedelta

import pytest

from headway.hours import Hour
from headway.kpis.actions.readings import Line, record_readings
from headway.kpis.forecasting import renew_forecast
from headway.loop.companions import _was_asked_about
from headway.loop.models import Decision
from headway.loop.tests.scene import cycle, follow, kpi
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.objectives import NewObjective, create_objective
from headway.okrs.queries.key_result import key_result_page
from tests import world

pytestmark = pytest.mark.django_db
STEADY = [50, 55, 48, 53, 51, 49, 54, 50, 52, 47]


@pytest.fixture
def ines(monkeypatch):
    monkeypatch.setattr("headway.people.middleware.read_clock", lambda: world.MONDAY)
    return world.founder()


def hourly(caller, values, **fields):
    """A KPI with a reading for each hour up to the last closed one."""
    given = {"grain": "hour", "unit_kind": "number", "scale": 0, "direction": "down", "lower": None, "upper": 60}
    metric = kpi(caller, "Calls that wait", **(given | fields))
    first = metric.calendar.next(metric.calendar.last_closed(caller.now), 1 - len(values))
    hours = metric.calendar.between(first, metric.calendar.last_closed(caller.now))
    record_readings(caller, [Line(metric, hour, v) for hour, v in zip(hours, values, strict=True)], source="api")
    metric.refresh_from_db()
    follow(caller)
    return metric


def test_a_breach_of_an_hour_opens_a_decision_that_shows_it(client, ines):
    metric = hourly(ines, [*STEADY, 90])
    decision = Decision.objects.get(metric=metric)
    assert decision.evidence["period"] == str(metric.judged_period) == "2026-11-16T06:00"
    client.force_login(ines.person.user)
    page = client.get(f"/{ines.workspace.slug}/decisions/{decision.key}")
    assert page.status_code == 200
    assert "06:00" in page.content.decode()
    for path in ("loop", "", "kpis/table", f"kpis/{metric.key}"):
        assert client.get(f"/{ines.workspace.slug}/{path}", follow=True).status_code == 200, path


def test_a_key_result_counts_hours_and_its_way_has_a_point_a_day(ines):
    metric = hourly(ines, [*STEADY] * 6, upper=None, lower=10)
    goal = create_objective(ines, NewObjective(
        "Nobody waits on the phone", ines.person, world.company(ines), cycle(ines),
        key_results=(NewKeyResult(metric=metric, baseline=60, target=40),),
    ))  # fmt: skip
    row = goal.key_results.get()
    assert (row.current, row.current_on, row.reading_count) == (47, date(2026, 11, 16), 60)
    shown = key_result_page(ines, row)
    assert len(shown.way.stops) == 1 + 4
    assert shown.readings[-1] == (Hour(2026, 11, 16, 6), 47)
    renew_forecast(ines, metric)
    row.refresh_from_db()
    assert row.chance is None, "the due date lies beyond two weeks of hours"


def test_what_moved_at_an_hour_was_asked_about_if_anybody_was_asked_that_day(ines):
    metric = hourly(ines, [*STEADY, 90])
    assert metric.signal_since == Hour(2026, 11, 16, 6)
    Decision.objects.update(resolved_itself_at=ines.now)
    assert _was_asked_about(metric)
    Decision.objects.update(opened_at=ines.now - timedelta(days=1))
    assert not _was_asked_about(metric)
