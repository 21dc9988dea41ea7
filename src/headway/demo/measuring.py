"""The demo company's numbers: KPIs with bands, and readings that arrive as they did."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, time
from functools import partial
from typing import Any

from headway.demo import numbers
from headway.demo.rhythm import arrival, period
from headway.demo.stage import Stage, scaled
from headway.hours import Hour
from headway.kpis.access import metrics_for
from headway.kpis.actions.annotations import annotate
from headway.kpis.actions.bands import NewBand, set_band
from headway.kpis.actions.formulas import set_formula
from headway.kpis.actions.metrics import GRACE, NewMetric, change_metric, create_metric
from headway.kpis.actions.parts import set_parent
from headway.kpis.actions.phases import set_phase
from headway.kpis.actions.readings import record_readings
from headway.kpis.actions.standing import promote
from headway.kpis.actions.targets import set_target_schedule
from headway.kpis.batch import Line
from headway.kpis.models import Metric, Part
from headway.people.caller import headway_itself

SOURCE = "warehouse"
MORNING = time(9)
SLUG = re.compile(r"\{([a-z0-9-]+)\}")


def measure(stage: Stage) -> None:
    """Make the KPIs and plan everything that happens to their numbers."""
    told = {kpi.slug: kpi for kpi in stage.story.kpi}
    for kpi in told.values():
        _make(stage, kpi)
    for kpi in told.values():
        _relate(stage, kpi)
    for band in stage.story.band:
        _plan_band(stage, told[band.kpi], band)
    _plan_readings(stage, told.values())
    for correction in stage.story.correction:
        _plan_correction(stage, told[correction.kpi], correction)
    for remark in stage.story.annotation:
        _plan_annotation(stage, remark)
    for phase in stage.story.phase:
        _plan_phase(stage, phase)


def _make(stage: Stage, told: numbers.KPI) -> None:
    caller = stage.caller(told.owner, stage.founded)
    names = (
        "name", "definition", "unit_kind", "unit_label", "scale", "direction", "aggregation", "over_units",
        "grain", "lateness_hours", "is_level", "leading", "function",
    )  # fmt: skip
    given = {name: getattr(told, name) for name in names}
    if told.unit_kind == "money":
        given["unit_label"] = told.unit_label or stage.workspace.currency
    unit = stage.units[told.unit]
    new = NewMetric(owner=stage.people[told.owner], unit=unit, questions=list(told.questions), **given)
    metric = create_metric(caller, new)
    stage.keys["kpi", told.slug] = metric.key
    if metric.grain == "hour":
        change_metric(caller, metric, {"grace_periods": GRACE})
    if told.targets:
        points = {period(stage, told.slug, metric, row.ago): scaled(row.value, told.scale) or 0 for row in told.targets}
        set_target_schedule(caller, metric, list(points.items()))
    if told.is_kpi:
        promote(caller, metric, _answers(stage, told))


def _relate(stage: Stage, told: numbers.KPI) -> None:
    """What a metric is a part of, and what it is computed from."""
    caller = stage.caller(told.owner, stage.founded)
    for whole, part in ((told.slice_of, Part.SLICE), (told.unit_of, Part.UNIT)):
        if whole:
            set_parent(caller, stage.kpi(caller, told.slug), stage.kpi(caller, whole), part)
    if told.formula:
        keys = {slug: key for (noun, slug), key in stage.keys.items() if noun == "kpi"}
        text = SLUG.sub(lambda found: keys[found[1]], told.formula)
        set_formula(caller, stage.kpi(caller, told.slug), text)


def _answers(stage: Stage, told: numbers.KPI) -> dict[str, str]:
    """What the story says to the qualification questions."""
    return {
        "material_lever": told.lever,
        "consistently_measurable": f"It comes from the {SOURCE} each {told.grain}, by its definition.",
        "accountable_owner": stage.people[told.owner].name,
        "influences_decisions": told.decides,
    }


def _plan_band(stage: Stage, told: numbers.KPI, band: numbers.Band) -> None:
    owner = stage.caller(told.owner, stage.founded)
    metric = stage.kpi(owner, told.slug)
    since = period(stage, told.slug, metric, band.since)
    limits: dict[str, Any] = {
        name: scaled(getattr(band, name), told.scale) for name in ("lower", "upper", "amber_lower", "amber_upper")
    }
    words = {
        name: getattr(band, name)
        for name in ("healthy_means", "low_means", "low_response", "high_means", "high_response")
    }
    at = max(stage.founded, datetime.combine(since, MORNING, stage.zone).astimezone(UTC))

    def run(at: datetime) -> None:
        caller = stage.caller(told.owner, at)
        set_band(caller, stage.kpi(caller, told.slug), NewBand(valid_from=since, **limits, **words), reason=band.reason)

    stage.plan(at, run, rank=2)


def _plan_readings(stage: Stage, told: Iterable[numbers.KPI]) -> None:
    """What arrives at the same moment is recorded in one batch."""
    mornings: dict[datetime, list[tuple[numbers.KPI, numbers.Reading]]] = defaultdict(list)
    for kpi in told:
        metric = stage.kpi(stage.caller(kpi.owner, stage.founded), kpi.slug)
        first = {row.ago: numbers.first_reading(kpi, row) for row in stage.story.correction if row.kpi == kpi.slug}
        for reading in numbers.readings(kpi):
            at = arrival(stage, kpi.slug, metric, reading.ago)
            mornings[at].append((kpi, first.get(reading.ago, reading)))
    for at, batch in mornings.items():
        stage.plan(at, partial(_record, stage, batch), rank=3)


def _record(stage: Stage, batch: list[tuple[numbers.KPI, numbers.Reading]], at: datetime) -> None:
    caller = headway_itself(stage.workspace, at, "demo")
    metrics = {metric.key: metric for metric in metrics_for(caller)}
    lines = [_line(stage, metrics[stage.keys["kpi", kpi.slug]], kpi, reading) for kpi, reading in batch]
    record_readings(caller, lines, source=SOURCE)


def _line(stage: Stage, metric: Metric, kpi: numbers.KPI, reading: numbers.Reading) -> Line:
    at = period(stage, kpi.slug, metric, reading.ago)
    value = reading.value + (kpi.by_hour[at.hour] if isinstance(at, Hour) and kpi.by_hour else 0)
    return Line(metric, at, scaled(value, kpi.scale) or 0, reading.numerator, reading.denominator)


def _plan_correction(stage: Stage, kpi: numbers.KPI, told: numbers.Correction) -> None:
    holds = next(reading for reading in numbers.readings(kpi) if reading.ago == told.ago)

    def run(at: datetime) -> None:
        caller = stage.caller(told.by, at)
        line = _line(stage, stage.kpi(caller, kpi.slug), kpi, holds)
        record_readings(caller, [line], source=SOURCE, reason=told.reason)

    stage.plan(stage.moment(told.at), run)


def _plan_annotation(stage: Stage, told: numbers.Annotation) -> None:
    def run(at: datetime) -> None:
        caller = stage.caller(told.by, at)
        metric = stage.kpi(caller, told.kpi)
        annotate(caller, metric, period(stage, told.kpi, metric, told.ago), told.text)

    stage.plan(stage.moment(told.at), run)


def _plan_phase(stage: Stage, told: numbers.NewPhase) -> None:
    def run(at: datetime) -> None:
        caller = stage.caller(told.by, at)
        metric = stage.kpi(caller, told.kpi)
        set_phase(caller, metric, period(stage, told.kpi, metric, told.ago), told.reason)

    stage.plan(stage.moment(told.at), run)
