"""The chance that a key result reaches its target by its due date, taken from the forecast of its KPI by a worker.

Writes and pages only compare the stored chance with the workspace's thresholds.
"""

from dataclasses import replace
from typing import Any

from django.dispatch import receiver

from headway.kpis.hooks import forecast_made
from headway.kpis.models import Forecast, Metric
from headway.okrs.fold import refold
from headway.okrs.models import KeyResult
from headway.okrs.rules.progress import WHOLE
from headway.okrs.store import write_goals
from headway.people.acting import acting
from headway.people.caller import Caller
from headway.signals.band import Band
from headway.signals.forecast import Forecast as Made
from headway.signals.reach import Reach, reach_level, reach_total, stay_inside

CHANCES = ["chance", "forecast_value", "forecast_made_at", "forecast_method", "chance_due_at"]


@receiver(forecast_made, dispatch_uid="okrs.take_chances")
def take_chances(
    sender: type, caller: Caller, metric: Metric, row: Forecast | None, made: Made | None, **_: Any
) -> None:
    """Take the chances of the live key results on ``metric`` from its new forecast, and fold what turned."""
    goals = list(
        KeyResult.objects.filter(
            metric=metric, archived_at=None, objective__closed_at=None, objective__archived_at=None
        )
        .select_related("objective")
        .order_by("pk")
    )
    if not goals:
        return
    for goal in goals:
        take_chance(goal, metric, row, made)
    with acting(caller, "forecast.taken") as entry:
        write_goals(goals, CHANCES)
        entry.concern(metric.key, *(goal.key for goal in goals))
        refold(caller, entry, {goal.objective_id for goal in goals})
        if not entry.shown:
            entry.drop()


def take_chance(goal: KeyResult, metric: Metric, row: Forecast | None, made: Made | None) -> None:
    """Set the chance of one key result in memory; none where the forecast does not reach to its due date."""
    reach = chance_of(goal, metric, row, made) if row and made else None
    goal.chance_due_at = None
    if row is None or reach is None:
        goal.chance = goal.forecast_value = goal.forecast_made_at = None
        goal.forecast_method = ""
        return
    goal.chance = round(reach.probability * WHOLE)
    goal.forecast_value = round(reach.median_at_date * 10**goal.scale)
    goal.forecast_made_at, goal.forecast_method = row.made_at, row.method


def chance_of(goal: KeyResult, metric: Metric, row: Forecast, made: Made) -> Reach | None:
    """From the forecast: at or beyond the target at the due date, or inside the limits until then."""
    step = steps_to(goal, metric, row)
    if not 1 <= step <= made.horizon:
        return None
    one = 10**goal.scale
    if goal.kind == KeyResult.Kind.CONTROL:
        limits = [None if limit is None else limit / one for limit in (goal.limit_lower, goal.limit_upper)]
        return stay_inside(made, Band(*limits), step)
    if goal.kind != KeyResult.Kind.MOVE or goal.target is None or goal.baseline is None:
        return None
    return _chance_to_arrive(goal, made, step, goal.target / one, up=goal.target > goal.baseline)


def _chance_to_arrive(goal: KeyResult, made: Made, step: int, target: float, *, up: bool) -> Reach | None:
    """By what counts of the values of the cycle: the last one, their sum, their average; else none is known."""
    so_far = (goal.current or 0) / 10**goal.scale
    if goal.count_by == KeyResult.CountBy.LAST:
        return reach_level(made, target, step, up=up)
    if goal.count_by == KeyResult.CountBy.SUM:
        return reach_total(made, target, step, so_far=so_far, up=up)
    if goal.count_by == KeyResult.CountBy.AVERAGE:
        whole = goal.reading_count + step
        total = reach_total(made, target * whole, step, so_far=so_far * goal.reading_count, up=up)
        return replace(total, median_at_date=total.median_at_date / whole)
    return None


def steps_to(goal: KeyResult, metric: Metric, row: Forecast) -> int:
    """How many periods ahead the due date lies: 1 is the first period of the forecast, less is read already."""
    calendar = metric.calendar
    due = goal.due if metric.grain == "hour" else calendar.start_of(goal.due)
    if due < row.start:
        return 0
    return sum(1 for _period in calendar.between(row.start, due))
