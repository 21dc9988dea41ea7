"""What was learned from goals on the same KPI: shown when another one is drafted."""

from django.db.models import Q

from headway.kpis.models import Metric
from headway.okrs.access import goals_seen_by
from headway.okrs.models import Retrospective
from headway.people.caller import Caller


def lessons_for(caller: Caller, metric: Metric) -> list[Retrospective]:
    """The latest retrospectives of objectives that had a key result on this KPI: one statement."""
    rows = Retrospective.objects.filter(goals_seen_by(caller, "objective"), workspace=caller.workspace)
    told = ~Q(lessons="") | ~Q(blockers="") | ~Q(missed_assumptions="")
    rows = rows.filter(told, objective__key_results__metric=metric).distinct()
    return list(rows.select_related("objective").order_by("-at")[:3])
