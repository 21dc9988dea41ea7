"""Where objectives are put, and what key results are made of, over the API."""

from headway.okrs.access import cycle_for, key_result_for, mirror_for, objective_for, step_for
from headway.okrs.actions.cloning import clone_objective, roll_over
from headway.okrs.actions.co_owners import set_co_owners
from headway.okrs.actions.cycles import plan_year
from headway.okrs.actions.feeding import feed_key_result
from headway.okrs.actions.mirrors import mirror_key_result, unmirror_key_result
from headway.okrs.actions.postponing import postpone_objective, schedule_objective
from headway.okrs.actions.steps import NewStep, add_step, archive_step, change_step, finish_step, reopen_step
from headway.okrs.actions.turning import turn_into_move
from headway.okrs.endpoints.objectives import full_out
from headway.okrs.models import Step
from headway.okrs.payloads.goals import cycle_out, key_result_out, objective_out
from headway.okrs.schemas.goals import CycleOut, KeyResultOut, ObjectiveFull, ObjectiveOut
from headway.okrs.schemas.themes import (
    CloneIn,
    CycleKeyIn,
    EvidenceIn,
    KeyResultKeyIn,
    MirrorOut,
    PersonsIn,
    PlaceIn,
    RollOverIn,
    StepIn,
    StepOut,
    StepPatch,
    TargetIn,
    YearIn,
)
from headway.people.access import person_for
from headway.people.caller import Caller
from headway.people.doors.api import HttpRequest, Out, Router, Status, amount_in, caller_of

router = Router(tags=["objectives"])


def _objective(caller: Caller, key: str) -> Out:
    return full_out(caller, objective_for(caller, key))


@router.post("/objectives/{key}/postponement", response=ObjectiveFull, operation_id="postpone_objective")
def postpone(request: HttpRequest, key: str, payload: PlaceIn) -> Out:
    """Move an objective to another cycle or, without one, into the backlog."""
    caller = caller_of(request)
    cycle = cycle_for(caller, payload.cycle) if payload.cycle else None
    postpone_objective(caller, objective_for(caller, key), cycle, payload.reason)
    return _objective(caller, key)


@router.post("/objectives/{key}/schedule", response=ObjectiveFull, operation_id="schedule_objective")
def schedule(request: HttpRequest, key: str, payload: CycleKeyIn) -> Out:
    """Bring an idea from the backlog into a cycle."""
    caller = caller_of(request)
    schedule_objective(caller, objective_for(caller, key), cycle_for(caller, payload.cycle))
    return _objective(caller, key)


@router.post("/objectives/{key}/copy", response={201: ObjectiveFull}, operation_id="clone_objective")
def clone(request: HttpRequest, key: str, payload: CloneIn) -> Status[Out]:
    """Copy an objective into a cycle or the backlog."""
    caller = caller_of(request)
    cycle = cycle_for(caller, payload.cycle) if payload.cycle else None
    made = clone_objective(caller, objective_for(caller, key), cycle, payload.rule, payload.title)
    return Status(201, _objective(caller, made.key))


@router.post("/cycles/{key}/roll-over", response=list[ObjectiveOut], operation_id="roll_over")
def roll(request: HttpRequest, key: str, payload: RollOverIn) -> list[Out]:
    """Let objectives go on in the next cycle together; ``key`` is the cycle that they come from."""
    caller = caller_of(request)
    cycle_for(caller, key)
    goals = [objective_for(caller, one) for one in payload.objectives]
    return [objective_out(row) for row in roll_over(caller, goals, cycle_for(caller, payload.cycle), payload.rule)]


@router.post("/cycles/year", response=list[CycleOut], operation_id="plan_year")
def year(request: HttpRequest, payload: YearIn) -> list[Out]:
    """Make a fiscal year with its periods, as far as they are missing, and give those that were made."""
    return [cycle_out(row) for row in plan_year(caller_of(request), payload.starting, payload.grain)]


@router.put("/objectives/{key}/co-owners", response=ObjectiveFull, operation_id="set_co_owners")
def co_owners(request: HttpRequest, key: str, payload: PersonsIn) -> Out:
    """Let exactly these persons look after an objective beside its owner."""
    caller = caller_of(request)
    set_co_owners(caller, objective_for(caller, key), [person_for(caller, one) for one in payload.persons])
    return _objective(caller, key)


