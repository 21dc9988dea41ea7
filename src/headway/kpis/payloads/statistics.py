"""What statistics found of a KPI, as plain data for the API and for ``--json``."""

from typing import Any

from headway.kpis.models import Metric
from headway.kpis.payloads.metrics import scaled
from headway.kpis.queries.adhering import Adhered
from headway.kpis.queries.diving import Dive
from headway.kpis.words.dive import sentences
from headway.people.doors.api import amount_out
from headway.signals.variance import Difference

PARTS = 6


def dive_out(dive: Dive) -> dict[str, Any]:
    """The deep dive, with its sentences as one text."""
    kpi, found = dive.kpi, dive.found
    compared = found.variance
    return {
        "kpi": kpi.key, "period": kpi.calendar.written(kpi.judged_period),
        "value": amount_out(kpi.judged_value, kpi.scale),
        "text": " ".join(sentences(dive)), "trend": _trend(dive),
        "target": _difference(kpi, compared.target) if compared else None,
        "last_period": _difference(kpi, compared.last_period) if compared else None,
        "last_year": _difference(kpi, compared.last_year) if compared else None,
        "contributions": [
            {"name": part.name, **_amounts(kpi, part, ("before", "after", "rate", "mix", "total"))}
            for part in found.contributions
        ],
    }  # fmt: skip


def adherence_out(metric: Metric, found: Adhered | None) -> dict[str, Any]:
    """Adherence over a span; without a closed reading everything is 0 and no share is known."""
    if found is None:
        nothing = dict.fromkeys(("start", "end", "share", "time_share"))
        return {"kpi": metric.key, **nothing, "readings": 0, "inside": 0, "missing": 0, "days": 0, "days_inside": 0,
                "breaches": []}  # fmt: skip
    counted, written = found.found, metric.calendar.written
    return {
        "kpi": metric.key, "start": written(found.start), "end": written(found.end),
        "readings": counted.n, "inside": counted.inside,
        "missing": counted.missing, "share": amount_out(found.share, PARTS), "days": counted.time,
        "days_inside": counted.time_inside, "time_share": amount_out(found.time_share, PARTS),
        "breaches": [
            vars(one) | {"start": written(one.start), "end": written(one.end),
                         "worst": amount_out(one.worst, metric.scale)}
            for one in found.breaches
        ],
    }  # fmt: skip


def _trend(dive: Dive) -> dict[str, Any] | None:
    found = dive.found.trend
    if found is None:
        return None
    values = _amounts(dive.kpi, found, ("slope", "lower", "upper"))
    return {**values, "direction": found.direction, "readings": found.n}


def _difference(kpi: Metric, one: Difference | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {**_amounts(kpi, one, ("base", "change")), "relative": one.relative, "beyond_noise": one.beyond_noise}


def _amounts(kpi: Metric, obj: Any, names: tuple[str, ...]) -> dict[str, str | None]:
    return {name: amount_out(scaled(kpi, getattr(obj, name)), kpi.scale) for name in names}
