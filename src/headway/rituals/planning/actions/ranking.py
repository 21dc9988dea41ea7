"""The forced order of a plan, its cut line, and what lies below it."""

from collections.abc import Sequence

from headway.activity.log import Entry
from headway.okrs.access import objectives_for
from headway.okrs.actions.changing import require_open
from headway.okrs.actions.postponing import move_objective
from headway.okrs.models import Cycle, Objective
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.models import Unit
from headway.rituals.planning.access import plan_of, require_planning
from headway.rituals.planning.actions.drafting import save_plan
from headway.rituals.planning.models import Plan, Proposal
from headway.rituals.planning.queries.plan import goals_of
from headway.rituals.planning.rules.ranking import in_order, split


def rank_goals(caller: Caller, unit: Unit, cycle: Cycle, order: Sequence[str], cut: int | None = None) -> Plan:
    """Put the goals of a plan in order, the most important first, and draw the cut line after ``cut`` of them."""
    plan = plan_of(caller, unit, cycle)
    require(caller, "plan.change", plan)
    require_planning(cycle)
    keys = [goal.key for goal in goals_of(caller, unit, cycle)]
    if unknown := next((key for key in order if key not in keys), ""):
        raise Refused(f"{unknown} is no goal of this plan: load it again, and order what is there.", field="order")
    if cut is not None and cut < 1:
        raise Refused("At least one goal stays above the line: draw it lower.", field="cut")
    with acting(caller, "plan.ranked") as entry:
        plan.order = in_order(order, in_order(plan.order, keys))
        plan.cut = cut if cut is not None and cut < len(keys) else None
        entry.concern(unit.key, cycle.key)
        save_plan(caller, entry, plan)
    return plan


def cut_goals(caller: Caller, unit: Unit, cycle: Cycle, reason: str) -> list[Objective]:
    """Send what lies below the cut line to the backlog, with the reason; nothing of it is lost."""
    plan = plan_of(caller, unit, cycle)
    require(caller, "plan.change", plan)
    require_planning(cycle)
    goals = {goal.key: goal for goal in goals_of(caller, unit, cycle)}
    below = split(in_order(plan.order, goals), plan.cut)[1]
    if not below:
        raise Refused("Nothing lies below the cut line: draw it first.", field="cut")
    if not reason.strip():
        raise Refused("What is cut goes to the backlog with its reason: say why it waits.", field="reason")
    rows = list(objectives_for(caller).filter(key__in=below).select_related("cycle", "owner", "unit").order_by("pk"))
    for row in rows:
        require(caller, "objective.change", row)
        require_open(row)
    with acting(caller, "plan.cut", reason=reason) as entry:
        entry.concern(unit.key, cycle.key)
        for row in rows:
            _to_backlog(caller, entry, cycle, row, reason)
        plan.order, plan.cut = [key for key in plan.order if key not in below], None
        save_plan(caller, entry, plan)
        entry.say(cut=[row.key for row in rows], count=len(rows))
    return rows


def _to_backlog(caller: Caller, entry: Entry, cycle: Cycle, row: Objective, reason: str) -> None:
    """Out of the cycle; a proposal is an idea already, so it only stops being proposed."""
    if row.cycle is not None:
        move_objective(caller, entry, row, None, reason)
        return
    row.parked_at, row.parked_reason = caller.now, reason.strip()
    row.save(update_fields=["parked_at", "parked_reason"])
    record(entry, row)
    for proposal in Proposal.objects.filter(objective=row, cycle=cycle):
        entry.record(proposal.key, {})
        proposal.delete()
