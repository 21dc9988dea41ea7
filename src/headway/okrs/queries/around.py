"""What stands around an objective in the goal graph, read once: what is above it, and what is aligned to it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from headway.okrs.access import objectives_for
from headway.okrs.models import Alignment, Objective
from headway.okrs.models.alignments import COUNTED
from headway.okrs.tree import itself_and_above
from headway.people.caller import Caller

OF_GOAL = ("key", "title", "progress", "status", "status_reason", "archived_at", "cycle_id", "owner__name")
OF_EDGE = (
    "key", "kind", "fixed_share", "child_id", "parent_id",
    *(f"{end}__{name}" for end in ("child", "parent") for name in OF_GOAL),
)  # fmt: skip


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
    seen = objectives_for(caller)
    rows: Any = Alignment.objects.filter(Q(parent=objective) | Q(child__in=itself_and_above(objective.pk)))
    told: Any = {f"sees_{end}": Exists(seen.filter(pk=OuterRef(f"{end}_id"))) for end in ("child", "parent")}
    told["counts"] = ExpressionWrapper(COUNTED, BooleanField())
    edges = list(rows.select_related("child__owner", "parent__owner").only(*OF_EDGE).annotate(**told).order_by("pk"))
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
