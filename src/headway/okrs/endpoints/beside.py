"""What stands beside an objective, over the API: assumptions, KPIs, work, and what is in its way."""

from headway.kpis.access import kpi_for
from headway.okrs.access import (
    assumption_for,
    blocker_for,
    companion_for,
    initiative_for,
    key_result_for,
    objective_for,
)
from headway.okrs.actions.assumptions import add_assumption, archive_assumption, judge_assumption
from headway.okrs.actions.check_ins import resolve_blocker
from headway.okrs.actions.companions import add_companion, remove_companion
from headway.okrs.actions.initiatives import NewInitiative, archive_initiative, create_initiative, finish_initiative
from headway.okrs.models import Assumption, Blocker, Companion, Initiative
from headway.okrs.schemas.beside import (
    AssumptionIn,
    AssumptionOut,
    AssumptionState,
    BlockerOut,
    CompanionIn,
    CompanionOut,
    InitiativeIn,
    InitiativeOut,
)
from headway.people.access import person_for, visible_to
from headway.people.caller import Caller
from headway.people.doors.api import HttpRequest, Out, Router, Status, amount_out, caller_of

router = Router(tags=["objectives"])


@router.get("/objectives/{key}/assumptions", response=list[AssumptionOut], operation_id="list_assumptions")
def list_assumptions(request: HttpRequest, key: str) -> list[Out]:
    """What an objective rests on."""
    goal = objective_for(caller_of(request), key)
    rows = goal.assumptions.filter(archived_at=None).select_related("objective").order_by("pk")
    return [_assumption(row) for row in rows]


@router.post("/objectives/{key}/assumptions", response={201: AssumptionOut}, operation_id="add_assumption")
def new_assumption(request: HttpRequest, key: str, payload: AssumptionIn) -> Status[Out]:
    """Write down something that an objective rests on."""
    caller = caller_of(request)
    return Status(201, _assumption(add_assumption(caller, objective_for(caller, key), payload.text)))


@router.put("/assumptions/{key}/state", response=AssumptionOut, operation_id="judge_assumption")
def judge(request: HttpRequest, key: str, payload: AssumptionState) -> Out:
    """Say what became of an assumption: open, holds or broken."""
    caller = caller_of(request)
    return _assumption(judge_assumption(caller, assumption_for(caller, key), payload.state))


@router.delete("/assumptions/{key}", response={204: None}, operation_id="archive_assumption")
def drop_assumption(request: HttpRequest, key: str) -> Status[None]:
    """Take an assumption from an objective; the log keeps it."""
    caller = caller_of(request)
    archive_assumption(caller, assumption_for(caller, key))
    return Status(204, None)


@router.get("/objectives/{key}/companions", response=list[CompanionOut], operation_id="list_companions")
def list_companions(request: HttpRequest, key: str) -> list[Out]:
    """The guardrails and supporting KPIs of an objective that you may see."""
    caller = caller_of(request)
    rows = objective_for(caller, key).companions.filter(visible_to(caller, "metric"))
    return [_companion(row) for row in rows.select_related("objective", "metric").order_by("pk")]


@router.post("/objectives/{key}/companions", response={201: CompanionOut}, operation_id="add_companion")
def new_companion(request: HttpRequest, key: str, payload: CompanionIn) -> Status[Out]:
    """Set a KPI beside an objective: one that must not get worse, or that shows early whether the work works."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    return Status(201, _companion(add_companion(caller, goal, kpi_for(caller, payload.kpi), payload.role)))


@router.delete("/companions/{key}", response={204: None}, operation_id="remove_companion")
def end_companion(request: HttpRequest, key: str) -> Status[None]:
    """Take a KPI from an objective's side."""
    caller = caller_of(request)
    remove_companion(caller, companion_for(caller, key))
    return Status(204, None)


