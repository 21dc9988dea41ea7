"""``refold``: the only writer of progress, spread and status of goals."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from headway.activity.log import Entry
from headway.okrs.models import Alignment, Drivers, Judged, KeyResult, Objective
from headway.okrs.rules import progress as progress_rules
from headway.okrs.rules import status as status_rules
from headway.okrs.rules.rollup import Part, roll_up
from headway.people.caller import Caller
from headway.people.options import options_of

ANCESTORS = """
WITH RECURSIVE up(id) AS (
  SELECT id FROM okrs_objective WHERE id IN ({ids})
  UNION SELECT a.parent_id FROM okrs_alignment a JOIN up ON a.child_id = up.id WHERE a.kind = 'contributes'
) SELECT id FROM up"""

JUDGED = ["progress", "status", "status_reason", "status_since", "computed_at"]
COUNTED = ["current", "current_on", "inside_count", "reading_count", "run", "checked_in_at", "confidence"]
SPREAD = ["worst", "worst_key", "data_share"]


@dataclass
class Change:
    """A status that the fold turned: what the log tells and what the loop follows."""

    old: str
    new: str
    reason: str


@dataclass
class Tree:
    """The goals that a fold looks at: objectives by id, their live key results and their children's edges."""

    objectives: dict[int, Objective]
    key_results: dict[int, list[KeyResult]]
    edges: dict[int, list[Alignment]]
    changes: dict[str, Change] = field(default_factory=dict)
    touched: dict[type, dict[int, Judged]] = field(default_factory=lambda: defaultdict(dict))


def refold(
    caller: Caller, entry: Entry | None, objective_ids: Iterable[int], counted: Sequence[KeyResult] = ()
) -> Tree:
    """Refold objectives and all that they contribute to, and write what differs.

    ``counted`` are key results whose value was just changed in memory; they are written with the rest.
    Statuses that turned are told to ``entry``. Runs inside the action's transaction; without an entry it
    only computes (a preview, or ``headway check``) and writes nothing.
    """
    tree = read_tree(objective_ids, counted)
    for objective in _children_first(tree):
        _fold_objective(caller, tree, objective)
    if entry is not None:
        _write(tree, counted)
        _tell(entry, tree)
    return tree


def read_tree(objective_ids: Iterable[int], counted: Sequence[KeyResult] = ()) -> Tree:
    """The objectives with their ancestors, key results and contributing edges: four statements."""
    ids = _ancestors(sorted(set(objective_ids)))
    objectives = {row.pk: row for row in Objective.objects.filter(pk__in=ids)}
    mine = {row.pk: row for row in counted}
    key_results: dict[int, list[KeyResult]] = defaultdict(list)
    for row in KeyResult.objects.filter(objective_id__in=ids, archived_at=None).order_by("pk"):
        key_results[row.objective_id].append(mine.get(row.pk, row))
    edges: dict[int, list[Alignment]] = defaultdict(list)
    contributing = Alignment.objects.filter(
        parent_id__in=ids, kind=Alignment.Kind.CONTRIBUTES, child__archived_at=None
    )
    for edge in contributing.select_related("child").order_by("pk"):
        edges[edge.parent_id].append(edge)
    return Tree(objectives, key_results, edges)


def parts_of(tree: Tree, objective: Objective) -> list[Part]:
    """What counts in an objective, in order: its key results, its contributing children, or both."""
    parts = []
    if objective.drivers != Drivers.CHILDREN:
        parts += [_part(row, row.fixed_share) for row in tree.key_results.get(objective.pk, [])]
    if objective.drivers != Drivers.KEY_RESULTS:
        parts += [
            _part(tree.objectives.get(edge.child_id, edge.child), edge.fixed_share)
            for edge in tree.edges.get(objective.pk, [])
        ]
    return parts


def _part(goal: Judged, fixed_share: int | None) -> Part:
    return Part(goal.key, goal.progress, goal.status, fixed_share)


