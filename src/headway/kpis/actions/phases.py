"""Phases of a metric: setting, moving, locking and removing where one begins."""

from datetime import date

from headway.activity.log import Entry
from headway.kpis.actions.locking import lock_metric
from headway.kpis.fit import fit_metrics
from headway.kpis.models import Metric, PhaseCause, PhaseMark
from headway.kpis.rules import periods
from headway.people.access import require
from headway.people.acting import acting, image
from headway.people.caller import Caller
from headway.people.errors import NotHere, Refused

LONGEST = 500


def set_phase(
    caller: Caller, metric: Metric, day: date, reason: str, *, locked: bool = False, moved_from: date | None = None
) -> PhaseMark:
    """Let a phase begin with the period that ``day`` lies in, and refit what is usual from there.

    ``locked`` keeps shifts found in the data from splitting it. ``moved_from`` moves the one that begins there;
    a phase that begins at the same period already is changed. Raises ``Refused`` and ``NotHere``.
    """
    require(caller, "kpi.change", metric)
    start = _start(caller, metric, day)
    first = metric.readings.order_by("period").values_list("period", flat=True).first()
    if first and start < first:
        raise Refused(f"{metric.key} was first read for {first}, so a phase that begins before that would change "
                      "nothing: choose a later day.", field="start")  # fmt: skip
    reason = refuse_reason(reason)
    with acting(caller, "phase.set", reason=reason) as entry:
        metric = lock_metric(metric)
        entry.concern(metric.key)
        before = _mark(metric, metric.calendar.start_of(moved_from)) if moved_from else None
        _write(caller, entry, metric, before, PhaseMark(metric=metric, start=start, locked=locked, reason=reason))
    return PhaseMark.objects.select_related("set_by").get(metric=metric, start=start)


def remove_phase(caller: Caller, metric: Metric, start: date, reason: str) -> None:
    """Take a phase away that a person or a definition set: from then on the data decide."""
    require(caller, "kpi.change", metric)
    reason = refuse_reason(reason)
    with acting(caller, "phase.removed", reason=reason) as entry:
        metric = lock_metric(metric)
        entry.concern(metric.key)
        row = _mark(metric, start)
        entry.say(phase=None, before=image(row))
        row.delete()
        fit_metrics([metric])


def count_otherwise(caller: Caller, entry: Entry, metric: Metric, day: date, reason: str) -> None:
    """Inside an action that changes a definition: let a phase begin where it is counted otherwise."""
    start = _start(caller, metric, day)
    row = PhaseMark(metric=metric, start=start, reason=refuse_reason(reason), cause=PhaseCause.DEFINITION)
    _write(caller, entry, metric, None, row)


def _write(caller: Caller, entry: Entry, metric: Metric, moved: PhaseMark | None, row: PhaseMark) -> None:
    there = PhaseMark.objects.filter(metric=metric, start=row.start).first()
    before = moved or there
    if moved and there and moved.pk != there.pk:
        there.delete()
    row.set_by, row.set_at = caller.person, caller.now
    if before:
        row.pk, row.cause = before.pk, row.cause if moved is None else before.cause
    entry.say(phase=image(row), before=image(before) if before else None)
    row.save(force_insert=before is None, force_update=before is not None)
    fit_metrics([metric])


def _mark(metric: Metric, start: date) -> PhaseMark:
    row = PhaseMark.objects.filter(metric=metric, start=start).first()
    if row is None:
        raise NotHere(f"No phase that somebody set begins on {start} here: look up which do.")
    return row


def _start(caller: Caller, metric: Metric, day: date) -> date:
    if not periods.FIRST <= day <= metric.calendar.present(caller.now):
        raise Refused(f"{day} lies outside of what has happened so far, so no phase can begin there: check the date.",
                      field="start")  # fmt: skip
    return metric.calendar.start_of(day)


def refuse_reason(reason: str) -> str:
    """The reason, trimmed; a phase without one would be a line that nobody can explain."""
    reason = reason.strip()
    if not reason:
        raise Refused("Say why: the reason stands on the chart, and people will ask.", field="reason")
    if len(reason) > LONGEST:
        raise Refused(f"A reason holds up to {LONGEST} characters; this one has {len(reason)}.", field="reason")
    return reason
