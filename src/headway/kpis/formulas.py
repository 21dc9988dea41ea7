"""What formulas come to, from the readings that are stored: nothing here writes."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache

from headway.kpis.models import FormulaInput, Metric, Reading
from headway.kpis.rules import aggregate
from headway.kpis.rules.formulas.evaluate import Computed, compute, quotient_of
from headway.kpis.rules.formulas.parse import Key, Node, keys_in, parse
from headway.kpis.rules.periods import FIRST

FORMULA = "formula"
"""The source of readings that were computed."""
Known = Sequence[aggregate.Reading]


@lru_cache(maxsize=2_000)
def tree_of(text: str) -> Node:
    """The tree of a formula that is stored, so that it can stand."""
    return parse(text)


def edges_of(workspace_id: int) -> dict[int, list[int]]:
    """The sources of every derived metric of a workspace: one statement."""
    edges: dict[int, list[int]] = defaultdict(list)
    rows = FormulaInput.objects.filter(metric__workspace_id=workspace_id)
    for metric, source in rows.values_list("metric_id", "source_id"):
        edges[metric].append(source)
    return edges


def downstream(ids: Collection[int]) -> dict[int, list[int]]:
    """Everything that is computed from these metrics, also through others, with all its sources."""
    found: dict[int, list[int]] = {}
    front = set(ids)
    while front:
        reached = set(FormulaInput.objects.filter(source_id__in=front).values_list("metric_id", flat=True))
        front = reached - set(found)
        found |= {pk: [] for pk in front}
    if found:
        for metric, source in FormulaInput.objects.filter(metric_id__in=found).values_list("metric_id", "source_id"):
            found[metric].append(source)
    return found


def readings_of(ids: Iterable[int], since: date = FIRST) -> dict[int, list[aggregate.Reading]]:
    """The readings of metrics from ``since`` on, in order: one statement."""
    found: dict[int, list[aggregate.Reading]] = {pk: [] for pk in ids}
    rows = Reading.objects.filter(metric_id__in=found, period__gte=since).order_by("metric_id", "period")
    columns = rows.values_list("metric_id", "period", "value", "numerator", "denominator")
    for pk, period, value, top, bottom in columns.iterator(5000):
        found[pk].append(aggregate.Reading(period, value, top, bottom))
    return found


@dataclass(frozen=True)
class Sources:
    """The metrics that a formula reads, by key, with their readings in order."""

    metrics: Mapping[str, Metric]
    readings: Mapping[str, Known]


class Derivation:
    """A derived metric with its sources at hand: what it comes to, in any period."""

    def __init__(self, metric: Metric, sources: Sources, text: str = "") -> None:
        self.metric, self.sources = metric, sources
        self.tree = tree_of(text or metric.formula)
        self.calendar = metric.calendar
        self.amounts = {key: self._amounts(key) for key in sources.metrics}

    def _amounts(self, key: str) -> dict[date, Fraction | str]:
        """The value of a source by the period of the derived metric; a finer one comes together its own way."""
        source, readings = self.sources.metrics[key], self.sources.readings[key]
        one = 10**source.scale
        if source.grain == self.metric.grain:
            return {reading.period: Fraction(reading.value, one) for reading in readings}
        groups: dict[date, list[aggregate.Reading]] = defaultdict(list)
        for reading in readings:
            groups[self.calendar.start_of(reading.period)].append(reading)
        times, how = aggregate.times_of(source.unit_kind, source.scale), "last" if source.cumulative else ""
        found: dict[date, Fraction | str] = {}
        for period, group in groups.items():
            amount = aggregate.together(how or source.aggregation, aggregate.add_up(group), times)
            found[period] = amount.refused if amount.value is None else Fraction(amount.value, one)
        return found

    def at(self, period: date) -> Computed:
        """What it comes to in one period."""

        def look(key: str, back: int) -> Fraction | str:
            return self.amounts[key].get(self.calendar.next(period, -back), "missing")

        parts = self.metric.aggregation == "ratio" and quotient_of(self.tree) is not None
        return compute(self.tree, look, self.metric.scale, parts=parts)

    def periods(self, now: datetime) -> list[date]:
        """Every period that has begun and that some source has a bearing on."""
        return self.affected({key: list(amounts) for key, amounts in self.amounts.items()}, now)

    def affected(self, changed: Mapping[str, Iterable[date]], now: datetime) -> list[date]:
        """The periods whose value may change when sources change in ``changed`` periods, in order."""
        found: set[date] = set()
        starts = {key: {self.calendar.start_of(day) for day in days} for key, days in changed.items()}
        for leaf in set(keys_in(self.tree)):
            found |= {self.calendar.next(day, n) for day in starts.get(leaf.key, ()) for n in leaf.offsets}
        running = self.calendar.recent(now, 1)[0]
        return sorted(period for period in found if period <= running)

    def computed(self, periods: Iterable[date]) -> dict[date, Computed]:
        return {period: self.at(period) for period in periods}


def derivation_of(metric: Metric, text: str = "") -> Derivation:
    """A metric with the sources of its formula (or of ``text``, which it might get): two statements."""
    wanted = {leaf.key for leaf in keys_in(tree_of(text or metric.formula))}
    rows = Metric.objects.filter(workspace_id=metric.workspace_id, key__in=wanted)
    return with_sources(metric, list(rows), text)


def with_sources(metric: Metric, rows: Sequence[Metric], text: str = "", since: date = FIRST) -> Derivation:
    """The same, where the sources are fetched already: one statement. Values from ``since`` on are known."""
    found = readings_of([row.pk for row in rows], since)
    return Derivation(
        metric, Sources({row.key: row for row in rows}, {row.key: found[row.pk] for row in rows}), text
    )  # fmt: skip


def needed_since(metric: Metric, changed: Iterable[Iterable[date]]) -> date:
    """The first day whose readings have a bearing on what changes with these periods of its sources."""
    farthest = max(leaf.offsets[-1] for leaf in keys_in(tree_of(metric.formula)))
    earliest = min(day for days in changed for day in days)
    return metric.calendar.next(metric.calendar.start_of(earliest), -farthest)


def wrong_formulas(workspace_id: int) -> list[tuple[str, date]]:
    """(key, period) wherever a stored reading is not what its formula comes to: everything is computed anew."""
    wrong = []
    for metric in Metric.objects.filter(workspace_id=workspace_id).exclude(formula="").order_by("pk"):
        made = derivation_of(metric)
        fresh = {period: found.value for period, found in computed_all(made).items() if found.value is not None}
        stored = {row.period: (row.value, row.source) for row in metric.readings.all()}
        wrong += [(metric.key, period) for period, value in fresh.items() if stored.get(period, (None,))[0] != value]
        wrong += [(metric.key, day) for day, (_, source) in stored.items() if source == FORMULA and day not in fresh]
    return wrong


def computed_all(made: Derivation) -> dict[date, Computed]:
    """Every period that any source, at any distance, has a reading for."""
    last = max((period for amounts in made.amounts.values() for period in amounts), default=None)
    if last is None:
        return {}
    first = min(period for amounts in made.amounts.values() for period in amounts)
    return made.computed(made.calendar.between(first, last))


def latest_of(made: Derivation, now: datetime, count: int = 6) -> list[tuple[date, Computed]]:
    """The latest periods with what they come to, newest first."""
    periods = made.periods(now)
    at = bisect_left(periods, made.calendar.recent(now, 1)[0]) + 1
    return [(period, made.at(period)) for period in reversed(periods[max(0, at - count) : at])]


def leaves(made: Derivation) -> list[Key]:
    """Where metrics are read, each once, in the order of the text."""
    return list(dict.fromkeys(keys_in(made.tree)))
