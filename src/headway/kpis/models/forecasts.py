"""What the statistics say beyond a metric's own columns: its forecast, and its signals. Workers write both."""

from django.db import models

from headway.kpis.models.metrics import Metric
from headway.kpis.models.periods import PeriodField
from headway.people.models import Keyed, Person


class Forecast(models.Model):
    """The forecast in force for a metric, as a worker made it: a page only reads it.

    ``quantiles`` holds one row per probability of ``GRID`` (thousandths): a scaled value, to hundredths, for each
    period from ``start`` on. ``method`` is the same for every metric of a grain; ``season`` counts periods. ``kept``
    remembers of the latest ranges it gave for the next reading (8 times in 10) which ones held: 1 or 0, oldest first.
    """

    GRID = (25, 100, 250, 500, 750, 900, 975)

    metric = models.OneToOneField(Metric, on_delete=models.CASCADE, primary_key=True, related_name="forecast")
    made_at = models.DateTimeField()
    method = models.CharField(max_length=120)
    grain = models.CharField(max_length=8)
    season = models.PositiveSmallIntegerField(null=True)
    readings = models.PositiveIntegerField()
    start = PeriodField()
    quantiles = models.JSONField()
    kept = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"forecast from {self.start}"

    @property
    def horizon(self) -> int:
        """How many periods it reaches ahead."""
        return len(self.quantiles["500"])

    def at(self, step: int, probability: int) -> int:
        """The scaled value that is not exceeded with ``probability`` (thousandths), ``step`` periods ahead (1 on)."""
        return round(self.finely(step, probability))

    def finely(self, step: int, probability: int) -> float:
        """The same before it is rounded to the metric's own decimals: what a curve is drawn through."""
        value: float = self.quantiles[str(probability)][step - 1]
        return value


class Signal(Keyed):
    """A change of a metric that is not noise, complete in ``period``, begun in ``since``.

    One that vanishes, because a reading was corrected or the limits have moved on, is withdrawn and stays.
    """

    PREFIX = "SIG"
    tracked = (
        "metric", "period", "since", "rule", "direction", "value", "acknowledged_by", "acknowledged_at", "note",
    )  # fmt: skip

    metric = models.ForeignKey(Metric, on_delete=models.CASCADE, related_name="signals", db_index=False)
    period = PeriodField()
    since = PeriodField()
    rule = models.CharField(max_length=24)
    direction = models.CharField(max_length=8)
    value = models.BigIntegerField()
    found_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)

    class Meta(Keyed.Meta):
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="signal_key"),
            models.UniqueConstraint(fields=["metric", "period", "rule", "direction"], name="signal_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.direction} in {self.period}"

    def steward_ids(self) -> set[int]:
        return self.metric.steward_ids()

    def steward_unit_id(self) -> int | None:
        return self.metric.steward_unit_id()
