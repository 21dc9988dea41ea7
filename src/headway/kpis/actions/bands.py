"""Setting the healthy band of a metric, dated, with what each side means and what is done."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from headway.hours import day_of
from headway.kpis.actions.locking import lock_metric
from headway.kpis.fit import fit_or_defer
from headway.kpis.fold import fold_metrics, rule_of
from headway.kpis.models import Band, Metric
from headway.kpis.rules import periods
from headway.kpis.rules.bands import problems
from headway.people.access import require
from headway.people.acting import acting, image
from headway.people.caller import Caller
from headway.people.errors import Refused


@dataclass(frozen=True)
class NewBand:
    """A band as somebody wants it: scaled integers of its metric, and words. No ``valid_from`` means now,
    and for the first band of a metric that has readings, from its first reading on."""

    lower: int | None = None
    upper: int | None = None
    amber_lower: int | None = None
    amber_upper: int | None = None
    leave_count: int = 1
    leave_of: int = 1
    return_count: int = 2
    healthy_means: str = ""
    low_means: str = ""
    low_response: str = ""
    high_means: str = ""
    high_response: str = ""
    valid_from: date | None = None


def set_band(caller: Caller, metric: Metric, new: NewBand, *, reason: str = "") -> Band:
    """Let a band hold from a date on and judge the readings since by it; earlier ones keep theirs.

    Raises ``Refused`` naming the first field that cannot stand.
    """
    require(caller, "kpi.change", metric)
    row = _row(caller, metric, new, reason)
    if found := problems(rule_of(row)):
        raise Refused(found[0].message, field=found[0].field)
    with acting(caller, "band.set", reason=reason) as entry:
        metric = lock_metric(metric)
        entry.concern(metric.key)
        before = Band.objects.filter(metric=metric, valid_from=row.valid_from).first()
        entry.say(band=image(row), before=image(before) if before else None)
        _replace(before, row)
        refold(caller, entry, metric)
    return row


def refold(caller: Caller, entry: Any, metric: Metric) -> None:
    """Judge the whole history again, by the band in force then, and refit what rests on the band."""
    fold_metrics(caller, entry, [metric])
    fit_or_defer(caller, [metric])


def _row(caller: Caller, metric: Metric, new: NewBand, reason: str) -> Band:
    values = asdict(new) | {"valid_from": first_day(caller, metric, new.valid_from)}
    return Band(metric=metric, set_by=caller.person, set_at=caller.now, reason=reason, **values)


def first_day(caller: Caller, metric: Metric, asked: date | None) -> date:
    """The first day of a band: of the period asked for, else of the first reading, else of the present one."""
    if asked is None and not metric.bands.exists():
        asked = metric.readings.order_by("period").values_list("period", flat=True).first()
    asked = asked or metric.calendar.recent(caller.now, 1)[0]
    if not periods.FIRST <= asked <= periods.LAST:
        raise Refused("Headway keeps dates from 1900 to 2199: check the year.", field="valid_from")
    return day_of(metric.calendar.start_of(asked))


def _replace(before: Band | None, row: Band) -> None:
    if before:
        row.pk = before.pk
    row.save(force_insert=before is None, force_update=before is not None)
