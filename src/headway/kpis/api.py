"""KPIs over the API: the same verbs as on the page."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.responses import Status

from headway.kpis.access import kpi_for, kpis_for, metrics_for
from headway.kpis.actions.annotations import annotate
from headway.kpis.actions.bands import set_band
from headway.kpis.actions.formulas import set_formula
from headway.kpis.actions.kpis import NewKPI, create_kpi
from headway.kpis.actions.metrics import change_metric
from headway.kpis.actions.phases import remove_phase, set_phase
from headway.kpis.actions.readings import Recorded, record_readings
from headway.kpis.actions.standing import demote, promote, reinstate, retire
from headway.kpis.actions.targets import set_target_schedule
from headway.kpis.endpoints import statistics, together
from headway.kpis.inputs import band_in, changes_in, lines_in, metric_in, period_in
from headway.kpis.library import library
from headway.kpis.models import Metric
from headway.kpis.payloads import metrics as payloads
from headway.kpis.phases import rows_of
from headway.kpis.queries.explaining import formula_out
from headway.kpis.schemas.metrics import (
    AnnotationIn,
    AnnotationOut,
    BandIn,
    BandOut,
    FormulaIn,
    FormulaOut,
    LibraryOut,
    MetricIn,
    MetricOut,
    MetricPatch,
    PhaseIn,
    PhaseOut,
    PromotionIn,
    ReadingPage,
    ReadingsIn,
    ReasonIn,
    RecordedOut,
    TargetIn,
    TargetOut,
)
from headway.people.caller import Caller, caller_of
from headway.people.doors.api import Page, amount_in, check_version, page_of, tagged

router = Router(tags=["kpis"])
router.add_router("", statistics.router)
router.add_router("", together.router)
Out = dict[str, Any]


def _out(caller: Caller, metric: Metric) -> Out:
    return payloads.metric_out(metric, caller.now)


@router.get("/kpis", response=Page[MetricOut], operation_id="list_kpis")
def list_kpis(request: HttpRequest, after: str = "", limit: int = 50, metrics: bool = False) -> Out:
    """The KPIs you may see; with ``metrics=true`` also what is no KPI, or was retired."""
    caller = caller_of(request)
    rows = metrics_for(caller) if metrics else kpis_for(caller)
    return page_of(rows.select_related("owner", "unit", "parent"), lambda row: _out(caller, row), after, limit)


@router.post("/kpis", response={201: MetricOut}, operation_id="create_kpi")
def create(request: HttpRequest, response: HttpResponse, payload: MetricIn) -> Status[Out]:
    """Make a metric; with ``answers`` or ``library`` it is promoted to a KPI at once."""
    caller = caller_of(request)
    new, band, answers = metric_in(caller, payload.dict())
    if payload.band:
        band = band_in(payload.band.dict(), new.scale)
    answers |= payload.answers or {}
    made = create_kpi(caller, NewKPI(new, band, answers), promoted=bool(answers))
    metric = kpi_for(caller, made.key)
    tagged(response, metric)
    return Status(201, _out(caller, metric))


@router.get("/kpis/{key}", response=MetricOut, operation_id="get_kpi")
def get(request: HttpRequest, response: HttpResponse, key: str) -> Out:
    """One metric, with its version as ETag."""
    metric = kpi_for(caller_of(request), key)
    tagged(response, metric)
    return _out(caller_of(request), metric)


@router.patch("/kpis/{key}", response=MetricOut, operation_id="change_kpi")
def change(request: HttpRequest, response: HttpResponse, key: str, payload: MetricPatch) -> Out:
    """Change a metric's definition; send ``If-Match`` with the ETag you read."""
    caller = caller_of(request)
    metric = kpi_for(caller, key)
    version = check_version(request, metric)
    given = payload.dict(exclude_unset=True)
    since, reason = given.pop("counted_from", None), given.pop("reason", "")
    changes = changes_in(caller, given)
    metric = change_metric(caller, metric, changes, version=version, reason=reason, counted_from=since)
    tagged(response, metric)
    return _out(caller, metric)


@router.get("/kpis/{key}/readings", response=ReadingPage, operation_id="list_readings")
def list_readings(request: HttpRequest, key: str, after: str = "", limit: int = 200) -> Out:
    """Readings in order of their periods, from the one after ``after`` on."""
    metric = kpi_for(caller_of(request), key)
    rows = metric.readings.order_by("period")
    limit = max(1, min(1000, limit))
    last = period_in(metric, after, "after") if after else None
    found = list((rows.filter(period__gt=last) if last else rows)[: limit + 1])
    items = [payloads.reading_out(metric, row) for row in found[:limit]]
    return {"items": items, "next": f"{found[limit - 1].period}" if len(found) > limit else None}


@router.post("/kpis/{key}/readings", response=RecordedOut, operation_id="record_readings")
def record(request: HttpRequest, key: str, payload: ReadingsIn) -> Recorded:
    """Record readings of one metric, all or none."""
    caller = caller_of(request)
    lines = lines_in(caller, [row.dict() for row in payload.readings], kpi_for(caller, key))
    return record_readings(caller, lines, source="api", reason=payload.reason)


@router.post("/readings", response=RecordedOut, operation_id="record_many_readings")
def record_many(request: HttpRequest, payload: ReadingsIn) -> Recorded:
    """Record readings of several metrics, each named by ``kpi``, all or none."""
    caller = caller_of(request)
    lines = lines_in(caller, [row.dict() for row in payload.readings])
    return record_readings(caller, lines, source="api", reason=payload.reason)


@router.get("/kpis/{key}/band", response=list[BandOut], operation_id="list_bands")
def list_bands(request: HttpRequest, key: str) -> list[Out]:
    """Every band of a metric, the latest first."""
    metric = kpi_for(caller_of(request), key)
    return [payloads.band_out(metric, row) for row in metric.bands.order_by("-valid_from")]


