"""What was said about a metric: by Headway, and by people."""

from django.db import models

from headway.kpis.models.metrics import Metric, State
from headway.kpis.models.periods import PeriodField
from headway.people.models import Person


class StateChange(models.Model):
    """What Headway said: from one state to another, because of which reading, when. Append-only."""

    metric = models.ForeignKey(Metric, on_delete=models.CASCADE, related_name="state_changes", db_index=False)
    at = models.DateTimeField()
    old = models.CharField(max_length=8, choices=State)
    new = models.CharField(max_length=8, choices=State)
    reason = models.CharField(max_length=32)
    period = PeriodField(null=True)
    value = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["metric", "at"], name="state_change_of")]

    def __str__(self) -> str:
        return f"{self.old} to {self.new}"


class Annotation(models.Model):
    """A remark on one period of a metric: what happened, in somebody's words."""

    metric = models.ForeignKey(Metric, on_delete=models.CASCADE, related_name="annotations")
    period = PeriodField()
    text = models.TextField()
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text[:60]
