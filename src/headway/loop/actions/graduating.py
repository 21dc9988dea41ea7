"""Proposing, deciding and withdrawing graduations: a held key result becomes its KPI's new standard."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError

from headway.kpis.fold import bands_of
from headway.kpis.models import Direction, Metric
from headway.kpis.rules.bands import Band, in_force
from headway.kpis.rules.periods import Calendar
from headway.loop.evidence import closed_readings
from headway.loop.models import Graduation
from headway.loop.rules.evidence import Readings, usual_of
from headway.loop.rules.standard import Standard, propose
from headway.okrs.models import CheckIn, KeyResult
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Conflict, Refused
from headway.people.keys import next_key
from headway.people.options import options_of

SHOWN = 12
"""How many of the latest readings are kept with a graduation as they were shown."""


@dataclass(frozen=True)
class Ground:
    """What a proposal rests on: closed readings, the band in force, the direction of good, the KR's target."""

    readings: Readings
    calendar: Calendar
    old: Band | None
    direction: str
    target: int | None
    run: int


def propose_by_itself(caller: Caller, row: KeyResult) -> Graduation | None:
    """Headway's own proposal for a key result that was reached and held; None if there is one already."""
    return _propose(caller, row, row.metric, "")


def propose_graduation(
    caller: Caller, row: KeyResult, metrics: Sequence[Metric] = (), early_reason: str = ""
) -> list[Graduation]:
    """Propose that a key result becomes the standard of its KPI, or of each of ``metrics``.

    Before it is reached and held that takes a reason. Raises ``Refused`` and ``NotAllowed``.
    """
    require(caller, "key_result.change", row)
    _refuse_proposal(caller, row, early_reason)
    subjects: list[Metric | None] = [*metrics] or [row.metric]
    found = [_propose(caller, row, metric, early_reason.strip()) for metric in subjects]
    if None in found:
        raise Refused(f"{row.key} has a graduation that waits for an answer: decide or withdraw that one first.")
    return [graduation for graduation in found if graduation]


def _refuse_proposal(caller: Caller, row: KeyResult, early_reason: str) -> None:
    if row.kind == KeyResult.Kind.DONE:
        raise Refused(f"{row.key} is done or not: it has no number that could become a standard.")
    needed = options_of(caller.workspace).hold_readings
    if row.run < needed and not early_reason.strip():
        raise Refused(
            f"{row.key} was at its target for {row.run} of {needed} closed readings. "
            "To graduate it before it held, give the reason.",
            field="early_reason",
        )


def _propose(caller: Caller, row: KeyResult, metric: Metric | None, early: str) -> Graduation | None:
    if Graduation.objects.filter(key_result=row, metric=metric, decided_at=None, withdrawn_at=None).exists():
        return None
    ground = ground_of(row, metric, caller)
    if not ground.readings:
        raise Refused(f"{row.key} has no closed reading yet, so there is no level to make a standard of.")
    standard, evidence = _standard(ground, caller)
    try:
        with acting(caller, "graduation.proposed", reason=early) as entry:
            graduation = Graduation.objects.create(
                workspace=caller.workspace, key=next_key(caller.workspace, Graduation), key_result=row, metric=metric,
                proposed_at=caller.now, proposed_by=caller.person, early_reason=early, evidence=evidence,
                lower=standard.lower, upper=standard.upper, amber_lower=standard.amber_lower,
                amber_upper=standard.amber_upper, watch_needed=options_of(caller.workspace).watch_readings,
            )  # fmt: skip
            record(entry, graduation)
            entry.concern(row.key, row.objective.key, metric.key if metric else "")
    except IntegrityError:  # another worker proposed it a moment ago
        return None
    return graduation


def ground_of(row: KeyResult, metric: Metric | None, caller: Caller) -> Ground:
    """What there is to rest a standard on: the KPI's closed readings, or the check-ins of a manual key result."""
    if metric is None:
        calendar = Calendar("week", caller.workspace.timezone, caller.workspace.week_start)
        return Ground(checked_in(row, calendar), calendar, None, row.direction, row.target, row.run)
    bands = bands_of([metric.pk])[metric.pk]
    own = metric.pk == row.metric_id
    return Ground(
        closed_readings(metric), metric.calendar, in_force(bands, caller.today), metric.direction,
        row.target if own else None, row.run if own else 0,
    )  # fmt: skip


def checked_in(row: KeyResult, calendar: Calendar) -> list[tuple[date, int]]:
    """The values of a key result's standing check-ins, the last one of each period."""
    rows = CheckIn.objects.filter(key_result=row, withdrawn_at=None, superseded_by=None, value__isnull=False)
    values: dict[date, int] = {}
    for at, value in rows.order_by("at", "pk").values_list("at", "value"):
        values[calendar.start_of(row.workspace.local(at).date())] = value or 0
    return sorted(values.items())


def _standard(ground: Ground, caller: Caller) -> tuple[Standard, dict[str, Any]]:
    needed = options_of(caller.workspace).hold_readings
    values = [value for _, value in ground.readings]
    usual = usual_of(ground.readings, ground.calendar)
    direction = ground.direction if ground.direction in Direction.values else Direction.UP
    held = values[-max(ground.run, min(needed, len(values))) :]
    standard = propose(held, usual, ground.old, direction, ground.target)
    evidence: dict[str, Any] = {
        "level": standard.level, "raised": standard.raised,
        "settled": bool(usual and usual.half and not usual.changed), "run": ground.run, "needed": needed,
        "target": ground.target,
        "readings": [[period.isoformat(), value] for period, value in ground.readings[-SHOWN:]],
        "lower": usual.lower if usual else None, "upper": usual.upper if usual else None,
        "mean": usual.mean if usual else None, "n": usual.n if usual else 0,
        "old_lower": ground.old.lower if ground.old else None, "old_upper": ground.old.upper if ground.old else None,
    }  # fmt: skip
    return standard, evidence


def withdraw_graduation(caller: Caller, graduation: Graduation, reason: str = "") -> Graduation:
    """Take a proposal back before it is decided."""
    require(caller, "key_result.change", graduation.key_result)
    if not graduation.is_open:
        raise Conflict(f"{graduation.key} was decided already, so it cannot be withdrawn: set the KPI's band instead.")
    with acting(caller, "graduation.withdrawn", reason=reason) as entry:
        graduation.withdrawn_at = caller.now
        graduation.version += 1
        graduation.save()
        record(entry, graduation)
        entry.concern(graduation.key_result.key, graduation.metric.key if graduation.metric else "")
    return graduation
