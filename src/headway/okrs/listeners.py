"""What a number's arrival does to the key results that rest on it, in the number's own transaction."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.dispatch import receiver

from headway.activity.log import Entry
from headway.kpis.hooks import metrics_folded
from headway.kpis.models import Metric, Reading
from headway.okrs.fold import refold
from headway.okrs.models import KeyResult
from headway.okrs.rules.runs import count_run
from headway.people.caller import Caller


@receiver(metrics_folded, dispatch_uid="okrs.follow_metrics")
def follow_metrics(sender: type, caller: Caller, entry: Entry, metrics: Sequence[Metric], **_: Any) -> None:
    """Count the judged readings of ``metrics`` into the key results on them and refold their objectives."""
    by_id = {metric.pk: metric for metric in metrics}
    rows = list(
        KeyResult.objects.filter(metric_id__in=by_id, archived_at=None, objective__closed_at=None)
        .select_related("objective")
        .order_by("pk")
    )
    if not rows:
        return
    count_readings(rows, by_id)
    entry.concern(*(row.key for row in rows))
    refold(caller, entry, {row.objective_id for row in rows}, rows)


def count_readings(rows: Sequence[KeyResult], metrics: dict[int, Metric]) -> None:
    """Set current value, readings inside and run at the target of ``rows`` from the readings of their KPIs.

    Only judged readings of periods from the key result's start on are counted: one statement.
    """
    first = min(metrics[row.metric_id].calendar.start_of(row.start) for row in rows if row.metric_id)
    readings: dict[int, list[tuple[date, int]]] = defaultdict(list)
    found = Reading.objects.filter(metric_id__in=metrics, period__gte=first).order_by("period")
    for metric_id, period, value in found.values_list("metric_id", "period", "value"):
        judged = metrics[metric_id].judged_period
        if judged is not None and period <= judged:
            readings[metric_id].append((period, value))
    for row in rows:
        assert row.metric_id is not None
        start = metrics[row.metric_id].calendar.start_of(row.start)
        count_into(row, [pair for pair in readings[row.metric_id] if pair[0] >= start])


def count_into(row: KeyResult, values: Sequence[tuple[date, int]]) -> None:
    """Set what a key result counts from its values (day, scaled value), in order of time."""
    row.current_on, row.current = values[-1] if values else (None, None)
    numbers = [value for _, value in values]
    row.reading_count = len(numbers)
    row.inside_count = sum(_inside(row, value) for value in numbers)
    row.run = count_run(numbers, lambda value: _there(row, value))


def _inside(row: KeyResult, value: int) -> bool:
    above = row.limit_lower is None or value >= row.limit_lower
    return above and (row.limit_upper is None or value <= row.limit_upper)


def _there(row: KeyResult, value: int) -> bool:
    """Whether a value stands at or beyond the target (inside the limits, for a control)."""
    if row.kind == KeyResult.Kind.CONTROL:
        return _inside(row, value)
    if row.target is None or row.baseline is None:
        return False
    return value >= row.target if row.target > row.baseline else value <= row.target
