"""What a KPI usually shows: the level that an improvement starts from."""

from dataclasses import dataclass

from headway.kpis.models import Metric, Reading
from headway.signals.xmr import BASELINE_READINGS, baseline


@dataclass(frozen=True)
class UsualLevel:
    """The mean of a KPI's current phase (scaled integer) and the number of closed readings it rests on."""

    value: int
    readings: int


def usual_level(metric: Metric) -> UsualLevel | None:
    """The mean of the current phase, when at least six closed readings are in it; else None: one statement."""
    closed = Reading.objects.filter(metric=metric, period__lte=metric.judged_period or metric.created_at.date())
    values = list(closed.order_by("period").values_list("value", flat=True))
    if metric.judged_period is None or len(values) < BASELINE_READINGS:
        return None
    found = baseline([float(value) for value in values])
    return UsualLevel(round(found.value), found.n) if found and found.enough else None
