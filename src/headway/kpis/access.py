"""The doors to metrics: fetching is the permission check."""

from django.db.models import QuerySet

from headway.kpis.models import Metric, ReadingImport, Signal
from headway.people.access import door, visible_to
from headway.people.caller import Caller
from headway.people.prepared import prepared_door


def metrics_for(caller: Caller) -> QuerySet[Metric]:
    """Every metric the caller may see, KPIs and others."""
    return Metric.objects.filter(visible_to(caller), workspace=caller.workspace)


def kpis_for(caller: Caller) -> QuerySet[Metric]:
    """Every metric that is a KPI now."""
    return metrics_for(caller).filter(promoted_at__isnull=False, retired_at=None)


@prepared_door
def kpi_for(caller: Caller) -> QuerySet[Metric]:
    """The metric under ``key``, KPI or not."""
    return metrics_for(caller).select_related("owner", "unit", "parent")


def signals_for(caller: Caller) -> QuerySet[Signal]:
    """The signals of every metric the caller may see; those that were withdrawn among them."""
    rows = Signal.objects.filter(visible_to(caller, "metric"), workspace=caller.workspace)
    return rows.select_related("metric__owner", "metric__unit", "acknowledged_by")


def signal_for(caller: Caller, key: str) -> Signal:
    """The signal under ``key``, withdrawn or not."""
    return door(signals_for(caller), key)


def import_for(caller: Caller, key: str) -> ReadingImport:
    """A sheet that the caller sent and has not yet confirmed."""
    rows = ReadingImport.objects.filter(workspace=caller.workspace, sent_by=caller.person)
    return door(rows.select_related("metric"), key)
