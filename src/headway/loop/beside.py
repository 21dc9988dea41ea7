"""What the KPIs beside an objective say now: guardrails that got worse, leading KPIs that nothing follows."""

from datetime import date
from typing import Any

from headway.kpis.models import Metric
from headway.okrs.models import Companion, KeyResult
from headway.okrs.rules.companions import PATIENCE, got_better, got_worse


def beside_goals(role: str) -> Any:
    """Companions of open objectives that everybody may know of."""
    rows = Companion.objects.filter(role=role, objective__private=False, metric__private=False)
    live = rows.filter(objective__closed_at=None, objective__archived_at=None)
    return live.select_related("objective", "metric__owner", "metric__unit").order_by("pk")


def is_worse(row: Companion) -> bool:
    """Whether a guardrail got worse since its objective began."""
    metric = row.metric
    args = (metric.direction, metric.state, metric.signal_direction, metric.signal_since)
    return got_worse(*args, _began(row.metric, row.objective.start))


def guards_in_trouble(metric: Metric) -> bool:
    """Whether a metric guards an open objective and got worse since that began."""
    return any(is_worse(row) for row in beside_goals(Companion.Role.GUARDRAIL).filter(metric=metric))


def waits_for(row: KeyResult) -> dict[str, Any] | None:
    """The supporting KPI that moved long ago while the KPI of ``row`` shows no signal; None if there is none."""
    kpi = row.metric
    if kpi is None or kpi.judged_period is None or _follows(row, kpi):
        return None
    for beside in beside_goals(Companion.Role.SUPPORTING).filter(objective=row.objective).exclude(metric=kpi):
        leading = beside.metric
        if got_better(
            leading.direction, leading.signal_direction, leading.signal_since, _began(leading, row.objective.start)
        ):
            assert leading.signal_since is not None
            waited = _periods(kpi, leading.signal_since)
            if waited >= PATIENCE[kpi.grain]:
                return {"name": leading.name, "key": leading.key, "since": leading.signal_since.isoformat(),
                        "direction": leading.signal_direction, "waited": waited}  # fmt: skip
    return None


def _follows(row: KeyResult, kpi: Metric) -> bool:
    return got_better(row.direction, kpi.signal_direction, kpi.signal_since, _began(kpi, row.objective.start))


def _periods(kpi: Metric, since: date) -> int:
    """Closed periods of a KPI after the one that holds ``since``."""
    assert kpi.judged_period is not None
    first = kpi.calendar.next(kpi.calendar.start_of(since))
    return sum(1 for _period in kpi.calendar.between(first, kpi.judged_period))


def _began(kpi: Metric, start: date) -> date:
    """The first period of a KPI that an objective has a part in."""
    return kpi.calendar.start_of(start)
