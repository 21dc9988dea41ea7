"""Which metrics a derived metric is computed from: the edges that a formula's text draws."""

from django.db import models

from headway.kpis.models.metrics import Metric


class FormulaInput(models.Model):
    """``metric`` is computed from ``source``, among others, by its formula."""

    metric = models.ForeignKey(Metric, on_delete=models.CASCADE, related_name="inputs", db_index=False)
    source = models.ForeignKey(Metric, on_delete=models.CASCADE, related_name="feeds")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["metric", "source"], name="formula_input_once")]

    def __str__(self) -> str:
        return f"{self.source_id} into {self.metric_id}"
