"""KPIs brought together over the API: states at once, coarser periods, months over units, parts."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from headway.kpis.access import kpi_for
from headway.kpis.actions.parts import set_parent
from headway.kpis.payloads import metrics as payloads
from headway.kpis.queries.coarse import COARSER, coarser
from headway.kpis.queries.latest import latest_states
from headway.kpis.queries.months import months_for
from headway.kpis.rules.periods import written
from headway.kpis.schemas.metrics import MetricOut, Period
from headway.people.caller import caller_of
from headway.people.doors.api import amount_out
from headway.people.doors.strict import Sent
from headway.people.errors import Refused

router = Router(tags=["kpis"])
Out = dict[str, Any]


class StandingOut(Schema):
    """Where one KPI stands now."""

    key: str
    state: str
    since: Period | None
    period: Period | None
    value: str | None


class CoarseOut(Schema):
    """One coarser period; ``refused`` says why there is no value: ``percentile`` or ``parts``."""

    period: date
    value: str | None
    refused: str
    readings: int
    is_open: bool
    added: str | None


class MonthOut(Schema):
    """One month over the units that were read in it."""

    month: date
    units: int
    value: str | None
    refused: str


class MonthsOut(Schema):
    """One KPI by month."""

    kpi: str
    units: int
    months: list[MonthOut]


class ParentIn(Sent):
    """Whose part a metric is: ``part`` is ``slice`` or ``unit``; without a parent it is whole by itself."""

    parent: str = ""
    part: str = ""
    reason: str = ""


@router.get("/states", response=list[StandingOut], operation_id="list_states")
def list_states(request: HttpRequest) -> list[Out]:
    """Where every KPI stands now, in one answer however many there are."""
    return [
        {"key": row.key, "state": row.state, "since": written(row.since, row.timezone),
         "period": written(row.period, row.timezone), "value": amount_out(row.value, row.scale)}
        for row in latest_states(caller_of(request))
    ]  # fmt: skip


@router.get("/months", response=list[MonthsOut], operation_id="list_months")
def list_months(request: HttpRequest, until: date | None = None, page: int = 1, only: str = "") -> list[Out]:
    """KPIs over the twelve months up to ``until``, fifty a page; ``only=units`` lists those that units have."""
    caller = caller_of(request)
    _page, _months, rows = months_for(caller, until or caller.today, str(page), only)
    return [
        {"kpi": row.metric.key, "units": row.units, "months": [
            {"month": m.month, "units": m.units, "refused": m.amount.refused,
             "value": amount_out(m.amount.value, row.metric.scale)} for m in row.months if m
        ]}
        for row in rows
    ]  # fmt: skip


@router.get("/kpis/{key}/over-time", response=list[CoarseOut], operation_id="list_coarser_periods")
def list_coarser(request: HttpRequest, key: str, grain: str = "month") -> list[Out]:
    """The readings of a KPI by a coarser grain, each by its own aggregation, oldest first."""
    caller = caller_of(request)
    metric = kpi_for(caller, key)
    if grain not in COARSER.get(metric.grain, ()):
        raise Refused(f"{key} counts by {metric.grain}: choose a coarser grain, such as year.", field="grain")
    return [
        {"period": row.period, "value": amount_out(row.amount.value, metric.scale), "refused": row.amount.refused,
         "readings": row.count, "is_open": row.is_open, "added": amount_out(row.added, metric.scale)}
        for row in coarser(caller, metric, grain)
    ]  # fmt: skip


@router.put("/kpis/{key}/parent", response=MetricOut, operation_id="set_parent")
def put_parent(request: HttpRequest, key: str, payload: ParentIn) -> Out:
    """Make a metric a slice of another, or the same measure in a unit; or whole by itself again."""
    caller = caller_of(request)
    parent = kpi_for(caller, payload.parent) if payload.parent else None
    metric = set_parent(caller, kpi_for(caller, key), parent, payload.part, reason=payload.reason)
    return payloads.metric_out(metric, caller.now)
