"""Deciding a graduation: the new standard is set and watched from now on, or the old one stays."""

from dataclasses import dataclass

from django.db import transaction

from headway.kpis.actions.bands import NewBand, set_band
from headway.kpis.actions.metrics import NewMetric, create_metric
from headway.kpis.actions.readings import Line, record_readings
from headway.kpis.actions.standing import promote
from headway.kpis.models import Direction, Metric
from headway.loop.actions.graduating import checked_in
from headway.loop.evidence import band_now
from headway.loop.models import Graduation
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Conflict, Refused

SIDES = ("lower", "upper", "amber_lower", "amber_upper")
WORDS = ("healthy_means", "low_means", "low_response", "high_means", "high_response")
RAISES = "A graduation tightens a standard: to loosen it, change the KPI's band."
COUNTS = ("leave_count", "leave_of", "return_count")


@dataclass(frozen=True)
class Limits:
    """The new standard in scaled integers of the KPI; a missing side is open."""

    lower: int | None = None
    upper: int | None = None
    amber_lower: int | None = None
    amber_upper: int | None = None


@dataclass(frozen=True)
class Naming:
    """What a key result that was counted by hand needs to live on as a KPI."""

    name: str
    definition: str
    answers: dict[str, str]


def limits_of(graduation: Graduation) -> Limits:
    """The standard as it was proposed (or decided)."""
    return Limits(graduation.lower, graduation.upper, graduation.amber_lower, graduation.amber_upper)


def accept_graduation(
    caller: Caller, graduation: Graduation, limits: Limits | None = None, reason: str = "", naming: Naming | None = None
) -> Graduation:
    """Raise the floor: set the KPI's band from now on and watch it. ``limits`` may differ from those proposed.

    A key result without a KPI becomes one first, from its check-ins and ``naming``.
    Raises ``Refused`` with the field at fault, ``Conflict`` if it was decided meanwhile, ``NotAllowed``.
    """
    require(caller, "graduation.decide", graduation)
    chosen = limits or limits_of(graduation)
    with transaction.atomic():
        _claim(graduation)
        metric = graduation.metric or _become_kpi(caller, graduation, naming)
        _refuse_laxer(metric, chosen, caller)
        why = reason or f"{graduation.key}: reached and held."
        band = set_band(caller, metric, _band(metric, chosen, caller), reason=why)
        with acting(caller, "graduation.accepted", reason=reason) as entry:
            for side in SIDES:
                setattr(graduation, side, getattr(band, side))
            graduation.metric, graduation.accepted, graduation.watch_from = metric, True, band.valid_from
            _close(caller, graduation, reason)
            record(entry, graduation)
            entry.concern(metric.key, graduation.key_result.key, graduation.key_result.objective.key)
    return graduation


def decline_graduation(caller: Caller, graduation: Graduation, reason: str) -> Graduation:
    """Keep the old standard, with the reason."""
    require(caller, "graduation.decide", graduation)
    if not reason.strip():
        raise Refused("Say why the old standard stays, in a sentence.", field="reason")
    with transaction.atomic():
        _claim(graduation)
        with acting(caller, "graduation.declined", reason=reason) as entry:
            graduation.accepted = False
            _close(caller, graduation, reason)
            record(entry, graduation)
            entry.concern(graduation.metric.key if graduation.metric else "", graduation.key_result.key)
    return graduation


def _claim(graduation: Graduation) -> None:
    rows = Graduation.objects.filter(pk=graduation.pk, version=graduation.version, decided_at=None, withdrawn_at=None)
    if not rows.update(version=graduation.version + 1):
        raise Conflict(f"{graduation.key} was decided or withdrawn meanwhile: load it again and see what holds.")
    graduation.version += 1


def _close(caller: Caller, graduation: Graduation, reason: str) -> None:
    graduation.decided_by, graduation.decided_at, graduation.reason = caller.person, caller.now, reason.strip()
    graduation.save()


def _refuse_laxer(metric: Metric, chosen: Limits, caller: Caller) -> None:
    """A graduation raises a standard. A laxer one is a change of the band, and is made there."""
    old = band_now(metric, caller.today)
    if old is None:
        return
    if old.lower is not None and (chosen.lower is None or chosen.lower < old.lower):
        raise Refused(f"The new floor lies under the one in force. {RAISES}", field="lower")
    if old.upper is not None and (chosen.upper is None or chosen.upper > old.upper):
        raise Refused(f"The new roof lies above the one in force. {RAISES}", field="upper")


def _band(metric: Metric, chosen: Limits, caller: Caller) -> NewBand:
    """The chosen limits, with the words and counts of the band in force; it holds from the present period on."""
    old = band_now(metric, caller.today)
    kept = {name: getattr(old, name) for name in WORDS + COUNTS} if old else {}
    return NewBand(**vars(chosen), **kept, valid_from=metric.calendar.recent(caller.now, 1)[0])


def _become_kpi(caller: Caller, graduation: Graduation, naming: Naming | None) -> Metric:
    """A metric made from the check-ins of a manual key result, promoted, and put under the key result."""
    row = graduation.key_result
    if naming is None or not naming.definition.strip():
        raise Refused(
            f"{row.key} is counted by hand. To live on as a KPI it needs a definition from which somebody new "
            "could compute it: write it first.",
            field="definition",
        )
    metric = create_metric(caller, NewMetric(
        name=naming.name.strip() or row.title, owner=row.owner, unit=row.objective.unit, definition=naming.definition,
        unit_kind=row.unit_kind, unit_label=row.unit_label, scale=row.scale, direction=_direction(row.direction),
        grain="week", private=row.objective.private,
    ))  # fmt: skip
    values = checked_in(row, metric.calendar)
    if values:
        record_readings(caller, [Line(metric, period, value) for period, value in values], source="check-ins")
    metric.refresh_from_db()
    metric = promote(caller, metric, naming.answers)
    with acting(caller, "key_result.tied") as entry:
        row.metric = metric
        row.version += 1
        row.save(update_fields=["metric", "version"])
        record(entry, row)
        entry.concern(metric.key, row.objective.key)
    return metric


def _direction(direction: str) -> str:
    return direction if direction in Direction.values else Direction.UP
