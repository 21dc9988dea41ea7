"""What a number's arrival does to the key results that rest on it, in the number's own transaction."""

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from headway.activity.log import Entry
from headway.kpis.hooks import metrics_folded, targets_set
from headway.kpis.models import Metric
from headway.okrs.count import count_readings
from headway.okrs.fold import refold
from headway.okrs.models import KeyResult
from headway.okrs.parts import set_schedules
from headway.people.acting import record
from headway.people.caller import Caller


@receiver(metrics_folded, dispatch_uid="okrs.follow_metrics")
def follow_metrics(sender: type, caller: Caller, entry: Entry, metrics: Sequence[Metric], **_: Any) -> None:
    """Count the judged readings of ``metrics`` into the key results on them and refold their objectives."""
    by_id = {metric.pk: metric for metric in metrics}
    rows = list(
        KeyResult.objects.filter(
            metric_id__in=by_id, archived_at=None, objective__closed_at=None, objective__cycle__isnull=False
        )
        .select_related("objective")
        .order_by("pk")
    )
    if not rows:
        return
    count_readings(rows, by_id)
    entry.concern(*(row.key for row in rows))
    refold(caller, entry, {row.objective_id for row in rows}, rows, heard=True)


@receiver(targets_set, dispatch_uid="okrs.follow_targets")
def follow_targets(sender: type, caller: Caller, entry: Entry, metric: Metric, **_: Any) -> None:
    """Give the key results that follow a KPI's target schedule their new curve."""
    following = KeyResult.objects.filter(metric=metric, curve_by=KeyResult.CurveBy.SCHEDULE, archived_at=None)
    rows = list(
        following.filter(objective__closed_at=None)
        .select_related("objective", "metric", "owner", "updater")
        .order_by("pk")
    )
    set_schedules(rows)
    for row in rows:
        record(entry, row)
    refold(caller, entry, {row.objective_id for row in rows}, rows)
