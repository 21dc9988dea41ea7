"""What the API gives of statistics. Values are decimal texts at the scale of the KPI, shares fractions."""

from datetime import datetime

from ninja import Schema

from headway.kpis.schemas.metrics import Period
from headway.people.doors.strict import Sent


class ForecastPeriod(Schema):
    """One period ahead: the median, and the ranges that hold it 5, 8 and 9.5 times in 10."""

    period: Period
    lo_95: str
    lo_80: str
    lo_50: str
    median: str
    hi_50: str
    hi_80: str
    hi_95: str


class ForecastOut(Schema):
    """A stored forecast, without periods while there are fewer than eight readings.

    Of ``ranges_told`` ranges (8 times in 10) for the next reading, ``ranges_held`` held.
    """

    kpi: str
    made_at: datetime | None
    method: str
    grain: str
    season: int | None
    readings: int
    ranges_told: int
    ranges_held: int
    periods: list[ForecastPeriod]


class SignalOut(Schema):
    """A change that is not noise, complete in ``period`` and begun in ``since``."""

    key: str
    kpi: str
    period: Period
    since: Period
    rule: str
    direction: str
    value: str
    found_at: datetime
    withdrawn_at: datetime | None
    acknowledged_at: datetime | None
    acknowledged_by: str | None
    note: str


class AcknowledgementIn(Sent):
    """What was behind it, if somebody knows."""

    note: str = ""


class DifferenceOut(Schema):
    """From ``base`` to the last closed reading; ``relative`` is None from 0, ``beyond_noise`` with few readings."""

    base: str
    change: str
    relative: float | None
    beyond_noise: bool | None


class TrendOut(Schema):
    """Change a period with its 95 % interval; flat where that holds 0."""

    slope: str
    lower: str
    upper: str
    direction: str
    readings: int


class ContributionOut(Schema):
    """What one part did to the last change of the whole: by its own change, and by its size."""

    name: str
    before: str
    after: str
    rate: str
    mix: str
    total: str


class DeepDiveOut(Schema):
    """Everything a review of one KPI asks, at its last closed reading."""

    kpi: str
    period: Period | None
    value: str | None
    text: str
    trend: TrendOut | None
    target: DifferenceOut | None
    last_period: DifferenceOut | None
    last_year: DifferenceOut | None
    contributions: list[ContributionOut]


class BreachOut(Schema):
    """Periods in a row outside the band."""

    start: Period
    end: Period
    side: str
    days: float
    worst: str


class AdherenceOut(Schema):
    """Readings and days inside the band in force at each, from ``start`` to ``end``; shares are fractions."""

    kpi: str
    start: Period | None
    end: Period | None
    readings: int
    inside: int
    missing: int
    share: str | None
    days: float
    days_inside: float
    time_share: str | None
    breaches: list[BreachOut]
