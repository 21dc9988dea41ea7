"""The doors to goals: fetching is the permission check."""

from collections.abc import Sequence
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet

from headway.kpis.access import metrics_for
from headway.okrs.models import (
    Alignment,
    Amendment,
    Assumption,
    Blocker,
    CheckIn,
    Companion,
    CoOwner,
    Cycle,
    Dependency,
    Initiative,
    KeyResult,
    Mirror,
    Objective,
    Step,
    Theme,
    ThemeKpi,
    ThemePlan,
)
from headway.people.access import door, visible_to
from headway.people.caller import Caller
from headway.people.models import Role
from headway.people.prepared import prepared_door


def goals_seen_by(caller: Caller, path: str = "") -> Q:
    """The objectives (or what belongs to those at the relation ``path``) that the caller may see.

    As :func:`headway.people.access.visible_to`, and a co-owner sees what they look after.
    """
    seen = visible_to(caller, path)
    if not seen:
        return seen
    mine = CoOwner.objects.filter(person=caller.person_id).values("objective_id")
    return seen | Q(**{f"{path}__id__in" if path else "id__in": mine})


def objectives_for(caller: Caller) -> QuerySet[Objective]:
    """Every objective the caller may see."""
    return Objective.objects.filter(goals_seen_by(caller), workspace=caller.workspace)


def key_results_for(caller: Caller) -> QuerySet[KeyResult]:
    """Every key result the caller may see: those of the objectives they may see."""
    return KeyResult.objects.filter(goals_seen_by(caller, "objective"), workspace=caller.workspace)


