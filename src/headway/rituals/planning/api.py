"""Planning over the API: the same verbs as on the page."""

from typing import Any

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status

from headway.kpis.access import kpi_for
from headway.okrs.access import cycle_for
from headway.people.access import unit_for
from headway.people.caller import caller_of
from headway.people.doors.api import Page, page_of
from headway.rituals.planning.access import proposal_for, proposals_for
from headway.rituals.planning.actions.deciding import accept_proposals, return_proposal, submit_plan
from headway.rituals.planning.actions.drafting import draft_from_kpis, draft_goals
from headway.rituals.planning.actions.ranking import cut_goals, rank_goals
from headway.rituals.planning.examples import find_templates
from headway.rituals.planning.inputs import parent_in, read_rows, under
from headway.rituals.planning.payloads import drafted_out, plan_out, proposal_out, template_out
from headway.rituals.planning.queries.inbox import submitted_to
from headway.rituals.planning.rules.rows import COLUMNS, read_cells
from headway.rituals.planning.schemas import (
    AcceptanceIn,
    ChosenIn,
    CutIn,
    DraftedOut,
    DraftsIn,
    OrderIn,
    PlanOut,
    ProposalOut,
    ReturnIn,
    SubmissionIn,
    TemplateOut,
)

router = Router(tags=["planning"])
Out = dict[str, Any]
NAMED = ("objective__unit", "cycle", "submitted_by", "decided_by")


@router.get("/templates", response=list[TemplateOut], operation_id="list_templates")
def list_templates(request: HttpRequest, function: str = "", organisation: str = "", words: str = "") -> list[Out]:
    """Objectives to start from, by function, organisation and words."""
    return [template_out(one) for one in find_templates(function, organisation, words)]


@router.get("/cycles/{key}/plan", response=PlanOut, operation_id="get_plan")
def get_plan(request: HttpRequest, key: str, unit: str) -> Out:
    """The plan of a unit: KPIs by need, goals in order, what is asked and offered."""
    caller = caller_of(request)
    return plan_out(caller, unit_for(caller, unit), cycle_for(caller, key))


@router.post("/cycles/{key}/plan/drafts", response={201: DraftedOut}, operation_id="draft_goals")
def draft(request: HttpRequest, key: str, payload: DraftsIn) -> Status[Out]:
    """Draft goals from rows as of a sheet: all of them, or none with each wrong cell named."""
    caller = caller_of(request)
    cycle, unit = cycle_for(caller, key), unit_for(caller, payload.unit)
    cells = [(n, [getattr(row, name) for name in COLUMNS]) for n, row in enumerate(payload.rows, start=1)]
    goals = under(read_rows(caller, unit, cycle, read_cells(cells)).required(), parent_in(caller, payload.parent))
    return Status(201, drafted_out(draft_goals(caller, unit, cycle, goals), cycle))


@router.post("/cycles/{key}/plan/kpis", response={201: DraftedOut}, operation_id="draft_from_kpis")
def choose(request: HttpRequest, key: str, payload: ChosenIn) -> Status[Out]:
    """Choose the KPIs to move, and draft an objective on each."""
    caller = caller_of(request)
    cycle, metrics = cycle_for(caller, key), [kpi_for(caller, kpi) for kpi in payload.kpis]
    return Status(201, drafted_out(draft_from_kpis(caller, unit_for(caller, payload.unit), cycle, metrics), cycle))


@router.put("/cycles/{key}/plan/order", response=PlanOut, operation_id="rank_goals")
def order(request: HttpRequest, key: str, payload: OrderIn) -> Out:
    """Put the goals in order, and draw the cut line."""
    caller = caller_of(request)
    cycle, unit = cycle_for(caller, key), unit_for(caller, payload.unit)
    rank_goals(caller, unit, cycle, payload.order, payload.cut)
    return plan_out(caller, unit, cycle)


@router.post("/cycles/{key}/plan/cut", response=PlanOut, operation_id="cut_goals")
def cut(request: HttpRequest, key: str, payload: CutIn) -> Out:
    """Send what lies below the line to the backlog."""
    caller = caller_of(request)
    cycle, unit = cycle_for(caller, key), unit_for(caller, payload.unit)
    cut_goals(caller, unit, cycle, payload.reason)
    return plan_out(caller, unit, cycle)


@router.post("/cycles/{key}/plan/submission", response=PlanOut, operation_id="submit_plan")
def submit(request: HttpRequest, key: str, payload: SubmissionIn) -> Out:
    """Submit what a unit drafted to whoever leads above it."""
    caller = caller_of(request)
    cycle, unit = cycle_for(caller, key), unit_for(caller, payload.unit)
    submit_plan(caller, unit, cycle)
    return plan_out(caller, unit, cycle)


@router.get("/proposals", response=Page[ProposalOut], operation_id="list_proposals")
def list_proposals(
    request: HttpRequest, after: str = "", limit: int = 50, cycle: str = "", mine_to_decide: bool = False
) -> Out:
    """Proposals you may see, of one cycle if it is named; with ``mine_to_decide`` those that wait for you."""
    caller = caller_of(request)
    rows = submitted_to(caller) if mine_to_decide else proposals_for(caller)
    rows = rows.filter(cycle=cycle_for(caller, cycle)) if cycle else rows
    return page_of(rows.select_related(*NAMED), proposal_out, after, limit)


@router.post("/proposals/acceptance", response=list[ProposalOut], operation_id="accept_proposals")
def accept(request: HttpRequest, payload: AcceptanceIn) -> list[Out]:
    """Accept proposals: each comes into its cycle. All of them, or none."""
    caller = caller_of(request)
    rows = [proposal_for(caller, key) for key in payload.proposals]
    return [proposal_out(row) for row in accept_proposals(caller, rows, payload.note)]


@router.post("/proposals/{key}/return", response=ProposalOut, operation_id="return_proposal")
def give_back(request: HttpRequest, key: str, payload: ReturnIn) -> Out:
    """Return a proposal with what it still needs."""
    caller = caller_of(request)
    return proposal_out(return_proposal(caller, proposal_for(caller, key), payload.reason))
