"""The goal graph of a cycle as an outline to edit: every objective under each of its parents."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from headway.okrs.access import objectives_for
from headway.okrs.models import Alignment, CoOwner, Cycle, Objective
from headway.okrs.rules.graph import reach_of
from headway.okrs.rules.shares import shares
from headway.people.caller import Caller
from headway.people.models import Unit

DEEPEST = 6
COLUMNS = ("owner", "unit", "cycle")


class Place(NamedTuple):
    """What the outline asks of every objective, shown or not."""

    pk: int
    key: str
    owner_id: int
    unit_id: int
    unit_above: int | None
    drivers: str
    closed_at: datetime | None
    shared: bool
    """Whether the caller is among its co-owners."""


class Edge(NamedTuple):
    """An objective under another."""

    pk: int
    key: str
    child_id: int
    parent_id: int
    kind: str
    fixed_share: int | None

    @property
    def get_kind_display(self) -> str:
        return str(Alignment.Kind(self.kind).label)


@dataclass
class Line:
    """One objective at one of its places: ``under`` another, or at the top. ``again`` was shown before."""

    at: Place
    depth: int
    edge: Edge | None
    under: str
    share: int | None
    others: list[str]
    again: bool
    orphan: bool
    may_change: bool
    goal: Objective = field(init=False)
    """The objective, once the line was ``read``."""

    @property
    def indent(self) -> int:
        return min(self.depth, DEEPEST)

    @property
    def place(self) -> str:
        """A name for this place on the page, the same after a reload."""
        return f"{self.at.key}-{self.under}" if self.under else self.at.key


@dataclass
class Outline:
    """The lines, the objectives that stand without a parent that one would expect, and how many there are."""

    lines: list[Line]
    orphans: list[Place] = field(default_factory=list)
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


def outline_of(caller: Caller, cycle: Cycle, unit: Unit | None, may_change: Callable[[Place], bool]) -> Outline:
    """The outline of a cycle, or of one unit in it with what stands above and below: two statements."""
    goals, edges, orphans = _graph(caller, cycle)
    wanted = _wanted(goals, edges, unit)
    lines = _lines(goals, edges, wanted, {row.pk for row in orphans}, may_change)
    return Outline(lines, [row for row in orphans if row.pk in wanted], len(wanted))


def orphans_in(caller: Caller, cycle: Cycle) -> list[Place]:
    """Of a whole cycle, those that stand without a parent that one would expect: two statements."""
    return _graph(caller, cycle)[2]


def _graph(caller: Caller, cycle: Cycle) -> tuple[dict[int, Place], list[Edge], list[Place]]:
    """The visible goals by unit, how they stand under each other, and which of them stand alone."""
    around = cycles_around(cycle)
    shared = CoOwner.objects.filter(objective=OuterRef("pk"), person=caller.person_id)
    rows = goals_around(caller, cycle).annotate(shared=Exists(shared)).order_by("unit__name", "pk").values_list(*PLACE)
    goals = {row[0]: Place._make(row) for row in rows}
    found = Alignment.objects.filter(workspace=caller.workspace, child__cycle__in=around).order_by("pk")
    edges = [edge for edge in map(Edge._make, found.values_list(*Edge._fields)) if edge.child_id in goals]
    edges = [edge for edge in edges if edge.parent_id in goals]
    return goals, edges, orphans_of(goals.values(), {edge.child_id for edge in edges})


PLACE = ("pk", "key", "owner_id", "unit_id", "unit__parent_id", "drivers", "closed_at", "shared")


def read_goals(places: Iterable[Place]) -> dict[int, Objective]:
    """The objectives that are shown, with what is shown beside them: one statement."""
    return Objective.objects.select_related(*COLUMNS).in_bulk([place.pk for place in places])


def read_lines(lines: Sequence[Line]) -> Sequence[Line]:
    """Lines with their objectives."""
    goals = read_goals(line.at for line in lines)
    for line in lines:
        line.goal = goals[line.at.pk]
    return lines


def orphans_of(goals: Iterable[Place], aligned: set[int]) -> list[Place]:
    """Objectives of a unit below the company that stand under nothing, though their level expects it."""
    return [row for row in goals if row.unit_above is not None and row.pk not in aligned and row.closed_at is None]


def _wanted(goals: Mapping[int, Place], edges: Sequence[Edge], unit: Unit | None) -> set[int]:
    """Everything; or a unit's goals, with all above and below them."""
    if unit is None:
        return set(goals)
    mine = {pk for pk, row in goals.items() if row.unit_id == unit.pk}
    up = [(edge.child_id, edge.parent_id) for edge in edges]
    return reach_of(up, mine) | reach_of([(parent, child) for child, parent in up], mine)


def _lines(
    goals: Mapping[int, Place],
    edges: Sequence[Edge],
    wanted: set[int],
    orphans: set[int],
    may_change: Callable[[Place], bool],
) -> list[Line]:
    below: dict[int, list[Edge]] = defaultdict(list)
    above: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.child_id in wanted and edge.parent_id in wanted:
            below[edge.parent_id].append(edge)
            above[edge.child_id].append(edge)
    found: list[Line] = []
    shown: set[int] = set()
    roots = [pk for pk in goals if pk in wanted and pk not in above]
    waiting: list[tuple[int, int, Edge | None, int | None]] = [(pk, 0, None, None) for pk in reversed(roots)]
    while waiting:
        pk, depth, here, share = waiting.pop()
        goal, again = goals[pk], pk in shown
        under = goals[here.parent_id].key if here else ""
        others = [goals[other.parent_id].key for other in above.get(pk, ()) if other is not here]
        found.append(Line(goal, depth, here, under, share, others, again, pk in orphans, may_change(goal)))
        if not again:
            shown.add(pk)
            waiting += [(e.child_id, depth + 1, e, s) for e, s in reversed(_shared(goal, below.get(pk, [])))]
    return found


def _shared(goal: Place, edges: Sequence[Edge]) -> list[tuple[Edge, int | None]]:
    """Each edge with the share that is fixed; a free one is told on the objective's own page."""
    counting = [edge for edge in edges if edge.kind == Alignment.Kind.CONTRIBUTES]
    alone = goal.drivers == "children"
    even = dict(zip(map(id, counting), shares([e.fixed_share for e in counting]), strict=True)) if alone else {}
    return [(edge, even.get(id(edge), edge.fixed_share)) for edge in edges]
