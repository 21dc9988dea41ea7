"""What the page of a cycle shows: its goals, their scores, and what becomes of them."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from headway.okrs.access import objectives_for
from headway.okrs.actions.scores import suggestions
from headway.okrs.models import Alignment, Cycle, CycleState, KeyResult, Retrospective, Score
from headway.okrs.models.alignments import counted_edges
from headway.okrs.rules.progress import expected
from headway.people.caller import Caller


@dataclass
class CyclePage:
    """One cycle: a row per objective, counts, and where the cycle stands in its time."""

    rows: list[dict[str, Any]]
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
    def statuses(self) -> list[tuple[str, int]]:
        """Each status that occurs, with how often."""
        return sorted(self.tally.items())


def cycle_page(caller: Caller, cycle: Cycle) -> CyclePage:
    """Read the page of a cycle: five statements."""
    live = objectives_for(caller).filter(cycle=cycle, archived_at=None)
    goals = list(live.select_related("owner", "unit").order_by("unit__name", "pk"))
    scores = {row.objective_id: row for row in Score.objects.filter(objective__in=goals, key_result=None)}
    learned = {
        row.objective_id: row for row in Retrospective.objects.filter(objective__in=goals).select_related("carried_to")
    }
    key_results: dict[int, list[KeyResult]] = {goal.pk: [] for goal in goals}
    for row in KeyResult.objects.filter(objective__in=goals, archived_at=None).order_by("pk"):
        key_results[row.objective_id].append(row)
    children: dict[int, list[Alignment]] = {goal.pk: [] for goal in goals}
    edges = counted_edges(Alignment.objects.filter(parent__in=goals))
    for edge in edges.select_related("child").order_by("pk"):
        children[edge.parent_id].append(edge)
    rows: list[dict[str, Any]] = [
        {
            "goal": goal, "score": scores.get(goal.pk), "learned": learned.get(goal.pk),
            "suggested": suggestions(goal, key_results[goal.pk], children[goal.pk]),
        }
        for goal in goals
    ]  # fmt: skip
    grades = [row["score"].grade for row in rows if row["score"]]
    day = (caller.today - cycle.start).days + 1
    return CyclePage(
        rows=rows,
        tally=Counter(goal.shown_status for goal in goals),
        scored=len(grades),
        carried=sum(bool(row["learned"] and row["learned"].carry) for row in rows),
        retrospectives=sum(bool(row["learned"] and row["learned"].lessons) for row in rows),
        elapsed=expected(cycle.start.toordinal(), cycle.end.toordinal(), caller.today.toordinal()),
        day=day,
        days=(cycle.end - cycle.start).days + 1,
        mean=round(sum(grades) / len(grades)) if grades else None,
        steps=_steps(cycle),
    )


def _steps(cycle: Cycle) -> list[dict[str, Any]]:
    order = list(CycleState)
    at = order.index(CycleState(cycle.state))
    return [
        {"state": state.value, "name": state.label, "done": n < at, "current": n == at, "next": n == at + 1}
        for n, state in enumerate(order)
    ]
