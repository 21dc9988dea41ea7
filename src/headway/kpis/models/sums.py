"""Readings added up by month, so that years of many metrics are read in a moment."""

from django.db import models

from headway.kpis.models.metrics import Metric
from headway.kpis.models.periods import PeriodField


class MonthlySum(models.Model):
    """What the readings of one metric come to in one calendar month: each counts where its period begins.

    ``parts`` is how many of the ``count`` readings keep numerator and denominator. Only ``kpis.sums`` writes it.
    """

    metric = models.ForeignKey(Metric, on_delete=models.CASCADE, related_name="monthly_sums", db_index=False)
    month = models.DateField()
    count = models.PositiveIntegerField()
    total = models.BigIntegerField()
    least = models.BigIntegerField()
    most = models.BigIntegerField()
    parts = models.PositiveIntegerField()
    numerator = models.BigIntegerField()
    denominator = models.BigIntegerField()
    last_period = PeriodField()
    last = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["metric", "month"], name="monthly_sum_once")]

    def __str__(self) -> str:
        return f"{self.total} in {self.month:%Y-%m}"
