"""The cycles of a workspace, and which of them is meant where none is named."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from headway.okrs.models import Cycle, CycleState
from headway.people.caller import Caller

ENDING = timedelta(weeks=6)
"""How long after its last day a cycle that is not closed may still be the one that is meant: its goals are scored."""
OPEN = (CycleState.ACTIVE, CycleState.SCORING)


def in_view(caller: Caller) -> QuerySet[Cycle]:
    """The cycles of the workspace, the one that lists open with first; see :func:`current_cycle`."""
    workspace, today = caller.workspace, caller.today
    meant = Q(state__in=OPEN, start__lte=today, end__gte=today - ENDING)
    within = Cycle.objects.filter(meant, workspace=workspace, start__gte=OuterRef("start"), end__lte=OuterRef("end"))
    shortest = meant & ~Exists(within.filter(Q(start__gt=OuterRef("start")) | Q(end__lt=OuterRef("end"))))
    rank = Case(
        When(shortest & Q(state=CycleState.ACTIVE, end__gte=today), then=Value(0)),
        When(shortest, then=Value(1)),
        When(~Q(state=CycleState.CLOSED), then=Value(2)),
        default=Value(3),
    )
    rows = Cycle.objects.filter(workspace=workspace).annotate(rank=rank)
    return rows.order_by("rank", Case(When(rank=0, then="end")), "-start", "end", "pk")


def current_cycle(cycles: Sequence[Cycle], today: date) -> Cycle | None:
    """The shortest cycle that runs; else the latest that is not closed; else the latest.

    One that is scored, or ended of late and was not moved on, comes before a longer one around it: while a quarter is
    scored, its year is not what is meant.
    """
    meant = [c for c in cycles if c.state in OPEN and c.start <= today <= c.end + ENDING]
    shortest = [c for c in meant if not any(_holds(c, other) for other in meant)]
    if running := [c for c in shortest if c.state == CycleState.ACTIVE and today <= c.end]:
        return min(running, key=lambda c: c.end)
    still_open = shortest or [c for c in cycles if c.state != CycleState.CLOSED]
    return max(still_open or cycles, key=lambda c: (c.start, c.start - c.end), default=None)


def cycle_for_new(cycles: Sequence[Cycle], today: date) -> Cycle | None:
    """The cycle of a new goal that names none: the shortest that holds today and takes goals, else as for lists."""
    taking = [c for c in cycles if c.start <= today <= c.end and c.state in {CycleState.PLANNING, CycleState.ACTIVE}]
    return min(taking, key=lambda c: c.end - c.start, default=None) or current_cycle(cycles, today)


def _holds(cycle: Cycle, other: Cycle) -> bool:
    """Whether another, shorter one lies within a cycle."""
    return (
        cycle.start <= other.start and other.end <= cycle.end and (cycle.start, cycle.end) != (other.start, other.end)
    )


def cycles_of(caller: Caller) -> list[Cycle]:
    """Every cycle of the workspace, the latest first."""
    return list(
        Cycle.objects.filter(workspace=caller.workspace).select_related("parent").order_by("-start", "end", "pk")
    )


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
