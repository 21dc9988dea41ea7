"""What the API takes and gives for metrics."""

from datetime import date, datetime
from typing import Any

from ninja import Schema

from headway.people.doors.amounts import Number
from headway.people.doors.strict import Sent

Period = date | datetime
"""The first day of a period; for an hour the moment at which it begins, with its offset from UTC."""


class MetricOut(Schema):
    """A metric; it is a KPI while ``is_kpi``. Values are decimal texts at its ``scale``."""

    key: str
    name: str
    definition: str
    unit_kind: str
    unit_label: str
    scale: int
    direction: str
    aggregation: str
    percentile: int | None
    cumulative: bool
    over_units: str
    parent: str | None
    part: str
    formula: str
    grain: str
    timezone: str
    week_start: int
    fiscal_start: int
    lateness_hours: int
    grace_periods: int
    is_level: bool
    leading: bool
    function: str
    questions: list[str]
    qualification: dict[str, str]
    source_note: str
    private: bool
    owner: str
    unit: str
    is_kpi: bool
    promoted_at: datetime | None
    retired_at: datetime | None
    state: str
    state_since: Period | None
    state_reason: str
    last_period: Period | None
    last_value: str | None
    judged_period: Period | None
    judged_value: str | None
    usual_mean: str | None
    usual_lower: str | None
    usual_upper: str | None
    phase_start: Period | None
    signal_period: Period | None
    signal_rule: str
    signal_direction: str
    fresh_until: datetime | None
    version: int


class BandIn(Sent):
    """A healthy range from a date on; a missing side is open."""

    lower: Number | None = None
    upper: Number | None = None
    amber_lower: Number | None = None
    amber_upper: Number | None = None
    leave_count: int = 1
    leave_of: int = 1
    return_count: int = 2
    healthy_means: str = ""
    low_means: str = ""
    low_response: str = ""
    high_means: str = ""
    high_response: str = ""
    valid_from: date | None = None
    reason: str = ""


class BandOut(Schema):
    """A band as it is in force from ``valid_from`` on."""

    valid_from: date
    lower: str | None
    upper: str | None
    amber_lower: str | None
    amber_upper: str | None
    leave_count: int
    leave_of: int
    return_count: int
    healthy_means: str
    low_means: str
    low_response: str
    high_means: str
    high_response: str
    reason: str


class MetricIn(Sent):
    """A new metric. With ``library`` or ``preset`` everything that is not given comes from there."""

    name: str = ""
    definition: str | None = None
    library: str = ""
    preset: str = ""
    owner: str = ""
    unit: str = ""
    unit_kind: str | None = None
    unit_label: str | None = None
    scale: int | None = None
    direction: str | None = None
    aggregation: str | None = None
    percentile: int | None = None
    cumulative: bool | None = None
    over_units: str | None = None
    grain: str | None = None
    lateness_hours: int | None = None
    is_level: bool | None = None
    leading: bool | None = None
    private: bool = False
    function: str | None = None
    source_note: str | None = None
    band: BandIn | None = None
    answers: dict[str, str] | None = None


class MetricPatch(Sent):
    """What may be changed of a metric; only the fields that are sent are."""

    name: str | None = None
    definition: str | None = None
    direction: str | None = None
    over_units: str | None = None
    lateness_hours: int | None = None
    grace_periods: int | None = None
    leading: bool | None = None
    owner: str | None = None
    unit: str | None = None
    private: bool | None = None
    function: str | None = None
    questions: list[str] | None = None
    source_note: str | None = None
    counted_from: date | None = None
    reason: str = ""


class ReadingIn(Sent):
    """One value for one period, named by any day in it (an hour by day and time); or both parts of a ratio instead."""

    period: str
    value: Number | None = None
    numerator: int | None = None
    denominator: int | None = None
    kpi: str = ""


class ReadingsIn(Sent):
    """A batch, taken whole or not at all."""

    readings: list[ReadingIn]
    reason: str = ""


class ReadingOut(Schema):
    """A reading as it stands now."""

    kpi: str
    period: Period
    value: str
    numerator: int | None
    denominator: int | None
    source: str
    known_at: datetime


class ReadingPage(Schema):
    """Readings in order of their periods; ``next`` is what to send as ``after``."""

    items: list[ReadingOut]
    next: str | None


class RecordedOut(Schema):
    """What a batch did; ``seq`` is its row in the log (0 when nothing changed)."""

    new: int
    corrected: int
    unchanged: int
    seq: int


class TargetIn(Sent):
    period: date
    value: Number


class TargetOut(Schema):
    period: date
    value: str


class PromotionIn(Sent):
    """Answers to the qualification questions, by their slugs."""

    answers: dict[str, str]


class ReasonIn(Sent):
    reason: str


class FormulaIn(Sent):
    """A formula such as ``K-3 / K-4 * 100``; a ``reason`` where one has led to values already."""

    formula: str
    reason: str = ""


class DerivedOut(Schema):
    """What a formula comes to in one period, or why it does not."""

    period: Period
    value: str | None
    why: str


class FormulaOut(Schema):
    """How a metric is computed; ``error`` says what has come between since it was set."""

    formula: str
    inputs: list[str]
    latest: list[DerivedOut]
    error: str


class PhaseIn(Sent):
    """Where a phase begins, by any day of its first period, and why. ``moved_from`` moves the one that begins there."""

    start: str
    reason: str
    locked: bool = False
    moved_from: str = ""


class PhaseOut(Schema):
    """A phase that a person or another definition let begin."""

    start: Period
    locked: bool
    cause: str
    reason: str
    set_at: datetime
    set_by: str


class AnnotationIn(Sent):
    period: str
    text: str


class AnnotationOut(Schema):
    period: Period
    text: str
    author: str
    at: datetime


class LibraryOut(Schema):
    """A KPI of the library."""

    slug: str
    name: str
    function: str
    kind: str
    definition: str
    unit_kind: str
    unit_label: str
    scale: int
    direction: str
    aggregation: str
    grain: str
    questions: list[str]
    typical: str
    caveat: str
    band: dict[str, Any] | None
