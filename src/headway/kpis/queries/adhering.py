"""How a metric kept to its band over a span: shares of readings and of time, and every interval in breach."""

from dataclasses import dataclass
from datetime import date, timedelta

from headway.kpis.fit import plain_band
from headway.kpis.fold import bands_of
from headway.kpis.models import Metric, Reading
from headway.kpis.rules.bands import in_force
from headway.people.errors import Refused
from headway.signals.adherence import Adherence, Breach, adherence

DAY = timedelta(days=1)
MOST = 20_000
"""Periods of the longest span: half a century of days."""


@dataclass(frozen=True)
class Outside:
    """Periods in a row outside the band: their first and last day or hour, the side, and the worst value (scaled)."""

    start: date
    end: date
    side: str
    days: float
    worst: int

    @property
    def hours(self) -> int:
        return round(self.days * 24)


@dataclass(frozen=True)
class Adhered:
    """What was found from ``start`` to ``end``, both whole periods. Shares are parts per million or None."""

    start: date
    end: date
    found: Adherence
    breaches: tuple[Outside, ...]

    @property
    def share(self) -> int | None:
        return None if self.found.share is None else round(self.found.share * 1_000_000)

    @property
    def time_share(self) -> int | None:
        return None if self.found.time_share is None else round(self.found.time_share * 1_000_000)


def adherence_of(metric: Metric, start: date | None = None, end: date | None = None) -> Adhered | None:
    """Adherence of the closed periods from ``start`` to ``end`` to the bands in force then: two statements.

    Without ``start`` it begins with the first reading, without ``end`` it goes to the last closed one; None where
    there is no closed reading. Raises ``Refused`` for a span that is upside down or too long.
    """
    if start and end and end < start:
        raise Refused(f"The span ends on {end}, before it begins on {start}: choose a later end.", field="to")
    if metric.judged_period is None:
        return None
    calendar = metric.calendar
    rows = Reading.objects.filter(metric=metric, period__lte=metric.judged_period).order_by("period")
    known = dict(rows.values_list("period", "value"))
    if not known:
        return None
    first = calendar.start_of(start) if start else next(iter(known))
    last = (
        min(end if calendar.grain == "hour" else calendar.start_of(end), metric.judged_period)
        if end
        else (metric.judged_period)
    )
    if (last - first).days > MOST:
        raise Refused(f"The span from {first} is too long: choose one of at most 50 years.", field="from")
    return _measured(metric, list(calendar.between(first, last)), known) if first <= last else None


def _measured(metric: Metric, periods: list[date], known: dict[date, int]) -> Adhered:
    rules, one = bands_of([metric.pk])[metric.pk], 10**metric.scale
    values = [known[period] / one if period in known else None for period in periods]
    forces = [in_force(rules, period) for period in periods]
    bands = [plain_band(metric, rule) if rule else None for rule in forces]
    lengths = [metric.calendar.length(period) / DAY for period in periods]
    found = adherence(values, bands, durations=lengths)
    breaches = tuple(_outside(metric, periods, breach) for breach in found.breaches)
    return Adhered(periods[0], metric.calendar.last_of(periods[-1]), found, breaches)


def _outside(metric: Metric, periods: list[date], breach: Breach) -> Outside:
    start, end = periods[breach.start], metric.calendar.last_of(periods[breach.end])
    return Outside(start, end, breach.side, round(breach.duration, 3), round(breach.worst * 10**metric.scale))
