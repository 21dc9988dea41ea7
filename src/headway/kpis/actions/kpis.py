"""Making a KPI in one go: the metric, its band and its promotion, together or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from headway.kpis.actions.bands import NewBand, set_band
from headway.kpis.actions.metrics import NewMetric, create_metric
from headway.kpis.actions.standing import promote
from headway.kpis.library import LibraryKPI
from headway.kpis.models import Metric
from headway.kpis.presets import MEASURE, ScenarioPreset, scenario_presets
from headway.people.caller import Caller
from headway.people.models import Person, Unit


@dataclass(frozen=True)
class NewKPI:
    """A metric with what makes it a KPI. ``answers`` to the qualification questions, by slug."""

    metric: NewMetric
    band: NewBand | None = None
    answers: Mapping[str, str] = field(default_factory=dict)


def create_kpi(caller: Caller, new: NewKPI, *, promoted: bool = True) -> Metric:
    """Make a metric, set its band and (if it shall be ``promoted``) make it a KPI, in one transaction."""
    with transaction.atomic():
        metric = create_metric(caller, new.metric)
        if new.band:
            set_band(caller, metric, new.band)
        return promote(caller, metric, new.answers) if promoted else metric


def metric_from(caller: Caller, entry: LibraryKPI, owner: Person, unit: Unit) -> NewMetric:
    """A library entry as a new metric of this workspace."""
    measure = measure_of(caller, entry)
    lateness = lateness_of(scenario_presets()[entry.preset], measure["grain"])
    return NewMetric(
        name=entry.name, owner=owner, unit=unit, definition=entry.definition, lateness_hours=lateness,
        leading=entry.kind == "leading", function=entry.function, questions=list(entry.questions), **measure,
    )  # fmt: skip


def lateness_of(preset: ScenarioPreset, grain: str | None) -> int | None:
    """How late a preset's values may be; an hour is not kept open for a day and a half because a week is."""
    return None if grain == "hour" != preset.grain else preset.lateness_hours


def measure_of(caller: Caller, source: LibraryKPI | ScenarioPreset) -> dict[str, Any]:
    """Unit, scale, direction, aggregation and grain of a preset or entry; money is in the workspace's currency."""
    measure = {name: getattr(source, name) for name in MEASURE}
    if measure["unit_kind"] == "money":
        measure["unit_label"] = caller.workspace.currency
    return measure


def band_from(entry: LibraryKPI) -> NewBand | None:
    """The typical band of a library entry, scaled; None where no level is typical."""
    limits: dict[str, Any] = {
        side: None if value is None else int(value.scaleb(entry.scale))
        for side in ("lower", "upper", "amber_lower", "amber_upper")
        for value in [getattr(entry.band, side)]
    }
    if limits["lower"] is None and limits["upper"] is None:
        return None
    words = ("low_means", "low_response", "high_means", "high_response")
    return NewBand(**limits, **{name: getattr(entry, name) for name in words})


def answers_from(entry: LibraryKPI, owner: Person) -> dict[str, str]:
    """What a library entry itself answers of the qualification questions."""
    feared = entry.high_response if entry.direction == "down" else entry.low_response
    return {
        "consistently_measurable": entry.definition,
        "accountable_owner": owner.name,
        "influences_decisions": feared,
        "healthy_looks_like": entry.typical,
    }
