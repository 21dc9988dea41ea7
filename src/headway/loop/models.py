"""The way round: breach → decision → objective → graduation → watch."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from headway.kpis.models import Metric
from headway.okrs.models import KeyResult, Objective
from headway.people.models import Keyed, Person


class Trigger(models.TextChoices):
    """What a decision answers to."""

    BREACH = "breach", _("A KPI left its band")
    AT_RISK = "at_risk", _("A key result turned at risk")
    OFF_TRACK = "off_track", _("A key result turned off track")
    REGRESSION = "regression", _("A graduated KPI fell back")
    GUARDRAIL = "guardrail", _("A guardrail was touched")
    LEADING = "leading", _("A leading KPI moved, its key result did not")
    PLATEAU = "plateau", _("Healthy, flat, and nobody improving it")


class Choice(models.TextChoices):
    WATCH = "watch", _("Watch")
    FIX = "fix", _("Fix now")
    OBJECTIVE = "objective", _("Open an objective")
    LEAVE = "leave", _("Leave it")


class Decision(Keyed):
    """What people chose to do about a number or a goal.

    It is opened by Headway (by a person for a plateau that is taken up) and due by ``answer_by``; late, it goes
    to ``escalate_to``. ``evidence`` keeps the values it rests on as they were shown. A decision that needs no
    answer any more is closed with ``resolved_itself_at``; ``resolved_by`` is the verb that closed it, so that
    a number that came back can be told from a band that was moved. ``cause`` is the row of the log that
    opened it: reading that row twice opens nothing twice.
    """

    PREFIX = "D"
    tracked = (
        "metric", "key_result", "trigger", "severity", "opened_at", "answer_by", "asked", "escalate_to", "escalated_at",
        "evidence", "response", "choice", "why", "answered_by", "answered_at", "watch_until", "fix_what",
        "fix_owner", "fix_due", "fixed_at", "objective", "resolved_itself_at", "resolved_by",
    )  # fmt: skip

    metric = models.ForeignKey(Metric, on_delete=models.CASCADE, null=True, blank=True, related_name="decisions")
    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, null=True, blank=True, related_name="decisions")
    trigger = models.CharField(max_length=12, choices=Trigger)
    severity = models.CharField(max_length=12, blank=True)
    opened_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    asked = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="decisions")
    escalate_to = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="escalations")
    escalated_at = models.DateTimeField(null=True, blank=True)
    evidence = models.JSONField(default=dict)
    response = models.TextField(blank=True)

    choice = models.CharField(max_length=12, choices=Choice, blank=True)
    why = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    watch_until = models.DateField(null=True, blank=True)
    fix_what = models.TextField(blank=True)
    fix_owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="fixes")
    fix_due = models.DateField(null=True, blank=True)
    fixed_at = models.DateTimeField(null=True, blank=True)
    objective = models.ForeignKey(Objective, on_delete=models.SET_NULL, null=True, blank=True, related_name="decisions")
    resolved_itself_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.CharField(max_length=64, blank=True)
    cause = models.BigIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta(Keyed.Meta):
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="decision_key"),
            models.UniqueConstraint(
                fields=["metric"],
                condition=models.Q(answered_at=None, resolved_itself_at=None),
                name="one_open_of_metric",
            ),
            models.UniqueConstraint(
                fields=["key_result"],
                condition=models.Q(answered_at=None, resolved_itself_at=None),
                name="one_open_of_key_result",
            ),
        ]
        indexes = [models.Index(fields=["workspace", "answered_at", "answer_by"], name="decision_due")]

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.resolved_itself_at is None

    def steward_ids(self) -> set[int]:
        owners = {self.asked_id, self.escalate_to_id}
        owners.add(self.metric.owner_id if self.metric else None)
        owners.add(self.key_result.owner_id if self.key_result else None)
        return {pk for pk in owners if pk is not None}

    def steward_unit_id(self) -> int | None:
        if self.metric:
            return self.metric.unit_id
        return self.key_result.objective.unit_id if self.key_result else None


class Graduation(Keyed):
    """A key result that was reached and held becomes its KPI's new standard, and is then watched.

    Proposed → decided (``decided_at`` with ``accepted``) → watched for ``watch_needed`` readings →
    ``verdict`` held or regressed. The band is in scaled integers of the metric; without a metric the key
    result is counted by hand, and its check-ins become a metric when the graduation is accepted.
    """

    PREFIX = "GR"
    tracked = (
        "key_result", "metric", "proposed_at", "proposed_by", "lower", "upper", "amber_lower", "amber_upper",
        "evidence", "early_reason", "decided_by", "decided_at", "accepted", "reason", "watch_from",
        "watch_needed", "watch_seen", "watch_outside", "verdict", "verdict_at", "withdrawn_at",
    )  # fmt: skip

    class Verdict(models.TextChoices):
        HELD = "held", _("Held")
        REGRESSED = "regressed", _("Regressed")

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="graduations")
    metric = models.ForeignKey(Metric, on_delete=models.CASCADE, null=True, blank=True, related_name="graduations")
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lower = models.BigIntegerField(null=True, blank=True)
    upper = models.BigIntegerField(null=True, blank=True)
    amber_lower = models.BigIntegerField(null=True, blank=True)
    amber_upper = models.BigIntegerField(null=True, blank=True)
    evidence = models.JSONField(default=dict)
    early_reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)
    reason = models.TextField(blank=True)
    watch_from = models.DateField(null=True, blank=True)
    watch_needed = models.PositiveSmallIntegerField(default=12)
    watch_seen = models.PositiveSmallIntegerField(default=0)
    watch_outside = models.PositiveSmallIntegerField(default=0)
    verdict = models.CharField(max_length=12, choices=Verdict, blank=True)
    verdict_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(Keyed.Meta):
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="graduation_key"),
            models.UniqueConstraint(
                fields=["key_result", "metric"],
                condition=models.Q(decided_at=None, withdrawn_at=None),
                name="one_open_graduation",
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.decided_at is None and self.withdrawn_at is None

    def steward_ids(self) -> set[int]:
        """The owner of the KPI confirms its standard; where there is none yet, the owner of the key result."""
        return {self.metric.owner_id if self.metric else self.key_result.owner_id}

    def steward_unit_id(self) -> int | None:
        return self.metric.unit_id if self.metric else self.key_result.objective.unit_id
