"""The doors to metrics: fetching is the permission check."""

from django.db.models import QuerySet

from headway.kpis.models import Metric, ReadingImport
from headway.people.access import door, visible_to
from headway.people.caller import Caller


def metrics_for(caller: Caller) -> QuerySet[Metric]:
    """Every metric the caller may see, KPIs and others."""
    return Metric.objects.filter(visible_to(caller), workspace=caller.workspace)


def kpis_for(caller: Caller) -> QuerySet[Metric]:
    """Every metric that is a KPI now."""
    return metrics_for(caller).filter(promoted_at__isnull=False, retired_at=None)


def kpi_for(caller: Caller, key: str) -> Metric:
    """The metric under ``key``, KPI or not."""
    return door(metrics_for(caller).select_related("owner", "unit"), key)


def import_for(caller: Caller, key: str) -> ReadingImport:
    """A sheet that the caller sent and has not yet confirmed."""
    rows = ReadingImport.objects.filter(workspace=caller.workspace, sent_by=caller.person)
    return door(rows.select_related("metric"), key)
