"""Recorded changes of committed numbers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from headway.okrs.models.key_results import KeyResult
from headway.people.models import Keyed, Person


class Amendment(Keyed):
    """A change of a committed target, baseline, limit or share: proposed with its reason, then accepted or declined.

    ``answer`` is what whoever decided said of it.
    """

    PREFIX = "AM"
    tracked = ("key_result", "field", "old", "new", "reason", "proposed_by", "decided_by", "accepted", "answer")

    class Field(models.TextChoices):
        TARGET = "target", _("Target")
        BASELINE = "baseline", _("Baseline")
        SHARE = "fixed_share", _("Share")
        LIMIT_LOWER = "limit_lower", _("Lower limit")
        LIMIT_UPPER = "limit_upper", _("Upper limit")

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="amendments")
    field = models.CharField(max_length=12, choices=Field)
    old = models.BigIntegerField(null=True)
    new = models.BigIntegerField(null=True)
    reason = models.TextField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)
    answer = models.TextField(blank=True)
