"""Workers forecast metrics and keep their signals; nothing of it happens in a request."""

from datetime import date, timedelta

import pytest

from headway.activity.models import Activity
from headway.kpis.actions.readings import Line, record_readings
from headway.kpis.jobs import LEASE, run_forecasts
from headway.kpis.models import Forecast, Metric, Signal
from headway.kpis.rules.ahead import HORIZONS, REMEMBERED, with_outcome
from headway.signals.forecast import forecast
from headway.signals.running import running_forecast
from tests.statements import count_statements
from tests.world import founder, later, metric

pytestmark = pytest.mark.django_db
START = date(2026, 1, 5)
STEADY = [120, 118, 125, 121, 119, 124, 122, 117, 123, 120, 121, 118, 122, 119]


def record(caller, kpi, values, first=0):
    lines = [Line(kpi, START + timedelta(weeks=first + n), value) for n, value in enumerate(values)]
    record_readings(caller, lines, source="csv")
    kpi.refresh_from_db()


def test_a_reading_asks_for_a_forecast_and_the_worker_makes_it():
    caller = founder()
    kpi = metric(caller)
    record(caller, kpi, STEADY)
    assert kpi.forecast_due_at == caller.now
    assert not Forecast.objects.exists()
    assert run_forecasts(caller.now) == 1
    made = Forecast.objects.get()
    expected = forecast([value / 10 for value in STEADY], HORIZONS["week"])
    assert made.quantiles["500"] == [round(value * 10, 2) for value in expected.median]
    assert made.quantiles["100"] == [round(value * 10, 2) for value in expected.intervals[80.0][0]]
    assert made.quantiles["975"] == [round(value * 10, 2) for value in expected.intervals[95.0][1]]
    assert (made.readings, made.method, made.grain) == (len(STEADY), expected.method, "week")
    assert (made.start, made.made_at) == (START + timedelta(weeks=len(STEADY)), caller.now)
    assert run_forecasts(caller.now) == 0


def test_the_fan_of_a_whole_number_is_drawn_without_steps_and_told_in_whole_numbers():
    caller = founder()
    kpi = metric(caller, scale=0)
    record(caller, kpi, [value // 10 for value in STEADY])
    run_forecasts(caller.now)
    made = Forecast.objects.get()
    drawn = [made.finely(step, 900) for step in range(1, made.horizon + 1)]
    assert any(value % 1 for value in drawn)
    assert [made.at(step, 900) for step in range(1, made.horizon + 1)] == [round(value) for value in drawn]


def test_seven_readings_make_no_forecast():
    caller = founder()
    kpi = metric(caller)
    record(caller, kpi, STEADY[:7])
    assert run_forecasts(caller.now) == 1
    assert not Forecast.objects.exists()


def test_a_running_total_is_forecast_from_its_steps():
    caller = founder()
    kpi = metric(caller, aggregation="last", cumulative=True)
    totals = [100 * (n + 1) + (n * 7) % 5 for n in range(14)]
    record(caller, kpi, totals[:8])
    run_forecasts(caller.now)
    assert not Forecast.objects.exists(), "eight readings are seven steps"
    record(caller, kpi, totals)
    run_forecasts(caller.now)
    made = Forecast.objects.get()
    expected = running_forecast([value / 10 for value in totals], HORIZONS["week"])
    assert made.quantiles["500"] == [round(value * 10, 2) for value in expected.median]
    assert 1480 <= made.at(1, 500) <= 1520
    assert made.at(1, 100) >= totals[-1]


def test_open_periods_are_not_forecast_from():
    caller = founder()
    kpi = metric(caller)
    record(caller, kpi, STEADY)
    record_readings(caller, [Line(kpi, date(2026, 11, 16), 900)], source="csv")
    run_forecasts(caller.now)
    assert Forecast.objects.get().start == START + timedelta(weeks=len(STEADY))


def test_a_claimed_forecast_is_due_again_when_its_worker_died():
    caller = founder()
    kpi = metric(caller)
    record(caller, kpi, STEADY)
    Metric.objects.update(forecast_due_at=caller.now + LEASE)
    assert run_forecasts(caller.now) == 0
    assert run_forecasts(caller.now + LEASE) == 1


def test_of_the_ranges_given_for_the_next_reading_it_remembers_which_held():
    caller = founder()
    kpi = metric(caller)
    record(caller, kpi, STEADY)
    run_forecasts(caller.now)
    record(caller, kpi, [121], first=len(STEADY))
    run_forecasts(caller.now)
    assert Forecast.objects.get().kept == [1]
    record(caller, kpi, [300], first=len(STEADY) + 1)
    run_forecasts(caller.now)
    assert Forecast.objects.get().kept == [1, 0]


def test_outcomes_are_forgotten_after_a_while():
    assert with_outcome([], None) == []
    assert with_outcome([0] * REMEMBERED, True) == [0] * (REMEMBERED - 1) + [1]


def test_a_signal_is_kept_once_and_logged():
    caller = founder()
    kpi = metric(caller)
    record(caller, kpi, [*STEADY, 190])
    run_forecasts(caller.now)
    found = Signal.objects.get(rule="point_outside")
    assert (found.direction, found.value, found.period) == ("up", 190, START + timedelta(weeks=len(STEADY)))
    assert found.found_at == caller.now
    keys = set(Signal.objects.values_list("key", flat=True))
    record(caller, kpi, [121], first=len(STEADY) + 1)
    run_forecasts(later(caller, days=7).now)
    assert keys <= set(Signal.objects.values_list("key", flat=True))
    assert Signal.objects.get(rule="point_outside").found_at == caller.now
    assert Activity.objects.filter(verb="signals.found").first().subject == kpi.key


def test_a_correction_withdraws_the_signal_and_its_return_brings_it_back():
    caller = founder()
    kpi = metric(caller)
    record(caller, kpi, [*STEADY, 190])
    run_forecasts(caller.now)
    record(caller, kpi, [121], first=len(STEADY))
    run_forecasts(later(caller, days=1).now)
    assert not Signal.objects.filter(withdrawn_at=None).exists()
    assert Signal.objects.get(rule="point_outside").withdrawn_at == later(caller, days=1).now
    record(caller, kpi, [190], first=len(STEADY))
    run_forecasts(later(caller, days=2).now)
    assert Signal.objects.get(rule="point_outside").withdrawn_at is None


def test_a_corrected_reading_that_still_is_a_signal_shows_its_new_value():
    caller = founder()
    kpi = metric(caller)
    record(caller, kpi, [*STEADY, 190])
    run_forecasts(caller.now)
    record(caller, kpi, [180], first=len(STEADY))
    run_forecasts(later(caller, days=1).now)
    assert Signal.objects.get(rule="point_outside").value == 180


def test_a_quiet_forecast_costs_the_same_with_few_and_many_readings():
    caller = founder()
    few, many = metric(caller, "Few"), metric(caller, "Many")
    record(caller, few, STEADY)
    record(caller, many, STEADY * 3)
    counts = []
    for kpi in (few, many):
        run_forecasts(caller.now)
        Metric.objects.update(forecast_due_at=None)
        Metric.objects.filter(pk=kpi.pk).update(forecast_due_at=caller.now)
        with count_statements() as ran:
            run_forecasts(caller.now)
        counts.append(len(ran))
    assert counts[0] == counts[1] <= 10
