"""What objectives rest on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from headway.okrs.models.objectives import Objective
from headway.people.models import Keyed


class Assumption(Keyed):
    """What an objective rests on, and what became of it."""

    PREFIX = "A"
    tracked = ("objective", "text", "state", "archived_at")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        HOLDS = "holds", _("Holds")
        BROKEN = "broken", _("Broken")

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="assumptions")
    text = models.TextField()
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    changed_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
