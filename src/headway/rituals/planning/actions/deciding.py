"""Submitting a plan, and agreeing to it or returning what is not ready."""

from collections.abc import Sequence

from headway.activity.log import Entry
from headway.okrs.actions.postponing import move_objective
from headway.okrs.models import Cycle
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.models import Unit
from headway.rituals.planning.access import Above, needs_agreement, plan_of, proposals_for, require_planning
from headway.rituals.planning.actions.drafting import save_plan
from headway.rituals.planning.lines import lines_of
from headway.rituals.planning.models import Plan, Proposal


def submit_plan(caller: Caller, unit: Unit, cycle: Cycle) -> Plan:
    """Submit everything that a unit drafted (or mended after it was returned) to whoever leads above it."""
    plan = plan_of(caller, unit, cycle)
    require(caller, "plan.change", plan)
    require_planning(cycle)
    if not needs_agreement(caller):
        raise Refused("Nobody has to agree to plans here: what is drafted is in the cycle already.")
    rows = _open(caller, unit, cycle, ("drafted", "returned"))
    if not rows:
        raise Refused("There is nothing to submit: draft an objective, or mend one that was returned.")
    with acting(caller, "plan.submitted") as entry:
        for row in rows:
            row.submitted_at, row.submitted_by = caller.now, caller.person
            row.decided_at, row.decided_by, row.accepted = None, None, None
            _save(entry, row)
        plan.submitted_at, plan.submitted_by = caller.now, caller.person
        save_plan(caller, entry, plan)
        entry.concern(unit.key, cycle.key)
        entry.say(submitted=[row.key for row in rows], count=len(rows))
    return plan


def _open(caller: Caller, unit: Unit, cycle: Cycle, states: Sequence[str]) -> list[Proposal]:
    rows = proposals_for(caller).filter(objective__unit=unit, cycle=cycle, objective__cycle=None)
    return [row for row in rows.select_related("objective").order_by("pk") if row.state in states]


def accept_proposals(caller: Caller, proposals: Sequence[Proposal], note: str = "") -> list[Proposal]:
    """Agree to proposals: each comes into its cycle and counts from then on. All of them or none."""
    if not proposals:
        raise Refused("Nothing was chosen: choose at least one proposal to accept.", field="proposals")
    for row in proposals:
        require(caller, "plan.decide", Above(row.objective.unit))
        _require_submitted(row)
        require_planning(row.cycle)
    with acting(caller, "proposals.accepted", reason=note) as entry:
        for row in proposals:
            move_objective(caller, entry, row.objective, row.cycle, "")
            _decide(caller, entry, row, True, note)
        entry.say(accepted=[row.key for row in proposals], count=len(proposals))
    return list(proposals)


def return_proposal(caller: Caller, row: Proposal, reason: str) -> Proposal:
    """Give a proposal back with what is missing; it stays an idea until it is submitted again."""
    require(caller, "plan.decide", Above(row.objective.unit))
    _require_submitted(row)
    if not reason.strip():
        raise Refused("Returning a proposal takes a reason, so that its owner can mend it: fill it in.",
                      field="reason")  # fmt: skip
    with acting(caller, "proposal.returned", reason=reason) as entry:
        row.returned_as = lines_of(row.objective)
        _decide(caller, entry, row, False, reason)
    return row


def _require_submitted(row: Proposal) -> None:
    if row.state != "submitted":
        raise Refused(f"{row.objective.key} is {row.state}, so there is nothing to decide: wait until it is submitted.")


def _decide(caller: Caller, entry: Entry, row: Proposal, accepted: bool, reason: str) -> None:
    row.accepted, row.reason = accepted, reason.strip()
    row.decided_at, row.decided_by = caller.now, caller.person
    _save(entry, row)


def _save(entry: Entry, row: Proposal) -> None:
    row.save()
    entry.concern(row.objective.key)
    record(entry, row)
