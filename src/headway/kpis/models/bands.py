"""What is healthy, and what is aimed at: both dated."""

from django.db import models

from headway.kpis.models.metrics import Metric
from headway.people.models import Person


class Band(models.Model):
    """The healthy range from a date on. Amber lies outside it, down to ``amber_lower`` and up to ``amber_upper``.

    A missing side is open; a missing amber limit means that side turns red at once.
    """

    metric = models.ForeignKey(Metric, on_delete=models.CASCADE, related_name="bands", db_index=False)
    valid_from = models.DateField()
    lower = models.BigIntegerField(null=True, blank=True)
    upper = models.BigIntegerField(null=True, blank=True)
    amber_lower = models.BigIntegerField(null=True, blank=True)
    amber_upper = models.BigIntegerField(null=True, blank=True)
    leave_count = models.PositiveSmallIntegerField(default=1)
    leave_of = models.PositiveSmallIntegerField(default=1)
    return_count = models.PositiveSmallIntegerField(default=2)
    healthy_means = models.TextField(blank=True)
    low_means = models.TextField(blank=True)
    low_response = models.TextField(blank=True)
    high_means = models.TextField(blank=True)
    high_response = models.TextField(blank=True)
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()
    reason = models.TextField(blank=True)

    tracked = (
        "valid_from", "lower", "upper", "amber_lower", "amber_upper", "leave_count", "leave_of",
        "return_count", "healthy_means", "low_means", "low_response", "high_means", "high_response",
    )  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["metric", "valid_from"], name="band_from")]

    def __str__(self) -> str:
        return f"band from {self.valid_from}"


class TargetPoint(models.Model):
    """One expected value of a KPI's target schedule, apart from its band. Between points it is a line."""

    metric = models.ForeignKey(Metric, on_delete=models.CASCADE, related_name="targets", db_index=False)
    period = models.DateField()
    value = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["metric", "period"], name="target_point")]

    def __str__(self) -> str:
        return f"{self.value} by {self.period}"
