"""What people say about key results at a time."""

from django.db import models

from headway.okrs.judged import Status
from headway.okrs.models.key_results import KeyResult
from headway.people.models import Keyed, Person


class CheckIn(Keyed):
    """What an owner says about a key result at one time. A correction supersedes; nothing is overwritten."""

    PREFIX = "CI"
    tracked = (
        "key_result",
        "value",
        "confidence",
        "note",
        "author",
        "supersedes",
        "withdrawn_at",
        "auto_status",
        "shown",
    )

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="check_ins", db_index=False)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="check_ins")
    at = models.DateTimeField()
    value = models.BigIntegerField(null=True, blank=True)
    progress = models.BigIntegerField(null=True)
    confidence = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    auto_status = models.CharField(max_length=12, choices=Status, default=Status.UNKNOWN)
    shown = models.CharField(max_length=12, choices=Status, default=Status.UNKNOWN)
    supersedes = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="superseded_by"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(Keyed.Meta):
        indexes = [models.Index(fields=["key_result", "at"], name="check_in_of")]


class Blocker(Keyed):
    """What stands in the way of a key result: whose it is, since when, and when it was resolved."""

    PREFIX = "B"
    tracked = ("key_result", "text", "owner", "since", "resolved_at")

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="blockers")
    text = models.TextField()
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="blockers")
    since = models.DateField()
    resolved_at = models.DateTimeField(null=True, blank=True)
