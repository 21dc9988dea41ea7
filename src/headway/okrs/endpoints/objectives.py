"""Objectives over the API."""

from django.db.models import Q
from django.http import HttpResponse

from headway.okrs.access import cycle_for, objective_for, objectives_for, visible_metric_ids
from headway.okrs.actions.alignments import align, unalign
from headway.okrs.actions.key_results import add_key_result, set_shares
from headway.okrs.actions.objectives import (
    archive_objective,
    change_objective,
    create_objective,
    unarchive_objective,
)
from headway.okrs.actions.retrospectives import Learned, carry_forward, write_retrospective
from headway.okrs.actions.scores import close_objective, score_objective
from headway.okrs.actions.statuses import override_status, resume_status
from headway.okrs.inputs import changes_in, edge_in, key_result_in, objective_in
from headway.okrs.models import Alignment, Objective, Retrospective
from headway.okrs.payloads.goals import key_result_out, objective_out
from headway.okrs.schemas.goals import (
    AlignmentIn,
    CarryIn,
    KeyResultIn,
    KeyResultOut,
    ObjectiveFull,
    ObjectiveIn,
    ObjectiveOut,
    ObjectivePatch,
    ReasonIn,
    RetrospectiveIn,
    RetrospectiveOut,
    ScoreIn,
    ScoreOut,
    SharesIn,
    StatusIn,
)
from headway.people.caller import Caller
from headway.people.doors.api import (
    HttpRequest,
    Out,
    Page,
    Router,
    Status,
    amount_in,
    amount_out,
    caller_of,
    check_version,
    page_of,
    tagged,
)

router = Router(tags=["objectives"])


@router.get("/objectives", response=Page[ObjectiveOut], operation_id="list_objectives")
def list_objectives(
    request: HttpRequest, after: str = "", limit: int = 50, cycle: str = "", archived: bool = False
) -> Out:
    """The objectives you may see, of one cycle if ``cycle`` names it."""
    caller = caller_of(request)
    rows = objectives_for(caller).select_related("owner", "unit", "cycle", "theme")
    if cycle:
        rows = rows.filter(cycle=cycle_for(caller, cycle))
    return page_of(rows if archived else rows.filter(archived_at=None), objective_out, after, limit)


@router.post("/objectives", response={201: ObjectiveFull}, operation_id="create_objective")
def create(request: HttpRequest, response: HttpResponse, payload: ObjectiveIn) -> Status[Out]:
    """Make an objective with its key results, assumptions, initiatives and parent, in one action."""
    caller = caller_of(request)
    made = create_objective(caller, objective_in(caller, payload.dict()))
    tagged(response, made)
    return Status(201, full_out(caller, made))


@router.get("/objectives/{key}", response=ObjectiveFull, operation_id="get_objective")
def get(request: HttpRequest, response: HttpResponse, key: str) -> Out:
    """One objective with its key results, with its version as ETag."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    tagged(response, goal)
    return full_out(caller, goal)


@router.patch("/objectives/{key}", response=ObjectiveFull, operation_id="change_objective")
def change(request: HttpRequest, response: HttpResponse, key: str, payload: ObjectivePatch) -> Out:
    """Change an objective; send ``If-Match`` with the ETag you read."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    version = check_version(request, goal)
    changes = changes_in(caller, payload.dict(exclude_unset=True))
    goal = change_objective(caller, goal, changes, version)
    tagged(response, goal)
    return full_out(caller, goal)


@router.post("/objectives/{key}/key-results", response={201: KeyResultOut}, operation_id="add_key_result")
def add(request: HttpRequest, response: HttpResponse, key: str, payload: KeyResultIn) -> Status[Out]:
    """Add a key result."""
    caller = caller_of(request)
    row = add_key_result(caller, objective_for(caller, key), key_result_in(caller, payload.dict()))
    tagged(response, row)
    return Status(201, key_result_out(row, True))


@router.put("/objectives/{key}/shares", response=ObjectiveFull, operation_id="set_shares")
def shares(request: HttpRequest, key: str, payload: SharesIn) -> Out:
    """Fix what each part counts for."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    set_shares(caller, goal, {k: amount_in(v, 4, "shares") for k, v in payload.shares.items()}, payload.reason)
    return full_out(caller, objective_for(caller, key))


@router.post("/objectives/{key}/alignments", response=ObjectiveFull, operation_id="align_objective")
def align_it(request: HttpRequest, key: str, payload: AlignmentIn) -> Out:
    """Let an objective contribute to another, or support it."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    align(caller, goal, objective_for(caller, payload.parent), payload.kind, amount_in(payload.share, 4, "share"))
    return full_out(caller, goal)


