"""A metric as it is now, locked for the rest of the transaction."""

from collections.abc import Collection

from headway.kpis.models import Metric
from headway.people.errors import Conflict


def lock_metrics(ids: Collection[int]) -> dict[int, Metric]:
    """The metrics in the order of their ids, so that two writers never wait for each other crosswise."""
    rows = Metric.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    return {metric.pk: metric for metric in rows.select_related("owner", "unit", "parent")}


def lock_metric(metric: Metric, version: int | None = None) -> Metric:
    """One metric; raises :class:`Conflict` if ``version`` is given and is not the present one."""
    (locked,) = lock_metrics([metric.pk]).values()
    if version is not None and locked.version != version:
        raise Conflict(
            f"{locked.key} was changed while you were editing it, so nothing was saved. "
            "Look at what it says now, then make your change again."
        )
    return locked
