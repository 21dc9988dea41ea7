"""A batch of readings on its way in: what is wrong with it, and what it changes."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from headway.kpis.models import Metric, Reading
from headway.kpis.rules import periods
from headway.people.errors import LineError

LIMIT = 10**15
"""Values are scaled integers of at most this size, so that every engine and every sum keeps them exact."""


NO_HOUR = "There is no such hour on that day, because clocks are moved: check the time."


@dataclass(frozen=True, slots=True)
class Line:
    """One value for one period of one metric; ``number`` is its place in the file or sheet it came from."""

    metric: Metric
    period: date
    value: int
    numerator: int | None = None
    denominator: int | None = None
    number: int = 0


TOLD = 200
"""Open values have no history; up to so many are kept in the log, so that recording can be undone."""
Groups = dict[int, list[Line]]


@dataclass
class Sorted:
    """What a batch does: its lines by metric id, the ones that change anything, and the rows they replace."""

    lines: Groups
    changed: Groups = field(default_factory=lambda: defaultdict(list))
    corrected: list[Reading] = field(default_factory=list)
    overwritten: list[Reading] = field(default_factory=list)
    fresh: int = 0

    @property
    def changes(self) -> int:
        return sum(map(len, self.changed.values()))

    def earliest(self) -> dict[int, date]:
        """The first period that changes, by metric id."""
        return {pk: min(line.period for line in lines) for pk, lines in self.changed.items()}


def by_metric(lines: Sequence[Line]) -> Groups:
    """The lines of each metric in order of their periods, by its id."""
    groups: Groups = defaultdict(list)
    for line in lines:
        groups[line.metric.id].append(line)
    for group in groups.values():
        group.sort(key=lambda line: line.period)
    return groups


def find_errors(lines: Sequence[Line], now: datetime) -> list[LineError]:
    """Each thing that is wrong with the lines, in their order."""
    places = {id(line): line.number or at for at, line in enumerate(lines, start=1)}
    errors = []
    for group in by_metric(lines).values():
        metric = group[0].metric
        calendar = metric.calendar
        today = calendar.present(now)
        before = None
        for line in group:
            wrong = _wrong(line, calendar, today)
            if wrong is None and line.period == before:
                wrong = _twice(line)
            before = line.period
            if wrong:
                errors.append(LineError(places[id(line)], *wrong))
    return sorted(errors, key=lambda error: error.line)


def _twice(line: Line) -> tuple[str, str, str]:
    sentence = f"{line.metric.key} has two values for this period here: keep one of them."
    return "period", f"{line.period}", sentence


def _wrong(line: Line, calendar: periods.Calendar, today: date) -> tuple[str, str, str] | None:
    """The column, value and sentence of what is wrong with a line by itself, if anything is."""
    period = line.period
    if not periods.FIRST <= period <= periods.LAST:
        return "period", f"{period}", "Headway keeps periods from 1900 to 2199: check the year."
    if period > today:
        key = line.metric.key
        return "period", f"{period}", f"It has not begun yet, so {key} can have no value for it: check the date."
    if (start := calendar.start_of(period)) != period:
        key, grain = line.metric.key, calendar.grain
        return "period", f"{period}", f"{key} counts by {grain}, and that one starts on {start}: use that date."
    if not calendar.has(period):
        return "period", f"{period}", NO_HOUR
    if not -LIMIT <= line.value <= LIMIT:
        return "value", f"{line.value}", "That is too large to be kept exactly: use a larger unit, such as thousands."
    if line.denominator is not None and line.denominator <= 0:
        return (
            "denominator",
            f"{line.denominator}",
            "A ratio needs a denominator above 0: leave the period out.",
        )
    return None


def sort_out(groups: Groups, metrics: Mapping[int, Metric], now: datetime) -> Sorted:
    """Tell apart lines that are new, that correct a closed reading, and that change nothing."""
    found = Sorted(groups)
    before = _existing(groups, metrics)
    for pk, lines in groups.items():
        if metrics[pk].last_period is None:
            found.changed[pk], found.fresh = lines, found.fresh + len(lines)
            continue
        calendar = metrics[pk].calendar
        for line in lines:
            old = before.get((pk, line.period))
            if old is None:
                found.fresh += 1
            elif (old.value, old.numerator, old.denominator) == (line.value, line.numerator, line.denominator):
                continue
            elif calendar.is_closed(line.period, now):
                found.corrected.append(old)
            else:
                found.overwritten.append(old)
            found.changed[pk].append(line)
    return found


def _existing(groups: Groups, metrics: Mapping[int, Metric]) -> dict[tuple[int, date], Reading]:
    """What is stored for the span of the batch. A metric without any reading needs no look."""
    known = [pk for pk, metric in metrics.items() if metric.last_period is not None]
    if not known:
        return {}
    span = (min(groups[pk][0].period for pk in known), max(groups[pk][-1].period for pk in known))
    rows = Reading.objects.filter(metric_id__in=known, period__range=span)
    return {(row.metric_id, row.period): row for row in rows.iterator(chunk_size=5000)}


def told_overwritten(found: Sorted, metrics: Mapping[int, Metric]) -> list[list[object]] | None:
    """Open values that are overwritten, for undoing; None when there are too many to be told."""
    if len(found.overwritten) > TOLD:
        return None
    return [
        [metrics[old.metric_id].key, old.period, old.value, old.numerator, old.denominator, old.source, old.known_at]
        for old in found.overwritten
    ]


def summary(changed: Groups) -> dict[str, object]:
    """Counts, span and a digest of the lines: a batch is one row in the log, however long it is."""
    seal = hashlib.sha256()
    for lines in changed.values():
        key = lines[0].metric.key
        rows = [f"{key},{ln.period},{ln.value},{ln.numerator},{ln.denominator}\n" for ln in lines]
        seal.update("".join(rows).encode())
    facts: dict[str, object] = {
        "lines": sum(map(len, changed.values())),
        "first": min(lines[0].period for lines in changed.values()),
        "last": max(lines[-1].period for lines in changed.values()),
        "digest": seal.hexdigest(),
    }
    if facts["lines"] == 1:
        facts["value"] = next(iter(changed.values()))[0].value
    else:
        facts["counts"] = {lines[0].metric.key: len(lines) for lines in changed.values()}
    return facts
