"""What of a cycle's goals cannot stand together, read with five statements and judged by ``rules.conflicts``."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from headway.kpis.access import metrics_for
from headway.kpis.models import Metric
from headway.okrs.models import Companion, Cycle, KeyResult, Objective
from headway.okrs.queries.alignment import goals_around
from headway.okrs.rules import conflicts as rules
from headway.okrs.rules.likeness import words_of
from headway.people.bulk import read_only
from headway.people.caller import Caller
from headway.people.models import Unit

AT_ONCE, NAMED = 25, 6
"""Conflicts of a kind that a page draws, and key results that it names of one."""


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

    first, named, most = f":{AT_ONCE}", f":{NAMED}", NAMED

    @property
    def hidden(self) -> int:
        """How many a page leaves out, which draws only the first of each kind."""
        return sum(max(0, len(rows) - AT_ONCE) for rows in (self.opposed, self.crowded, self.against, self.alike))

    @property
    def n(self) -> int:
        return len(self.opposed) + len(self.crowded) + len(self.against) + len(self.alike)


def conflicts_of(caller: Caller, cycle: Cycle) -> Conflicts:
    """The conflicts of a cycle's visible goals, and of those of the cycles that hold it."""
    live = goals_around(caller, cycle).filter(closed_at=None)
    units = {unit.pk: unit for unit in Unit.objects.filter(workspace=caller.workspace)}
    goals = list(read_only(live.order_by("pk"), OF_GOAL))
    for goal in goals:
        goal.unit = units[goal.unit_id]
    seen = {row.pk: row for row in read_only(metrics_for(caller), OF_METRIC)}
    results = _results(live, {goal.pk: goal for goal in goals}, seen)
    pushes, names = _pushes(results)
    return Conflicts(
        opposed=rules.opposed(pushes),
        crowded=rules.crowded(pushes),
        against=rules.against_guards(pushes, _guards(live, seen)),
        alike=rules.alike([rules.Titled(goal.key, goal.unit.key, words_of(goal.title)) for goal in goals]),
        goals={goal.key: goal for goal in goals},
        key_results={row.key: row for row in results},
        names=names,
    )


OF_GOAL = ("key", "title", "unit")
OF_METRIC = ("key", "name", "direction")
OF_KEY_RESULT = ("key", "title", "kind", "objective", "metric", "baseline", "target")


def _results(live: QuerySet[Objective], goals: Mapping[int, Objective], seen: Mapping[int, Metric]) -> list[KeyResult]:
    """The key results that move something which the caller may see, each with its goal and its KPI."""
    rows = KeyResult.objects.filter(objective__in=live.values("pk"), archived_at=None, kind=KeyResult.Kind.MOVE)
    found = []
    for row in read_only(rows.order_by("pk"), OF_KEY_RESULT):
        if row.metric_id is None or row.metric_id in seen:
            beside = row._state.fields_cache  # setting the fields checks each of forty thousand
            beside["objective"] = goals[row.objective_id]
            beside["metric"] = seen[row.metric_id] if row.metric_id else None
            found.append(row)
    return found


def _pushes(rows: Sequence[KeyResult]) -> tuple[list[rules.Push], dict[str, str]]:
    """What each key result moves: its KPI, or, counted by hand, what its title names in the same words."""
    found, names = [], {}
    for row in rows:
        thing = row.metric.key if row.metric else " ".join(sorted(words_of(row.title)))
        if not thing:
            continue
        names[thing] = f"{row.metric.name} ({row.metric.key})" if row.metric else row.title
        found.append(rules.Push(row.key, row.objective.key, thing, row.direction))
    return found, names


def _guards(live: QuerySet[Objective], seen: Collection[int]) -> list[rules.Guard]:
    rows: Any = Companion.objects.filter(
        objective__in=live.values("pk"), role=Companion.Role.GUARDRAIL, metric__in=list(seen)
    )
    return [
        rules.Guard(row.objective.key, row.metric.key, row.metric.direction)
        for row in rows.select_related("metric", "objective").order_by("pk")
    ]
