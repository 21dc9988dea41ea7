"""The dated steps of a milestone key result."""

from django.db import models

from headway.okrs.models.key_results import KeyResult
from headway.people.models import Keyed


class Step(Keyed):
    """A step of a milestone: it weighs so much of the whole, is due on a day, and is shown to be done."""

    PREFIX = "ST"
    tracked = ("key_result", "title", "due", "weight", "done_at", "evidence", "archived_at")

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="steps")
    title = models.CharField(max_length=200)
    due = models.DateField()
    weight = models.PositiveIntegerField(default=1)
    done_at = models.DateTimeField(null=True, blank=True)
    evidence = models.TextField(blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title
