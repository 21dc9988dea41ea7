"""Readings, the ones that were corrected away, and sheets that wait to be recorded."""

from django.db import models

from headway.kpis.models.metrics import Metric
from headway.kpis.models.periods import PeriodField
from headway.people.models import Keyed, Person


class Reading(models.Model):
    """The value of a metric for one period: where it came from and when it became known."""

    metric = models.ForeignKey(Metric, on_delete=models.CASCADE, related_name="readings", db_index=False)
    period = PeriodField()
    value = models.BigIntegerField()
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    source = models.CharField(max_length=40)
    known_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["metric", "period"], name="reading_once")]

    def __str__(self) -> str:
        return f"{self.value} for {self.period}"


class PastReading(models.Model):
    """A closed reading that was corrected away: what was known until ``replaced_at``."""

    metric = models.ForeignKey(Metric, on_delete=models.CASCADE, related_name="past_readings", db_index=False)
    period = PeriodField()
    value = models.BigIntegerField()
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    source = models.CharField(max_length=40)
    known_at = models.DateTimeField()
    replaced_at = models.DateTimeField()
    replaced_by = models.CharField(max_length=32, blank=True)

    class Meta:
        indexes = [models.Index(fields=["metric", "period"], name="past_reading_of")]

    def __str__(self) -> str:
        return f"{self.value} for {self.period}, until {self.replaced_at:%F}"


class ReadingImport(Keyed):
    """A sheet of readings that somebody sent and has not yet confirmed. It says nothing until it is recorded."""

    PREFIX = "IM"

    metric = models.ForeignKey(Metric, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    text = models.TextField()
    name = models.CharField(max_length=120, blank=True)
    date_order = models.CharField(max_length=3, blank=True)
    decimal_mark = models.CharField(max_length=1, blank=True)
    sent_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField()
