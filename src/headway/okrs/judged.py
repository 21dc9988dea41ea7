"""What an objective and a key result share: what is said about them by the data and by hand."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from headway.people.models import Keyed, Person


class Status(models.TextChoices):
    ON_TRACK = "on_track", _("On track")
    AT_RISK = "at_risk", _("At risk")
    OFF_TRACK = "off_track", _("Off track")
    UNKNOWN = "unknown", _("Unknown")


class Judged(Keyed):
    """What an objective and a key result share: what Headway says about them, and what a hand says instead.

    Progress is in parts per million, unclamped. ``status`` is by the data; only ``okrs.fold`` writes it.
    ``hand_status`` overrules it, until the next check-in or (``hand_lasting``) until it is lifted.
    """

    progress = models.BigIntegerField(null=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.UNKNOWN)
    status_reason = models.CharField(max_length=16, blank=True)
    status_since = models.DateTimeField(null=True)
    computed_at = models.DateTimeField(null=True)
    hand_status = models.CharField(max_length=12, choices=Status, blank=True)
    hand_reason = models.TextField(blank=True)
    hand_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    hand_at = models.DateTimeField(null=True)
    hand_lasting = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta(Keyed.Meta):
        abstract = True

    @property
    def shown_status(self) -> str:
        """What the page leads with: the hand's status where there is one, the data's otherwise."""
        return self.hand_status or self.status

    @property
    def is_watermelon(self) -> bool:
        """Green by hand, red or amber by the data."""
        return self.hand_status == Status.ON_TRACK and self.status in {Status.AT_RISK, Status.OFF_TRACK}
