"""The target schedule of a metric: what is expected of it over time, apart from its band."""

from collections.abc import Sequence
from datetime import date

from headway.kpis.batch import LIMIT
from headway.kpis.hooks import targets_set
from headway.kpis.models import Metric, TargetPoint
from headway.kpis.rules import periods
from headway.people.access import require
from headway.people.acting import acting
from headway.people.caller import Caller
from headway.people.errors import Refused


def set_target_schedule(caller: Caller, metric: Metric, points: Sequence[tuple[date, int]]) -> list[TargetPoint]:
    """Replace the schedule of ``metric`` by (date, scaled value) points; none at all removes it."""
    require(caller, "kpi.change", metric)
    calendar = metric.calendar
    _refuse_wrong(points)
    wanted = dict(sorted(points))
    if len({calendar.start_of(day) for day, _ in points}) < len(points):
        raise Refused(
            f"Two targets fall into the same {calendar.grain} of {metric.key}: keep one of them.", field="points"
        )
    with acting(caller, "targets.set") as entry:
        entry.concern(metric.key)
        before = dict(TargetPoint.objects.filter(metric=metric).values_list("period", "value"))
        if before == wanted:
            entry.drop()
            return list(metric.targets.order_by("period"))
        TargetPoint.objects.filter(metric=metric).delete()
        rows = [TargetPoint(metric=metric, period=day, value=value) for day, value in wanted.items()]
        TargetPoint.objects.bulk_create(rows)
        entry.say(targets=_told(wanted), before=_told(before))
        targets_set.send(Metric, caller=caller, entry=entry, metric=metric)
    return rows


def _refuse_wrong(points: Sequence[tuple[date, int]]) -> None:
    for day, value in points:
        if not periods.FIRST <= day <= periods.LAST:
            raise Refused(f"{day} cannot be kept: Headway keeps dates from 1900 to 2199.", field="points")
        if not -LIMIT <= value <= LIMIT:
            raise Refused(f"{value} is too large to be kept exactly: use a larger unit.", field="points")


def _told(points: dict[date, int]) -> dict[str, int]:
    return {f"{day}": value for day, value in points.items()}
