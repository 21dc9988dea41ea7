"""Keeps the signals of a metric as rows: new ones are found, those that vanish are withdrawn."""

from datetime import date

from headway.kpis.fit import Series
from headway.kpis.models import Metric, Signal
from headway.people.acting import acting
from headway.people.caller import Caller
from headway.people.keys import next_keys
from headway.signals.detection import Signal as Found
from headway.signals.xmr import Behaviour

Mark = tuple[date, str, str]
"""What makes a signal the same one: period, rule, direction."""


def keep_signals(caller: Caller, metric: Metric, series: Series, behaviour: Behaviour) -> None:
    """Bring the rows in step with what was found; what lies before the series is left as it is.

    Only what is new or gone is written, as one action that followers can read.
    """
    found = {(series.periods[one.at], one.rule, one.direction): one for one in behaviour.signals}
    begun = series.periods[0] if series.periods else date.max
    stored = {mark_of(row): row for row in Signal.objects.filter(metric=metric, period__gte=begun)}
    fresh = [mark for mark in found if mark not in stored]
    gone = [row for mark, row in stored.items() if mark not in found and row.withdrawn_at is None]
    back = [row for mark, row in stored.items() if mark in found and row.withdrawn_at is not None]
    _correct(metric, stored, found)
    if not (fresh or gone or back):
        return
    with acting(caller, "signals.found") as entry:
        entry.concern(metric.key)
        rows = _new(caller, metric, series, {mark: found[mark] for mark in fresh})
        Signal.objects.bulk_create(rows)
        _set_withdrawn(gone, caller)
        _set_withdrawn(back, None)
        entry.say(found=[*map(_told, rows), *map(_told, back)], withdrawn=[row.key for row in gone])


def mark_of(row: Signal) -> Mark:
    """What makes a stored signal the same as one that is found again."""
    return row.period, row.rule, row.direction


def _new(caller: Caller, metric: Metric, series: Series, found: dict[Mark, Found]) -> list[Signal]:
    keys = next_keys(caller.workspace, Signal, len(found)) if found else []
    return [
        Signal(
            workspace=caller.workspace, key=key, metric=metric, period=period, since=series.periods[one.since],
            rule=rule, direction=direction, value=round(one.value * 10**metric.scale), found_at=caller.now,
        )
        for key, ((period, rule, direction), one) in zip(keys, sorted(found.items(), key=_order), strict=True)
    ]  # fmt: skip


def _correct(metric: Metric, stored: dict[Mark, Signal], found: dict[Mark, Found]) -> None:
    """A reading that was corrected, and still is a signal, shows its new value."""
    for mark, row in stored.items():
        value = round(found[mark].value * 10**metric.scale) if mark in found else row.value
        if value != row.value:
            Signal.objects.filter(pk=row.pk).update(value=value)


def _order(pair: tuple[Mark, Found]) -> Mark:
    return pair[0]


def _set_withdrawn(rows: list[Signal], caller: Caller | None) -> None:
    if rows:
        Signal.objects.filter(pk__in=[row.pk for row in rows]).update(withdrawn_at=caller.now if caller else None)


def _told(row: Signal) -> dict[str, object]:
    return {"key": row.key, "period": row.period, "rule": row.rule, "direction": row.direction}