@router.get("/objectives/{key}/initiatives", response=list[InitiativeOut], operation_id="list_initiatives")
def list_initiatives(request: HttpRequest, key: str) -> list[Out]:
    """The work that is believed to move an objective."""
    rows = objective_for(caller_of(request), key).initiatives.filter(archived_at=None)
    return [_initiative(row) for row in rows.select_related("objective", "key_result", "owner").order_by("pk")]


@router.post("/objectives/{key}/initiatives", response={201: InitiativeOut}, operation_id="create_initiative")
def new_initiative(request: HttpRequest, key: str, payload: InitiativeIn) -> Status[Out]:
    """Write down a piece of work, without an owner one's own."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    owner = person_for(caller, payload.owner) if payload.owner else caller.someone
    row = key_result_for(caller, payload.key_result) if payload.key_result else None
    new = NewInitiative(payload.title, owner, payload.due, row)
    return Status(201, _initiative(create_initiative(caller, goal, new)))


@router.put("/initiatives/{key}/done", response=InitiativeOut, operation_id="finish_initiative")
def done(request: HttpRequest, key: str) -> Out:
    """Say that work is done; whether it moved the number, the number will tell."""
    return _finish(caller_of(request), key, True)


@router.delete("/initiatives/{key}/done", response=InitiativeOut, operation_id="reopen_initiative")
def undone(request: HttpRequest, key: str) -> Out:
    """Say that work is not done after all."""
    return _finish(caller_of(request), key, False)


@router.delete("/initiatives/{key}", response={204: None}, operation_id="archive_initiative")
def drop_initiative(request: HttpRequest, key: str) -> Status[None]:
    """Take work off its objective; the log keeps it."""
    caller = caller_of(request)
    archive_initiative(caller, initiative_for(caller, key))
    return Status(204, None)


@router.get("/key-results/{key}/blockers", response=list[BlockerOut], operation_id="list_blockers")
def list_blockers(request: HttpRequest, key: str) -> list[Out]:
    """What stands in the way of a key result, and what stood there before."""
    rows = key_result_for(caller_of(request), key).blockers.select_related("key_result", "owner").order_by("pk")
    return [_blocker(row) for row in rows]


@router.put("/blockers/{key}/resolution", response=BlockerOut, operation_id="resolve_blocker")
def resolve(request: HttpRequest, key: str) -> Out:
    """Say that something is out of the way."""
    caller = caller_of(request)
    return _blocker(resolve_blocker(caller, blocker_for(caller, key)))


@router.delete("/blockers/{key}/resolution", response=BlockerOut, operation_id="reopen_blocker")
def reopen(request: HttpRequest, key: str) -> Out:
    """Say that something stands in the way after all."""
    caller = caller_of(request)
    return _blocker(resolve_blocker(caller, blocker_for(caller, key), False))


def _finish(caller: Caller, key: str, done: bool) -> Out:
    return _initiative(finish_initiative(caller, initiative_for(caller, key), done))


def _assumption(row: Assumption) -> Out:
    return {
        "key": row.key, "objective": row.objective.key, "text": row.text, "state": row.state,
        "archived_at": row.archived_at,
    }  # fmt: skip


def _companion(row: Companion) -> Out:
    return {
        "key": row.key, "objective": row.objective.key, "kpi": row.metric.key, "role": row.role,
        "value_at_start": amount_out(row.value_at_start, row.metric.scale),
    }  # fmt: skip


def _initiative(row: Initiative) -> Out:
    return {
        "key": row.key, "objective": row.objective.key, "key_result": row.key_result.key if row.key_result else None,
        "title": row.title, "owner": row.owner.key, "due": row.due, "done_at": row.done_at,
        "archived_at": row.archived_at,
    }  # fmt: skip


def _blocker(row: Blocker) -> Out:
    return {
        "key": row.key, "key_result": row.key_result.key, "text": row.text,
        "owner": row.owner.key if row.owner else None, "since": row.since, "resolved_at": row.resolved_at,
    }  # fmt: skip
