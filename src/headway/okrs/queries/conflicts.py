"""What of a cycle's goals cannot stand together, read with five statements and judged by ``rules.conflicts``."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet

from headway.kpis.access import metrics_for
from headway.okrs.models import Companion, Cycle, KeyResult, Objective
from headway.okrs.queries.alignment import goals_around
from headway.okrs.rules import conflicts as rules
from headway.okrs.rules.likeness import words_of
from headway.people.caller import Caller
from headway.people.models import Unit

AT_ONCE, NAMED = 25, 6
"""Conflicts of a kind that a page draws, and key results that it names of one."""


class Place(NamedTuple):
    """A unit, as a page names it."""

    key: str
    name: str


class Goal(NamedTuple):
    """An objective, as a page names it."""

    key: str
    title: str
    unit: Place


class Result(NamedTuple):
    """A key result, as a page names it."""

    key: str
    objective: Goal


@dataclass
class Conflicts:
    """What was found, with the rows that it names by key."""

    opposed: list[rules.Opposed]
    crowded: list[rules.Crowded]
    against: list[rules.Against]
    alike: list[rules.Alike]
    goals: dict[str, Goal]
    key_results: dict[str, Result]
    """Those that a page names: of forty thousand most are not."""
    names: dict[str, str]

    first, named, most = f":{AT_ONCE}", f":{NAMED}", NAMED

    @property
    def hidden(self) -> int:
        """How many a page leaves out, which draws only the first of each kind."""
        return sum(max(0, len(rows) - AT_ONCE) for rows in (self.opposed, self.crowded, self.against, self.alike))

    @property
    def n(self) -> int:
        return len(self.opposed) + len(self.crowded) + len(self.against) + len(self.alike)

    def drawn(self) -> set[str]:
        """The key results that a page names."""
        lists = [keys for one in self.opposed[:AT_ONCE] for keys in (one.up, one.down)]
        lists += [one.keys for one in self.crowded[:AT_ONCE]]
        return {key for keys in lists for key in keys[:NAMED]} | {one.key for one in self.against[:AT_ONCE]}


def conflicts_of(caller: Caller, cycle: Cycle) -> Conflicts:
    """The conflicts of a cycle's visible goals, and of those of the cycles that hold it."""
    live = goals_around(caller, cycle).filter(closed_at=None)
    units = {pk: Place(*told) for pk, *told in Unit.objects.filter(workspace=caller.workspace).values_list(*OF_UNIT)}
    rows = live.order_by("pk").values_list("pk", "key", "title", "unit_id")
    goals = {pk: Goal(key, title, units[unit]) for pk, key, title, unit in rows}
    metrics = metrics_for(caller).values_list("pk", "key", "name")
    seen = {pk: (key, f"{name} ({key})") for pk, key, name in metrics}
    pushes, names = _pushes(live, goals, seen)
    found = Conflicts(
        opposed=rules.opposed(pushes),
        crowded=rules.crowded(pushes),
        against=rules.against_guards(pushes, _guards(live, seen)),
        alike=rules.alike([rules.Titled(goal.key, goal.unit.key, words_of(goal.title)) for goal in goals.values()]),
        goals={goal.key: goal for goal in goals.values()},
        key_results={},
        names=names,
    )
    drawn = found.drawn()
    found.key_results = {push.key: Result(push.key, found.goals[push.goal]) for push in pushes if push.key in drawn}
    return found


OF_UNIT = ("pk", "key", "name")
NOTHING = ("", "")
OF_KEY_RESULT = ("key", "title", "objective_id", "metric_id", "baseline", "target")


class _Things(dict[str, str]):
    """What titles name: a company that counts the same thing forty times gives it one title."""

    def __missing__(self, title: str) -> str:
        self[title] = thing = " ".join(sorted(words_of(title)))
        return thing


def _pushes(
    live: QuerySet[Objective], goals: Mapping[int, Goal], seen: Mapping[int, tuple[str, str]]
) -> tuple[list[rules.Push], dict[str, str]]:
    """What each key result moves: its KPI, or, counted by hand, what its title names in the same words.

    Only what the caller may see: a key result on a hidden KPI moves nothing that can be told.
    """
    rows = KeyResult.objects.filter(objective__in=live.values("pk"), archived_at=None, kind=KeyResult.Kind.MOVE)
    found, names, way_of, things = [], {}, KeyResult.way_of, _Things()
    for key, title, goal, metric, baseline, target in rows.order_by("pk").values_list(*OF_KEY_RESULT):
        if metric is None:
            thing, name = things[title], title
        else:
            thing, name = seen.get(metric, NOTHING)
        if thing:
            names[thing] = name
            found.append(rules.Push(key, goals[goal].key, thing, way_of(baseline, target)))
    return found, names


def _guards(live: QuerySet[Objective], seen: Collection[int]) -> list[rules.Guard]:
    rows: Any = Companion.objects.filter(
        objective__in=live.values("pk"), role=Companion.Role.GUARDRAIL, metric__in=list(seen)
    )
    return [
        rules.Guard(row.objective.key, row.metric.key, row.metric.direction)
        for row in rows.select_related("metric", "objective").order_by("pk")
    ]
