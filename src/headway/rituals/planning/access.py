"""The doors to plans and proposals: fetching is the permission check."""

from django.db.models import QuerySet

from headway.okrs.access import goals_seen_by
from headway.okrs.models import Cycle, CycleState
from headway.people.access import door
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.models import Unit
from headway.people.options import options_of
from headway.rituals.planning.models import Plan, Proposal


class Above:
    """The leads above a unit: they agree to what it plans. Above the company stand owners and admins alone."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit

    def steward_ids(self) -> set[int]:
        return set()

    def steward_unit_id(self) -> int | None:
        return self.unit.parent_id

    def helper_ids(self) -> set[int]:
        return set()


def plan_of(caller: Caller, unit: Unit, cycle: Cycle) -> Plan:
    """The plan of a unit for a cycle; one that nobody has begun is not stored yet."""
    row = Plan.objects.filter(unit=unit, cycle=cycle).select_related("submitted_by").first()
    row = row or Plan(workspace=caller.workspace)
    row.unit, row.cycle = unit, cycle
    return row


def proposals_for(caller: Caller) -> QuerySet[Proposal]:
    """Every proposal whose objective the caller may see."""
    rows = Proposal.objects.filter(goals_seen_by(caller, "objective"), workspace=caller.workspace)
    return rows.filter(objective__archived_at=None)


def proposal_for(caller: Caller, key: str) -> Proposal:
    """A proposal with its objective, the objective's unit, and its cycle."""
    related = ("objective__owner", "objective__unit__parent", "objective__cycle", "cycle", "submitted_by")
    return door(proposals_for(caller).select_related(*related), key)


def needs_agreement(caller: Caller) -> bool:
    """Whether somebody above has to agree to what a unit plans."""
    return options_of(caller.workspace).plan_approval


def require_planning(cycle: Cycle) -> None:
    """Refuse to plan a cycle that runs already or is over."""
    if cycle.state != CycleState.PLANNING:
        stands = {CycleState.ACTIVE: "runs already", CycleState.SCORING: "is being scored"}.get(
            CycleState(cycle.state), "is closed"
        )
        raise Refused(
            f"{cycle.name} {stands}, so it is not planned any more: choose a cycle in planning, or set the objective "
            "by itself.", field="cycle",
        )  # fmt: skip
