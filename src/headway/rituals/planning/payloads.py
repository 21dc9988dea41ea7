"""Plans, proposals and templates as the API and the command line give them."""

from dataclasses import asdict
from typing import Any

from headway.okrs.models import Cycle, Objective
from headway.people.caller import Caller
from headway.people.models import Unit
from headway.rituals.planning.examples import Template
from headway.rituals.planning.lines import line_of
from headway.rituals.planning.models import Proposal
from headway.rituals.planning.queries.kpis import Ranked, ranked_kpis
from headway.rituals.planning.queries.plan import Planned, Remark, plan_page, said_of

Out = dict[str, Any]


def plan_out(caller: Caller, unit: Unit, cycle: Cycle) -> Out:
    """A unit's plan for a cycle."""
    page = plan_page(caller, unit, cycle)
    return {
        "unit": unit.key, "cycle": cycle.key, "needs_agreement": page.proposing, "cut": page.plan.cut,
        "goals": [planned_out(one) for one in page.goals],
        "asked": [
            {"objective": one.goal.key, "title": one.goal.title, "unit": one.goal.unit.key,
             "offered": [offer.goal.key for offer in one.offers]}
            for one in page.asked
        ],
        "limits": [said_of(one) for one in page.outside],
        "needs": [need_out(one) for one in ranked_kpis(caller, unit, cycle, page.plan.chosen)],
    }  # fmt: skip


def planned_out(one: Planned) -> Out:
    """One goal of a plan."""
    return {
        "objective": one.goal.key, "title": one.goal.title, "nth": one.nth, "below": one.below, "state": one.state,
        "proposal": one.proposal.key if one.proposal else None, "key_results": [line_of(row) for row in one.rows],
        "remarks": [remark_out(remark) for remark in one.remarks],
    }  # fmt: skip


def remark_out(one: Remark) -> Out:
    """What the coach finds."""
    found = one.finding
    return {"line": one.line, "code": found.code, "level": found.level, "why": found.why, "rewrite": found.rewrite}


def need_out(one: Ranked) -> Out:
    """A KPI by need."""
    return {
        "kpi": one.metric.key, "name": one.metric.name, "state": one.state, "points": one.need.points, "why": one.why,
        "moved_by": one.moved_by, "chosen": one.chosen,
    }  # fmt: skip


def proposal_out(row: Proposal) -> Out:
    """A proposal."""
    return {
        "key": row.key, "objective": row.objective.key, "title": row.objective.title, "unit": row.objective.unit.key,
        "cycle": row.cycle.key, "state": row.state, "reason": row.reason,
        "submitted_by": row.submitted_by.key if row.submitted_by else None,
        "decided_by": row.decided_by.key if row.decided_by else None,
    }  # fmt: skip


def drafted_out(goals: list[Objective], cycle: Cycle) -> Out:
    """What was drafted."""
    return {"objectives": [goal.key for goal in goals], "until": cycle.end}


def template_out(one: Template) -> Out:
    """A template."""
    return asdict(one)
