"""What one unit needs of another, and the meetings in which that is gone through."""

from django.db import models

from headway.okrs.models.cycles import Cycle
from headway.okrs.models.key_results import KeyResult
from headway.people.models import Keyed, Person, Unit


class Dependency(Keyed):
    """A key result needs something of another unit, which accepts (by a day) or declines (with a reason).

    ``promised_on`` is the day that the other unit gave; with a declined one, the day from which it could.
    """

    PREFIX = "DP"
    tracked = (
        "key_result", "unit", "need", "needed_by", "asked_by", "answered_by", "accepted", "promised_on", "reason",
        "delivered_at", "withdrawn_at",
    )  # fmt: skip

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="dependencies")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="dependencies")
    need = models.CharField(max_length=300)
    needed_by = models.DateField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)
    promised_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(Keyed.Meta):
        indexes = [models.Index(fields=["unit", "answered_at"], name="dependency_waits")]

    def __str__(self) -> str:
        return self.need

    @property
    def state(self) -> str:
        """withdrawn, delivered, accepted, declined or asked: the latest of its steps."""
        if self.withdrawn_at is not None:
            return "withdrawn"
        if self.delivered_at is not None:
            return "delivered"
        return {True: "accepted", False: "declined", None: "asked"}[self.accepted]

    @property
    def is_late(self) -> bool:
        """Whether the promised day lies after the day it is needed."""
        return bool(self.accepted and self.promised_on and self.promised_on > self.needed_by)

    def steward_ids(self) -> set[int]:
        return set()

    def steward_unit_id(self) -> int | None:
        return self.unit_id


class AlignmentReview(Keyed):
    """A review of a cycle's alignment across units: held, or skipped with a reason, and who said so."""

    PREFIX = "AR"
    tracked = ("cycle", "held", "on", "by", "note", "unanswered")

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="alignment_reviews")
    held = models.BooleanField()
    on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(blank=True)
    unanswered = models.PositiveIntegerField(default=0)
