"""How metrics are found from elsewhere: by key, and by whose they are."""

from django.utils.translation import gettext as _

from headway.kpis.access import kpi_for, metrics_for
from headway.people.caller import Caller
from headway.people.models import Person
from headway.people.objects import Owned, path_of


def owned_metrics(caller: Caller, person: Person) -> list[Owned]:
    """The metrics of ``person`` that are in use, KPIs first."""
    rows = metrics_for(caller).filter(owner=person, retired_at=None).order_by("name")
    found = [(metric.is_kpi, metric) for metric in rows]
    return [
        Owned(_("KPI") if is_kpi else _("Metric"), metric.key, metric.name, path_of(caller.workspace, metric.key))
        for is_kpi, metric in sorted(found, key=lambda pair: not pair[0])
    ]


DOORS = {"K": kpi_for}
NOUNS = {"K": "kpis"}
OWNED = [owned_metrics]