@router.delete("/objectives/{key}/alignments/{parent}", response={204: None}, operation_id="unalign_objective")
def end(request: HttpRequest, key: str, parent: str) -> Status[None]:
    """End an alignment."""
    caller = caller_of(request)
    unalign(caller, edge_in(caller, key, parent))
    return Status(204, None)


@router.put("/objectives/{key}/status", response=ObjectiveOut, operation_id="override_objective_status")
def status(request: HttpRequest, key: str, payload: StatusIn) -> Out:
    """Set a status by hand."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    override_status(caller, goal, payload.status, payload.reason, lasting=payload.lasting)
    return objective_out(goal)


@router.delete("/objectives/{key}/status", response=ObjectiveOut, operation_id="resume_objective_status")
def resume(request: HttpRequest, key: str) -> Out:
    """Let the data speak again."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    resume_status(caller, goal)
    return objective_out(goal)


@router.put("/objectives/{key}/archive", response=ObjectiveOut, operation_id="archive_objective")
def archive(request: HttpRequest, key: str, payload: ReasonIn) -> Out:
    """Take an objective out of lists and roll-ups."""
    caller = caller_of(request)
    return objective_out(archive_objective(caller, objective_for(caller, key), payload.reason))


@router.delete("/objectives/{key}/archive", response=ObjectiveOut, operation_id="unarchive_objective")
def unarchive(request: HttpRequest, key: str) -> Out:
    """Bring an archived objective back."""
    caller = caller_of(request)
    return objective_out(unarchive_objective(caller, objective_for(caller, key)))


@router.put("/objectives/{key}/score", response=ScoreOut, operation_id="score_objective")
def score(request: HttpRequest, key: str, payload: ScoreIn) -> Out:
    """Grade an objective and its key results."""
    caller = caller_of(request)
    grades = {k: amount_in(v, 2, "key_results") or 0 for k, v in payload.key_results.items()}
    grade = amount_in(payload.grade, 2, "grade") or 0
    row = score_objective(caller, objective_for(caller, key), grade, payload.rationale, grades)
    hundredths = ("grade", "suggested_original", "suggested_amended")
    shown = {name: amount_out(getattr(row, name), 2) for name in hundredths}
    return {"objective": key, "rationale": row.rationale, **shown}


@router.put("/objectives/{key}/close", response=ObjectiveOut, operation_id="close_objective")
def close(request: HttpRequest, key: str) -> Out:
    """Close a scored objective."""
    caller = caller_of(request)
    return objective_out(close_objective(caller, objective_for(caller, key)))


@router.put("/objectives/{key}/retrospective", response=RetrospectiveOut, operation_id="write_retrospective")
def retrospective(request: HttpRequest, key: str, payload: RetrospectiveIn) -> Out:
    """Write down what was learned."""
    caller = caller_of(request)
    return _learned(write_retrospective(caller, objective_for(caller, key), Learned(**payload.dict())))


@router.post("/objectives/{key}/carry", response=RetrospectiveOut, operation_id="carry_objective_forward")
def carry(request: HttpRequest, key: str, payload: CarryIn) -> Out:
    """Decide what becomes of an objective."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    scales = dict(goal.key_results.values_list("key", "scale"))
    starts = {
        k: (amount_in(one.baseline, scales.get(k, 0)) or 0, amount_in(one.target, scales.get(k, 0)) or 0)
        for k, one in payload.starts.items()
    }
    cycle = cycle_for(caller, payload.cycle) if payload.cycle else None
    return _learned(carry_forward(caller, goal, payload.carry, cycle, starts, payload.title))


def full_out(caller: Caller, goal: Objective) -> Out:
    """The objective with its live key results, and the visible ones it is aligned to."""
    rows = list(goal.key_results.filter(archived_at=None).select_related("owner", "updater", "metric").order_by("pk"))
    seen = visible_metric_ids(caller, rows)
    for row in rows:
        row.objective = goal
    edges = _edges_of(caller, goal)
    return objective_out(goal) | {
        "key_results": [key_result_out(row, row.metric_id in seen) for row in rows],
        "parents": [parent for child, parent in edges if child == goal.key],
        "children": [child for child, parent in edges if parent == goal.key],
    }


def _edges_of(caller: Caller, goal: Objective) -> list[tuple[str, str]]:
    """The keys of child and parent of every edge at an objective whose other end the caller may see: one statement."""
    others = objectives_for(caller).values("pk")
    mine = Q(child=goal, parent__in=others) | Q(parent=goal, child__in=others)
    rows = Alignment.objects.filter(mine).order_by("pk")
    return list(rows.values_list("child__key", "parent__key"))


def _learned(row: Retrospective) -> Out:
    texts = {name: getattr(row, name) for name in ("lessons", "blockers", "missed_assumptions", "carry")}
    return {"objective": row.objective.key, "carried_to": row.carried_to.key if row.carried_to else None, **texts}
