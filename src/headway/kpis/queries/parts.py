"""What a KPI is made up of: its slices and units, their latest values, and what each did to the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from headway.kpis.access import metrics_for
from headway.kpis.models import Metric, Part, Reading
from headway.kpis.rules.aggregate import Amount, Sums, over_units, times_of
from headway.people.caller import Caller
from headway.signals.contribution import Contribution, of_ratio, of_sum


@dataclass(frozen=True)
class PartRow:
    """One part: its value in the latest period and the one before, and its contribution to the change (scaled)."""

    metric: Metric
    value: int | None
    before: int | None
    contribution: int | None


@dataclass(frozen=True)
class MadeUp:
    """The parts of one kind in a period, what they come to together, and what the whole says itself."""

    kind: str
    period: date
    previous: date
    rows: list[PartRow]
    together: Amount
    own: int | None

    @property
    def rest(self) -> int | None:
        """What the whole has beyond its parts; None where they do not add up or nothing is missing."""
        if self.together.value is None or self.own is None or self.own == self.together.value:
            return None
        return self.own - self.together.value


Read = dict[tuple[int, date], Reading]


def made_up_of(caller: Caller, metric: Metric) -> list[MadeUp]:
    """The slices and the units of a metric that the caller may see: two statements, one where it has no parts."""
    parts = list(metrics_for(caller).filter(parent=metric, retired_at=None).select_related("unit").order_by("pk"))
    found = []
    for kind in Part.values:
        own = [row for row in parts if row.part == kind]
        period = max((row.last_period for row in own if row.last_period), default=None)
        if own and period:
            found.append(_made_up(metric, kind, own, metric.calendar.start_of(period)))
    return found


def _made_up(metric: Metric, kind: str, parts: Sequence[Metric], period: date) -> MadeUp:
    previous = metric.calendar.next(period, -1)
    days = (previous, period)
    ids = [metric.pk, *(row.pk for row in parts)]
    rows: Read = {(r.metric_id, r.period): r for r in Reading.objects.filter(metric_id__in=ids, period__in=days)}
    moved = _contributions(metric, parts, rows, days)
    told = [
        PartRow(part, _value(rows, part, period), _value(rows, part, previous),
                None if part.key not in moved else round(moved[part.key].total))
        for part in parts
    ]  # fmt: skip
    told.sort(key=lambda row: (-abs(row.contribution or 0), -(row.value or 0), row.metric.pk))
    return MadeUp(kind, period, previous, told, _together(metric, parts, rows, period), _value(rows, metric, period))


def _value(rows: Read, metric: Metric, period: date) -> int | None:
    row = rows.get((metric.pk, period))
    return row.value if row else None


def _together(metric: Metric, parts: Sequence[Metric], rows: Read, period: date) -> Amount:
    """What the parts come to by the metric's aggregation over units; what is private stays out of an open whole."""
    counted = [part for part in parts if metric.private or not part.private]
    found = [row for part in counted if (row := rows.get((part.pk, period)))]
    if not found:
        return Amount(None, "empty")
    values = [row.value for row in found]
    sums = Sums(
        len(values), sum(values), min(values), max(values), sum(row.numerator is not None for row in found),
        sum(row.numerator or 0 for row in found), sum(row.denominator or 0 for row in found), values[-1],
    )  # fmt: skip
    return over_units(metric.over_units, sums, times_of(metric.unit_kind, metric.scale))


def _contributions(
    metric: Metric, parts: Sequence[Metric], rows: Read, days: tuple[date, date]
) -> dict[str, Contribution]:
    """What each part did to the change of the whole, where all of them were read in both periods."""
    pairs = [(part.key, rows.get((part.pk, days[0])), rows.get((part.pk, days[1]))) for part in parts]
    both = [(key, before, after) for key, before, after in pairs if before and after]
    if len(both) < len(pairs):
        return {}
    if metric.over_units == "sum":
        found = of_sum({key: b.value for key, b, _ in both}, {key: a.value for key, _, a in both})
    elif metric.over_units == "ratio" and all(row.denominator for _, b, a in both for row in (b, a)):
        times = times_of(metric.unit_kind, metric.scale)
        found = of_ratio({key: _pair(b, times) for key, b, _ in both}, {key: _pair(a, times) for key, _, a in both})
    else:
        return {}
    return {part.name: part for part in found}


def _pair(row: Reading, times: int) -> tuple[float, float]:
    top, bottom = row.numerator or 0, row.denominator or 0
    return float(Fraction(top) * times), float(bottom)
