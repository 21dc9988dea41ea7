"""A metric and what hangs on it as plain data: the same for the API and for ``--json``."""

from datetime import date, datetime
from typing import Any

from headway.kpis.models import Annotation, Band, Forecast, Metric, PhaseMark, Reading, Signal
from headway.people.doors.api import amount_out

SIDES = ("lower", "upper", "amber_lower", "amber_upper")
WORDS = ("healthy_means", "low_means", "low_response", "high_means", "high_response")
COUNTS = ("leave_count", "leave_of", "return_count")


def metric_out(metric: Metric, now: datetime) -> dict[str, Any]:
    """A metric; values are decimal texts at its scale, and the state is the one at ``now``."""
    plain = (
        "key", "name", "definition", "unit_kind", "unit_label", "scale", "direction", "aggregation", "percentile",
        "cumulative", "over_units", "part", "formula", "grain", "timezone", "week_start", "fiscal_start",
        "lateness_hours", "grace_periods", "is_level", "leading", "function", "questions", "qualification",
        "source_note", "private", "is_kpi", "promoted_at", "retired_at", "state_reason", "signal_rule",
        "signal_direction", "fresh_until", "version",
    )  # fmt: skip
    periods = ("state_since", "last_period", "judged_period", "phase_start", "signal_period")
    values = ("last_value", "judged_value", "usual_mean", "usual_lower", "usual_upper")
    return (
        {name: getattr(metric, name) for name in plain}
        | {name: metric.calendar.written(getattr(metric, name)) for name in periods}
        | {name: amount_out(getattr(metric, name), metric.scale) for name in values}
        | {"parent": metric.parent.key if metric.parent else None}
        | {"owner": metric.owner.key, "unit": metric.unit.key, "state": metric.state_at(now)}
    )


def reading_out(metric: Metric, row: Reading) -> dict[str, Any]:
    """A reading of ``metric``."""
    return {
        "kpi": metric.key, "period": metric.calendar.written(row.period), "value": amount_out(row.value, metric.scale),
        "numerator": row.numerator, "denominator": row.denominator, "source": row.source, "known_at": row.known_at,
    }  # fmt: skip


def band_out(metric: Metric, row: Band) -> dict[str, Any]:
    """A band with its words."""
    return (
        {"valid_from": row.valid_from, "reason": row.reason}
        | {name: amount_out(getattr(row, name), metric.scale) for name in SIDES}
        | {name: getattr(row, name) for name in (*COUNTS, *WORDS)}
    )


def phase_out(metric: Metric, row: PhaseMark) -> dict[str, Any]:
    """A phase that was set."""
    plain = {name: getattr(row, name) for name in ("locked", "cause", "reason", "set_at")}
    return plain | {"start": metric.calendar.written(row.start)} | {"set_by": row.set_by.key if row.set_by else ""}


def scaled(metric: Metric, value: float | None) -> int | None:
    """What statistics found, a float in the metric's unit, as a scaled integer."""
    return None if value is None else round(value * 10**metric.scale)


def signal_out(row: Signal) -> dict[str, Any]:
    """A change that is not noise, and what was said of it."""
    written = row.metric.calendar.written
    return {
        "key": row.key, "kpi": row.metric.key, "period": written(row.period), "since": written(row.since),
        "rule": row.rule, "direction": row.direction, "value": amount_out(row.value, row.metric.scale),
        "found_at": row.found_at,
        "withdrawn_at": row.withdrawn_at, "acknowledged_at": row.acknowledged_at, "note": row.note,
        "acknowledged_by": row.acknowledged_by.key if row.acknowledged_by else None,
    }  # fmt: skip


def forecast_out(metric: Metric, row: Forecast | None) -> dict[str, Any]:
    """The stored forecast: for each period ahead its median and its ranges, as decimal texts."""
    if row is None:
        counts = dict.fromkeys(("readings", "ranges_told", "ranges_held"), 0)
        return {"kpi": metric.key, "made_at": None, "method": "", "grain": metric.grain, "season": None, **counts,
                "periods": []}  # fmt: skip
    names = {25: "lo_95", 100: "lo_80", 250: "lo_50", 500: "median", 750: "hi_50", 900: "hi_80", 975: "hi_95"}
    periods, period = [], row.start
    for step in range(1, row.horizon + 1):
        values = {name: amount_out(row.at(step, p), metric.scale) for p, name in names.items()}
        periods.append({"period": metric.calendar.written(period), **values})
        period = metric.calendar.next(period)
    return {
        "kpi": metric.key, "made_at": row.made_at, "method": row.method, "grain": row.grain, "season": row.season,
        "readings": row.readings, "ranges_told": len(row.kept), "ranges_held": sum(row.kept), "periods": periods,
    }  # fmt: skip


def annotation_out(metric: Metric, row: Annotation) -> dict[str, Any]:
    """A remark."""
    return {"period": metric.calendar.written(row.period), "text": row.text, "author": row.author.key, "at": row.at}


def target_out(metric: Metric, day: date, value: int) -> dict[str, Any]:
    """One point of a target schedule."""
    return {"period": day, "value": amount_out(value, metric.scale)}