def _ancestors(ids: Sequence[int]) -> list[int]:
    if not ids:
        return []
    marks = ", ".join(["%s"] * len(ids))
    with connection.cursor() as cursor:
        cursor.execute(ANCESTORS.format(ids=marks), ids)
        return [row[0] for row in cursor.fetchall()]


def _children_first(tree: Tree) -> list[Objective]:
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


def _fold_objective(caller: Caller, tree: Tree, objective: Objective) -> None:
    limits = thresholds_of(caller)
    for row in tree.key_results.get(objective.pk, []):
        _judge(caller, tree, row, key_result_progress(row), judge_key_result(row, caller.today, limits))
    parts = parts_of(tree, objective)
    rolled = roll_up(parts)
    objective.worst, objective.worst_key, objective.data_share = rolled.worst, rolled.worst_key, rolled.data_share
    own = status_rules.by_pace(
        rolled.progress, expected_of(objective, caller.today), limits, started=caller.today >= objective.start
    )
    shares = [(part.status, share) for part, share in zip(parts, rolled.shares, strict=True)]
    judged = status_rules.of_objective(own, shares, rolled.data_share, limits)
    _judge(caller, tree, objective, rolled.progress, judged)


def thresholds_of(caller: Caller) -> status_rules.Thresholds:
    """The status thresholds of the caller's workspace."""
    options = options_of(caller.workspace)
    return status_rules.Thresholds(options.at_risk_gap, options.off_track_gap, options.heavy_share)


def key_result_progress(row: KeyResult) -> int | None:
    """The progress of a key result from its own columns, in parts per million."""
    if row.kind == KeyResult.Kind.DONE:
        return progress_rules.WHOLE if row.done_at else 0
    if row.current is None:
        return None
    if row.kind == KeyResult.Kind.MOVE:
        if row.baseline is None or row.target is None:
            return None
        return progress_rules.moved(row.baseline, row.target, row.current)
    if row.control_by == KeyResult.ControlBy.SHARE:
        return progress_rules.share_inside(row.inside_count, row.reading_count)
    return progress_rules.distance_inside(row.current, row.limit_lower, row.limit_upper)


def judge_key_result(
    row: KeyResult, today: date, limits: status_rules.Thresholds
) -> status_rules.Judgement:
    """The automatic status of a key result on ``today``."""
    started = today >= row.start
    if row.kind == KeyResult.Kind.DONE:
        return status_rules.of_done(row.done_at is not None, today > row.due, started)
    progress = key_result_progress(row)
    if row.kind == KeyResult.Kind.CONTROL:
        return status_rules.of_control(progress, limits)
    return status_rules.by_pace(progress, expected_of(row, today), limits, started=started)


def expected_of(goal: Objective | KeyResult, today: date) -> int:
    """How far the goal should be at the end of ``today``, in parts per million."""
    return progress_rules.expected(goal.start.toordinal(), goal.due.toordinal(), today.toordinal())


def _judge(
    caller: Caller, tree: Tree, goal: Objective | KeyResult, progress: int | None, said: status_rules.Judgement
) -> None:
    old = goal.status
    if (goal.progress, old, goal.status_reason) != (progress, said.status, said.reason) or not goal.computed_at:
        tree.touched[type(goal)][goal.pk] = goal
    goal.progress, goal.status_reason, goal.computed_at = progress, said.reason, caller.now
    if old != said.status:
        goal.status, goal.status_since = said.status, caller.now
        tree.changes[goal.key] = Change(old, said.status, said.reason)


def _write(tree: Tree, counted: Sequence[KeyResult]) -> None:
    rows = tree.touched[KeyResult] | {row.pk: row for row in counted}
    if rows:
        KeyResult.objects.bulk_update(rows.values(), JUDGED + COUNTED, batch_size=200)
    # An objective is written even if only its spread moved: that is cheaper than comparing it again.
    Objective.objects.bulk_update(tree.objectives.values(), JUDGED + SPREAD, batch_size=200)


def _tell(entry: Entry, tree: Tree) -> None:
    if tree.changes:
        told = {key: {"old": c.old, "new": c.new, "reason": c.reason} for key, c in tree.changes.items()}
        entry.say(statuses=told)
        entry.concern(*told)