def visible_metric_ids(caller: Caller, rows: Sequence[KeyResult]) -> set[int]:
    """The KPIs of ``rows`` that the caller may see: a hidden one is never named. One statement."""
    ids = {row.metric_id for row in rows if row.metric_id}
    return set(metrics_for(caller).filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()


@prepared_door
def objective_for(caller: Caller) -> QuerySet[Objective]:
    """An objective with its owner, unit and cycle."""
    return objectives_for(caller).select_related("owner", "unit", "cycle", "theme", "hand_by")


@prepared_door
def objective_with_its_end_for(caller: Caller) -> QuerySet[Objective]:
    """The same with its score (``whole_score``, None while there is none) and its retrospective, if there is one."""
    return with_their_end(objectives_for(caller)).select_related("owner", "unit", "cycle", "theme", "hand_by")


def with_their_end(rows: QuerySet[Objective]) -> QuerySet[Any]:
    """Objectives with their score and their retrospective, in the same statement."""
    whole = FilteredRelation("scores", condition=Q(scores__key_result=None))
    found: QuerySet[Any] = rows.annotate(whole_score=whole)
    return found.select_related("whole_score", "retrospective")


@prepared_door
def key_result_for(caller: Caller) -> QuerySet[KeyResult]:
    """A key result with its objective, people and KPI."""
    return with_its_objective(key_results_for(caller))


def with_its_objective(rows: QuerySet[KeyResult]) -> QuerySet[KeyResult]:
    """Key results with all that a check-in asks of them, in the same statement."""
    return rows.select_related(
        "workspace", "objective__owner", "objective__unit", "objective__cycle", "owner", "updater", "metric", "hand_by"
    )


@prepared_door
def cycle_for(caller: Caller) -> QuerySet[Cycle]:
    """A cycle of the caller's workspace."""
    return Cycle.objects.filter(workspace=caller.workspace).select_related("parent")


@prepared_door
def check_in_for(caller: Caller) -> QuerySet[CheckIn]:
    """A check-in on a key result that the caller may see."""
    rows = CheckIn.objects.filter(goals_seen_by(caller, "key_result__objective"), workspace=caller.workspace)
    related = ("key_result__objective__cycle", "key_result__workspace", "key_result__metric", "author", "supersedes")
    return rows.select_related(*related, "key_result__owner", "key_result__updater")


def blocker_for(caller: Caller, key: str) -> Blocker:
    """A blocker of a key result that the caller may see."""
    rows = Blocker.objects.filter(goals_seen_by(caller, "key_result__objective"), workspace=caller.workspace)
    return door(rows.select_related("key_result__objective__cycle", "owner"), key)


def amendment_for(caller: Caller, key: str) -> Amendment:
    """An amendment of a key result that the caller may see."""
    rows = Amendment.objects.filter(goals_seen_by(caller, "key_result__objective"), workspace=caller.workspace)
    related = ("key_result__objective__cycle", "key_result__objective__unit", "key_result__metric", "proposed_by")
    return door(rows.select_related(*related, "key_result__workspace", "key_result__owner", "key_result__updater"), key)


def initiative_for(caller: Caller, key: str) -> Initiative:
    """An initiative of an objective that the caller may see."""
    rows = Initiative.objects.filter(goals_seen_by(caller, "objective"), workspace=caller.workspace)
    return door(rows.select_related("objective__cycle", "key_result", "owner"), key)


def assumption_for(caller: Caller, key: str) -> Assumption:
    """An assumption of an objective that the caller may see."""
    rows = Assumption.objects.filter(goals_seen_by(caller, "objective"), workspace=caller.workspace, archived_at=None)
    return door(rows.select_related("objective__cycle"), key)


def companion_for(caller: Caller, key: str) -> Companion:
    """A KPI beside an objective, where the caller may see both."""
    rows = Companion.objects.filter(
        goals_seen_by(caller, "objective"), visible_to(caller, "metric"), workspace=caller.workspace
    )
    return door(rows.select_related("objective__cycle", "metric"), key)


def alignment_for(caller: Caller, key: str) -> Alignment:
    """An edge of the goal graph, where the caller may see both of its ends."""
    rows = Alignment.objects.filter(
        goals_seen_by(caller, "child"), goals_seen_by(caller, "parent"), workspace=caller.workspace
    )
    return door(rows.select_related("child__cycle", "parent"), key)


def themes_for(caller: Caller) -> QuerySet[Theme]:
    """Every theme; a guest sees those they sponsor."""
    rows = Theme.objects.filter(workspace=caller.workspace)
    return rows.filter(sponsor=caller.person_id) if caller.role == Role.GUEST else rows


@prepared_door
def theme_for(caller: Caller) -> QuerySet[Theme]:
    """A theme with its sponsor."""
    return themes_for(caller).select_related("sponsor")


def theme_plan_for(caller: Caller, key: str) -> ThemePlan:
    """A line of a theme's plan."""
    rows = ThemePlan.objects.filter(theme__in=themes_for(caller), workspace=caller.workspace, archived_at=None)
    return door(rows.select_related("theme"), key)


def theme_kpi_for(caller: Caller, key: str) -> ThemeKpi:
    """A KPI that a theme is followed by, where the caller may see both."""
    rows = ThemeKpi.objects.filter(visible_to(caller, "metric"), theme__in=themes_for(caller))
    return door(rows.filter(workspace=caller.workspace).select_related("theme", "metric"), key)


def dependencies_for(caller: Caller) -> QuerySet[Dependency]:
    """Every dependency of a key result that the caller may see."""
    return Dependency.objects.filter(goals_seen_by(caller, "key_result__objective"), workspace=caller.workspace)


def dependency_for(caller: Caller, key: str) -> Dependency:
    """A dependency with its key result, its goal and the unit that is asked."""
    related = ("key_result__objective__cycle", "key_result__objective__unit", "unit__lead", "asked_by", "answered_by")
    return door(dependencies_for(caller).select_related(*related), key)


def step_for(caller: Caller, key: str) -> Step:
    """A step of a milestone that the caller may see."""
    rows = Step.objects.filter(goals_seen_by(caller, "key_result__objective"), workspace=caller.workspace)
    related = ("key_result__objective__cycle", "key_result__objective__unit", "key_result__metric", "key_result__owner")
    live = rows.filter(archived_at=None)
    return door(live.select_related(*related, "key_result__updater", "key_result__workspace"), key)


def mirror_for(caller: Caller, key: str) -> Mirror:
    """A mirrored key result of an objective, where the caller may see both."""
    rows = Mirror.objects.filter(
        goals_seen_by(caller, "objective"), goals_seen_by(caller, "key_result__objective"), workspace=caller.workspace
    )
    return door(rows.select_related("objective__cycle", "objective__unit", "key_result__objective"), key)
