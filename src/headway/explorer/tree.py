"""The goal graph around one objective: everything above it, and what is below it level by level."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet
from django.db.models.expressions import RawSQL

from headway.okrs.access import goals_seen_by, objectives_for
from headway.okrs.models import Alignment, Objective
from headway.people.caller import Caller

UP = """
WITH RECURSIVE up(id) AS (
  SELECT id FROM okrs_objective WHERE id = %s
  UNION SELECT a.parent_id FROM okrs_alignment a JOIN up ON a.child_id = up.id
) SELECT id FROM up"""
DOWN = """
WITH RECURSIVE down(id, depth) AS (
  SELECT id, 0 FROM okrs_objective WHERE id = %s
  UNION SELECT a.child_id, down.depth + 1 FROM okrs_alignment a JOIN down ON a.parent_id = down.id
  WHERE down.depth < %s
) SELECT id FROM down"""
LEVELS = 2
"""Levels below that are drawn at once; deeper ones are fetched where they are opened."""
WHOLE = 100
"""Levels that a sheet of the tree has at most."""
MOST = 200
"""More children of one objective than this are shown in the Explorer instead."""


@dataclass
class Node:
    """One objective at one of its places. ``also`` are its other parents; ``again`` was drawn before."""

    goal: Objective
    kind: str = ""
    also: list[Objective] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    hidden: int = 0
    again: bool = False

    @property
    def is_open(self) -> bool:
        return bool(self.children)

    @property
    def opens(self) -> bool:
        return bool(self.children or self.hidden) and not self.again


@dataclass(frozen=True)
class Graph:
    """Visible objectives by id, and the edges between them both ways."""

    goals: dict[int, Objective]
    below: dict[int, list[Alignment]]
    above: dict[int, list[Alignment]]
    counts: dict[int, int]


def above_of(caller: Caller, goal: Objective) -> Node:
    """What is above an objective, each of its parents with theirs: the same nodes, read upwards."""
    graph = _graph(caller, RawSQL(UP, [goal.pk]))
    seen: set[int] = set()
    return _climb(graph, graph.goals[goal.pk], "", seen)


def _climb(graph: Graph, goal: Objective, kind: str, seen: set[int]) -> Node:
    node = Node(goal, kind, again=goal.pk in seen)
    if not node.again:
        seen.add(goal.pk)
        node.children = [
            _climb(graph, graph.goals[edge.parent_id], edge.kind, seen) for edge in graph.above.get(goal.pk, [])
        ]
    return node


def below_of(caller: Caller, goal: Objective, levels: int = LEVELS) -> Node:
    """What is below an objective, ``levels`` deep: three statements. What meets twice is drawn once."""
    graph = _graph(caller, RawSQL(DOWN, [goal.pk, levels]))
    seen: set[int] = set()
    return _descend(graph, graph.goals[goal.pk], None, seen, levels)


def _descend(graph: Graph, goal: Objective, edge: Alignment | None, seen: set[int], levels: int) -> Node:
    others = [e.parent for e in graph.above.get(goal.pk, []) if edge is None or e.pk != edge.pk]
    node = Node(goal, edge.kind if edge else "", also=others if edge else [], again=goal.pk in seen)
    seen.add(goal.pk)
    if levels > 0 and not node.again:
        edges = graph.below.get(goal.pk, [])[: MOST if levels <= LEVELS else None]  # a sheet holds them all
        node.children = [_descend(graph, graph.goals[e.child_id], e, seen, levels - 1) for e in edges]
    node.hidden = max(0, graph.counts.get(goal.pk, 0) - len(node.children))
    return node


def _graph(caller: Caller, ids: RawSQL) -> Graph:
    rows = _visible(caller).filter(pk__in=ids).select_related("owner", "unit", "cycle")
    goals = {row.pk: row for row in rows}
    # Each edge by its two ends: lists of all that the caller may see would be as long as the company is large.
    ends = (goals_seen_by(caller, "parent"), goals_seen_by(caller, "child"))
    edges = Alignment.objects.filter(
        *ends, workspace=caller.workspace, parent__archived_at=None, child__archived_at=None
    )
    graph = Graph(goals, defaultdict(list), defaultdict(list), {})
    for edge in edges.filter(child__in=list(goals)).select_related("parent").order_by("pk"):
        graph.above[edge.child_id].append(edge)
        if edge.parent_id in goals:
            graph.below[edge.parent_id].append(edge)
    counted = edges.filter(parent__in=list(goals)).order_by().values_list("parent_id").annotate(n=Count("pk"))
    graph.counts.update(dict(counted))
    return graph


def _visible(caller: Caller) -> QuerySet[Objective]:
    return objectives_for(caller).filter(archived_at=None)


def flat(nodes: Sequence[Node]) -> list[Node]:
    """Nodes with all that is drawn below them."""
    return [one for node in nodes for one in (node, *flat(node.children))]
