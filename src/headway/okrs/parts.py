"""Key results that are counted from parts: steps, initiatives, child key results, a KPI's target schedule."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db.models import QuerySet

from headway.kpis.models import TargetPoint
from headway.okrs.count import there
from headway.okrs.models import Initiative, KeyResult, Step
from headway.okrs.rules.counting import combined
from headway.okrs.rules.curves import weights_by_day

Derived = KeyResult.Derived


def count_parts(rows: Sequence[KeyResult]) -> None:
    """Count whichever of ``rows`` are made of steps or initiatives, or follow a schedule: one statement a kind."""
    _count_all_steps([row for row in rows if row.source == "steps"])
    _count_all_initiatives([row for row in rows if row.source == "initiatives"])
    set_schedules([row for row in rows if row.curve_by == KeyResult.CurveBy.SCHEDULE and row.metric_id])


def _count_all_steps(rows: Sequence[KeyResult]) -> None:
    if not rows:
        return
    steps: dict[int, list[Step]] = defaultdict(list)
    for step in Step.objects.filter(key_result__in=rows, archived_at=None).order_by("due", "pk"):
        steps[step.key_result_id].append(step)
    for row in rows:
        count_steps(row, steps[row.pk])


def count_steps(row: KeyResult, steps: Collection[Step]) -> None:
    """Set what a milestone counts: the weight that is done, of the whole weight, and what is due by when."""
    done = [step for step in steps if step.done_at is not None]
    row.baseline, row.target = 0, sum(step.weight for step in steps) or None
    row.current = sum(step.weight for step in done) if steps else None
    last = max((step.done_at for step in done if step.done_at), default=None)
    row.current_on = row.workspace.local(last).date() if last else None
    row.reading_count, row.inside_count = len(steps), len(done)
    row.run = int(bool(steps) and len(done) == len(steps))
    row.curve = weights_by_day([(step.due.toordinal(), step.weight) for step in steps])


def _count_all_initiatives(rows: Sequence[KeyResult]) -> None:
    if not rows:
        return
    work: dict[int | None, list[Initiative]] = defaultdict(list)
    for one in Initiative.objects.filter(key_result__in=rows, archived_at=None).order_by("pk"):
        work[one.key_result_id].append(one)
    for row in rows:
        count_initiatives(row, work[row.pk])


def count_initiatives(row: KeyResult, work: Collection[Initiative]) -> None:
    """Set what counts of initiatives: how many of them are done, and how many are due by when."""
    done = [one for one in work if one.done_at is not None]
    row.baseline, row.target = 0, len(work) or None
    row.current = len(done) if work else None
    last = max((one.done_at for one in done if one.done_at), default=None)
    row.current_on = row.workspace.local(last).date() if last else None
    row.reading_count, row.inside_count = len(work), len(done)
    row.run = int(bool(work) and len(done) == len(work))
    row.curve = weights_by_day([((one.due or row.due).toordinal(), 1) for one in work])


def set_schedules(rows: Sequence[KeyResult]) -> None:
    """Give key results the curve of their KPI's target schedule."""
    if not rows:
        return
    points: dict[int, list[list[int]]] = defaultdict(list)
    found = TargetPoint.objects.filter(metric_id__in={row.metric_id for row in rows}).order_by("period")
    for metric_id, period, value in found.values_list("metric_id", "period", "value"):
        points[metric_id].append([period.toordinal(), value])
    for row in rows:
        row.curve = points[row.metric_id or 0]


def children_of(parents: Collection[KeyResult]) -> QuerySet[KeyResult]:
    """The child key results that count in ``parents``: live, and in a cycle."""
    live = {"archived_at": None, "objective__archived_at": None, "objective__cycle__isnull": False}
    return KeyResult.objects.filter(feeds__in=parents, **live).order_by("pk")


def count_children(row: KeyResult, children: Sequence[KeyResult]) -> None:
    """Set the value of a key result that is the sum or the mean of its children's."""
    known = [(child.current, child.current_on) for child in children if child.current is not None]
    row.current = combined([value for value, _ in known], row.derived)
    row.current_on = max((day for _, day in known if day), default=None)
    row.reading_count, row.inside_count = len(children), len(known)
    row.run = int(row.current is not None and there(row, row.current))


def with_fed(counted: Sequence[KeyResult]) -> list[KeyResult]:
    """``counted`` with every key result that they feed, counted anew: two statements a level, none without any."""
    found = {row.pk: row for row in counted}
    level = list(counted)
    while above := {row.feeds_id for row in level if row.feeds_id and row.feeds_id not in found}:
        parents = list(KeyResult.objects.filter(pk__in=above, archived_at=None).select_related("objective"))
        children: dict[int | None, list[KeyResult]] = defaultdict(list)
        for child in children_of(parents):
            children[child.feeds_id].append(found.get(child.pk, child))
        for parent in parents:
            count_children(parent, children[parent.pk])
            found[parent.pk] = parent
        level = parents
    return list(found.values())


def count_derived(rows: Sequence[KeyResult]) -> None:
    """Count, in memory, every sum and mean among ``rows`` from the others, lowest first."""
    children: dict[int | None, list[KeyResult]] = defaultdict(list)
    for row in rows:
        children[row.feeds_id].append(row)
    done: set[int] = set()

    def visit(row: KeyResult) -> None:
        if row.pk in done or row.source != "key_results":
            return
        done.add(row.pk)
        for child in children[row.pk]:
            visit(child)
        count_children(row, children[row.pk])

    for row in rows:
        visit(row)
