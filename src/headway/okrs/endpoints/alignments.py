"""Alignment, dependencies and reviews over the API."""

from headway.okrs.access import cycle_for, dependencies_for, dependency_for, key_result_for, objective_for
from headway.okrs.actions.alignments import Wanted, move_under, realign
from headway.okrs.actions.dependencies import (
    NewDependency,
    accept_dependency,
    decline_dependency,
    deliver_dependency,
    request_dependency,
    withdraw_dependency,
)
from headway.okrs.actions.reviews import hold_review, skip_review
from headway.okrs.endpoints.objectives import full_out
from headway.okrs.inputs import edge_in
from headway.okrs.payloads.alignments import NAMED, alignment_out, dependency_out, review_out
from headway.okrs.schemas.alignments import (
    AlignmentOut,
    AlignmentReviewIn,
    AlignmentReviewOut,
    DependencyAnswerIn,
    DependencyIn,
    DependencyOut,
)
from headway.okrs.schemas.goals import MoveIn, ObjectiveFull, ParentsIn, ReasonIn
from headway.people.access import unit_for
from headway.people.doors.api import HttpRequest, Out, Page, Router, Status, amount_in, caller_of, page_of

router = Router(tags=["alignment"])


@router.put("/objectives/{key}/parents", response=ObjectiveFull, operation_id="realign_objective")
def set_parents(request: HttpRequest, key: str, payload: ParentsIn) -> Out:
    """Give an objective exactly these parents, in one action: all of it is done, or nothing."""
    caller = caller_of(request)
    goal = objective_for(caller, key)
    wanted = [
        Wanted(objective_for(caller, one.parent), one.kind, amount_in(one.share, 4, "share")) for one in payload.parents
    ]
    return full_out(caller, realign(caller, goal, wanted))


@router.post("/objectives/{key}/alignments/{parent}/move", response=ObjectiveFull, operation_id="move_objective")
def move(request: HttpRequest, key: str, parent: str, payload: MoveIn) -> Out:
    """Move an objective, with all below it, from under one parent to another."""
    caller = caller_of(request)
    edge = edge_in(caller, key, parent)
    return full_out(caller, move_under(caller, edge, objective_for(caller, payload.to), payload.kind))


@router.get("/cycles/{key}/alignment", response=AlignmentOut, operation_id="get_alignment")
def get_alignment(request: HttpRequest, key: str) -> Out:
    """The conflicts and orphans of a cycle, and its reviews."""
    caller = caller_of(request)
    return alignment_out(caller, cycle_for(caller, key))


@router.post("/cycles/{key}/alignment/reviews", response={201: AlignmentReviewOut}, operation_id="say_alignment_review")
def say_review(request: HttpRequest, key: str, payload: AlignmentReviewIn) -> Status[Out]:
    """Write down that the review was held, or is left out with a reason."""
    caller = caller_of(request)
    cycle = cycle_for(caller, key)
    made = (
        hold_review(caller, cycle, payload.note, payload.on)
        if payload.held
        else skip_review(caller, cycle, payload.note)
    )
    return Status(201, review_out(made))


@router.get("/dependencies", response=Page[DependencyOut], operation_id="list_dependencies")
def list_dependencies(
    request: HttpRequest, after: str = "", limit: int = 50, unit: str = "", is_open: bool | None = None
) -> Out:
    """What units need of each other, of one asked unit if ``unit`` names it."""
    caller = caller_of(request)
    rows = dependencies_for(caller).select_related(*NAMED)
    if unit:
        rows = rows.filter(unit=unit_for(caller, unit))
    if is_open is not None:
        waiting = {"answered_at": None, "withdrawn_at": None}
        rows = rows.filter(**waiting) if is_open else rows.exclude(**waiting)
    return page_of(rows, dependency_out, after, limit)


@router.post("/key-results/{key}/dependencies", response={201: DependencyOut}, operation_id="request_dependency")
def request_one(request: HttpRequest, key: str, payload: DependencyIn) -> Status[Out]:
    """Ask another unit for something that a key result needs."""
    caller = caller_of(request)
    new = NewDependency(unit_for(caller, payload.unit), payload.need, payload.needed_by)
    return Status(201, dependency_out(request_dependency(caller, key_result_for(caller, key), new)))


@router.get("/dependencies/{key}", response=DependencyOut, operation_id="get_dependency")
def get_dependency(request: HttpRequest, key: str) -> Out:
    """One dependency."""
    return dependency_out(dependency_for(caller_of(request), key))


@router.post("/dependencies/{key}/answer", response=DependencyOut, operation_id="answer_dependency")
def answer(request: HttpRequest, key: str, payload: DependencyAnswerIn) -> Out:
    """Accept with a day, or decline with a reason."""
    caller = caller_of(request)
    asked = dependency_for(caller, key)
    if payload.accepted:
        return dependency_out(accept_dependency(caller, asked, payload.on, payload.reason))
    return dependency_out(decline_dependency(caller, asked, payload.reason, payload.on))


@router.post("/dependencies/{key}/delivery", response=DependencyOut, operation_id="deliver_dependency")
def deliver(request: HttpRequest, key: str) -> Out:
    """Say that what was promised is there."""
    caller = caller_of(request)
    return dependency_out(deliver_dependency(caller, dependency_for(caller, key)))


@router.post("/dependencies/{key}/withdrawal", response=DependencyOut, operation_id="withdraw_dependency")
def withdraw(request: HttpRequest, key: str, payload: ReasonIn) -> Out:
    """Take a request back."""
    caller = caller_of(request)
    return dependency_out(withdraw_dependency(caller, dependency_for(caller, key), payload.reason))
