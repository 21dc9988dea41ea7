"""Moving objectives between cycles, into the backlog of ideas and out of it again."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from headway.activity.log import Entry
from headway.okrs.actions.changing import require_open, require_same_workspace
from headway.okrs.actions.key_results import recount
from headway.okrs.fold import refold
from headway.okrs.models import Alignment, Cycle, CycleState, KeyResult, Objective, Status
from headway.okrs.shown import show
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.versions import claim_version

ImageOf = Callable[[str], dict[str, Any] | None]
"""The image of the object under a key, as it was before what is taken back."""
UNJUDGED = {"progress": None, "status": Status.UNKNOWN, "status_reason": ""}


def postpone_objective(caller: Caller, objective: Objective, cycle: Cycle | None, reason: str = "") -> Objective:
    """Move an objective to another cycle or, without one, into the backlog of ideas; values and history stay.

    Once its cycle runs this takes a reason. Its dates become those of the new cycle, and its key results keep
    their distance from them.
    """
    require(caller, "objective.change", objective)
    require_open(objective)
    if objective.in_backlog:
        raise Refused(f"{objective.key} is an idea in the backlog already: bring it into a cycle instead.")
    if objective.is_running and not reason.strip():
        raise Refused("The cycle is running, so postponing it takes a reason: fill it in.", field="reason")
    if cycle is not None and cycle.pk == objective.cycle_id:
        raise Refused(f"{objective.key} is in {cycle.name} already: choose another cycle.", field="cycle")
    with acting(caller, "objective.postponed", reason=reason) as entry:
        move_objective(caller, entry, objective, cycle, reason)
    return objective


def schedule_objective(caller: Caller, objective: Objective, cycle: Cycle) -> Objective:
    """Bring an idea from the backlog into a cycle."""
    require(caller, "objective.change", objective)
    require_open(objective)
    if not objective.in_backlog:
        raise Refused(f"{objective.key} is no idea in the backlog: postpone it instead.")
    with acting(caller, "objective.scheduled") as entry:
        move_objective(caller, entry, objective, cycle, "")
    return objective


def move_objective(caller: Caller, entry: Entry, objective: Objective, cycle: Cycle | None, reason: str) -> None:
    """The move itself, inside somebody's action."""
    require_same_workspace(objective, cycle)
    if cycle is not None and cycle.state == CycleState.CLOSED:
        raise Refused(f"{cycle.name} is closed: choose a cycle that is planned or running.", field="cycle")
    claim_version(objective, None)
    entry.concern(objective.key)
    entry.say(old=objective.cycle.key if objective.cycle else None, new=cycle.key if cycle else None)
    rows = list(objective.key_results.filter(archived_at=None).select_related("metric", "workspace").order_by("pk"))
    parents = objective.parents.filter(kind=Alignment.Kind.CONTRIBUTES).values_list("parent_id", flat=True)
    if cycle is None:
        _park(caller, objective, reason)
    else:
        _settle_in(objective, rows, cycle)
    objective.cycle = cycle
    objective.save()
    record(entry, objective)
    for row in rows:
        row.objective = objective
        recount(caller, row)
        if cycle is None:
            _forget(row)
        row.save()
        record(entry, row)
    show(entry, [objective, *rows])
    refold(caller, entry, [objective.pk, *parents])


def _park(caller: Caller, objective: Objective, reason: str) -> None:
    objective.parked_at, objective.parked_reason, objective.runs_on = caller.now, reason.strip(), False
    _forget(objective)


def _forget(goal: Objective | KeyResult) -> None:
    """An idea is judged by nobody."""
    for name, value in UNJUDGED.items():
        setattr(goal, name, value)


def _settle_in(objective: Objective, rows: list[KeyResult], cycle: Cycle) -> None:
    """Take the dates of ``cycle``; each key result keeps its distances, as far as they fit."""
    shift = cycle.start - objective.start
    for row in rows:
        whole = (row.start, row.due) == (objective.start, objective.due)
        row.start, row.due = (cycle.start, cycle.end) if whole else shifted(row.start, row.due, shift, cycle)
    objective.start, objective.due, objective.runs_on = cycle.start, cycle.end, False
    objective.parked_at, objective.parked_reason = None, ""


def restore_place(caller: Caller, entry: Entry, objective: Objective, before: ImageOf) -> None:
    """Give an objective and its key results the cycle and the dates of their images, inside somebody's action."""
    image = before(objective.key) or {}
    cycle = Cycle.objects.filter(workspace=caller.workspace, key=image.get("cycle") or "").first()
    move_objective(caller, entry, objective, cycle, image.get("parked_reason", ""))
    dated: list[Objective | KeyResult] = [objective, *objective.key_results.filter(archived_at=None)]
    for goal in dated:
        if image := before(goal.key) or {}:
            goal.start, goal.due = date.fromisoformat(image["start"]), date.fromisoformat(image["due"])
            goal.save(update_fields=["start", "due"])
            record(entry, goal)
    refold(caller, entry, [objective.pk])


def shifted(start: date, due: date, by: timedelta, cycle: Cycle) -> tuple[date, date]:
    """A span moved by ``by`` and cut to the cycle's; a span that would fall outside takes the cycle's."""
    first, last = max(cycle.start, start + by), min(cycle.end, due + by)
    return (first, last) if first <= last else (cycle.start, cycle.end)
