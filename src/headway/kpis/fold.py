"""``fold_metrics``: the only writer of what Headway says about a metric."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from headway.activity.log import Entry
from headway.kpis.hooks import metrics_folded
from headway.kpis.models import Band, Metric, Reading, State, StateChange
from headway.kpis.rules import bands as band_rules
from headway.kpis.rules import states
from headway.people.caller import Caller

Readings = Sequence[tuple[date, int]]
FOLDED = [
    "state", "state_since", "state_reason", "last_period", "last_value", "judged_period", "judged_value",
    "judge_due_at", "fresh_until",
]  # fmt: skip


def fold_metrics(
    caller: Caller, entry: Entry, metrics: Sequence[Metric], known: Mapping[int, Readings] | None = None
) -> None:
    """Fold the states of ``metrics`` from their readings and bands, and tell ``entry`` what changed.

    ``known`` may give the whole readings of a metric by its id, when the caller has them at hand.
    At most one :class:`StateChange` is added per metric, and only if its present state differs.
    """
    readings = dict(known or {})
    readings.update(_read([metric.pk for metric in metrics if metric.pk not in readings]))
    bands = bands_of([metric.pk for metric in metrics])
    changes = [
        change
        for metric in metrics
        if (change := _fold_one(caller, metric, readings.get(metric.pk, ()), bands[metric.pk]))
    ]
    Metric.objects.bulk_update(metrics, FOLDED, batch_size=200)
    StateChange.objects.bulk_create(changes)
    _tell(entry, changes)
    metrics_folded.send(Metric, caller=caller, entry=entry, metrics=metrics)


def said_of(metric: Metric) -> states.Said:
    """What was last said about a metric, as the rules' value."""
    return states.Said(
        metric.state, metric.state_since, metric.state_reason, metric.judged_period, metric.judged_value
    )


def bands_of(metric_ids: Sequence[int]) -> dict[int, list[band_rules.Band]]:
    """The bands of each metric as rule values, sorted by their first day: one statement."""
    found: dict[int, list[band_rules.Band]] = defaultdict(list)
    for row in Band.objects.filter(metric_id__in=metric_ids).order_by("valid_from"):
        found[row.metric_id].append(rule_of(row))
    return found


def rule_of(row: Band) -> band_rules.Band:
    """A stored band as the value that the rules take."""
    return band_rules.Band(
        row.valid_from, row.lower, row.upper, row.amber_lower, row.amber_upper,
        row.leave_count, row.leave_of, row.return_count,
    )  # fmt: skip


def _read(metric_ids: Sequence[int]) -> dict[int, list[tuple[date, int]]]:
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    if metric_ids:
        rows = Reading.objects.filter(metric_id__in=metric_ids).order_by("metric_id", "period")
        for metric_id, period, value in rows.values_list("metric_id", "period", "value"):
            found[metric_id].append((period, value))
    return found


def _fold_one(
    caller: Caller, metric: Metric, readings: Readings, bands: Sequence[band_rules.Band]
) -> StateChange | None:
    calendar = metric.calendar
    judged = _closed(metric, readings, caller)
    said = states.fold(judged, bands)
    change = None
    if said.state != metric.state:
        change = StateChange(
            metric=metric, at=caller.now, old=metric.state or State.UNKNOWN, new=said.state,
            reason=said.reason, period=said.period, value=said.value,
        )  # fmt: skip
    metric.state, metric.state_since, metric.state_reason = said.state, said.since, said.reason
    metric.judged_period, metric.judged_value = said.period, said.value
    metric.last_period, metric.last_value = readings[-1] if readings else (None, None)
    open_ones = readings[len(judged) :]
    metric.judge_due_at = calendar.closes_at(open_ones[0][0]) if open_ones else None
    metric.fresh_until = (
        calendar.closes_at(calendar.next(readings[-1][0], 1 + metric.grace_periods)) if readings else None
    )
    return change


def _closed(metric: Metric, readings: Readings, caller: Caller) -> Readings:
    """The readings that may be judged: closed periods, and for a level the open ones too."""
    if metric.is_level:
        return readings
    calendar, end = metric.calendar, len(readings)
    while end and not calendar.is_closed(readings[end - 1][0], caller.now):
        end -= 1
    return readings[:end]


def _tell(entry: Entry, changes: Iterable[StateChange]) -> None:
    told = {
        change.metric.key: {
            "old": change.old, "new": change.new, "reason": change.reason,
            "period": change.period, "value": change.value,
        }
        for change in changes
    }  # fmt: skip
    if told:
        entry.say(states=told)
        entry.concern(*told)
