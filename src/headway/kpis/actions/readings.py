"""``record_readings``: the one way a number enters Headway, whatever door it comes through."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db import connection

from headway.kpis.fold import fold_metrics
from headway.kpis.models import Metric, PastReading, Reading
from headway.kpis.rules import periods
from headway.people.access import require
from headway.people.acting import acting
from headway.people.caller import Caller
from headway.people.errors import LineError, LinesRefused

LIMIT = 10**15
"""Values are scaled integers of at most this size, so that every engine and every sum keeps them exact."""

UPSERT = (
    "INSERT INTO kpis_reading (metric_id, period, value, numerator, denominator, source, known_at) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (metric_id, period) DO UPDATE SET "
    "value = excluded.value, numerator = excluded.numerator, denominator = excluded.denominator, "
    "source = excluded.source, known_at = excluded.known_at"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One value for one period of one metric; ``number`` is its place in the file or sheet it came from."""

    metric: Metric
    period: date
    value: int
    numerator: int | None = None
    denominator: int | None = None
    number: int = 0


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
    metrics = {line.metric.pk: line.metric for line in lines}
    for metric in metrics.values():
        require(caller, "kpi.record", metric)
    _refuse_wrong(lines, caller)
    with acting(caller, "readings.recorded", reason=reason) as entry:
        entry.concern(*(metric.key for metric in metrics.values()))
        before = _existing(metrics, lines)
        fresh, corrected, changed = _sort_out(lines, before, caller)
        if not changed:
            entry.drop()
            return Recorded(0, 0, len(lines), 0)
        _keep_history(corrected, before, caller)
        _write(changed, source, caller)
        entry.say(source=source, new=fresh, corrected=len(corrected), **_summary(changed))
        fold_metrics(caller, entry, list(metrics.values()), _whole(metrics, lines))
    return Recorded(fresh, len(corrected), len(lines) - len(changed), entry.seq)


def judge(caller: Caller, metric: Metric) -> None:
    """Judge what has closed since the last fold; the worker calls this when ``judge_due_at`` has come."""
    with acting(caller, "metric.judged") as entry:
        entry.concern(metric.key)
        fold_metrics(caller, entry, [metric])
        entry.say(period=metric.judged_period, value=metric.judged_value)


def _refuse_wrong(lines: Sequence[Line], caller: Caller) -> None:
    seen: set[tuple[int, date]] = set()
    errors: list[LineError] = []
    today = {line.metric.timezone: caller.now for line in lines}
    dates = {zone: now.astimezone(ZoneInfo(zone)).date() for zone, now in today.items()}
    calendars = {line.metric.pk: line.metric.calendar for line in lines}
    for at, line in enumerate(lines, start=1):
        place = (line.metric.pk, line.period)
        wrong = _wrong(line, calendars[line.metric.pk], dates[line.metric.timezone], place in seen)
        seen.add(place)
        if wrong:
            errors.append(LineError(line.number or at, *wrong))
    if errors:
        raise LinesRefused(errors)


def _wrong(
    line: Line, calendar: periods.Calendar, today: date, again: bool
) -> tuple[str, str, str] | None:
    """The column, value and sentence of what is wrong with a line, if anything is."""
    key, period = line.metric.key, line.period
    if not periods.FIRST <= period <= periods.LAST:
        return "period", f"{period}", "Headway keeps periods from 1900 to 2199: check the year."
    if period > today:
        return "period", f"{period}", f"It has not begun yet, so {key} can have no value for it: check the date."
    if calendar.start_of(period) != period:
        start = calendar.start_of(period)
        return "period", f"{period}", f"{key} counts by {calendar.grain}, and that one starts on {start}: use that date."
    if again:
        return "period", f"{period}", f"{key} has two values for this period here: keep one of them."
    if abs(line.value) > LIMIT:
        return "value", f"{line.value}", "That is too large to be kept exactly: use a larger unit, such as thousands."
    if line.denominator is not None and line.denominator <= 0:
        return "denominator", f"{line.denominator}", "A ratio needs a denominator above 0: leave the period out instead."
    return None


Before = Mapping[tuple[int, date], Reading]


def _existing(metrics: Mapping[int, Metric], lines: Sequence[Line]) -> Before:
    """What is stored for the span of the batch. A metric without any reading needs no look."""
    known = [pk for pk, metric in metrics.items() if metric.last_period is not None]
    if not known:
        return {}
    span = (min(line.period for line in lines), max(line.period for line in lines))
    rows = Reading.objects.filter(metric_id__in=known, period__range=span)
    return {(row.metric_id, row.period): row for row in rows.iterator(chunk_size=5000)}


def _sort_out(lines: Iterable[Line], before: Before, caller: Caller) -> tuple[int, list[Line], list[Line]]:
    """How many lines are new, which correct a closed reading, and which change anything."""
    fresh, corrected, changed = 0, [], []
    for line in lines:
        old = before.get((line.metric.pk, line.period))
        if old is None:
            fresh += 1
        elif (old.value, old.numerator, old.denominator) == (line.value, line.numerator, line.denominator):
            continue
        elif line.metric.calendar.is_closed(line.period, caller.now):
            corrected.append(line)
        changed.append(line)
    return fresh, corrected, changed


def _keep_history(corrected: Iterable[Line], before: Before, caller: Caller) -> None:
    PastReading.objects.bulk_create(
        PastReading(
            metric_id=old.metric_id, period=old.period, value=old.value, numerator=old.numerator,
            denominator=old.denominator, source=old.source, known_at=old.known_at,
            replaced_at=caller.now, replaced_by=caller.actor,
        )
        for old in (before[line.metric.pk, line.period] for line in corrected)
    )  # fmt: skip


def _write(lines: Iterable[Line], source: str, caller: Caller) -> None:
    known_at = connection.ops.adapt_datetimefield_value(caller.now)
    rows = [
        (line.metric.pk, line.period.isoformat(), line.value, line.numerator, line.denominator, source, known_at)
        for line in lines
    ]
    with connection.cursor() as cursor:
        cursor.executemany(UPSERT, rows)


def _summary(lines: Sequence[Line]) -> dict[str, object]:
    """Counts, span and a digest of the lines: a batch is one row in the log, however long it is."""
    text = "\n".join(f"{ln.metric.key},{ln.period},{ln.value},{ln.numerator},{ln.denominator}" for ln in lines)
    facts: dict[str, object] = {
        "lines": len(lines),
        "first": min(line.period for line in lines),
        "last": max(line.period for line in lines),
        "digest": hashlib.sha256(text.encode()).hexdigest(),
    }
    if len(lines) == 1:
        facts["value"] = lines[0].value
    else:
        facts["counts"] = dict(Counter(line.metric.key for line in lines))
    return facts


def _whole(metrics: Mapping[int, Metric], lines: Iterable[Line]) -> dict[int, list[tuple[date, int]]]:
    """The readings of metrics that had none before: the batch is all there is, nothing to read again."""
    first = {pk for pk, metric in metrics.items() if metric.last_period is None}
    found: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for line in lines:
        if line.metric.pk in first:
            found[line.metric.pk].append((line.period, line.value))
    for readings in found.values():
        readings.sort()
    return found
