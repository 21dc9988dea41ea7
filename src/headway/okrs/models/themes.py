"""Tier 1: the few strategic themes that last longer than a cycle."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from headway.kpis.models import Metric
from headway.people.models import Keyed, Person


class Theme(Keyed):
    """A strategic theme, annual or longer: its story, who sponsors it, and its horizon."""

    PREFIX = "T"
    tracked = ("title", "narrative", "sponsor", "start", "end", "archived_at")

    title = models.CharField(max_length=120)
    narrative = models.TextField(blank=True)
    sponsor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="themes")
    start = models.DateField()
    end = models.DateField()
    created_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(Keyed.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="theme_key")]

    def __str__(self) -> str:
        return self.title

    def steward_ids(self) -> set[int]:
        return {self.sponsor_id}

    def steward_unit_id(self) -> int | None:
        return None


class ThemeKpi(Keyed):
    """A KPI by which a theme is followed."""

    PREFIX = "TK"
    tracked = ("theme", "metric")

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="kpis")
    metric = models.ForeignKey(Metric, on_delete=models.CASCADE, related_name="themes")

    class Meta(Keyed.Meta):
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="theme_kpi_key"),
            models.UniqueConstraint(fields=["theme", "metric"], name="theme_kpi_once"),
        ]


class ThemePlan(Keyed):
    """One line of a theme's capital allocation or hiring plan: what was planned and what it came to.

    Money is in hundredths of the workspace's currency, heads in tenths, so that half a position counts.
    """

    PREFIX = "TP"
    tracked = ("theme", "kind", "name", "planned", "actual", "archived_at")

    class Kind(models.TextChoices):
        MONEY = "money", _("Capital")
        HEADS = "heads", _("Hiring")

    SCALES = {Kind.MONEY: 2, Kind.HEADS: 1}

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="plans")
    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=120)
    planned = models.BigIntegerField()
    actual = models.BigIntegerField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    @property
    def scale(self) -> int:
        return self.SCALES[self.Kind(self.kind)]


class ThemeReview(Keyed):
    """What the sponsor says about a theme twice a year."""

    PREFIX = "TR"
    tracked = ("theme", "verdict", "text", "by")

    class Verdict(models.TextChoices):
        CONTINUE = "continue", _("Continue")
        ADJUST = "adjust", _("Adjust")
        STOP = "stop", _("Stop")

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="reviews")
    verdict = models.CharField(max_length=10, choices=Verdict)
    text = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
