"""What the page of a key result shows."""

from dataclasses import dataclass
from typing import Any

from headway.charts import Arrival, Svg
from headway.kpis.access import metrics_for
from headway.kpis.models import Forecast, Metric, Reading
from headway.kpis.queries.drawing import Drawn
from headway.okrs.access import key_results_for
from headway.okrs.judge import expected_of, original_progress
from headway.okrs.models import Amendment, Blocker, CheckIn, Initiative, KeyResult, Step
from headway.okrs.queries.chances import Told, arrival_of, told_of
from headway.okrs.queries.controls import chart_of_control
from headway.okrs.queries.glyphs import track_of
from headway.okrs.queries.history import Version, versions_of
from headway.okrs.queries.ways import Way, way_of_key_result
from headway.people.caller import Caller

SAID = 60


@dataclass
class Shown:
    """Everything that the page of a key result sets."""

    expected: int
    track: Svg
    way: Way
    control: Drawn | None
    kpi: Metric | None
    told: Told | None
    readings: list[tuple[Any, int]]
    said: list[dict[str, Any]]
    blockers: list[Blocker]
    resolved: list[Blocker]
    amendments: list[Amendment]
    initiatives: list[Initiative]
    original: int | None
    amended: bool
    steps: list[Step]
    children: list[KeyResult]
    feeds: KeyResult | None
    texts: list[Version]


def key_result_page(caller: Caller, row: KeyResult) -> Shown:
    """Read the page of ``row``: a fixed number of statements."""
    kpi = metrics_for(caller).filter(pk=row.metric_id).first() if row.metric_id else None
    check_ins = list(row.check_ins.select_related("author", "superseded_by").order_by("-at", "-pk")[:SAID])
    readings = _readings(row) if kpi or row.metric_id is None else []
    blockers = list(row.blockers.select_related("owner").order_by("since", "pk"))
    amendments = list(row.amendments.select_related("proposed_by", "decided_by").order_by("-pk"))
    pace = expected_of(row, caller.today)
    values = readings if row.metric_id else _spoken(caller, check_ins)
    return Shown(
        expected=pace,
        track=track_of(row.progress, pace, row.status, 220),
        way=way_of_key_result(caller, row, values, _arrival(caller, row, kpi)),
        control=chart_of_control(caller, row, values),
        kpi=kpi,
        told=told_of(caller, row),
        readings=readings[-12:],
        said=[_said(caller, row, one, blockers) for one in check_ins],
        blockers=[one for one in blockers if one.resolved_at is None],
        resolved=[one for one in blockers if one.resolved_at is not None],
        amendments=amendments,
        initiatives=list(row.initiatives.filter(archived_at=None).select_related("owner").order_by("due", "pk")),
        original=original_progress(row),
        steps=list(row.steps.filter(archived_at=None).order_by("due", "pk")) if row.source == "steps" else [],
        children=_children(caller, row),
        feeds=key_results_for(caller).filter(pk=row.feeds_id).first() if row.feeds_id else None,
        texts=versions_of(caller, row.key),
        amended=row.is_amended,
    )


def _children(caller: Caller, row: KeyResult) -> list[KeyResult]:
    """The visible key results that count in the sum or mean of this one."""
    if row.source != "key_results":
        return []
    found = key_results_for(caller).filter(feeds=row, archived_at=None, objective__archived_at=None)
    return list(found.select_related("objective").order_by("pk"))


def _said(caller: Caller, row: KeyResult, one: CheckIn, blockers: list[Blocker]) -> dict[str, Any]:
    day = caller.workspace.local(one.at).date()
    return {
        "at": one.at,
        "status": one.shown,
        "author": one.author,
        "words": [{
            "check_in": one, "row": row, "blockers": [b for b in blockers if b.since == day],
            "struck": one.withdrawn_at is not None or hasattr(one, "superseded_by"),
        }],
    }  # fmt: skip


def _readings(row: KeyResult) -> list[tuple[Any, int]]:
    if row.metric is None or row.metric_id is None or row.metric.judged_period is None:
        return []
    span = (row.metric.calendar.start_of(row.start), row.metric.judged_period)
    rows = Reading.objects.filter(metric_id=row.metric_id, period__range=span).order_by("period")
    return list(rows.values_list("period", "value"))


def _arrival(caller: Caller, row: KeyResult, kpi: Metric | None) -> Arrival | None:
    forecast = Forecast.objects.filter(metric=kpi).first() if kpi else None
    return arrival_of(row, kpi, forecast, caller.today) if kpi else None


def _spoken(caller: Caller, check_ins: list[CheckIn]) -> list[tuple[Any, int]]:
    standing = [one for one in check_ins if one.withdrawn_at is None and not hasattr(one, "superseded_by")]
    return [(caller.workspace.local(one.at).date(), one.value) for one in reversed(standing) if one.value is not None]
