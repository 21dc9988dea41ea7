"""What an alignment must satisfy, whoever makes it."""

from headway.okrs.actions.changing import require_same_workspace
from headway.okrs.models import Alignment, CycleState, Objective
from headway.okrs.privacy import hides_from
from headway.people.errors import Refused


def _cycle_closed(objective: Objective) -> bool:
    return objective.cycle is not None and objective.cycle.state == CycleState.CLOSED


def check_alignment(child: Objective, parent: Objective, kind: str) -> None:
    """Refuse what can never be an edge of the goal graph; loops are looked for apart."""
    require_same_workspace(child, parent)
    if kind not in Alignment.Kind.values:
        raise Refused("An objective contributes to another or supports it: choose one of the two.", field="kind")
    if parent.archived_at is not None or parent.closed_at is not None or _cycle_closed(parent):
        raise Refused(f"{parent.key} is closed or archived, so nothing new can count in it.", field="parent")
    if kind == Alignment.Kind.CONTRIBUTES and hides_from(child, parent):
        raise Refused(
            f"{child.key} is private and {parent.key} is seen by others, so its progress may not count there: "
            "let it support the objective instead, or make it visible.", field="parent",
        )  # fmt: skip
