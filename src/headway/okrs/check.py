"""``full_refold``: everything that is stored about goals, compared with what follows from its sources."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from headway.activity.paging import pages
from headway.kpis.models import Metric
from headway.okrs.count import count_check_ins, count_readings, standing_check_ins
from headway.okrs.fold import fold_tree
from headway.okrs.judge import thresholds_of
from headway.okrs.models import CheckIn, Judged, KeyResult, Mirror, Objective
from headway.okrs.models.mirrors import mirror_paths
from headway.okrs.parts import count_derived, count_parts
from headway.okrs.rules.graph import meeting_points
from headway.okrs.tree import Tree, read_workspace
from headway.people.bulk import read
from headway.people.caller import Caller

PAGE = 2_000
OF_OBJECTIVE = (
    "progress", "status", "status_reason", "worst", "worst_key", "data_share", "shares", "confidence",
    "heard_at", "meets", "hosts",
)  # fmt: skip
OF_KEY_RESULT = (
    "progress", "status", "status_reason", "baseline", "target", "curve", "current", "current_on", "inside_count",
    "first_inside",
    "reading_count", "run", "confidence", "checked_in_at", "done_at",
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One stored value that does not follow from its sources."""

    key: str
    field: str
    stored: Any
    computed: Any

    def __str__(self) -> str:
        return f"{self.key} keeps {self.stored!r} as its {self.field}, but its sources give {self.computed!r}."


def full_refold(caller: Caller) -> list[Difference]:
    """Compute every live goal of the caller's workspace from its sources and name each difference.

    Nothing is written. Status is computed as of the day on which it was last said, because pace moves with
    time and is refolded at midnight.
    """
    tree = read_workspace(caller.workspace.pk, to_fold=True)
    before = {goal.key: _image(goal) for goal in tree.goals()}
    _count_all(caller, tree)
    _mark_meetings(tree, caller.workspace.pk)
    fold_tree(tree, thresholds_of(caller), lambda goal: _day_said(caller, goal), caller.now)
    return [difference for goal in tree.goals() for difference in _compare(goal, before[goal.key])]


def _day_said(caller: Caller, goal: Judged) -> date:
    return caller.workspace.local(goal.computed_at or caller.now).date()


def _count_all(caller: Caller, tree: Tree) -> None:
    """Count every open key result afresh, a page at a time: check-ins are many times as many as goals."""
    open_ids = [pk for pk, objective in tree.objectives.items() if objective.closed_at is None]
    rows = [row for pk in open_ids for row in tree.key_results.get(pk, ())]
    for row in rows:
        row.workspace = caller.workspace
    for page in pages(rows, PAGE):
        count_readings(page, _metrics_of(page))
        spoken = _spoken_of(page)
        for row in page:
            count_check_ins(row, spoken[row.pk])
    count_parts(rows)
    count_derived(rows)


def _spoken_of(rows: Sequence[KeyResult]) -> dict[int, list[CheckIn]]:
    """The check-ins of key results that stand, oldest first."""
    found: dict[int, list[CheckIn]] = defaultdict(list)
    for said in read(standing_check_ins([row.pk for row in rows]).order_by("at", "pk"), without=("note",)):
        found[said.key_result_id].append(said)
    return found


def _metrics_of(rows: Sequence[KeyResult]) -> dict[int, Metric]:
    return Metric.objects.in_bulk({row.metric_id for row in rows if row.metric_id})


def _mark_meetings(tree: Tree, workspace_id: int) -> None:
    """Mark where paths meet and where key results are hosted, afresh from the edges and the mirrors."""
    mirrors = Mirror.objects.filter(workspace_id=workspace_id).select_related("key_result")
    hosting = {mirror.objective_id for mirror in mirrors}
    edges = [(edge.child_id, pk) for pk, edges in tree.edges.items() for edge in edges]
    meeting = meeting_points([*edges, *mirror_paths(mirrors)], tree.objectives)
    for objective in tree.objectives.values():
        objective.meets = objective.pk in meeting
        objective.hosts = objective.pk in hosting


def _image(goal: Judged) -> dict[str, Any]:
    names = OF_OBJECTIVE if isinstance(goal, Objective) else OF_KEY_RESULT
    return {name: getattr(goal, name) for name in names}


def _compare(goal: Judged, before: dict[str, Any]) -> list[Difference]:
    after = _image(goal)
    return [Difference(goal.key, name, old, after[name]) for name, old in before.items() if old != after[name]]
