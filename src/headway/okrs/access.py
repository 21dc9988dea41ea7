"""The doors to goals: fetching is the permission check."""

from django.db.models import QuerySet

from headway.okrs.models import CheckIn, Cycle, Initiative, KeyResult, Objective
from headway.people.access import door, visible_to
from headway.people.caller import Caller


def objectives_for(caller: Caller) -> QuerySet[Objective]:
    """Every objective the caller may see."""
    return Objective.objects.filter(visible_to(caller), workspace=caller.workspace)


def key_results_for(caller: Caller) -> QuerySet[KeyResult]:
    """Every key result the caller may see: those of the objectives they may see."""
    return KeyResult.objects.filter(visible_to(caller, "objective"), workspace=caller.workspace)


def objective_for(caller: Caller, key: str) -> Objective:
    rows = objectives_for(caller).select_related("owner", "unit", "cycle", "hand_by")
    return door(rows, key)


def key_result_for(caller: Caller, key: str) -> KeyResult:
    rows = key_results_for(caller).select_related(
        "objective__owner", "objective__unit", "objective__cycle", "owner", "updater", "metric", "hand_by"
    )
    return door(rows, key)


def cycle_for(caller: Caller, key: str) -> Cycle:
    return door(Cycle.objects.filter(workspace=caller.workspace).select_related("parent"), key)


def check_in_for(caller: Caller, key: str) -> CheckIn:
    rows = CheckIn.objects.filter(
        visible_to(caller, "key_result__objective"), workspace=caller.workspace
    ).select_related("key_result__objective", "author", "supersedes")
    return door(rows, key)


def initiative_for(caller: Caller, key: str) -> Initiative:
    rows = Initiative.objects.filter(visible_to(caller, "objective"), workspace=caller.workspace)
    return door(rows.select_related("objective", "key_result", "owner"), key)
