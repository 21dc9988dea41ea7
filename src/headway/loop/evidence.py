"""Reads what a decision or a graduation rests on, and hands it to the rules."""

from datetime import date
from typing import Any

from headway.kpis.models import Band, Metric, Reading
from headway.kpis.phases import bands_and_marks
from headway.loop.rules.evidence import Evidence, gather
from headway.okrs.judge import expected_of
from headway.okrs.models import KeyResult
from headway.people.caller import Caller

MOST = 400
"""How many closed readings back evidence looks: years of weeks, more than a year of days."""


def closed_readings(metric: Metric, most: int = MOST) -> list[tuple[date, int]]:
    """The latest judged readings of a metric (period, scaled value), oldest first: one statement."""
    if metric.judged_period is None:
        return []
    rows = Reading.objects.filter(metric=metric, period__lte=metric.judged_period).order_by("-period")
    return list(rows.values_list("period", "value")[:most])[::-1]


def metric_evidence(metric: Metric, readings: list[tuple[date, int]] | None = None) -> Evidence:
    """What a metric usually shows, beside its latest closed reading: two statements, one if those are at hand."""
    bands, marks = bands_and_marks(metric)
    found = closed_readings(metric) if readings is None else readings
    return gather(found, bands, metric.calendar, metric.state, marks)


def key_result_evidence(caller: Caller, row: KeyResult) -> dict[str, Any]:
    """What a key result shows now, as plain data: scaled integers, parts per million, ISO dates."""
    return {
        "status": row.status,
        "reason": row.status_reason,
        "progress": row.progress,
        "expected": expected_of(row, caller.today),
        "value": row.current,
        "baseline": row.baseline,
        "target": row.target,
        "due": row.due.isoformat(),
        "confidence": row.confidence,
        "chance": row.chance,
        "forecast": row.forecast_value,
    }


def band_now(metric: Metric, on: date) -> Band | None:
    """The stored band in force on a day, with what its sides mean."""
    return Band.objects.filter(metric=metric, valid_from__lte=on).order_by("-valid_from").first()
