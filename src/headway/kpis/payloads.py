"""A metric and what hangs on it as plain data: the same for the API and for ``--json``."""

from datetime import date, datetime
from typing import Any

from headway.kpis.models import Annotation, Band, Metric, PhaseMark, Reading
from headway.people.doors.api import amount_out

SIDES = ("lower", "upper", "amber_lower", "amber_upper")
WORDS = ("healthy_means", "low_means", "low_response", "high_means", "high_response")
COUNTS = ("leave_count", "leave_of", "return_count")


def metric_out(metric: Metric, now: datetime) -> dict[str, Any]:
    """A metric; values are decimal texts at its scale, and the state is the one at ``now``."""
    plain = (
        "key", "name", "definition", "unit_kind", "unit_label", "scale", "direction", "aggregation", "over_units",
        "grain", "timezone", "week_start", "fiscal_start", "lateness_hours", "grace_periods", "is_level", "leading",
        "function", "questions", "qualification", "source_note", "private", "is_kpi", "promoted_at", "retired_at",
        "state_since", "state_reason", "last_period", "judged_period", "phase_start", "signal_period",
        "signal_rule", "signal_direction", "fresh_until", "version",
    )  # fmt: skip
    values = ("last_value", "judged_value", "usual_mean", "usual_lower", "usual_upper")
    return (
        {name: getattr(metric, name) for name in plain}
        | {name: amount_out(getattr(metric, name), metric.scale) for name in values}
        | {"owner": metric.owner.key, "unit": metric.unit.key, "state": metric.state_at(now)}
    )


def reading_out(metric: Metric, row: Reading) -> dict[str, Any]:
    """A reading of ``metric``."""
    return {
        "kpi": metric.key, "period": row.period, "value": amount_out(row.value, metric.scale),
        "numerator": row.numerator, "denominator": row.denominator, "source": row.source, "known_at": row.known_at,
    }  # fmt: skip


def band_out(metric: Metric, row: Band) -> dict[str, Any]:
    """A band with its words."""
    return (
        {"valid_from": row.valid_from, "reason": row.reason}
        | {name: amount_out(getattr(row, name), metric.scale) for name in SIDES}
        | {name: getattr(row, name) for name in (*COUNTS, *WORDS)}
    )


def phase_out(row: PhaseMark) -> dict[str, Any]:
    """A phase that was set."""
    plain = {name: getattr(row, name) for name in ("start", "locked", "cause", "reason", "set_at")}
    return plain | {"set_by": row.set_by.key if row.set_by else ""}


def annotation_out(row: Annotation) -> dict[str, Any]:
    """A remark."""
    return {"period": row.period, "text": row.text, "author": row.author.key, "at": row.at}


def target_out(metric: Metric, day: date, value: int) -> dict[str, Any]:
    """One point of a target schedule."""
    return {"period": day, "value": amount_out(value, metric.scale)}
