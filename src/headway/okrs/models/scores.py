"""The end of objectives: grades, lessons, and what becomes of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from headway.okrs.models.key_results import KeyResult
from headway.okrs.models.objectives import Objective
from headway.people.models import Keyed, Person


class Score(Keyed):
    """The end of an objective: what progress suggests, what its owner grades, and why.

    Grades and suggestions are hundredths (0-100); ``key_result`` is empty on the objective's own score.
    """

    PREFIX = "S"
    tracked = ("objective", "key_result", "suggested_original", "suggested_amended", "grade", "rationale", "by")

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="scores")
    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, null=True, blank=True, related_name="scores")
    suggested_original = models.PositiveSmallIntegerField(null=True)
    suggested_amended = models.PositiveSmallIntegerField(null=True)
    grade = models.PositiveSmallIntegerField()
    rationale = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta(Keyed.Meta):
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="score_key"),
            models.UniqueConstraint(fields=["objective", "key_result"], name="score_once"),
            models.UniqueConstraint(fields=["objective"], condition=models.Q(key_result=None), name="score_once_whole"),
        ]


class Retrospective(Keyed):
    """What was learned from an objective, and what becomes of it in the next cycle."""

    PREFIX = "R"
    tracked = ("objective", "lessons", "blockers", "missed_assumptions", "carry", "carried_to", "by")

    class Carry(models.TextChoices):
        CONTINUE = "continue", _("Continue")
        CHANGE = "change", _("Change")
        DROP = "drop", _("Drop")
        GRADUATE = "graduate", _("Graduate")

    objective = models.OneToOneField(Objective, on_delete=models.CASCADE, related_name="retrospective")
    lessons = models.TextField(blank=True)
    blockers = models.TextField(blank=True)
    missed_assumptions = models.TextField(blank=True)
    carry = models.CharField(max_length=12, choices=Carry, blank=True)
    carried_to = models.ForeignKey(
        Objective, on_delete=models.SET_NULL, null=True, blank=True, related_name="carried_from"
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
