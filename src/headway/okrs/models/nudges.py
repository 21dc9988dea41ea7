from django.db import models

from headway.people.models import Keyed, Person


class Nudge(Keyed):
    """Somebody asked a person to check in. It says nothing any more once that round of check-ins is over."""

    PREFIX = "N"
    tracked = ("person", "by")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="nudges")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta(Keyed.Meta):
        indexes = [models.Index(fields=["person", "at"], name="nudge_of")]