@router.post("/objectives/{key}/mirrors", response={201: MirrorOut}, operation_id="mirror_key_result")
def mirror(request: HttpRequest, key: str, payload: KeyResultKeyIn) -> Status[Out]:
    """Let a key result count in this objective, too."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    row = mirror_key_result(caller, key_result_for(caller, payload.key_result), goal)
    return Status(201, {"key": row.key, "key_result": row.key_result.key, "objective": key})


@router.delete("/mirrors/{key}", response={204: None}, operation_id="unmirror_key_result")
def unmirror(request: HttpRequest, key: str) -> Status[None]:
    """Let a key result count in this objective no longer."""
    caller = caller_of(request)
    unmirror_key_result(caller, mirror_for(caller, key))
    return Status(204, None)


@router.put("/key-results/{key}/feeding", response=KeyResultOut, operation_id="feed_key_result")
def feed(request: HttpRequest, key: str, payload: KeyResultKeyIn) -> Out:
    """Choose the key result whose sum or mean this one counts in; an empty key ends that."""
    caller = caller_of(request)
    row = key_result_for(caller, key)
    feed_key_result(caller, row, key_result_for(caller, payload.key_result) if payload.key_result else None)
    return key_result_out(key_result_for(caller, key), True)


@router.post("/key-results/{key}/movement", response=KeyResultOut, operation_id="turn_into_move")
def turn(request: HttpRequest, key: str, payload: TargetIn) -> Out:
    """Turn a baseline key result whose start is known into a movement."""
    caller = caller_of(request)
    row = key_result_for(caller, key)
    turn_into_move(caller, row, amount_in(payload.target, row.scale, "target"), payload.target_words)
    return key_result_out(key_result_for(caller, key), True)


@router.get("/key-results/{key}/steps", response=list[StepOut], operation_id="list_steps")
def list_steps(request: HttpRequest, key: str) -> list[Out]:
    """The steps of a milestone, in order of their dates."""
    row = key_result_for(caller_of(request), key)
    return [_step(step) for step in row.steps.filter(archived_at=None).select_related("key_result").order_by("due")]


@router.post("/key-results/{key}/steps", response={201: StepOut}, operation_id="add_step")
def new_step(request: HttpRequest, key: str, payload: StepIn) -> Status[Out]:
    """Add a step to a milestone."""
    caller = caller_of(request)
    return Status(201, _step(add_step(caller, key_result_for(caller, key), NewStep(**payload.dict()))))


@router.patch("/steps/{key}", response=StepOut, operation_id="change_step")
def patch_step(request: HttpRequest, key: str, payload: StepPatch) -> Out:
    """Change the title, due date or weight of a step."""
    caller = caller_of(request)
    sent = {name: value for name, value in payload.dict(exclude_unset=True).items() if value is not None}
    return _step(change_step(caller, step_for(caller, key), sent))


@router.put("/steps/{key}/done", response=StepOut, operation_id="finish_step")
def done(request: HttpRequest, key: str, payload: EvidenceIn) -> Out:
    """Say that a step is done, with what shows it."""
    caller = caller_of(request)
    return _step(finish_step(caller, step_for(caller, key), payload.evidence))


@router.delete("/steps/{key}/done", response=StepOut, operation_id="reopen_step")
def undone(request: HttpRequest, key: str) -> Out:
    """Say that a step is not done after all."""
    caller = caller_of(request)
    return _step(reopen_step(caller, step_for(caller, key)))


@router.delete("/steps/{key}", response={204: None}, operation_id="archive_step")
def drop_step(request: HttpRequest, key: str) -> Status[None]:
    """Take a step out of its milestone."""
    caller = caller_of(request)
    archive_step(caller, step_for(caller, key))
    return Status(204, None)


def _step(step: Step) -> Out:
    names = ("key", "title", "due", "weight", "done_at", "evidence")
    return {name: getattr(step, name) for name in names} | {"key_result": step.key_result.key}
