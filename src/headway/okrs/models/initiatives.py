"""The work believed to move key results."""

from django.db import models

from headway.okrs.models.key_results import KeyResult
from headway.okrs.models.objectives import Objective
from headway.people.models import Keyed, Person


class Initiative(Keyed):
    """The work that is believed to move a key result; never proof that it moved."""

    PREFIX = "I"
    tracked = ("title", "objective", "key_result", "owner", "due", "done_at", "archived_at")

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="initiatives")
    key_result = models.ForeignKey(
        KeyResult, on_delete=models.SET_NULL, null=True, blank=True, related_name="initiatives"
    )
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="initiatives")
    due = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
