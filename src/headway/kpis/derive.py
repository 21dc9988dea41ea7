"""Derived readings: written by the one raw write path, in the transaction that changed what they rest on."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from headway.activity.log import Entry
from headway.kpis.formulas import FORMULA, Derivation, needed_since, with_sources
from headway.kpis.models import Metric, PastReading, Reading
from headway.kpis.rules.formulas.evaluate import Computed
from headway.kpis.rules.formulas.order import in_order
from headway.kpis.store import write_readings
from headway.kpis.sums import sum_months
from headway.people.caller import Caller


@dataclass
class Change:
    """What happened to the readings of one derived metric."""

    rows: list[tuple[date, Computed]] = field(default_factory=list)
    corrected: list[Reading] = field(default_factory=list)
    gone: list[Reading] = field(default_factory=list)

    @property
    def periods(self) -> list[date]:
        return sorted([period for period, _ in self.rows] + [row.period for row in self.gone])


def derive(
    caller: Caller, entry: Entry, metrics: Mapping[int, Metric], edges: Mapping[int, Collection[int]],
    changed: Mapping[int, Iterable[date]],
) -> dict[int, date]:  # fmt: skip
    """Compute what follows from ``changed`` periods, by metric id; return the first period that changed of each.

    ``edges`` are the derived metrics that may follow, with their sources; ``metrics`` holds all of them, locked.
    Each is computed after what it reads, so one pass is enough.
    """
    moved = {pk: list(periods) for pk, periods in changed.items()}
    first: dict[int, date] = {}
    for pk in in_order(edges):
        metric = metrics[pk]
        if not metric.formula or metric.retired_at:
            continue
        sources = [metrics[source] for source in edges[pk]]
        by_key = {source.key: moved[source.pk] for source in sources if source.pk in moved}
        if not by_key:
            continue
        made = with_sources(metric, sources, since=needed_since(metric, by_key.values()))
        change = write_derived(caller, made, made.affected(by_key, caller.now))
        if change.periods:
            moved[pk], first[pk] = change.periods, change.periods[0]
            entry.concern(metric.key)
    if first:
        entry.say(derived={metrics[pk].key: len(moved[pk]) for pk in first})
    return first


def write_derived(caller: Caller, made: Derivation, periods: Collection[date]) -> Change:
    """Bring the stored readings of these periods to what the formula comes to."""
    change = Change()
    if not periods:
        return change
    metric, calendar = made.metric, made.calendar
    span = (min(periods), max(periods))
    stored = {row.period: row for row in Reading.objects.filter(metric=metric, period__range=span)}
    for period in periods:
        found, old = made.at(period), stored.get(period)
        if old is not None and _same(found, old):
            continue
        if found.value is not None:
            change.rows.append((period, found))
        elif old is None or old.source != FORMULA:
            continue
        else:
            change.gone.append(old)
        if old is not None and calendar.is_closed(period, caller.now):
            change.corrected.append(old)
    _write(caller, metric, change)
    return change


def _same(found: Computed, old: Reading) -> bool:
    return (found.value, found.numerator, found.denominator, FORMULA) == (
        old.value, old.numerator, old.denominator, old.source
    )  # fmt: skip


def _write(caller: Caller, metric: Metric, change: Change) -> None:
    if not change.periods:
        return
    keep_history(caller, change.corrected)
    Reading.objects.filter(pk__in=[row.pk for row in change.gone]).delete()
    write_readings(
        ((metric.pk, period, found.value or 0, found.numerator, found.denominator) for period, found in change.rows),
        FORMULA, caller.now,
    )  # fmt: skip
    sum_months([(metric.pk, change.periods[0], change.periods[-1])])


def keep_history(caller: Caller, rows: Iterable[Reading]) -> None:
    """Copy readings that are about to be replaced to their history."""
    PastReading.objects.bulk_create(
        PastReading(
            metric_id=old.metric_id, period=old.period, value=old.value, numerator=old.numerator,
            denominator=old.denominator, source=old.source, known_at=old.known_at,
            replaced_at=caller.now, replaced_by=caller.actor,
        )
        for old in rows
    )  # fmt: skip
