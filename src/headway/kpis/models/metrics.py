"""Metrics: what is measured, how it is counted, and what was last said about it."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from headway.kpis.models.periods import PeriodField
from headway.kpis.rules import periods
from headway.people.models import Keyed, Person, Unit


class UnitKind(models.TextChoices):
    NUMBER = "number", _("Number")
    PERCENT = "percent", _("Percent")
    POINTS = "points", _("Percentage points")
    MONEY = "money", _("Money")
    DURATION = "duration", _("Duration")


class Direction(models.TextChoices):
    UP = "up", _("Higher is better")
    DOWN = "down", _("Lower is better")
    WITHIN = "within", _("Inside a range")


class Aggregation(models.TextChoices):
    SUM = "sum", _("Sum")
    AVERAGE = "average", _("Average")
    LAST = "last", _("Last value")
    MIN = "min", _("Lowest")
    MAX = "max", _("Highest")
    RATIO = "ratio", _("Ratio of two sums")
    PERCENTILE = "percentile", _("Percentile")


class Part(models.TextChoices):
    """How a metric belongs to its parent."""

    SLICE = "slice", _("Slice")
    UNIT = "unit", _("The same measure in a unit")


class Grain(models.TextChoices):
    HOUR = "hour", _("Hour")
    DAY = "day", _("Day")
    WEEK = "week", _("Week")
    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")
    YEAR = "year", _("Year")


class State(models.TextChoices):
    """What is stored. *Stale* is computed when read, so that a dead worker cannot keep a page green."""

    GREEN = "green", _("Healthy")
    AMBER = "amber", _("Amber")
    RED = "red", _("Red")
    UNKNOWN = "unknown", _("Unknown")


class Metric(Keyed):
    """Anything measured over time. It is a KPI while ``promoted_at`` is set and ``retired_at`` is not.

    Values are integers scaled by ``scale`` decimals; grain, zone and calendar are fixed when it is made.
    Readings of a ``cumulative`` metric are running totals; a ``percentile`` is in ten-thousandths (9500 is the
    95th). A ``part`` is a slice of its ``parent``, or the same measure in another unit. A metric with a
    ``formula`` takes its readings from others and from nowhere else.
    The last block is what the fold keeps here to be read in lists: only ``kpis.fold`` writes it.
    """

    PREFIX = "K"
    tracked = (
        "name", "definition", "unit_kind", "unit_label", "scale", "direction", "aggregation", "percentile",
        "cumulative", "over_units", "parent", "part", "formula", "grain", "timezone", "week_start",
        "fiscal_start", "lateness_hours", "grace_periods", "is_level", "leading", "owner", "unit", "private",
        "function", "qualification", "promoted_at", "retired_at", "questions", "source_note",
    )  # fmt: skip

    name = models.CharField(max_length=120)
    definition = models.TextField(blank=True)
    unit_kind = models.CharField(max_length=16, choices=UnitKind, default=UnitKind.NUMBER)
    unit_label = models.CharField(max_length=16, blank=True)
    scale = models.PositiveSmallIntegerField(default=0)
    direction = models.CharField(max_length=8, choices=Direction, default=Direction.UP)
    aggregation = models.CharField(max_length=10, choices=Aggregation, default=Aggregation.LAST)
    percentile = models.PositiveSmallIntegerField(null=True, blank=True)
    cumulative = models.BooleanField(default=False)
    over_units = models.CharField(max_length=10, choices=Aggregation, default=Aggregation.SUM)
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="parts")
    part = models.CharField(max_length=8, choices=Part, blank=True)
    formula = models.TextField(blank=True)
    grain = models.CharField(max_length=8, choices=Grain, default=Grain.WEEK)
    timezone = models.CharField(max_length=64, default="UTC")
    week_start = models.PositiveSmallIntegerField(default=0)
    fiscal_start = models.PositiveSmallIntegerField(default=1)
    lateness_hours = models.PositiveIntegerField(default=24)
    grace_periods = models.PositiveSmallIntegerField(default=1)
    is_level = models.BooleanField(default=False)
    leading = models.BooleanField(default=False)
    function = models.CharField(max_length=40, blank=True)
    questions = models.JSONField(default=list, blank=True)
    qualification = models.JSONField(default=dict, blank=True)
    source_note = models.CharField(max_length=120, blank=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="metrics")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="metrics")
    private = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    promoted_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    state = models.CharField(max_length=8, choices=State, default=State.UNKNOWN)
    state_since = PeriodField(null=True)
    state_reason = models.CharField(max_length=32, blank=True)
    last_period = PeriodField(null=True)
    last_value = models.BigIntegerField(null=True)
    judged_period = PeriodField(null=True)
    judged_value = models.BigIntegerField(null=True)
    judge_due_at = models.DateTimeField(null=True)
    fresh_until = models.DateTimeField(null=True)
    usual_mean = models.BigIntegerField(null=True)
    usual_lower = models.BigIntegerField(null=True)
    usual_upper = models.BigIntegerField(null=True)
    phase_start = PeriodField(null=True)
    signal_period = PeriodField(null=True)
    signal_since = PeriodField(null=True)
    signal_rule = models.CharField(max_length=24, blank=True)
    signal_direction = models.CharField(max_length=8, blank=True)
    flat_periods = models.PositiveIntegerField(default=0)
    refit_due_at = models.DateTimeField(null=True)
    forecast_due_at = models.DateTimeField(null=True)

    class Meta(Keyed.Meta):
        indexes = [
            models.Index(fields=["judge_due_at"], name="metric_judge_due"),
            models.Index(fields=["refit_due_at"], name="metric_refit_due"),
            models.Index(fields=["forecast_due_at"], name="metric_forecast_due"),
            models.Index(fields=["workspace", "unit"], name="metric_unit"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_kpi(self) -> bool:
        return self.promoted_at is not None and self.retired_at is None

    @property
    def calendar(self) -> periods.Calendar:
        return periods.Calendar(self.grain, self.timezone, self.week_start, self.fiscal_start, self.lateness_hours)

    def state_at(self, now: datetime) -> str:
        """green, amber, red, unknown or *stale*, as it must be shown at ``now``."""
        if self.state != State.UNKNOWN and self.fresh_until is not None and now > self.fresh_until:
            return "stale"
        return self.state

    def steward_ids(self) -> set[int]:
        return {self.owner_id}

    def steward_unit_id(self) -> int | None:
        return self.unit_id
