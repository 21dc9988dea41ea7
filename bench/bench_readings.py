"""Years of readings of thousands of KPIs: loading them, and what pages ask of them.

By default 1,000 KPIs with three years of daily readings each (1.1 million rows). HEADWAY_BENCH_KPIS=10000 measures
the full size, 11 million rows; loading them takes some minutes. Every floor is the engine's own best query for the
same answer, over the raw driver, in the same run.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bench import floors
from bench.frame import Measure, compare

if TYPE_CHECKING:
    from headway.kpis.models import Metric
    from headway.people.caller import Caller

NOW = datetime(2026, 11, 16, 8, 30, tzinfo=UTC)
KPIS = int(os.environ.get("HEADWAY_BENCH_KPIS", "1000"))
DAYS, UNITS, BATCH = 3 * 365, 200, 100
FIRST = NOW.date() - timedelta(days=DAYS)
LAST = NOW.date() - timedelta(days=1)
WINDOW, SHOWN = 90, 50


def measures() -> Iterator[Measure]:
    """Loading, then reading."""
    from tests.world import founder

    caller = founder("volume", NOW)
    heads, metrics = _company(caller)
    yield from loading(caller, metrics)
    floors.settle()
    yield states(caller)
    yield window(metrics[:: max(1, len(metrics) // SHOWN)][:SHOWN])
    yield months(heads)


def _company(caller: "Caller") -> tuple[list["Metric"], list["Metric"]]:
    """Measures that up to 200 units have each: a KPI per unit, below one for the whole organisation."""
    from headway.kpis.models import Metric
    from tests.world import company

    def rows(count: int, **more: Callable[[int], Any]) -> list[Metric]:
        start = Metric.objects.count()
        return Metric.objects.bulk_create(
            Metric(
                workspace=caller.workspace, key=f"K-{start + n + 1}", name=f"Measure {n}", owner=caller.someone,
                unit=company(caller), grain="day", aggregation="sum", created_at=NOW, promoted_at=NOW,
                **{name: value(n) for name, value in more.items()},
            )
            for n in range(count)
        )  # fmt: skip

    heads = rows(max(1, KPIS // UNITS))
    return heads, rows(KPIS, parent=lambda n: heads[n // UNITS % len(heads)], part=lambda n: "unit")


def loading(caller: "Caller", metrics: Sequence["Metric"]) -> Iterator[Measure]:
    """Every reading through the action, 100 KPIs at a time; every tenth batch is first written bare, and removed."""
    from django.db import transaction

    from headway.kpis.actions.readings import Line, record_readings

    days = [FIRST + timedelta(days=n) for n in range(DAYS)]
    ours, bare, ratios = 0.0, 0.0, []
    for at in range(0, len(metrics), BATCH):
        batch = metrics[at : at + BATCH]
        rows = [(m.pk, day, 1_000 + (n * 7919 + m.pk * 104_729) % 500) for m in batch for n, day in enumerate(days)]
        by_pk = {m.pk: m for m in batch}
        lines = [Line(by_pk[pk], day, value) for pk, day, value in rows]
        least = None
        if at % (10 * BATCH) == 0:
            with transaction.atomic():
                least = _seconds(lambda rows=rows: floors.write_rows(rows, NOW, checked=True))
                transaction.set_rollback(True)
        took = _seconds(lambda lines=lines: record_readings(caller, lines, source="csv"))
        ours += took
        if least is not None:
            ratios.append(took / least)
            bare += least
    count, floor = len(metrics) * DAYS, bare / len(ratios) / (BATCH * DAYS)
    ratio = sorted(ratios)[len(ratios) // 2]
    note = f"{count:,} readings at {count / ours:,.0f} a second; floor: a bare executemany, or COPY"
    yield Measure("load, per 100,000 readings", ours / count * 1e8, "ms", floor * 1e8, ratio, at_most=4, note=note)


def _seconds(way: Callable[[], object]) -> float:
    start = time.perf_counter()
    way()
    return time.perf_counter() - start


def states(caller: "Caller") -> Measure:
    """Where every KPI stands: state, last period and value."""
    from headway.kpis.queries.latest import latest_states

    assert len(latest_states(caller)) >= KPIS
    return compare(
        f"latest states of {KPIS:,} KPIs", lambda: latest_states(caller),
        lambda: floors.last_of_each(caller.workspace.pk),
        at_most=2, note="floor: the last reading of each metric by a lateral (or correlated) look into the index",
    )  # fmt: skip


def window(metrics: Sequence["Metric"]) -> Measure:
    """A board's readings: 90 days of 50 KPIs."""
    from headway.kpis.store import last_readings

    since = LAST - timedelta(days=WINDOW - 1)
    ids = [metric.pk for metric in metrics]
    assert sum(map(len, last_readings(metrics, since).values())) == len(metrics) * WINDOW
    return compare(
        f"{WINDOW} days of {len(metrics)} KPIs", lambda: last_readings(metrics, since),
        lambda: floors.readings_since(ids, since), at_most=2, note="floor: fetchall of the same columns",
    )  # fmt: skip


def months(heads: Sequence["Metric"]) -> Measure:
    """Every measure of the organisation by month, over its units."""
    from headway.kpis.queries.rollup import roll_up

    first, last = FIRST.replace(day=1), LAST
    ids = [head.pk for head in heads]
    raw = _seconds(lambda: floors.months_from_readings(ids, first, last))
    ours = {pk: [(m.month, m.amount.value) for m in found] for pk, found in roll_up(heads, first, last).items()}
    assert ours == floors.months_from_readings(ids, first, last), "The roll-up is not what the readings add up to."
    return compare(
        "organisation by month", lambda: roll_up(heads, first, last), lambda: floors.months_from_sums(ids, first, last),
        at_most=2, note=f"floor: SUM of the monthly sums; from the readings themselves {raw:.2f} s",
    )  # fmt: skip
