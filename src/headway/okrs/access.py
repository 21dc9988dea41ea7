"""The doors to goals: fetching is the permission check."""

from collections.abc import Sequence

from django.db.models import QuerySet

from headway.kpis.access import metrics_for
from headway.okrs.models import (
    Alignment,
    Amendment,
    Assumption,
    Blocker,
    CheckIn,
    Companion,
    Cycle,
    Initiative,
    KeyResult,
    Objective,
)
from headway.people.access import door, visible_to
from headway.people.caller import Caller


def objectives_for(caller: Caller) -> QuerySet[Objective]:
    """Every objective the caller may see."""
    return Objective.objects.filter(visible_to(caller), workspace=caller.workspace)


def key_results_for(caller: Caller) -> QuerySet[KeyResult]:
    """Every key result the caller may see: those of the objectives they may see."""
    return KeyResult.objects.filter(visible_to(caller, "objective"), workspace=caller.workspace)


def visible_metric_ids(caller: Caller, rows: Sequence[KeyResult]) -> set[int]:
    """The KPIs of ``rows`` that the caller may see: a hidden one is never named. One statement."""
    ids = {row.metric_id for row in rows if row.metric_id}
    return set(metrics_for(caller).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()


def objective_for(caller: Caller, key: str) -> Objective:
    """An objective with its owner, unit and cycle."""
    rows = objectives_for(caller).select_related("owner", "unit", "cycle", "hand_by")
    return door(rows, key)


def key_result_for(caller: Caller, key: str) -> KeyResult:
    """A key result with its objective, people and KPI."""
    return door(with_its_objective(key_results_for(caller)), key)


def with_its_objective(rows: QuerySet[KeyResult]) -> QuerySet[KeyResult]:
    """Key results with all that a check-in asks of them, in the same statement."""
    return rows.select_related(
        "workspace", "objective__owner", "objective__unit", "objective__cycle", "owner", "updater", "metric", "hand_by"
    )


def cycle_for(caller: Caller, key: str) -> Cycle:
    """A cycle of the caller's workspace."""
    return door(Cycle.objects.filter(workspace=caller.workspace).select_related("parent"), key)


def check_in_for(caller: Caller, key: str) -> CheckIn:
    """A check-in on a key result that the caller may see."""
    rows = CheckIn.objects.filter(visible_to(caller, "key_result__objective"), workspace=caller.workspace)
    related = ("key_result__objective__cycle", "key_result__workspace", "key_result__metric", "author", "supersedes")
    return door(rows.select_related(*related, "key_result__owner", "key_result__updater"), key)


def blocker_for(caller: Caller, key: str) -> Blocker:
    """A blocker of a key result that the caller may see."""
    rows = Blocker.objects.filter(visible_to(caller, "key_result__objective"), workspace=caller.workspace)
    return door(rows.select_related("key_result__objective__cycle", "owner"), key)


def amendment_for(caller: Caller, key: str) -> Amendment:
    """An amendment of a key result that the caller may see."""
    rows = Amendment.objects.filter(visible_to(caller, "key_result__objective"), workspace=caller.workspace)
    related = ("key_result__objective__cycle", "key_result__objective__unit", "key_result__metric", "proposed_by")
    return door(rows.select_related(*related, "key_result__workspace", "key_result__owner", "key_result__updater"), key)


def initiative_for(caller: Caller, key: str) -> Initiative:
    """An initiative of an objective that the caller may see."""
    rows = Initiative.objects.filter(visible_to(caller, "objective"), workspace=caller.workspace)
    return door(rows.select_related("objective__cycle", "key_result", "owner"), key)


def assumption_for(caller: Caller, key: str) -> Assumption:
    """An assumption of an objective that the caller may see."""
    rows = Assumption.objects.filter(visible_to(caller, "objective"), workspace=caller.workspace, archived_at=None)
    return door(rows.select_related("objective__cycle"), key)


def companion_for(caller: Caller, key: str) -> Companion:
    """A KPI beside an objective, where the caller may see both."""
    rows = Companion.objects.filter(
        visible_to(caller, "objective"), visible_to(caller, "metric"), workspace=caller.workspace
    )
    return door(rows.select_related("objective__cycle", "metric"), key)


def alignment_for(caller: Caller, key: str) -> Alignment:
    """An edge of the goal graph, where the caller may see both of its ends."""
    rows = Alignment.objects.filter(
        visible_to(caller, "child"), visible_to(caller, "parent"), workspace=caller.workspace
    )
    return door(rows.select_related("child__cycle", "parent"), key)
