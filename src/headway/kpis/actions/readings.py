"""``record_readings``: the one way a number enters Headway, whatever door it comes through."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from headway.kpis.actions.locking import lock_metrics
from headway.kpis.batch import Groups, Line, by_metric, find_errors, sort_out, summary, told_overwritten
from headway.kpis.derive import derive, keep_history
from headway.kpis.fit import fit_or_defer
from headway.kpis.fold import fold_metrics
from headway.kpis.formulas import downstream
from headway.kpis.models import Metric
from headway.kpis.store import write_readings
from headway.kpis.sums import sum_months
from headway.people.access import require
from headway.people.acting import acting
from headway.people.caller import Caller
from headway.people.errors import LinesRefused, Refused

__all__ = ["Line", "Recorded", "judge", "record_readings"]


@dataclass(frozen=True)
class Recorded:
    """What a batch did: how many values were new, corrected (closed ones), and the same as before."""

    new: int
    corrected: int
    unchanged: int
    seq: int


def record_readings(caller: Caller, lines: Sequence[Line], *, source: str, reason: str = "") -> Recorded:
    """Record a batch of readings, fold the states of their metrics and whatever rests on them.

    The batch is taken whole or not at all. Open periods are overwritten; a closed one is first copied to
    its history. Raises :class:`LinesRefused`, naming each wrong line, and ``NotAllowed``.
    """
    groups = by_metric(lines)
    _refuse(caller, [group[0].metric for group in groups.values()], lines)
    with acting(caller, "readings.recorded", reason=reason) as entry:
        below = downstream(groups)
        locked = lock_metrics({*groups, *below, *(pk for sources in below.values() for pk in sources)})
        metrics = {pk: locked[pk] for pk in sorted(groups)}
        _refuse_computed(metrics.values())
        entry.concern(*(metric.key for metric in metrics.values()))
        found = sort_out(groups, metrics, caller.now)
        if not found.changes:
            entry.drop()
            return Recorded(0, 0, len(lines), 0)
        keep_history(caller, found.corrected)
        _write(caller, found.changed, source)
        entry.say(source=source, new=found.fresh, corrected=len(found.corrected), **summary(found.changed))
        entry.say(overwritten=told_overwritten(found, metrics))
        known = {pk: _pairs(groups[pk]) for pk, metric in metrics.items() if metric.last_period is None}
        moved = {pk: [line.period for line in lines] for pk, lines in found.changed.items()}
        earliest = found.earliest() | derive(caller, entry, locked, below, moved)
        touched = [locked[pk] for pk in sorted(earliest)]
        fold_metrics(caller, entry, touched, known, earliest)
        fit_or_defer(caller, touched)
    return Recorded(found.fresh, len(found.corrected), len(lines) - found.changes, entry.seq)


def judge(caller: Caller, metric: Metric) -> None:
    """Judge what has closed since the last fold; the worker calls this when ``judge_due_at`` has come."""
    with acting(caller, "metric.judged") as entry:
        (locked,) = lock_metrics([metric.pk]).values()
        entry.concern(locked.key)
        fold_metrics(caller, entry, [locked], earliest={locked.pk: date.max})
        fit_or_defer(caller, [locked])
        entry.say(period=locked.judged_period, value=locked.judged_value)


def _refuse(caller: Caller, metrics: Sequence[Metric], lines: Sequence[Line]) -> None:
    if not metrics:
        raise Refused("There is nothing to record: give at least one value.")
    for metric in metrics:
        require(caller, "kpi.record", metric)
        if metric.retired_at:
            raise Refused(f"{metric.key} was retired and takes no more readings. Reinstate it first.")
    if errors := find_errors(lines, caller.now):
        raise LinesRefused(errors)


def _refuse_computed(metrics: Iterable[Metric]) -> None:
    for metric in metrics:
        if metric.formula:
            raise Refused(f"{metric.key} is computed as {metric.formula}: record what it is computed from.")


def _write(caller: Caller, changed: Groups, source: str) -> None:
    rows = (
        (pk, line.period, line.value, line.numerator, line.denominator)
        for pk, lines in changed.items()
        for line in lines
    )
    write_readings(rows, source, caller.now)
    sum_months((pk, lines[0].period, lines[-1].period) for pk, lines in changed.items())


def _pairs(lines: Iterable[Line]) -> list[tuple[date, int]]:
    return [(line.period, line.value) for line in lines]
