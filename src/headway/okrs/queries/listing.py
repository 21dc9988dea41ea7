"""The cycles of a workspace, and which of them is meant where none is named."""

from collections.abc import Sequence
from datetime import date

from headway.okrs.models import Cycle, CycleState
from headway.people.caller import Caller


def current_cycle(cycles: Sequence[Cycle], today: date) -> Cycle | None:
    """The shortest running cycle that holds today; else the latest that is not closed; else the latest."""
    running = [c for c in cycles if c.state == CycleState.ACTIVE and c.start <= today <= c.end]
    if running:
        return min(running, key=lambda c: c.end - c.start)
    still_open = [c for c in cycles if c.state != CycleState.CLOSED]
    return max(still_open or cycles, key=lambda c: (c.start, c.start - c.end), default=None)


def cycles_of(caller: Caller) -> list[Cycle]:
    """Every cycle of the workspace, the latest first."""
    return list(Cycle.objects.filter(workspace=caller.workspace).select_related("parent").order_by("-start", "end"))
