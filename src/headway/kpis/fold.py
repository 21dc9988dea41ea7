"""``fold_metrics``: the only writer of what Headway says about a metric."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from headway.activity.log import Entry
from headway.kpis.hooks import metrics_folded
from headway.kpis.models import Band, Metric, State, StateChange
from headway.kpis.rules import bands as band_rules
from headway.kpis.rules import periods, states
from headway.kpis.store import last_readings, write_metrics
from headway.people.caller import Caller

Readings = Sequence[tuple[date, int]]
FOLDED = [
    "state", "state_since", "state_reason", "last_period", "last_value", "judged_period", "judged_value",
    "judge_due_at", "fresh_until",
]  # fmt: skip


def fold_metrics(
    caller: Caller,
    entry: Entry,
    metrics: Sequence[Metric],
    known: Mapping[int, Readings] | None = None,
    earliest: Mapping[int, date] | None = None,
) -> None:
    """Fold the states of ``metrics`` from their readings and bands, and tell ``entry`` what changed.

    ``known`` may give the whole readings of a metric by its id, when the caller has them at hand, and
    ``earliest`` the first period that changed: where that lies after the last judged one, the fold goes on
    from there. At most one :class:`StateChange` is added per metric, and only if its present state differs.
    """
    bands = bands_of([metric.pk for metric in metrics])
    stretches = _stretches(metrics, known or {}, earliest or {})
    changes = [
        change for metric in metrics if (change := _fold_one(caller, metric, stretches[metric.pk], bands[metric.pk]))
    ]
    write_metrics(metrics, FOLDED)
    StateChange.objects.bulk_create(changes)
    _tell(entry, changes)
    metrics_folded.send(Metric, caller=caller, entry=entry, metrics=metrics)


@dataclass(frozen=True)
class Stretch:
    """The readings a fold looks at, in order; it goes on from ``metric.judged_period`` if ``goes_on``."""

    readings: Readings
    goes_on: bool = False


def _stretches(
    metrics: Sequence[Metric], known: Mapping[int, Readings], earliest: Mapping[int, date]
) -> dict[int, Stretch]:
    """Only the end of the history where that is enough, all of it elsewhere: two statements at most."""
    found = {pk: Stretch(readings) for pk, readings in known.items()}
    later = [m for m in metrics if m.pk not in found and _appended(m, earliest.get(m.pk))]
    if later:
        since = min(_memory_start(metric) for metric in later)
        for pk, readings in last_readings(later, since).items():
            found[pk] = Stretch(readings, goes_on=True)
        # Where periods are missing the end is too short to go on from; then the whole history is read.
        for metric in later:
            if _remembered(metric, found[metric.pk]) < states.MEMORY:
                del found[metric.pk]
    whole = [metric for metric in metrics if metric.pk not in found]
    if whole:
        found |= {pk: Stretch(readings) for pk, readings in last_readings(whole, periods.FIRST).items()}
    return found


def _appended(metric: Metric, earliest: date | None) -> bool:
    return earliest is not None and metric.judged_period is not None and earliest > metric.judged_period


def _memory_start(metric: Metric) -> date:
    assert metric.judged_period is not None
    return metric.calendar.next(metric.judged_period, 1 - states.MEMORY)


def _remembered(metric: Metric, stretch: Stretch) -> int:
    return sum(period <= metric.judged_period for period, _ in stretch.readings if metric.judged_period)


def said_of(metric: Metric) -> states.Said:
    """What was last said about a metric, as the rules' value."""
    return states.Said(metric.state, metric.state_since, metric.state_reason, metric.judged_period, metric.judged_value)


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


def _fold_one(caller: Caller, metric: Metric, stretch: Stretch, bands: Sequence[band_rules.Band]) -> StateChange | None:
    readings = stretch.readings
    judged = _closed(metric, readings, caller)
    said = _said(metric, judged, bands, stretch.goes_on)
    change = None
    if said.state != metric.state:
        change = StateChange(
            metric=metric, at=caller.now, old=metric.state or State.UNKNOWN, new=said.state,
            reason=said.reason, period=said.period, value=said.value,
        )  # fmt: skip
    metric.state, metric.state_since, metric.state_reason = said.state, said.since, said.reason
    metric.judged_period, metric.judged_value = said.period, said.value
    metric.last_period, metric.last_value = readings[-1] if readings else (None, None)
    _set_times(metric, readings[len(judged) :])
    return change


def _said(metric: Metric, judged: Readings, bands: Sequence[band_rules.Band], goes_on: bool) -> states.Said:
    if not goes_on or metric.judged_period is None:
        return states.fold(judged, bands)
    cut = bisect_right(judged, metric.judged_period, key=lambda reading: reading[0])
    return states.fold(judged[cut:], bands, said_of(metric), judged[max(0, cut - states.MEMORY) : cut])


def _set_times(metric: Metric, open_ones: Readings) -> None:
    """When the next open reading will close, and until when the last reading counts as fresh."""
    calendar, last = metric.calendar, metric.last_period
    metric.judge_due_at = calendar.closes_at(open_ones[0][0]) if open_ones else None
    metric.fresh_until = calendar.closes_at(calendar.next(last, 1 + metric.grace_periods)) if last else None


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
