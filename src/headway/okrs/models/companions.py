"""KPIs beside objectives."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from headway.kpis.models import Metric
from headway.okrs.models.objectives import Objective
from headway.people.models import Keyed


class Companion(Keyed):
    """A KPI beside an objective: a guardrail must not get worse; a supporting one shows early if work works."""

    PREFIX = "G"
    tracked = ("objective", "metric", "role", "value_at_start")

    class Role(models.TextChoices):
        GUARDRAIL = "guardrail", _("Must not get worse")
        SUPPORTING = "supporting", _("Shows early whether it works")

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="companions")
    metric = models.ForeignKey(Metric, on_delete=models.CASCADE, related_name="companions")
    role = models.CharField(max_length=12, choices=Role, default=Role.GUARDRAIL)
    value_at_start = models.BigIntegerField(null=True, blank=True)

    class Meta(Keyed.Meta):
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="companion_key"),
            models.UniqueConstraint(fields=["objective", "metric"], name="companion_once"),
        ]
