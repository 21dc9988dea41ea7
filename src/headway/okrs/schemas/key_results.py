"""What the API takes and gives about key results."""

from datetime import date, datetime
from typing import Literal

from ninja import Schema

from headway.people.doors.amounts import Number
from headway.people.doors.strict import Sent


class PointIn(Sent):
    """A value that is expected by a day."""

    day: date
    value: Number


class PointOut(Schema):
    """A value that is expected by a day, as a decimal text."""

    day: date
    value: str


class NewStepIn(Sent):
    """A step of a new milestone."""

    title: str
    due: date
    weight: int = 1


class KeyResultIn(Sent):
    """A new key result. On a KPI the measure is the KPI's, and a missing baseline what it usually shows."""

    title: str = ""
    kind: str = "move"
    kpi: str = ""
    unit_kind: str = "number"
    unit_label: str = ""
    scale: int = 0
    baseline: Number | None = None
    target: Number | None = None
    target_words: str = ""
    limit_lower: Number | None = None
    limit_upper: Number | None = None
    control_by: str = "share"
    control_reason: str = ""
    owner: str = ""
    updater: str = ""
    start: date | None = None
    due: date | None = None
    share: Number | None = None
    count_by: Literal["last", "sum", "average", "min", "max"] = "last"
    derived: Literal["", "sum", "mean", "initiatives"] = ""
    feeds: str = ""
    curve_by: Literal["linear", "monthly", "quarterly", "points", "schedule"] = "linear"
    curve: list[PointIn] = []
    steps: list[NewStepIn] = []
    tags: list[str] = []


class KeyResultPatch(Sent):
    """What may change of a key result; a field that is left out stays."""

    title: str | None = None
    baseline: Number | None = None
    target: Number | None = None
    target_words: str | None = None
    limit_lower: Number | None = None
    limit_upper: Number | None = None
    control_reason: str | None = None
    count_by: Literal["last", "sum", "average", "min", "max"] | None = None
    curve_by: Literal["linear", "monthly", "quarterly", "points", "schedule"] | None = None
    curve: list[PointIn] | None = None
    tags: list[str] | None = None
    owner: str | None = None
    updater: str | None = None
    start: date | None = None
    due: date | None = None


class KeyResultOut(Schema):
    """A key result; numbers are decimal texts, progress and shares fractions of the whole."""

    key: str
    title: str
    objective: str
    kind: str
    kpi: str | None
    unit_kind: str
    unit_label: str
    scale: int
    baseline: str | None
    target: str | None
    target_words: str
    original_baseline: str | None
    original_target: str | None
    limit_lower: str | None
    limit_upper: str | None
    original_limit_lower: str | None
    original_limit_upper: str | None
    control_by: str
    control_reason: str
    owner: str
    updater: str | None
    start: date
    due: date
    source: str
    derived: str
    count_by: str
    curve_by: str
    curve: list[PointOut]
    tags: list[str]
    share: str | None
    current: str | None
    current_on: date | None
    progress: str | None
    status: str
    status_reason: str
    hand_status: str
    shown_status: str
    confidence: int | None
    run: int
    done: bool
    chance: str | None
    forecast_value: str | None
    forecast_made_at: datetime | None
    forecast_method: str
    archived_at: datetime | None
    version: int
