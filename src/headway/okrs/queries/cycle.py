"""What the page of a cycle shows: its goals page by page, and the counts over all of them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet, Sum

from headway.okrs.access import objectives_for, with_their_end
from headway.okrs.actions.scores import suggestions_of
from headway.okrs.models import Cycle, CycleState, Objective
from headway.okrs.rules.progress import expected
from headway.people.caller import Caller

ROWS, AT_ONCE = 60, 500


@dataclass
class CyclePage:
    """One cycle: a row for each objective of one page, counts of all, and where the cycle stands in its time."""

    rows: list[dict[str, Any]]
    page: Page
    tally: Counter[str]
    scored: int
    carried: int
    retrospectives: int
    elapsed: int
    day: int
    days: int
    mean: int | None
    steps: list[dict[str, Any]]

    @property
    def total(self) -> int:
        return self.tally.total()

    @property
    def statuses(self) -> list[tuple[str, int]]:
        """Each status that occurs, with how often."""
        return sorted(self.tally.items())


def cycle_page(caller: Caller, cycle: Cycle, number: str = "1") -> CyclePage:
    """Read the page of a cycle: three statements, more where key results are mirrored or targets were amended."""
    live = objectives_for(caller).filter(cycle=cycle, archived_at=None)
    counts = list(_counts(live))
    tally: Counter[str] = Counter()
    for row in counts:
        tally[row["status"]] += row["n"]
    scored = sum(row["scored"] for row in counts)
    rows = with_their_end(live).select_related("owner", "unit", "retrospective__carried_to")
    paginator = Paginator(rows.order_by("unit__name", "pk"), ROWS)
    paginator.count = tally.total()  # it was counted with the others
    page = paginator.get_page(number)
    day = (caller.today - cycle.start).days + 1
    return CyclePage(
        rows=_rows(page),
        page=page,
        tally=tally,
        scored=scored,
        carried=sum(row["carried"] for row in counts),
        retrospectives=sum(row["lessons"] for row in counts),
        elapsed=expected(cycle.start.toordinal(), cycle.end.toordinal(), caller.today.toordinal()),
        day=day,
        days=(cycle.end - cycle.start).days + 1,
        mean=round(sum(row["grades"] or 0 for row in counts) / scored) if scored else None,
        steps=_steps(cycle),
    )


def goals_of_cycle(caller: Caller, cycle: Cycle) -> Iterator[dict[str, Any]]:
    """Every row of the page of a cycle, page by page."""
    live = with_their_end(objectives_for(caller).filter(cycle=cycle, archived_at=None))
    rows = live.select_related("owner", "unit", "retrospective__carried_to").order_by("unit__name", "pk")
    for page in Paginator(rows, AT_ONCE):
        yield from _rows(page)


def _counts(live: QuerySet[Objective]) -> QuerySet[Any, Any]:
    """How many stand where, with how many scores and lessons: one statement."""
    rows = with_their_end(live).select_related(None).order_by().values("status")
    return rows.annotate(
        n=Count("pk"),
        scored=Count("whole_score"),
        grades=Sum("whole_score__grade"),
        carried=Count("retrospective", filter=~Q(retrospective__carry="")),
        lessons=Count("retrospective", filter=~Q(retrospective__lessons="")),
    )


def _rows(page: Page) -> list[dict[str, Any]]:
    goals: list[Any] = list(page)
    suggested = suggestions_of(goals)
    return [
        {
            "goal": goal, "score": getattr(goal, "whole_score", None), "learned": getattr(goal, "retrospective", None),
            "suggested": suggested[goal.pk],
        }
        for goal in goals
    ]  # fmt: skip


def _steps(cycle: Cycle) -> list[dict[str, Any]]:
    order = list(CycleState)
    at = order.index(CycleState(cycle.state))
    return [
        {"state": state.value, "name": state.label, "done": n < at, "current": n == at, "next": n == at + 1}
        for n, state in enumerate(order)
    ]
