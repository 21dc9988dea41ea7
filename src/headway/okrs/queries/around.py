"""What stands around an objective in the goal graph, read once: what is above it, and what is aligned to it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from headway.okrs.models import Alignment, Objective
from headway.okrs.queries.asked import edges_around
from headway.people.caller import Caller


@dataclass(frozen=True)
class Step:
    """An objective on the way up, the edge that leads to it, and other edges from the same goal."""

    edge: Alignment
    goal: Objective
    others: list[Alignment]


@dataclass(frozen=True)
class Around:
    """The way up (the root first), the visible parents and children, and every edge that counts."""

    up: list[Step]
    parents: list[Alignment]
    contributes: list[Alignment]
    supports: list[Alignment]
    counted: list[Alignment]


def read_around(caller: Caller, objective: Objective) -> Around:
    """The surroundings of ``objective`` as the caller may see them: one statement."""
    edges: list[Any] = edges_around(caller, objective.pk)
    above = [edge for edge in edges if edge.parent_id != objective.pk and edge.sees_parent]
    below = [edge for edge in edges if edge.parent_id == objective.pk]
    shown = [edge for edge in below if edge.sees_child and edge.child.archived_at is None]
    return Around(
        up=_way_up(objective, above),
        parents=[edge for edge in above if edge.child_id == objective.pk],
        contributes=[edge for edge in shown if edge.kind == Alignment.Kind.CONTRIBUTES],
        supports=[edge for edge in shown if edge.kind == Alignment.Kind.SUPPORTS],
        counted=[edge for edge in below if edge.counts],
    )


def _way_up(objective: Objective, above: Sequence[Alignment]) -> list[Step]:
    """At each step what it contributes to before what it supports, the oldest edge first; others beside it."""
    edges: dict[int, list[Alignment]] = defaultdict(list)
    for edge in sorted(above, key=lambda e: (e.kind != Alignment.Kind.CONTRIBUTES, e.pk)):
        edges[edge.child_id].append(edge)
    way: list[Step] = []
    here, passed = objective.pk, {objective.pk}
    while edges.get(here):
        edge, *others = edges[here]
        if edge.parent_id in passed:
            break
        way.append(Step(edge, edge.parent, others))
        passed.add(edge.parent_id)
        here = edge.parent_id
    return way[::-1]
