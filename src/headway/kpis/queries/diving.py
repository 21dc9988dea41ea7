"""The deep dive into one KPI: everything a monthly review asks, in one structure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from headway.kpis.access import metrics_for
from headway.kpis.fit import plain_band
from headway.kpis.models import Aggregation, Metric, Part, Reading, UnitKind
from headway.kpis.queries.page import KpiPage
from headway.kpis.rules.schedule import due_value
from headway.people.caller import Caller
from headway.signals.contribution import Contribution, of_ratio, of_sum
from headway.signals.deepdive import DeepDive, deep_dive

YEARS = {"hour": 8736, "day": 364, "week": 52, "month": 12, "quarter": 4, "year": 1}
"""Periods in a year; of days and hours 52 whole weeks, so that weekdays and hours of the day meet."""

Parts = Mapping[str, Mapping[date, Reading]]


@dataclass(frozen=True)
class Dive:
    """What is found of a KPI at its last closed reading; ``page`` has its chart, its bands and its verdict."""

    caller: Caller
    kpi: Metric
    page: KpiPage

    @cached_property
    def found(self) -> DeepDive:
        """Trend, variance, adherence and contributions, in floats of the KPI's unit."""
        page = self.page
        return deep_dive(
            page.series.values, target=self.target, band=plain_band(self.kpi, page.band) if page.band else None,
            season=page.found.season, year=YEARS[self.kpi.grain], contributions=self.contributions,
        )  # fmt: skip

    @cached_property
    def target(self) -> float | None:
        """What the schedule expects of the last closed period."""
        if self.kpi.judged_period is None:
            return None
        points = [(point.period, point.value) for point in self.page.targets]
        value = due_value(points, self.kpi.judged_period)
        return None if value is None else value / 10**self.kpi.scale

    @cached_property
    def contributions(self) -> tuple[Contribution, ...]:
        """What each part did to the change of the whole: two statements, and none without parts."""
        if len(self.page.series.periods) < 2:
            return ()
        before, now = self.page.series.periods[-2:]
        return contributions_of(self.kpi, _parts(self.caller, self.kpi, (before, now)), before, now)


def dive_into(caller: Caller, kpi: Metric, span: str = "") -> Dive:
    """The deep dive into ``kpi``."""
    return Dive(caller, kpi, KpiPage(caller, kpi, span))


def contributions_of(kpi: Metric, parts: Parts, before: date, now: date) -> tuple[Contribution, ...]:
    """Contributions of named parts between two periods; none where the whole is no sum and no ratio of them."""
    names = [name for name, rows in parts.items() if before in rows and now in rows]
    if not names:
        return ()
    if kpi.over_units == Aggregation.SUM:
        one = 10**kpi.scale
        return of_sum(*({name: parts[name][at].value / one for name in names} for at in (before, now)))
    if kpi.over_units == Aggregation.RATIO:
        whole = 100 if kpi.unit_kind == UnitKind.PERCENT else 1
        sides = [{name: _ratio(parts[name][at], whole) for name in names} for at in (before, now)]
        if all(sum(size for _, size in side.values()) for side in sides):
            return of_ratio(*sides)
    return ()


def _ratio(row: Reading, whole: int) -> tuple[float, float]:
    return float((row.numerator or 0) * whole), float(row.denominator or 0)


def _parts(caller: Caller, kpi: Metric, periods: Sequence[date]) -> Parts:
    """The readings of the parts that the caller may see, by name and period."""
    rows = metrics_for(caller).filter(parent=kpi, grain=kpi.grain, scale=kpi.scale, retired_at=None)
    names = _named(list(rows.select_related("unit").order_by("pk")))
    found: dict[str, dict[date, Reading]] = {name: {} for name in names.values()}
    if names:
        for row in Reading.objects.filter(metric_id__in=names, period__in=periods):
            found[names[row.metric_id]][row.period] = row
    return found


def _named(parts: Sequence[Metric]) -> dict[int, str]:
    """The units of a measure by their names, or its slices: both would count everything twice.

    A name that several bear is followed by the key.
    """
    units = [row for row in parts if row.part == Part.UNIT]
    names = {row.pk: row.unit.name if units else row.name for row in units or parts}
    borne = Counter(names.values())
    return {
        row.pk: f"{names[row.pk]} ({row.key})" if borne[names[row.pk]] > 1 else names[row.pk] for row in units or parts
    }
