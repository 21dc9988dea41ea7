"""The plan of a unit for a cycle, and the objectives that are proposed for it.

A proposal is an idea of the backlog that is meant for a cycle: it counts nowhere and is asked of nobody until
it is accepted, which brings it into the cycle. Where nobody has to agree, there are no proposals, and what is
drafted is in the cycle at once.
"""

from django.db import models

from headway.okrs.models import Cycle, Objective
from headway.people.models import Keyed, Person, Unit


class Plan(Keyed):
    """What a unit plans for a cycle: the KPIs it chose to move, the order of its goals, and the cut line.

    ``order`` holds keys of objectives, the most important first; ``cut`` says how many of them stay.
    """

    PREFIX = "PL"
    tracked = ("unit", "cycle", "chosen", "order", "cut", "submitted_at", "submitted_by")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="plans")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="plans")
    chosen = models.JSONField(default=list)
    order = models.JSONField(default=list)
    cut = models.PositiveSmallIntegerField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Keyed.Meta):
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="plan_key"),
            models.UniqueConstraint(fields=["unit", "cycle"], name="plan_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit.name}, {self.cycle.name}"

    def steward_ids(self) -> set[int]:
        return set()

    def steward_unit_id(self) -> int | None:
        return self.unit_id


class Proposal(Keyed):
    """An idea that is proposed for a cycle: drafted, submitted, then accepted or returned with a reason.

    ``returned_as`` keeps its lines as they were when it was returned, so that the next reader sees what changed.
    """

    PREFIX = "PP"
    tracked = ("objective", "cycle", "submitted_at", "submitted_by", "decided_at", "decided_by", "accepted", "reason")

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="proposals")
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="proposals")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    accepted = models.BooleanField(null=True, blank=True)
    reason = models.TextField(blank=True)
    returned_as = models.JSONField(default=list)

    class Meta(Keyed.Meta):
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="proposal_key"),
            models.UniqueConstraint(fields=["objective", "cycle"], name="proposal_once"),
        ]

    @property
    def state(self) -> str:
        """drafted, submitted, returned or accepted."""
        if self.accepted is not None:
            return "accepted" if self.accepted else "returned"
        return "submitted" if self.submitted_at is not None else "drafted"

    def steward_ids(self) -> set[int]:
        return self.objective.steward_ids()

    def helper_ids(self) -> set[int]:
        return self.objective.helper_ids()

    def steward_unit_id(self) -> int | None:
        return self.objective.unit_id
