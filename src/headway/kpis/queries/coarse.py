"""A KPI in coarser periods than it is read in, by its own aggregation; and its months over units."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from headway.kpis.formulas import readings_of
from headway.kpis.models import Metric, MonthlySum
from headway.kpis.rules.aggregate import Amount, Reading, Sums, add_up, increments, times_of, together
from headway.kpis.rules.periods import Calendar
from headway.people.caller import Caller

COARSER = {
    "hour": ("day", "week", "month", "quarter", "year"),
    "day": ("week", "month", "quarter", "year"), "week": ("month", "quarter", "year"), "month": ("quarter", "year"),
    "quarter": ("year",), "year": (),
}  # fmt: skip
"""What each grain comes together into. A week counts in the month that it begins in."""


@dataclass(frozen=True, slots=True)
class Coarse:
    """One coarser period: what its readings come to, how many there are, and what it added to a running total."""

    period: date
    amount: Amount
    count: int
    is_open: bool
    added: int | None = None


def coarser(caller: Caller, metric: Metric, grain: str) -> list[Coarse]:
    """The readings of ``metric`` by ``grain``, oldest first: one statement."""
    calendar = calendar_of(metric, grain)
    groups = _by_start(metric, calendar) if grain in {"day", "week"} else _by_month(metric, calendar)
    times, how = times_of(metric.unit_kind, metric.scale), "last" if metric.cumulative else metric.aggregation
    added = dict(_added(metric, groups)) if metric.cumulative else {}
    return [
        Coarse(period, together(how, sums, times), sums.count, not calendar.is_closed(period, caller.now),
               added.get(period))
        for period, sums in groups.items()
    ]  # fmt: skip


def calendar_of(metric: Metric, grain: str) -> Calendar:
    """The metric's calendar at another grain."""
    return Calendar(grain, metric.timezone, metric.week_start, metric.fiscal_start, metric.lateness_hours)


def _by_start(metric: Metric, calendar: Calendar) -> dict[date, Sums]:
    """Days and weeks, from the readings: sums by month cannot be taken apart."""
    found: dict[date, list[Reading]] = {}
    for reading in readings_of([metric.pk])[metric.pk]:
        found.setdefault(calendar.start_of(reading.period), []).append(reading)
    return {period: add_up(readings) for period, readings in found.items()}


def _by_month(metric: Metric, calendar: Calendar) -> dict[date, Sums]:
    found: dict[date, Sums] = {}
    for row in MonthlySum.objects.filter(metric=metric).order_by("month"):
        sums = Sums(
            row.count, row.total, row.least, row.most, row.parts, row.numerator, row.denominator, row.last
        )  # fmt: skip
        period = calendar.start_of(row.month)
        found[period] = joined(found[period], sums) if period in found else sums
    return found


def joined(before: Sums, after: Sums) -> Sums:
    """The sums of two stretches of readings, the later one second."""
    return Sums(
        before.count + after.count, before.total + after.total, min(before.least, after.least),
        max(before.most, after.most), before.parts + after.parts, before.numerator + after.numerator,
        before.denominator + after.denominator, after.last,
    )  # fmt: skip


def _added(metric: Metric, groups: dict[date, Sums]) -> list[tuple[date, int]]:
    """What each coarser period added. A total that was reset within one is taken as it stands at its end."""
    return increments([(period, sums.last) for period, sums in groups.items()])


def shown_values(metric: Metric, rows: Sequence[Coarse]) -> list[int | None]:
    """What a chart draws: the values, and of a running total what each period added."""
    return [row.added if metric.cumulative else row.amount.value for row in rows]
