"""The doors to the loop: fetching is the permission check. A decision is as visible as what it is about."""

from django.db.models import Q, QuerySet

from headway.loop.models import Decision, Graduation
from headway.okrs.access import goals_seen_by
from headway.people.access import visible_to
from headway.people.caller import Caller
from headway.people.prepared import prepared_door


def decisions_for(caller: Caller) -> QuerySet[Decision]:
    """Every decision about a metric or a key result that the caller may see."""
    of_metric = Q(metric__isnull=False) & visible_to(caller, "metric")
    of_goal = Q(key_result__isnull=False) & goals_seen_by(caller, "key_result__objective")
    return Decision.objects.filter(of_metric | of_goal, workspace=caller.workspace)


def graduations_for(caller: Caller) -> QuerySet[Graduation]:
    """Every graduation whose key result and KPI the caller may both see."""
    rows = Graduation.objects.filter(goals_seen_by(caller, "key_result__objective"), workspace=caller.workspace)
    seen = visible_to(caller, "metric")
    return rows.filter(Q(metric__isnull=True) | seen) if seen else rows


@prepared_door
def decision_for(caller: Caller) -> QuerySet[Decision]:
    return decisions_for(caller).select_related(
        "metric__owner", "metric__unit", "key_result__objective__unit", "key_result__owner", "asked",
        "escalate_to", "answered_by", "fix_owner", "objective",
    )  # fmt: skip


@prepared_door
def graduation_for(caller: Caller) -> QuerySet[Graduation]:
    return graduations_for(caller).select_related(
        "metric__owner", "metric__unit", "key_result__objective__unit", "key_result__owner", "decided_by", "proposed_by"
    )
