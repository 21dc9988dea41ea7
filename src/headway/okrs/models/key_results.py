"""Measurable movements."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from headway.kpis.models import Direction, Metric, UnitKind
from headway.okrs.judged import Judged
from headway.okrs.models.objectives import Objective
from headway.okrs.tags import tag_list
from headway.people.models import Person


def _given(name: str) -> models.Q:
    """For an index of the few rows that have it: where most have none, an engine may take "none" for rare."""
    return models.Q(**{f"{name}__isnull": False})


class KeyResult(Judged):
    """A measurable movement from a baseline to a target; its measure is its own or that of its KPI.

    ``kind`` *move* goes from baseline to target; *control* stays inside ``limit_lower``…``limit_upper``;
    *done* is yes or no. *milestone* goes from nothing to the weight of all its steps (or to the number of its
    initiatives), and *baseline* is there once its first value is recorded; ``target`` is then what comes next.

    Its value is typed, its KPI's, or ``derived`` from child key results (those that ``feed`` it) or from initiatives;
    ``count_by`` says what counts of the values of the cycle. ``curve`` is what is expected by when, as
    ``[ordinal day, scaled value]`` in order, where ``curve_by`` does not say it alone. Shares are
    ten-thousandths of the objective; None takes an even part of the rest.
    ``run`` counts the latest closed readings in a row at or beyond the target. ``chance`` (parts per million) is that
    of reaching the target by ``due``, and ``forecast_value`` the median for then: a worker takes both from the
    forecast of its KPI made at ``forecast_made_at``. While ``chance_due_at`` is set they are to be taken anew.
    """

    PREFIX = "KR"
    tracked = (
        "objective", "title", "kind", "metric", "unit_kind", "unit_label", "scale", "baseline", "target",
        "original_baseline", "original_target", "target_words", "limit_lower", "limit_upper", "control_by",
        "control_reason", "owner", "updater", "start", "due", "fixed_share", "current", "current_on",
        "count_by", "derived", "feeds", "curve_by", "curve", "tags", "confidence",
        "hand_status", "hand_reason", "hand_lasting", "archived_at",
    )  # fmt: skip

    class Kind(models.TextChoices):
        MOVE = "move", _("Move from a baseline to a target")
        CONTROL = "control", _("Stay above, below or within")
        MILESTONE = "milestone", _("Reach milestones, step by step")
        DONE = "done", _("Done or not")
        BASELINE = "baseline", _("Find out where we start")

    class ControlBy(models.TextChoices):
        SHARE = "share", _("Share of readings inside")
        DISTANCE = "distance", _("Distance from the limit")

    class CountBy(models.TextChoices):
        LAST = "last", _("The last value")
        SUM = "sum", _("The sum of all values")
        AVERAGE = "average", _("The average of all values")
        MIN = "min", _("The lowest value")
        MAX = "max", _("The highest value")

    class Derived(models.TextChoices):
        SUM = "sum", _("The sum of its child key results")
        MEAN = "mean", _("The mean of its child key results")
        INITIATIVES = "initiatives", _("The initiatives that are done")

    class CurveBy(models.TextChoices):
        LINEAR = "linear", _("A little every day")
        MONTHLY = "monthly", _("In steps, month by month")
        QUARTERLY = "quarterly", _("In steps, quarter by quarter")
        POINTS = "points", _("In steps of its own")
        SCHEDULE = "schedule", _("As the KPI's target schedule says")

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="key_results")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.MOVE)
    metric = models.ForeignKey(
        Metric, on_delete=models.PROTECT, null=True, blank=True, related_name="key_results", db_index=False
    )
    unit_kind = models.CharField(max_length=16, choices=UnitKind, default=UnitKind.NUMBER)
    unit_label = models.CharField(max_length=16, blank=True)
    scale = models.PositiveSmallIntegerField(default=0)
    baseline = models.BigIntegerField(null=True, blank=True)
    target = models.BigIntegerField(null=True, blank=True)
    original_baseline = models.BigIntegerField(null=True, blank=True)
    original_target = models.BigIntegerField(null=True, blank=True)
    target_words = models.CharField(max_length=60, blank=True)
    limit_lower = models.BigIntegerField(null=True, blank=True)
    limit_upper = models.BigIntegerField(null=True, blank=True)
    control_by = models.CharField(max_length=12, choices=ControlBy, default=ControlBy.SHARE)
    control_reason = models.TextField(blank=True)
    count_by = models.CharField(max_length=8, choices=CountBy, default=CountBy.LAST)
    derived = models.CharField(max_length=12, choices=Derived, blank=True)
    feeds = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="fed_by")
    curve_by = models.CharField(max_length=10, choices=CurveBy, default=CurveBy.LINEAR)
    curve = models.JSONField(default=list, blank=True)
    tags = models.CharField(max_length=400, blank=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="key_results")
    updater = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="updates", db_index=False
    )
    start = models.DateField()
    due = models.DateField()
    fixed_share = models.PositiveIntegerField(null=True, blank=True)
    confidence = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    current = models.BigIntegerField(null=True)
    current_on = models.DateField(null=True)
    inside_count = models.PositiveIntegerField(default=0)
    first_lower = models.BigIntegerField(null=True)
    first_upper = models.BigIntegerField(null=True)
    first_inside = models.PositiveIntegerField(null=True)
    reading_count = models.PositiveIntegerField(default=0)
    run = models.PositiveIntegerField(default=0)
    checked_in_at = models.DateTimeField(null=True)

    chance = models.PositiveIntegerField(null=True)
    forecast_value = models.BigIntegerField(null=True)
    forecast_made_at = models.DateTimeField(null=True)
    forecast_method = models.CharField(max_length=120, blank=True)
    chance_due_at = models.DateTimeField(null=True)

    class Meta(Judged.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="key_result_key")]
        indexes = [
            models.Index(fields=["chance_due_at"], name="key_result_chance_due", condition=_given("chance_due_at")),
            models.Index(fields=["metric"], name="key_result_of_metric", condition=_given("metric")),
            models.Index(fields=["updater"], name="key_result_of_updater", condition=_given("updater")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_amended(self) -> bool:
        """Whether what was committed first stands beside what holds now."""
        if self.kind == self.Kind.CONTROL:
            return self.first_inside is not None
        return (self.baseline, self.target) != (self.original_baseline, self.original_target)

    @property
    def source(self) -> str:
        """Where its value comes from: ``kpi``, ``key_results``, ``initiatives``, ``steps`` or ``manual``."""
        if self.metric_id is not None:
            return "kpi"
        if self.derived:
            return "initiatives" if self.derived == self.Derived.INITIATIVES else "key_results"
        return "steps" if self.kind == self.Kind.MILESTONE else "manual"

    @classmethod
    def typed(cls) -> models.Q:
        """Those for which :attr:`is_typed` holds."""
        return models.Q(metric=None, derived="") & ~models.Q(kind=cls.Kind.MILESTONE)

    @property
    def is_typed(self) -> bool:
        """Whether check-ins give it its value."""
        return self.source == "manual"

    @property
    def tag_list(self) -> list[str]:
        return tag_list(self.tags)

    @property
    def direction(self) -> str:
        """The sign of the movement: up or down; within for a control with both limits."""
        if self.kind == self.Kind.CONTROL:
            one_sided = Direction.UP if self.limit_upper is None else Direction.DOWN
            return Direction.WITHIN if None not in (self.limit_lower, self.limit_upper) else one_sided
        return self.way_of(self.baseline, self.target)

    @staticmethod
    def way_of(baseline: int | None, target: int | None) -> str:
        """The sign of a movement from a baseline to a target."""
        rising = baseline is None or target is None or target > baseline
        return Direction.UP if rising else Direction.DOWN

    def steward_ids(self) -> set[int]:
        return {self.owner_id, self.objective.owner_id, *([self.updater_id] if self.updater_id else [])}

    def helper_ids(self) -> set[int]:
        return self.objective.helper_ids()

    def steward_unit_id(self) -> int | None:
        return self.objective.unit_id
