"""The loop's speed: numbers that arrive, goals that follow."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from bench import floors
from bench.frame import Measure, compare

NOW = datetime(2026, 11, 16, 8, 30, tzinfo=UTC)
METRICS, DAYS = 100, 1_000


def measures() -> Iterable[Measure]:
    """Every measure of the loop."""
    yield from readings()


def readings() -> Iterator[Measure]:
    """100,000 readings in one batch: 1,000 days of 100 metrics, checked, folded, refolded and logged."""
    from headway.kpis.actions.readings import Line, record_readings
    from headway.kpis.models import Metric, Reading
    from tests.world import founder, metric

    caller = founder("readings", NOW)
    metrics = [metric(caller, f"Metric {n}", grain="day") for n in range(METRICS)]
    first = date(2024, 1, 1)
    rows = [
        (m, first + timedelta(days=d), 1_000 + (d * 7919 + m.pk * 104_729) % 500) for m in metrics for d in range(DAYS)
    ]
    lines = [Line(m, day, value) for m, day, value in rows]
    bare = [(m.pk, day, value) for m, day, value in rows]

    def clear() -> None:
        Reading.objects.all()._raw_delete("default")
        Metric.objects.update(last_period=None, judged_period=None, state="unknown", refit_due_at=None)

    yield compare(
        "record 100,000 readings",
        lambda: record_readings(caller, lines, source="csv"),
        lambda: floors.write_rows(bare, NOW),
        at_most=4,
        before=clear,
        rounds=5,
        note="floor: a bare executemany of the same rows",
    )
