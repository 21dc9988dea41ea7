"""Cycles over the API."""

from headway.okrs.access import cycle_for
from headway.okrs.actions.cycle_changes import change_cycle
from headway.okrs.actions.cycles import NewCycle, create_cycle, ensure_cycles, move_cycle
from headway.okrs.models import Cycle
from headway.okrs.payloads.goals import cycle_out
from headway.okrs.schemas.goals import CycleIn, CycleMove, CycleOut, CyclePatch
from headway.people.doors.api import HttpRequest, Out, Page, Router, Status, caller_of, page_of

router = Router(tags=["cycles"])


@router.get("/cycles", response=Page[CycleOut], operation_id="list_cycles")
def list_cycles(request: HttpRequest, after: str = "", limit: int = 50) -> Out:
    """Every cycle of the workspace."""
    rows = Cycle.objects.filter(workspace=caller_of(request).workspace).select_related("parent")
    return page_of(rows, cycle_out, after, limit)


@router.post("/cycles", response={201: CycleOut}, operation_id="create_cycle")
def create(request: HttpRequest, payload: CycleIn) -> Status[Out]:
    """Make a cycle."""
    caller = caller_of(request)
    parent = cycle_for(caller, payload.parent) if payload.parent else None
    made = create_cycle(caller, NewCycle(payload.name, payload.start, payload.end, parent))
    return Status(201, cycle_out(made))


@router.post("/cycles/calendar", response=list[CycleOut], operation_id="ensure_cycles")
def calendar(request: HttpRequest) -> list[Out]:
    """Make the calendar's cycles that are missing, and give those."""
    return [cycle_out(row) for row in ensure_cycles(caller_of(request))]


@router.get("/cycles/{key}", response=CycleOut, operation_id="get_cycle")
def get(request: HttpRequest, key: str) -> Out:
    """One cycle."""
    return cycle_out(cycle_for(caller_of(request), key))


@router.patch("/cycles/{key}", response=CycleOut, operation_id="change_cycle")
def change(request: HttpRequest, key: str, payload: CyclePatch) -> Out:
    """Change the name, the days or the parent of a cycle; goals that last as long as it go with it."""
    caller = caller_of(request)
    sent = {name: value for name, value in payload.dict(exclude_unset=True).items() if value is not None}
    reason = sent.pop("reason", "")
    if "parent" in sent:
        sent["parent"] = cycle_for(caller, sent["parent"]) if sent["parent"] else None
    return cycle_out(change_cycle(caller, cycle_for(caller, key), sent, reason))


@router.put("/cycles/{key}/state", response=CycleOut, operation_id="move_cycle")
def move(request: HttpRequest, key: str, payload: CycleMove) -> Out:
    """Move a cycle to another state."""
    caller = caller_of(request)
    return cycle_out(move_cycle(caller, cycle_for(caller, key), payload.state, payload.reason))
