"""Spans that goals are set for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from headway.people.models import Keyed


class CycleState(models.TextChoices):
    PLANNING = "planning", _("Planning")
    ACTIVE = "active", _("Active")
    SCORING = "scoring", _("Scoring")
    CLOSED = "closed", _("Closed")


class Cycle(Keyed):
    """A span that goals are set for: a year, half, quarter, month or a custom one. Cycles nest."""

    PREFIX = "C"
    tracked = ("name", "start", "end", "parent", "state", "closed_at")

    name = models.CharField(max_length=60)
    start = models.DateField()
    end = models.DateField()
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    state = models.CharField(max_length=12, choices=CycleState, default=CycleState.PLANNING)
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
