"""What a key result counts: its current value, its readings inside, its run at the target. Nothing is written here."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import QuerySet

from headway.hours import day_of
from headway.kpis.models import Metric, Reading
from headway.okrs.models import CheckIn, KeyResult
from headway.okrs.rules.counting import counted
from headway.okrs.rules.runs import count_run
from headway.people.prepared import Prepared

SPOKEN = Prepared[CheckIn]()


def count_readings(rows: Sequence[KeyResult], metrics: Mapping[int, Metric]) -> None:
    """Count ``rows`` from the judged readings of their KPIs, from each key result's start on: one statement."""
    on_metric = [row for row in rows if row.metric_id in metrics]
    if not on_metric:
        return
    on_metric = [row for row in on_metric if _has_begun(row, metrics[row.metric_id or 0])]
    if not on_metric:
        return
    first = min(_first_period(row, metrics) for row in on_metric)
    readings: dict[int, list[tuple[date, int]]] = defaultdict(list)
    found = Reading.objects.filter(metric_id__in={row.metric_id for row in on_metric}, period__gte=first)
    for metric_id, period, value in found.order_by("period").values_list("metric_id", "period", "value"):
        judged = metrics[metric_id].judged_period
        if judged is not None and period <= judged:
            readings[metric_id].append((period, value))
    for row in on_metric:
        start = _first_period(row, metrics)
        count_into(row, [pair for pair in readings[row.metric_id or 0] if pair[0] >= start])


def _has_begun(row: KeyResult, metric: Metric) -> bool:
    """Whether a period of the key result may be judged already; a row that has not begun counts nothing."""
    begun = metric.judged_period is not None and metric.judged_period >= metric.calendar.start_of(row.start)
    if not begun:
        count_into(row, [])
    return begun


def _first_period(row: KeyResult, metrics: Mapping[int, Metric]) -> date:
    return metrics[row.metric_id or 0].calendar.start_of(row.start)


def standing_check_ins(key_result_ids: Sequence[int]) -> QuerySet[CheckIn]:
    """Check-ins of key results that are neither withdrawn nor corrected."""
    return CheckIn.objects.filter(key_result_id__in=key_result_ids, withdrawn_at=None, superseded_by=None)


def valid_check_ins(key_result_ids: Sequence[int]) -> dict[int, list[CheckIn]]:
    """Check-ins that stand (neither withdrawn nor corrected), by key result, oldest first: one statement."""
    found: dict[int, list[CheckIn]] = defaultdict(list)
    for row in sorted(SPOKEN.ask(standing_check_ins, key_result_ids), key=lambda one: (one.at, one.pk)):
        found[row.key_result_id].append(row)
    return found


def count_check_ins(row: KeyResult, check_ins: Sequence[CheckIn]) -> None:
    """Set what ``row`` counts from the check-ins that stand, oldest first.

    What is not typed takes its value from its KPI or its parts; its check-ins only carry confidence and words.
    """
    row.checked_in_at = check_ins[-1].at if check_ins else None
    row.confidence = next((one.confidence for one in reversed(check_ins) if one.confidence is not None), None)
    if not row.is_typed:
        return
    zone = row.workspace.zone
    valued = [(one.at.astimezone(zone).date(), one.value, one.at) for one in check_ins if one.value is not None]
    if row.kind == KeyResult.Kind.DONE:
        row.done_at = valued[-1][2] if valued and valued[-1][1] else None
    count_into(row, [(day, value) for day, value, _ in valued])


def count_one_more(row: KeyResult, said: CheckIn) -> None:
    """Count a check-in that is later than all that the row has counted; nothing needs to be read again.

    An average cannot be counted on so: its earlier values are needed.
    """
    row.checked_in_at = said.at
    row.confidence = row.confidence if said.confidence is None else said.confidence
    if not row.is_typed or said.value is None:
        return
    if row.kind == KeyResult.Kind.DONE:
        row.done_at = said.at if said.value else None
    before = [] if row.current is None else [row.current]
    row.current = counted([*before, said.value], row.count_by)[-1]
    row.current_on = said.at.astimezone(row.workspace.zone).date()
    row.reading_count += 1
    row.inside_count += _inside(row, said.value)
    if row.first_inside is not None:
        row.first_inside += _inside_first(row, said.value)
    row.run = row.run + 1 if there(row, row.current) else 0


def count_into(row: KeyResult, values: Sequence[tuple[date, int]]) -> None:
    """Set what a key result counts from its values (day, scaled value), in order of time."""
    numbers = [value for _, value in values]
    standing = counted(numbers, row.count_by)
    row.current_on, row.current = (day_of(values[-1][0]), standing[-1]) if values else (None, None)
    row.reading_count = len(numbers)
    row.inside_count = sum(_inside(row, value) for value in numbers)
    if row.first_inside is not None:
        row.first_inside = sum(_inside_first(row, value) for value in numbers)
    row.run = count_run(standing, lambda value: there(row, value))


def _inside(row: KeyResult, value: int) -> bool:
    return _between(row.limit_lower, value, row.limit_upper)


def _inside_first(row: KeyResult, value: int) -> bool:
    """Whether a value keeps the limits that were committed first."""
    return _between(row.first_lower, value, row.first_upper)


def _between(lower: int | None, value: int, upper: int | None) -> bool:
    return (lower is None or value >= lower) and (upper is None or value <= upper)


def there(row: KeyResult, value: int) -> bool:
    """Whether a value stands at or beyond the target (inside the limits, for a control)."""
    if row.kind == KeyResult.Kind.CONTROL:
        return _inside(row, value)
    if row.target is None or row.baseline is None:
        return False
    return value >= row.target if row.target > row.baseline else value <= row.target
