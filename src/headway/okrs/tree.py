"""The goals that a fold looks at, read with three statements whatever their number."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from headway.okrs.models import Alignment, Drivers, Judged, KeyResult, Mirror, Objective
from headway.okrs.models.alignments import counted_edges
from headway.okrs.models.mirrors import counted_mirrors
from headway.okrs.rules.rollup import Part
from headway.people.bulk import read
from headway.people.prepared import Prepared

UPWARD = """
WITH RECURSIVE up(id) AS (
  SELECT id FROM okrs_objective WHERE id IN ({ids})
  UNION SELECT m.objective_id FROM okrs_mirror m JOIN okrs_keyresult k ON k.id = m.key_result_id
    WHERE k.objective_id IN ({ids})
  UNION SELECT a.parent_id FROM okrs_alignment a JOIN up ON a.child_id = up.id WHERE a.kind = 'contributes'
) SELECT id FROM up"""

DOWNWARD = """
WITH RECURSIVE down(id) AS (
  SELECT id FROM okrs_objective WHERE id IN ({ids})
  UNION SELECT a.child_id FROM okrs_alignment a JOIN down ON a.parent_id = down.id WHERE a.kind = 'contributes'
) SELECT id FROM down"""


UPWARDS, RESULTS, EDGES = Prepared[Objective](), Prepared[KeyResult](), Prepared[Alignment]()
ABOVE = """
WITH RECURSIVE up(id) AS (
  SELECT CAST(%s AS bigint) UNION SELECT a.parent_id FROM okrs_alignment a JOIN up ON a.child_id = up.id
) SELECT id FROM up"""

OF_EDGE = (
    "child_id", "parent_id", "fixed_share",
    *(f"child__{name}" for name in ("key", "title", "progress", "status", "status_reason")),
)  # fmt: skip
"""What a fold asks of an edge and of a child that it does not fold itself."""


SAID = ("version", "created_at", "tags", "title")
"""What a goal says of itself, and no fold asks for; so do the two below."""
TEXTS_OF_OBJECTIVE = (
    *SAID, "why", "owner", "unit", "individual", "theme", "runs_on", "parked_at", "parked_reason", "private",
    "means_03", "means_07", "means_10",
)  # fmt: skip
TEXTS_OF_KEY_RESULT = (
    *SAID, "unit_kind", "unit_label", "scale", "original_baseline", "original_target", "target_words",
    "control_reason", "owner", "updater", "forecast_value", "forecast_made_at", "forecast_method",
    "chance_due_at",
)  # fmt: skip


@dataclass
class Change:
    """A status that the fold turned: what the log tells and what the loop follows."""

    old: str
    new: str
    reason: str


Shown = tuple[int | None, str]
"""Progress and status as they were stored when the tree was read."""


@dataclass
class Tree:
    """Objectives to fold by id, and the live key results, contributing edges and mirrors of them (and below them)."""

    objectives: dict[int, Objective]
    key_results: dict[int, list[KeyResult]]
    edges: dict[int, list[Alignment]]
    mirrors: dict[int, list[Mirror]] = field(default_factory=lambda: defaultdict(list))
    before: dict[str, Shown] = field(default_factory=dict)
    changes: dict[str, Change] = field(default_factory=dict)
    touched: dict[type, dict[int, Any]] = field(default_factory=lambda: defaultdict(dict))

    def goals(self) -> Iterable[Objective | KeyResult]:
        """Everything that the fold judges."""
        yield from self.objectives.values()
        for pk in self.objectives:
            yield from self.key_results.get(pk, ())


def read_tree(objective_ids: Iterable[int], counted: Sequence[KeyResult] = ()) -> Tree:
    """The objectives with their ancestors, key results and contributing edges: three statements.

    What hosts a key result of these is read like an ancestor; one more statement reads what hosts have. Where
    paths meet in one of them, a few more read what lies below, so that it can be counted once.
    ``counted`` are key results at hand that take the place of the stored ones.
    """
    ids = sorted(set(objective_ids))
    if not ids:
        return Tree({}, {}, {})
    objectives = {row.pk: row for row in sorted(UPWARDS.ask(_upwards_of, ids), key=_by_pk)}
    tree = Tree(objectives, defaultdict(list), defaultdict(list))
    _read_parts(tree, list(objectives), {row.pk: row for row in counted})
    _read_mirrors(tree, [row.pk for row in objectives.values() if row.hosts])
    if meeting := [row.pk for row in objectives.values() if row.meets]:
        found = Objective.objects.filter(pk__in=_walk(DOWNWARD, meeting)).values_list("pk", "hosts")
        below = {pk: hosts for pk, hosts in found if pk not in objectives}
        _read_parts(tree, sorted(below), {})
        _read_mirrors(tree, sorted(pk for pk, hosts in below.items() if hosts))
    tree.before = {goal.key: (goal.progress, goal.status) for goal in tree.goals()}
    return tree


def read_workspace(workspace_id: int, *, to_fold: bool = False) -> Tree:
    """Every live goal of a workspace: three statements.

    ``to_fold`` leaves out what a goal says of itself, which no fold asks for, to spare a worker memory and time.
    """
    goals = Objective.objects.filter(workspace_id=workspace_id, archived_at=None, cycle__isnull=False).order_by("pk")
    results = KeyResult.objects.filter(workspace_id=workspace_id, archived_at=None).order_by("pk")
    found = read(goals, TEXTS_OF_OBJECTIVE if to_fold else ())
    tree = Tree({row.pk: row for row in found}, defaultdict(list), defaultdict(list))
    for row in read(results, TEXTS_OF_KEY_RESULT if to_fold else ()):
        tree.key_results[row.objective_id].append(row)
    edges = Alignment.objects.filter(workspace_id=workspace_id, kind=Alignment.Kind.CONTRIBUTES).order_by("pk")
    for edge in read(edges):
        if edge.child_id in tree.objectives and edge.parent_id in tree.objectives:
            edge.child = tree.objectives[edge.child_id]
            tree.edges[edge.parent_id].append(edge)
    _read_mirrors(tree, [row.pk for row in tree.objectives.values() if row.hosts])
    tree.before = {goal.key: (goal.progress, goal.status) for goal in tree.goals()}
    return tree


def _read_mirrors(tree: Tree, ids: Sequence[int]) -> None:
    """Read what hosts have of others; a key result that the tree holds already is the same one."""
    if not ids:
        return
    here = {row.pk: row for rows in tree.key_results.values() for row in rows}
    for mirror in counted_mirrors(Mirror.objects.filter(objective_id__in=ids)).select_related("key_result"):
        mirror.key_result = here.get(mirror.key_result_id, mirror.key_result)
        tree.mirrors[mirror.objective_id].append(mirror)


def _read_parts(tree: Tree, ids: Sequence[int], mine: dict[int, KeyResult]) -> None:
    for row in sorted(RESULTS.ask(_results_of, ids), key=_by_pk):
        tree.key_results[row.objective_id].append(mine.get(row.pk, row))
    for edge in sorted(EDGES.ask(_edges_of, ids), key=_by_pk):
        tree.edges[edge.parent_id].append(edge)


def _upwards_of(ids: Sequence[int]) -> QuerySet[Objective]:
    return Objective.objects.filter(pk__in=_walk(UPWARD, ids))


def _results_of(ids: Sequence[int]) -> QuerySet[KeyResult]:
    return KeyResult.objects.filter(objective_id__in=ids, archived_at=None)


def _edges_of(ids: Sequence[int]) -> QuerySet[Alignment]:
    return counted_edges(Alignment.objects.filter(parent_id__in=ids)).select_related("child").only(*OF_EDGE)


def _by_pk(row: Any) -> int:
    """The order of rows that were read in none: for wide rows Django takes longer to write ORDER BY than to read."""
    return int(row.pk)


def itself_and_above(objective_id: int) -> RawSQL:
    """An objective and all that it contributes to or supports, at any height: for an ``__in``."""
    return RawSQL(ABOVE, [objective_id])


def _walk(sql: str, ids: Sequence[int]) -> RawSQL:
    marks = ", ".join(["%s"] * len(ids))
    return RawSQL(sql.format(ids=marks), list(ids) * sql.count("{ids}"))


def parts_of(tree: Tree, objective: Objective) -> list[Part]:
    """What counts in an objective, in order: its key results, its contributing children, or both."""
    parts = []
    if objective.drivers != Drivers.CHILDREN:
        parts += [_part(row, row.fixed_share) for row in tree.key_results.get(objective.pk, [])]
        parts += [_part(mirror.key_result, mirror.fixed_share) for mirror in tree.mirrors.get(objective.pk, [])]
    if objective.drivers != Drivers.KEY_RESULTS:
        parts += [
            _part(tree.objectives.get(edge.child_id, edge.child), edge.fixed_share)
            for edge in tree.edges.get(objective.pk, [])
        ]
    return parts


def _part(goal: Judged, fixed_share: int | None) -> Part:
    return Part(goal.key, goal.progress, goal.status, fixed_share, goal.status_reason in {"chance", "parts"})


def parts_below(tree: Tree, objective: Objective) -> dict[str, list[Part]]:
    """What counts in an objective and in everything below it, by key: what ``rules.once`` walks."""
    found: dict[str, list[Part]] = {}
    waiting = [objective]
    while waiting:
        here = waiting.pop()
        if here.key in found:
            continue
        found[here.key] = parts_of(tree, here)
        waiting += [tree.objectives.get(edge.child_id, edge.child) for edge in tree.edges.get(here.pk, [])]
    return found


def children_first(tree: Tree) -> list[Objective]:
    """The objectives to fold, each after everything that contributes to it."""
    ordered: list[Objective] = []
    seen: set[int] = set()

    def visit(pk: int) -> None:
        if pk in seen or pk not in tree.objectives:
            return
        seen.add(pk)
        for edge in tree.edges.get(pk, []):
            visit(edge.child_id)
        ordered.append(tree.objectives[pk])

    for pk in tree.objectives:
        visit(pk)
    return ordered
