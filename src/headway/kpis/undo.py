"""Taking back what was done to numbers a moment ago."""

from datetime import datetime
from typing import Any

from headway.activity.log import body_of
from headway.activity.models import Activity
from headway.hours import read_period
from headway.kpis.access import metrics_for, signal_for
from headway.kpis.actions.bands import refold
from headway.kpis.actions.formulas import set_formula
from headway.kpis.actions.locking import lock_metrics
from headway.kpis.actions.parts import set_parent
from headway.kpis.actions.standing import reinstate
from headway.kpis.derive import derive
from headway.kpis.fit import fit_metrics
from headway.kpis.formulas import downstream
from headway.kpis.models import Annotation, Band, Metric, PastReading, PhaseMark, Reading, Signal
from headway.kpis.store import Restored, restore_readings
from headway.kpis.sums import sum_months
from headway.people.access import door, require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused


def undo_readings(caller: Caller, row: Activity) -> None:
    """Remove the readings that a batch added, and restore the ones it replaced."""
    facts = body_of(row)["facts"]
    if facts.get("overwritten") is None:
        raise Refused("This batch overwrote too many open values to be taken back. Record the right ones instead.")
    metrics = _metrics(caller, body_of(row)["keys"], "kpi.record", formula="")
    with acting(caller, "readings.recorded.undone") as entry:
        ids = [metric.pk for metric in metrics]
        below = downstream(ids)
        locked = lock_metrics({*ids, *below, *(pk for sources in below.values() for pk in sources)})
        metrics = [locked[pk] for pk in sorted(ids)]
        entry.concern(*(metric.key for metric in metrics))
        written = Reading.objects.filter(metric__in=metrics, known_at=row.at, source=facts["source"])
        past = PastReading.objects.filter(metric__in=metrics, replaced_at=row.at, replaced_by=row.actor)
        back = [_of(old) for old in past] + _overwritten(metrics, facts["overwritten"])
        entry.say(undone=row.seq, removed=written.delete()[0] - len(back), restored=len(back))
        restore_readings(back)
        past.delete()
        first, last = read_period(facts["first"]), read_period(facts["last"])
        sum_months((metric.pk, first, last) for metric in metrics)
        days = {day for pk in ids for day in locked[pk].calendar.between(locked[pk].calendar.start_of(first), last)}
        derived = derive(caller, entry, locked, below, dict.fromkeys(ids, days))
        for metric in [*metrics, *(locked[pk] for pk in derived)]:
            _forget(metric)
            refold(caller, entry, metric)


def undo_band(caller: Caller, row: Activity) -> None:
    """Put the band back that held before, or remove one that was new."""
    body = body_of(row)
    (metric,) = _metrics(caller, [body["subject"]], "kpi.change")
    with acting(caller, "band.set.undone") as entry:
        entry.concern(metric.key)
        entry.say(undone=row.seq)
        rows = Band.objects.filter(metric=metric, valid_from=body["facts"]["band"]["valid_from"])
        if before := body["facts"]["before"]:
            rows.update(**before)
        else:
            rows.delete()
        refold(caller, entry, metric)


def undo_retirement(caller: Caller, row: Activity) -> None:
    """Take a retired metric back."""
    reinstate(caller, door(metrics_for(caller), row.subject))


def undo_annotation(caller: Caller, row: Activity) -> None:
    """Remove a remark."""
    facts = body_of(row)["facts"]
    (metric,) = _metrics(caller, [row.subject], "kpi.annotate")
    with acting(caller, "kpi.annotated.undone") as entry:
        entry.concern(metric.key)
        entry.say(undone=row.seq)
        Annotation.objects.filter(metric=metric, at=row.at, text=facts["text"]).delete()


def undo_formula(caller: Caller, row: Activity) -> None:
    """Let the formula be again what it was, or none."""
    (metric,) = _metrics(caller, [row.subject], "kpi.change")
    set_formula(caller, metric, body_of(row)["facts"]["before"], reason=f"Undone: {row.seq}")


def undo_parent(caller: Caller, row: Activity) -> None:
    """Let it be a part of what it was a part of before."""
    (metric,) = _metrics(caller, [row.subject], "kpi.change")
    key, part = body_of(row)["facts"]["before"]
    set_parent(caller, metric, door(metrics_for(caller), key) if key else None, part)


def undo_phase(caller: Caller, row: Activity) -> None:
    """Put the phase back that was set, moved or taken away."""
    facts = body_of(row)["facts"]
    (metric,) = _metrics(caller, [row.subject], "kpi.change")
    with acting(caller, f"{row.verb}.undone") as entry:
        entry.concern(metric.key)
        entry.say(undone=row.seq)
        if after := facts["phase"]:
            PhaseMark.objects.filter(metric=metric, start=after["start"]).delete()
        if before := facts["before"]:
            PhaseMark.objects.create(metric=metric, set_by=caller.person, set_at=caller.now, **before)
        fit_metrics([metric])


def undo_acknowledgement(caller: Caller, row: Activity) -> None:
    """Let a signal wait for somebody again."""
    (key,) = (key for key in body_of(row)["images"] if key.startswith(f"{Signal.PREFIX}-"))
    signal = signal_for(caller, key)
    require(caller, "signal.acknowledge", signal)
    with acting(caller, "signal.acknowledged.undone") as entry:
        entry.concern(signal.metric.key)
        entry.say(undone=row.seq)
        signal.acknowledged_by = signal.acknowledged_at = None
        signal.note = ""
        signal.save(update_fields=["acknowledged_by", "acknowledged_at", "note"])
        record(entry, signal)


def _metrics(caller: Caller, keys: list[str], verb: str, **only: str) -> list[Metric]:
    found = list(metrics_for(caller).filter(key__in=keys, **only).select_related("owner", "unit"))
    for metric in found:
        require(caller, verb, metric)
    return found


def _of(old: PastReading) -> Restored:
    return (
        old.metric_id, old.period, old.value, old.numerator, old.denominator, old.source, old.known_at
    )  # fmt: skip


def _overwritten(metrics: list[Metric], told: list[list[Any]]) -> list[Restored]:
    ids = {metric.key: metric.pk for metric in metrics}
    return [
        (ids[key], read_period(day), value, top, bottom, source, datetime.fromisoformat(at))
        for key, day, value, top, bottom, source, at in told
    ]


def _forget(metric: Metric) -> None:
    """Let the fold start over: what was said rested on readings that are gone."""
    metric.judged_period = metric.judged_value = None


UNDO = {
    "readings.recorded": undo_readings,
    "band.set": undo_band,
    "kpi.retired": undo_retirement,
    "kpi.annotated": undo_annotation,
    "parent.set": undo_parent,
    "formula.set": undo_formula,
    "phase.set": undo_phase,
    "phase.removed": undo_phase,
    "signal.acknowledged": undo_acknowledgement,
}
