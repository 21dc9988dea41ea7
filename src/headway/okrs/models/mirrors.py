"""One key result, shown and counted in several objectives."""

from django.db import models

from headway.okrs.models.key_results import KeyResult
from headway.okrs.models.objectives import Objective
from headway.people.models import Keyed


class Mirror(Keyed):
    """A key result that counts in another objective, too; there it may have a share of its own."""

    PREFIX = "MR"
    tracked = ("key_result", "objective", "fixed_share")

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="mirrors")
    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="mirrored")
    fixed_share = models.PositiveIntegerField(null=True, blank=True)

    class Meta(Keyed.Meta):
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="mirror_key"),
            models.UniqueConstraint(fields=["key_result", "objective"], name="mirror_once"),
        ]
