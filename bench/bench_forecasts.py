"""The worker's speed at what statistics add to a KPI: one refit, and a night of ten thousand."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from math import sin

from bench.frame import Measure, clock

NOW = datetime(2026, 11, 16, 8, 30, tzinfo=UTC)
DAYS = 1_095
SAMPLE = 20
NIGHT = 10_000
WORKERS = 2


def measures() -> Iterable[Measure]:
    """One KPI with three years of daily readings, and the nightly pass over 10,000 of them."""
    from headway.kpis.jobs import run_forecasts
    from headway.kpis.models import Metric

    metrics = _metrics()
    Metric.objects.update(forecast_due_at=None)

    def due(count: int) -> None:
        ids = [metric.pk for metric in metrics[:count]]
        Metric.objects.filter(pk__in=ids).update(forecast_due_at=NOW)

    one = clock(
        "refit a KPI of three years of days: signals, forecast, stored", lambda: run_forecasts(NOW), at_most=150,
        before=lambda: due(1),
    )  # fmt: skip
    yield one
    many = clock("", lambda: run_forecasts(NOW), before=lambda: due(SAMPLE), rounds=3)
    minutes = many.value / SAMPLE * NIGHT / WORKERS / 60_000
    note = f"from {SAMPLE} of them in one process; {WORKERS} workers"
    yield Measure("a night of 10,000 daily KPIs", minutes, "min", at_most=60, note=note)


def _metrics() -> list:  # type: ignore[type-arg]
    """Daily metrics with a week in them, a drift, and noise that repeats."""
    from headway.kpis.actions.readings import Line, record_readings
    from tests.world import founder, metric

    caller = founder("forecasts", NOW)
    metrics = [metric(caller, f"Metric {n}", grain="day") for n in range(SAMPLE)]
    first = date(2023, 11, 16)
    lines = [
        Line(one, first + timedelta(days=day), _value(day, one.pk)) for one in metrics for day in range(DAYS)
    ]  # fmt: skip
    record_readings(caller, lines, source="csv")
    return metrics


def _value(day: int, seed: int) -> int:
    return round(1_000 + 80 * sin(day / 7 * 6.2832) + day / 10 + (day * 7919 + seed * 104_729) % 97)