@router.put("/kpis/{key}/band", response=BandOut, operation_id="set_band")
def put_band(request: HttpRequest, key: str, payload: BandIn) -> Out:
    """Let a band hold from a date on."""
    caller = caller_of(request)
    metric = kpi_for(caller, key)
    row = set_band(caller, metric, band_in(payload.dict(), metric.scale), reason=payload.reason)
    return payloads.band_out(metric, row)


@router.put("/kpis/{key}/targets", response=list[TargetOut], operation_id="set_targets")
def put_targets(request: HttpRequest, key: str, payload: list[TargetIn]) -> list[Out]:
    """Replace the target schedule; an empty list removes it."""
    caller = caller_of(request)
    metric = kpi_for(caller, key)
    points = [(point.period, amount_in(point.value, metric.scale) or 0) for point in payload]
    rows = set_target_schedule(caller, metric, points)
    return [payloads.target_out(metric, row.period, row.value) for row in rows]


@router.post("/kpis/{key}/promotion", response=MetricOut, operation_id="promote_kpi")
def promotion(request: HttpRequest, key: str, payload: PromotionIn) -> Out:
    """Make a metric a KPI."""
    caller = caller_of(request)
    return _out(caller, promote(caller, kpi_for(caller, key), payload.answers))


@router.post("/kpis/{key}/demotion", response=MetricOut, operation_id="demote_kpi")
def demotion(request: HttpRequest, key: str, payload: ReasonIn) -> Out:
    """Make a KPI a metric again."""
    caller = caller_of(request)
    return _out(caller, demote(caller, kpi_for(caller, key), payload.reason))


@router.post("/kpis/{key}/retirement", response=MetricOut, operation_id="retire_kpi")
def retirement(request: HttpRequest, key: str, payload: ReasonIn) -> Out:
    """End a metric; its history stays."""
    caller = caller_of(request)
    return _out(caller, retire(caller, kpi_for(caller, key), payload.reason))


@router.post("/kpis/{key}/reinstatement", response=MetricOut, operation_id="reinstate_kpi")
def reinstatement(request: HttpRequest, key: str) -> Out:
    """Take a retired metric back."""
    caller = caller_of(request)
    return _out(caller, reinstate(caller, kpi_for(caller, key)))


@router.get("/kpis/{key}/annotations", response=list[AnnotationOut], operation_id="list_annotations")
def list_annotations(request: HttpRequest, key: str) -> list[Out]:
    """Remarks on a metric, in order of their periods."""
    metric = kpi_for(caller_of(request), key)
    rows = metric.annotations.select_related("author").order_by("period", "pk")
    return [payloads.annotation_out(metric, row) for row in rows]


@router.post("/kpis/{key}/annotations", response={201: AnnotationOut}, operation_id="annotate_kpi")
def add_annotation(request: HttpRequest, key: str, payload: AnnotationIn) -> Status[Out]:
    """Pin a remark to a period."""
    caller = caller_of(request)
    metric = kpi_for(caller, key)
    row = annotate(caller, metric, period_in(metric, payload.period), payload.text)
    return Status(201, payloads.annotation_out(metric, row))


@router.get("/kpis/{key}/formula", response=FormulaOut, operation_id="get_formula")
def get_formula(request: HttpRequest, key: str) -> Out:
    """How a metric is computed, from what, and what it comes to lately, or why it does not."""
    caller = caller_of(request)
    return formula_out(caller, kpi_for(caller, key))


@router.put("/kpis/{key}/formula", response=FormulaOut, operation_id="set_formula")
def put_formula(request: HttpRequest, key: str, payload: FormulaIn) -> Out:
    """Let a metric be computed from others; an empty formula ends that."""
    caller = caller_of(request)
    return formula_out(caller, set_formula(caller, kpi_for(caller, key), payload.formula, reason=payload.reason))


@router.get("/kpis/{key}/phases", response=list[PhaseOut], operation_id="list_phases")
def list_phases(request: HttpRequest, key: str) -> list[Out]:
    """The phases that people or definitions let begin, oldest first."""
    metric = kpi_for(caller_of(request), key)
    return [payloads.phase_out(metric, row) for row in rows_of(metric)]


@router.put("/kpis/{key}/phases", response=PhaseOut, operation_id="set_phase")
def put_phase(request: HttpRequest, key: str, payload: PhaseIn) -> Out:
    """Let a phase begin, move one, or lock it."""
    caller = caller_of(request)
    metric = kpi_for(caller, key)
    start = period_in(metric, payload.start, "start")
    moved = period_in(metric, payload.moved_from, "moved_from") if payload.moved_from else None
    row = set_phase(caller, metric, start, payload.reason, locked=payload.locked, moved_from=moved)
    return payloads.phase_out(metric, row)


@router.delete("/kpis/{key}/phases", response={204: None}, operation_id="remove_phase")
def delete_phase(request: HttpRequest, key: str, start: str, reason: str) -> Status[None]:
    """Take the phase away that begins at ``start``."""
    caller = caller_of(request)
    metric = kpi_for(caller, key)
    remove_phase(caller, metric, period_in(metric, start, "start"), reason)
    return Status(204, None)


@router.get("/library", response=list[LibraryOut], operation_id="list_library")
def list_library(request: HttpRequest, q: str = "", function: str = "") -> list[Out]:
    """The KPI library, by word and function."""
    words = q.casefold().split()
    return [
        asdict(entry) | {"questions": list(entry.questions)}
        for entry in library().values()
        if function in ("", entry.function) and all(w in f"{entry.name} {entry.definition}".casefold() for w in words)
    ]
