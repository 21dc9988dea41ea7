"""What of a cycle's goals cannot stand together, read with three statements and judged by ``rules.conflicts``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from headway.kpis.access import metrics_for
from headway.okrs.models import Companion, Cycle, KeyResult, Objective
from headway.okrs.queries.alignment import goals_around
from headway.okrs.rules import conflicts as rules
from headway.okrs.rules.likeness import words_of
from headway.people.caller import Caller


@dataclass
class Conflicts:
    """What was found, with the rows that it names by key."""

    opposed: list[rules.Opposed]
    crowded: list[rules.Crowded]
    against: list[rules.Against]
    alike: list[rules.Alike]
    goals: dict[str, Objective]
    key_results: dict[str, KeyResult]
    names: dict[str, str]

    @property
    def n(self) -> int:
        return len(self.opposed) + len(self.crowded) + len(self.against) + len(self.alike)


def conflicts_of(caller: Caller, cycle: Cycle) -> Conflicts:
    """The conflicts of a cycle's visible goals, and of those of the cycles that hold it."""
    live = goals_around(caller, cycle).filter(closed_at=None)
    goals = list(live.select_related("unit", "owner").order_by("pk"))
    rows = KeyResult.objects.filter(objective__in=live.values("pk"), archived_at=None)
    by_id = {goal.pk: goal for goal in goals}
    results = list(rows.select_related("metric").order_by("pk"))
    for row in results:
        row.objective = by_id[row.objective_id]
    seen = set(metrics_for(caller).values_list("pk", flat=True))
    pushes, names = _pushes(results, seen)
    return Conflicts(
        opposed=rules.opposed(pushes),
        crowded=rules.crowded(pushes),
        against=rules.against_guards(pushes, _guards(live, seen)),
        alike=rules.alike([rules.Titled(goal.key, goal.unit.key, words_of(goal.title)) for goal in goals]),
        goals={goal.key: goal for goal in goals},
        key_results={row.key: row for row in results},
        names=names,
    )


def _pushes(rows: Sequence[KeyResult], seen: set[int]) -> tuple[list[rules.Push], dict[str, str]]:
    """What each key result moves: its KPI, or, counted by hand, what its title names in the same words."""
    found, names = [], {}
    for row in rows:
        if row.kind != KeyResult.Kind.MOVE or (row.metric_id and row.metric_id not in seen):
            continue
        thing = row.metric.key if row.metric else " ".join(sorted(words_of(row.title)))
        if not thing:
            continue
        names[thing] = f"{row.metric.name} ({row.metric.key})" if row.metric else row.title
        found.append(rules.Push(row.key, row.objective.key, thing, row.direction))
    return found, names


def _guards(live: QuerySet[Objective], seen: set[int]) -> list[rules.Guard]:
    rows: Any = Companion.objects.filter(
        objective__in=live.values("pk"), role=Companion.Role.GUARDRAIL, metric__in=seen
    )
    return [
        rules.Guard(row.objective.key, row.metric.key, row.metric.direction)
        for row in rows.select_related("metric", "objective").order_by("pk")
    ]
