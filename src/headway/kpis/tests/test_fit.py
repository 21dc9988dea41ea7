"""What a metric usually does is kept beside it, refitted when readings arrive."""

from datetime import date, timedelta

import pytest

from headway.kpis.actions.readings import Line, record_readings
from headway.kpis.fit import AT_ONCE
from headway.kpis.jobs import run_fits, run_judgements
from headway.kpis.models import Band, Metric
from headway.signals.xmr import behaviour
from tests.world import MONDAY, founder, later, metric

pytestmark = pytest.mark.django_db
START = date(2026, 1, 5)
STEADY = [120, 118, 125, 121, 119, 124, 122, 117, 123, 120, 121, 118, 122, 119]


def record(caller, kpi, values, start=START):
    lines = [Line(kpi, start + timedelta(weeks=n), value) for n, value in enumerate(values)]
    record_readings(caller, lines, source="csv")
    kpi.refresh_from_db()


def test_the_usual_range_is_that_of_the_process_behaviour_chart():
    caller = founder()
    kpi = metric(caller)
    record(caller, kpi, STEADY)
    limits = behaviour([value / 10 for value in STEADY]).range_at(len(STEADY) - 1)
    assert [kpi.usual_lower, kpi.usual_mean, kpi.usual_upper] == [round(limit * 10) for limit in limits]
    assert kpi.phase_start == START


def test_seven_readings_have_a_mean_and_no_range():
    caller = founder()
    kpi = metric(caller)
    record(caller, kpi, STEADY[:7])
    assert kpi.usual_mean == round(sum(STEADY[:7]) / 7)
    assert (kpi.usual_lower, kpi.usual_upper) == (None, None)


def test_a_reading_outside_the_range_is_kept_as_the_last_signal():
    caller = founder()
    kpi = metric(caller)
    record(caller, kpi, [*STEADY, 190])
    assert (kpi.signal_rule, kpi.signal_direction) == ("point_outside", "up")
    assert kpi.signal_period == START + timedelta(weeks=len(STEADY))


def test_of_a_running_total_the_usual_range_is_of_what_each_period_adds():
    caller = founder()
    kpi = metric(caller)
    Metric.objects.filter(pk=kpi.pk).update(cumulative=True)
    record(caller, kpi, [1000])
    assert kpi.usual_mean is None
    totals = [1000 + sum(STEADY[: n + 1]) for n in range(len(STEADY))]
    record(caller, kpi, [1000, *totals, 40])
    assert kpi.last_value == 40
    assert kpi.usual_mean == round((sum(STEADY) + 40) / (len(STEADY) + 1))
    assert (kpi.signal_rule, kpi.signal_direction) == ("point_outside", "down")


def test_flat_and_inside_its_band_counts_as_flat():
    caller = founder()
    kpi = metric(caller)
    Band.objects.create(metric=kpi, valid_from=START, lower=100, set_at=MONDAY)
    record(caller, kpi, STEADY)
    assert kpi.flat_periods == len(STEADY)


@pytest.mark.parametrize(("days", "flat"), [(30, False), (60, True)])
def test_a_number_of_days_is_flat_after_weeks_not_after_a_dozen_readings(days, flat):
    caller = founder()
    kpi = metric(caller, grain="day")
    Band.objects.create(metric=kpi, valid_from=START, lower=100, set_at=MONDAY)
    values = (STEADY * 5)[:days]
    record_readings(caller, [Line(kpi, START + timedelta(n), value) for n, value in enumerate(values)], source="csv")
    kpi.refresh_from_db()
    assert bool(kpi.flat_periods) is flat


def test_many_metrics_are_left_to_the_worker():
    caller = founder()
    metrics = [metric(caller, f"Metric {n}") for n in range(AT_ONCE + 1)]
    record_readings(caller, [Line(m, START, 5) for m in metrics], source="csv")
    assert Metric.objects.filter(refit_due_at=caller.now, usual_mean=None).count() == AT_ONCE + 1
    assert run_fits(caller.now) == AT_ONCE + 1
    assert Metric.objects.filter(refit_due_at=None, usual_mean=5).count() == AT_ONCE + 1
    assert run_fits(caller.now) == 0


def test_a_period_is_judged_when_its_lateness_has_passed():
    caller = founder()
    kpi = metric(caller)
    Band.objects.create(metric=kpi, valid_from=START, lower=100, set_at=MONDAY)
    running = date(2026, 11, 16)
    record(caller, kpi, [90], start=running)
    assert (kpi.state, kpi.judged_period) == ("unknown", None)
    assert run_judgements(caller.now) == 0
    due = later(caller, days=9).now
    assert run_judgements(due) == 1
    kpi.refresh_from_db()
    assert (kpi.state, kpi.judged_period, kpi.judge_due_at) == ("red", running, None)
    assert run_judgements(due) == 0


def test_a_reading_inside_after_a_signal_is_not_said_to_have_changed_nothing(client):
    caller = founder()
    kpi = metric(caller)
    record(caller, kpi, [*STEADY, 140, 130])
    assert kpi.signal_since == kpi.signal_period == START + timedelta(weeks=len(STEADY))
    client.force_login(caller.someone.user)
    page = client.get(f"/lumen/kpis/{kpi.key}").content.decode()
    assert "after it rose on 13" in page.replace("\xa0", " ")
    assert "nothing has changed" not in page
