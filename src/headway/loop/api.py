"""Decisions, graduations and plateaus over the API: the same verbs as on the page."""

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.responses import Status

from headway.kpis.access import kpi_for
from headway.loop.access import decision_for, decisions_for, graduation_for, graduations_for
from headway.loop.actions.answering import answer_decision, mark_fixed, reopen_decision
from headway.loop.actions.deciding import accept_graduation, decline_graduation
from headway.loop.actions.drafting import draft_objective, subject_of
from headway.loop.actions.graduating import propose_graduation, withdraw_graduation
from headway.loop.actions.lifting import leave_plateau, take_up_plateau
from headway.loop.inputs import answer_in, standard_in
from headway.loop.payloads import Out, decision_out, draft_out, graduation_out, offer_out
from headway.loop.plateaus import offers_for
from headway.loop.schemas import (
    AnswerIn,
    DecisionOut,
    DraftOut,
    GraduationOut,
    OfferOut,
    ProposalIn,
    ReasonIn,
    StandardIn,
    WhyIn,
)
from headway.okrs.access import key_result_for
from headway.people.caller import caller_of
from headway.people.doors.api import Page, check_version, page_of, tagged

router = Router(tags=["loop"])


@router.get("/decisions", response=Page[DecisionOut], operation_id="list_decisions")
def list_decisions(request: HttpRequest, after: str = "", limit: int = 50, is_open: bool | None = None) -> Out:
    """The decisions you may see; with ``is_open=true`` those that wait for an answer."""
    caller = caller_of(request)
    rows = decisions_for(caller).select_related(
        "metric", "key_result", "asked", "escalate_to", "answered_by", "fix_owner"
    )
    if is_open is not None:
        waiting = {"answered_at": None, "resolved_itself_at": None}
        rows = rows.filter(**waiting) if is_open else rows.exclude(**waiting)
    return page_of(rows, lambda row: decision_out(caller, row), after, limit)


@router.get("/decisions/{key}", response=DecisionOut, operation_id="get_decision")
def get_decision(request: HttpRequest, response: HttpResponse, key: str) -> Out:
    """One decision with what it rests on, and its version as ETag."""
    caller = caller_of(request)
    row = decision_for(caller, key)
    tagged(response, row)
    return decision_out(caller, row)


@router.get("/decisions/{key}/draft", response=DraftOut, operation_id="get_draft")
def get_draft(request: HttpRequest, key: str) -> Out:
    """The objective that this decision would open; nothing is written."""
    caller = caller_of(request)
    row = decision_for(caller, key)
    metric = subject_of(row)
    return draft_out(draft_objective(caller, row), metric.key, metric.scale)


@router.post("/decisions/{key}/answer", response=DecisionOut, operation_id="answer_decision")
def answer(request: HttpRequest, response: HttpResponse, key: str, payload: AnswerIn) -> Out:
    """Watch, fix, open an objective, or leave a plateau; send ``If-Match`` with the ETag you read."""
    caller = caller_of(request)
    row = decision_for(caller, key)
    check_version(request, row)
    answer_decision(caller, row, answer_in(caller, row, payload.dict()), payload.why)
    tagged(response, row)
    return decision_out(caller, row)


@router.post("/decisions/{key}/fixed", response=DecisionOut, operation_id="mark_fixed")
def say_fixed(request: HttpRequest, key: str) -> Out:
    """Say that the fix is done."""
    caller = caller_of(request)
    return decision_out(caller, mark_fixed(caller, decision_for(caller, key)))


@router.post("/decisions/{key}/reopening", response=DecisionOut, operation_id="reopen_decision")
def reopen(request: HttpRequest, key: str, payload: ReasonIn) -> Out:
    """Take the answer back, with a reason, so that it can be decided anew."""
    caller = caller_of(request)
    return decision_out(caller, reopen_decision(caller, decision_for(caller, key), payload.reason))


@router.get("/plateaus", response=list[OfferOut], operation_id="list_plateaus")
def list_plateaus(request: HttpRequest) -> list[Out]:
    """Healthy KPIs that are flat, with nobody improving them."""
    return [offer_out(offer) for offer in offers_for(caller_of(request))]


@router.post("/kpis/{key}/plateau", response={201: DecisionOut}, operation_id="take_up_plateau")
def take_up(request: HttpRequest, key: str) -> Status[Out]:
    """Ask for a decision about a plateau."""
    caller = caller_of(request)
    decision = take_up_plateau(caller, kpi_for(caller, key))
    return Status(201, decision_out(caller, decision_for(caller, decision.key)))


@router.post("/kpis/{key}/plateau/left", response={201: DecisionOut}, operation_id="leave_plateau")
def leave(request: HttpRequest, key: str, payload: WhyIn) -> Status[Out]:
    """Leave a plateau as it is, with the reason."""
    caller = caller_of(request)
    decision = leave_plateau(caller, kpi_for(caller, key), payload.why)
    return Status(201, decision_out(caller, decision_for(caller, decision.key)))


@router.get("/graduations", response=Page[GraduationOut], operation_id="list_graduations")
def list_graduations(request: HttpRequest, after: str = "", limit: int = 50) -> Out:
    """The graduations you may see: proposed, decided, watched."""
    rows = graduations_for(caller_of(request)).select_related("metric", "key_result")
    return page_of(rows, graduation_out, after, limit)


@router.get("/graduations/{key}", response=GraduationOut, operation_id="get_graduation")
def get_graduation(request: HttpRequest, response: HttpResponse, key: str) -> Out:
    """One graduation, with its version as ETag."""
    row = graduation_for(caller_of(request), key)
    tagged(response, row)
    return graduation_out(row)


@router.post("/key-results/{key}/graduations", response={201: list[GraduationOut]}, operation_id="propose_graduation")
def propose(request: HttpRequest, key: str, payload: ProposalIn) -> Status[list[Out]]:
    """Propose that a key result becomes the standard of its KPI, or of several; early with a reason."""
    caller = caller_of(request)
    metrics = [kpi_for(caller, kpi) for kpi in payload.kpis]
    found = propose_graduation(caller, key_result_for(caller, key), metrics, payload.early_reason)
    return Status(201, [graduation_out(row) for row in found])


@router.post("/graduations/{key}/acceptance", response=GraduationOut, operation_id="accept_graduation")
def accept(request: HttpRequest, response: HttpResponse, key: str, payload: StandardIn) -> Out:
    """Set the new standard, as proposed or as sent, and watch it; send ``If-Match`` with the ETag you read."""
    caller = caller_of(request)
    row = graduation_for(caller, key)
    check_version(request, row)
    limits, naming = standard_in(row, payload.dict())
    accept_graduation(caller, row, limits, payload.reason, naming)
    tagged(response, row)
    return graduation_out(row)


@router.post("/graduations/{key}/refusal", response=GraduationOut, operation_id="decline_graduation")
def decline(request: HttpRequest, key: str, payload: ReasonIn) -> Out:
    """Keep the old standard, with the reason."""
    caller = caller_of(request)
    return graduation_out(decline_graduation(caller, graduation_for(caller, key), payload.reason))


@router.post("/graduations/{key}/withdrawal", response=GraduationOut, operation_id="withdraw_graduation")
def withdraw(request: HttpRequest, key: str, payload: ReasonIn) -> Out:
    """Take a proposal back."""
    caller = caller_of(request)
    return graduation_out(withdraw_graduation(caller, graduation_for(caller, key), payload.reason))
