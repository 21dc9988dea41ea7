"""What a KPI usually shows: the level that an improvement starts from."""

from dataclasses import dataclass

from headway.kpis.models import Metric, Reading
from headway.kpis.phases import marks_of
from headway.kpis.rules.phases import starts_in
from headway.signals.xmr import BASELINE_READINGS, baseline


@dataclass(frozen=True)
class UsualLevel:
    """The mean of a KPI's current phase (scaled integer) and the number of closed readings it rests on."""

    value: int
    readings: int


def usual_level(metric: Metric) -> UsualLevel | None:
    """The mean of the current phase, when at least six closed readings are in it; else None: two statements.

    A running total has no level, so a cumulative metric has none.
    """
    closed = Reading.objects.filter(metric=metric, period__lte=metric.judged_period or metric.created_at.date())
    readings = list(closed.order_by("period").values_list("period", "value"))
    if metric.judged_period is None or metric.cumulative or len(readings) < BASELINE_READINGS:
        return None
    starts = starts_in([period for period, _ in readings], marks_of([metric.pk])[metric.pk])
    found = baseline([float(value) for _, value in readings], starts=starts.all, locked=starts.locked)
    return UsualLevel(round(found.value), found.n) if found and found.enough else None
