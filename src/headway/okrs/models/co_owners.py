"""Who looks after an objective beside its owner."""

from django.db import models

from headway.okrs.models.objectives import Objective
from headway.people.models import Keyed, Person


class CoOwner(Keyed):
    """A person who may do with an objective what its owner may."""

    PREFIX = "CO"
    tracked = ("objective", "person")

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="co_ownerships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="co_ownerships")

    class Meta(Keyed.Meta):
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="co_owner_key"),
            models.UniqueConstraint(fields=["objective", "person"], name="co_owner_once"),
        ]
