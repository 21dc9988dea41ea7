"""What the KPIs beside an objective say now: guardrails that got worse, leading KPIs that nothing follows."""

from datetime import date
from typing import Any

from headway.kpis.models import Metric
from headway.okrs.models import Companion, KeyResult
from headway.okrs.rules.companions import PATIENCE, got_better, got_worse
from headway.signals.detection import RUN
from headway.signals.limits import ENOUGH


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
        leading, since = beside.metric, _moved_since(beside.metric)
        began = _began(leading, row.objective.start)
        if since and got_better(leading.direction, leading.signal_direction, since, began):
            waited = _periods(kpi, since)
            if waited >= PATIENCE[kpi.grain]:
                return {"name": leading.name, "key": leading.key, "since": since.isoformat(),
                        "direction": leading.signal_direction, "waited": waited}  # fmt: skip
    return None


def _moved_since(kpi: Metric) -> date | None:
    """Since when a metric has moved: a run that opened a phase began with it, not where there was enough to tell."""
    since, phase = kpi.signal_since, kpi.phase_start
    opened = since and phase and kpi.signal_rule == RUN and kpi.calendar.next(phase, ENOUGH - 1) == since
    return phase if opened else since


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
