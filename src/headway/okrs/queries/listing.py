"""The cycles of a workspace, and which of them is meant where none is named."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
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


def nested(cycles: Sequence[Cycle]) -> list[tuple[int, Cycle]]:
    """Each cycle with how deep it lies, followed by those in it; in the order that they are given in."""
    inside: dict[int | None, list[Cycle]] = defaultdict(list)
    for one in cycles:
        inside[one.parent_id].append(one)

    def below(pk: int | None, depth: int) -> Iterator[tuple[int, Cycle]]:
        for one in inside[pk]:
            yield depth, one
            yield from below(one.pk, depth + 1)

    return list(below(None, 0))
