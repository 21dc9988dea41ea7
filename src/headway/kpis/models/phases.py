"""Where a person, or another definition, lets a new phase of a metric begin."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from headway.kpis.models.metrics import Metric
from headway.kpis.models.periods import PeriodField
from headway.people.models import Person


class PhaseCause(models.TextChoices):
    HAND = "hand", _("Set by hand")
    DEFINITION = "definition", _("Another definition")


class PhaseMark(models.Model):
    """A phase that begins at ``start`` whatever the data say; a locked one is not split by shifts found in them."""

    metric = models.ForeignKey(Metric, on_delete=models.CASCADE, related_name="phase_marks", db_index=False)
    start = PeriodField()
    locked = models.BooleanField(default=False)
    cause = models.CharField(max_length=10, choices=PhaseCause, default=PhaseCause.HAND)
    reason = models.TextField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()

    tracked = ("start", "locked", "cause", "reason")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["metric", "start"], name="phase_mark_once")]

    def __str__(self) -> str:
        return f"phase from {self.start}"
