"""What people answered to the coach, and what it counted week by week."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from headway.kpis.models import Metric
from headway.okrs.models import Cycle
from headway.people.models import Keyed, Person, Unit, Workspace


class Dismissal(Keyed):
    """A finding that somebody waved away, with the reason. It stays away while its ``digest`` is the same.

    The digest covers the pattern, what it is about, and the text or facts it rests on; none of these is kept here,
    as they may be private.
    """

    PREFIX = "DM"
    tracked = ("about", "code", "digest", "by", "lifted_at")

    about = models.CharField(max_length=32)
    code = models.CharField(max_length=40)
    digest = models.CharField(max_length=32)
    reason = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta(Keyed.Meta):
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="dismissal_key"),
            models.UniqueConstraint(
                fields=["workspace", "digest"], condition=models.Q(lifted_at=None), name="dismissed_once"
            ),
        ]


class Mapping(Keyed):
    """What a KPI is in one cycle, as far as somebody answered: can it be moved, is it the result or a sign of it?"""

    PREFIX = "KM"
    tracked = ("metric", "cycle", "movable", "final", "by")

    metric = models.ForeignKey(Metric, on_delete=models.CASCADE, related_name="mappings")
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="mappings")
    movable = models.BooleanField(null=True)
    final = models.BooleanField(null=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(Keyed.Meta):
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="mapping_key"),
            models.UniqueConstraint(fields=["metric", "cycle"], name="mapping_once"),
        ]


class Audit(Keyed):
    """What a KPI audit decided about one KPI: keep, sharpen or cut, on which evidence, and why."""

    PREFIX = "KA"
    tracked = ("metric", "verdict", "evidence", "by", "at", "withdrawn_at")

    class Verdict(models.TextChoices):
        KEEP = "keep", _("Keep")
        SHARPEN = "sharpen", _("Sharpen")
        CUT = "cut", _("Cut")

    metric = models.ForeignKey(Metric, on_delete=models.CASCADE, related_name="audits")
    verdict = models.CharField(max_length=8, choices=Verdict)
    reason = models.TextField()
    evidence = models.JSONField(default=list)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(Keyed.Meta):
        indexes = [models.Index(fields=["metric", "at"], name="audit_of")]


class HealthWeek(models.Model):
    """The program health of a workspace (without ``unit``) or a unit in one week, with its parts as published."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, related_name="health_weeks")
    week = models.DateField()
    score = models.PositiveSmallIntegerField(null=True)
    parts = models.JSONField(default=list)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "unit", "week"], name="health_week"),
            models.UniqueConstraint(
                fields=["workspace", "week"], condition=models.Q(unit=None), name="health_week_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.score} in the week of {self.week}"
