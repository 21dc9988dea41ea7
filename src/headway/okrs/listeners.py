"""What a number's arrival does to the key results that rest on it, in the number's own transaction."""

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from headway.activity.log import Entry
from headway.kpis.hooks import metrics_folded
from headway.kpis.models import Metric
from headway.okrs.count import count_readings
from headway.okrs.fold import refold
from headway.okrs.models import KeyResult
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
