"""The doors, nouns and owners of metrics, for whoever knows only a key."""

from headway.kpis.access import import_for, kpi_for, metrics_for, signal_for
from headway.people.caller import Caller
from headway.people.models import Person
from headway.people.objects import Owned, path_of

DOORS = {"K": kpi_for, "SIG": signal_for, "IM": import_for}
NOUNS = {"K": "kpis", "SIG": "signals", "IM": "kpis/imports"}


def owned_metrics(caller: Caller, person: Person) -> list[Owned]:
    """A person's metrics that still take readings; those that are KPIs say so."""
    rows = metrics_for(caller).filter(owner=person, retired_at=None).order_by("pk")
    return [
        Owned("KPI" if row.is_kpi else "metric", row.key, row.name, path_of(caller.workspace, row.key)) for row in rows
    ]


OWNED = [owned_metrics]
