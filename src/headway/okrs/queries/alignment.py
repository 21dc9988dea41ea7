"""The goal graph of a cycle as an outline to edit: every objective under each of its parents."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from headway.okrs.access import objectives_for
from headway.okrs.models import Alignment, Cycle, Objective
from headway.okrs.rules.graph import ancestors_of, descendants_of
from headway.okrs.rules.shares import shares
from headway.people.caller import Caller
from headway.people.models import Unit

DEEPEST = 6
COLUMNS = ("owner", "unit", "cycle")


@dataclass
class Line:
    """One objective at one of its places: under ``edge.parent``, or at the top. ``again`` was shown before."""

    goal: Objective
    depth: int
    edge: Alignment | None
    share: int | None
    others: list[str]
    again: bool
    orphan: bool
    may_change: bool

    @property
    def indent(self) -> int:
        return min(self.depth, DEEPEST)

    @property
    def place(self) -> str:
        """A name for this place on the page, the same after a reload."""
        return f"{self.goal.key}-{self.edge.parent.key}" if self.edge else self.goal.key


@dataclass
class Outline:
    """The lines, the objectives that stand without a parent that one would expect, and how many there are."""

    lines: list[Line]
    orphans: list[Objective] = field(default_factory=list)
    total: int = 0


def cycles_around(cycle: Cycle) -> list[int]:
    """The cycle and those that hold it: goals of a quarter stand under those of its year."""
    found, here = [cycle.pk], cycle.parent
    while here is not None:
        found.append(here.pk)
        here = here.parent
    return found


def goals_around(caller: Caller, cycle: Cycle) -> QuerySet[Objective]:
    """The visible objectives of a cycle and of those that hold it."""
    return objectives_for(caller).filter(cycle__in=cycles_around(cycle), archived_at=None)


def outline_of(caller: Caller, cycle: Cycle, unit: Unit | None, may_change: Any) -> Outline:
    """The outline of a cycle, or of one unit in it with what stands above: three statements."""
    goals = {row.pk: row for row in goals_around(caller, cycle).select_related(*COLUMNS).order_by("unit__name", "pk")}
    edges = [edge for edge in _edges(caller, goals) if edge.child_id in goals and edge.parent_id in goals]
    for edge in edges:
        edge.child, edge.parent = goals[edge.child_id], goals[edge.parent_id]
    orphans = orphans_of(goals.values(), {edge.child_id for edge in edges})
    wanted = _wanted(goals, edges, unit)
    lines = _lines(goals, edges, wanted, {row.pk for row in orphans}, may_change)
    return Outline(lines, [row for row in orphans if row.pk in wanted], len(wanted))


def _edges(caller: Caller, goals: Mapping[int, Objective]) -> Iterable[Alignment]:
    seen = objectives_for(caller).values("pk")
    rows = Alignment.objects.filter(Q(child__in=seen), Q(parent__in=seen), workspace=caller.workspace)
    return rows.order_by("pk") if goals else ()


def orphans_of(goals: Iterable[Objective], aligned: set[int]) -> list[Objective]:
    """Objectives of a unit below the company that stand under nothing, though their level expects it."""
    return [row for row in goals if row.unit.parent_id is not None and row.pk not in aligned and row.closed_at is None]


def _wanted(goals: Mapping[int, Objective], edges: Sequence[Alignment], unit: Unit | None) -> set[int]:
    """Everything; or a unit's goals, with all above and below them."""
    if unit is None:
        return set(goals)
    mine = {pk for pk, row in goals.items() if row.unit_id == unit.pk}
    up = [(edge.child_id, edge.parent_id) for edge in edges]
    found = set(mine)
    for pk in mine:
        found |= ancestors_of(up, pk) | descendants_of(up, pk)
    return found


def _lines(
    goals: Mapping[int, Objective], edges: Sequence[Alignment], wanted: set[int], orphans: set[int], may_change: Any
) -> list[Line]:
    below: dict[int, list[Alignment]] = defaultdict(list)
    above: dict[int, list[Alignment]] = defaultdict(list)
    for edge in edges:
        if edge.child_id in wanted and edge.parent_id in wanted:
            below[edge.parent_id].append(edge)
            above[edge.child_id].append(edge)
    found: list[Line] = []
    shown: set[int] = set()
    roots = [pk for pk in goals if pk in wanted and not above[pk]]
    waiting: list[tuple[int, int, Alignment | None, int | None]] = [(pk, 0, None, None) for pk in reversed(roots)]
    while waiting:
        pk, depth, here, share = waiting.pop()
        goal, again = goals[pk], pk in shown
        others = [other.parent.key for other in above[pk] if other is not here]
        found.append(Line(goal, depth, here, share, others, again, pk in orphans, may_change(goal)))
        if not again:
            shown.add(pk)
            waiting += [(e.child_id, depth + 1, e, s) for e, s in reversed(_shared(goal, below[pk]))]
    return found


def _shared(goal: Objective, edges: Sequence[Alignment]) -> list[tuple[Alignment, int | None]]:
    """Each edge with the share that is fixed; a free one is told on the objective's own page."""
    counting = [edge for edge in edges if edge.kind == Alignment.Kind.CONTRIBUTES]
    alone = goal.drivers == "children"
    even = dict(zip(map(id, counting), shares([e.fixed_share for e in counting]), strict=True)) if alone else {}
    return [(edge, even.get(id(edge), edge.fixed_share)) for edge in edges]
