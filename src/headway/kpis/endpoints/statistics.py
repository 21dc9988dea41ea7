"""What statistics say of a KPI over the API: forecast, signals, deep dive, adherence."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from headway.kpis.access import kpi_for, signal_for, signals_for
from headway.kpis.actions.signals import acknowledge_signal
from headway.kpis.models import Forecast
from headway.kpis.payloads import metrics as payloads
from headway.kpis.payloads.statistics import adherence_out, dive_out
from headway.kpis.queries.adhering import adherence_of
from headway.kpis.queries.diving import dive_into
from headway.kpis.schemas.statistics import AcknowledgementIn, AdherenceOut, DeepDiveOut, ForecastOut, SignalOut
from headway.people.caller import caller_of
from headway.people.doors.api import Page, page_of

router = Router(tags=["kpis"])
Out = dict[str, Any]
FROM = Query(None, alias="from")


@router.get("/kpis/{key}/forecast", response=ForecastOut, operation_id="get_forecast")
def get_forecast(request: HttpRequest, key: str) -> Out:
    """The stored forecast of a KPI, as a worker last made it; without periods while there are too few readings."""
    metric = kpi_for(caller_of(request), key)
    return payloads.forecast_out(metric, Forecast.objects.filter(metric=metric).first())


@router.get("/kpis/{key}/deep-dive", response=DeepDiveOut, operation_id="get_deep_dive")
def get_deep_dive(request: HttpRequest, key: str) -> Out:
    """Trend, variance against target, last period and last year, contributions of parts, and the sentences."""
    caller = caller_of(request)
    return dive_out(dive_into(caller, kpi_for(caller, key)))


@router.get("/kpis/{key}/adherence", response=AdherenceOut, operation_id="get_adherence")
def get_adherence(request: HttpRequest, key: str, start: date | None = FROM, to: date | None = None) -> Out:
    """How a KPI kept to the bands in force, over any span of closed periods, with every breach."""
    metric = kpi_for(caller_of(request), key)
    return adherence_out(metric, adherence_of(metric, start, to))


@router.get("/kpis/{key}/signals", response=list[SignalOut], operation_id="list_kpi_signals")
def list_kpi_signals(request: HttpRequest, key: str, withdrawn: bool = False) -> list[Out]:
    """The signals of a KPI, the latest first; with ``withdrawn=true`` also those that vanished."""
    caller = caller_of(request)
    rows = signals_for(caller).filter(metric=kpi_for(caller, key)).order_by("-period", "pk")
    return [payloads.signal_out(row) for row in (rows if withdrawn else rows.filter(withdrawn_at=None))[:1000]]


@router.get("/signals", response=Page[SignalOut], operation_id="list_signals")
def list_signals(request: HttpRequest, after: str = "", limit: int = 50, waiting: bool = True) -> Out:
    """Signals of every KPI you may see; those that nobody acknowledged yet, or all with ``waiting=false``."""
    rows = signals_for(caller_of(request)).filter(withdrawn_at=None)
    return page_of(rows.filter(acknowledged_at=None) if waiting else rows, payloads.signal_out, after, limit)


@router.get("/signals/{key}", response=SignalOut, operation_id="get_signal")
def get_signal(request: HttpRequest, key: str) -> Out:
    """One signal."""
    return payloads.signal_out(signal_for(caller_of(request), key))


@router.post("/signals/{key}/acknowledgement", response=SignalOut, operation_id="acknowledge_signal")
def acknowledge(request: HttpRequest, key: str, payload: AcknowledgementIn) -> Out:
    """Say that a signal was seen, and what it was."""
    caller = caller_of(request)
    return payloads.signal_out(acknowledge_signal(caller, signal_for(caller, key), payload.note))
