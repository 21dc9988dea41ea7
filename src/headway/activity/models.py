"""The one append-only log. It knows keys and names only, so that it outlives whatever it speaks of."""

from django.db import models


class Activity(models.Model):
    """One action: who did which verb to what, when, with the image after it. Never updated, never deleted.

    ``body`` is the canonical JSON text of what the hash covers; the other columns repeat parts of it
    to be searched. ``personal`` holds names and addresses; only its salted digest is in ``body``,
    so it can be erased without breaking the chain.
    """

    workspace_id = models.BigIntegerField()
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=32, blank=True)
    verb = models.CharField(max_length=64)
    subject = models.CharField(max_length=32, blank=True)
    body = models.TextField()
    personal = models.TextField(blank=True)
    salt = models.CharField(max_length=32, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace_id", "seq"], name="activity_numbered")]
        indexes = [
            models.Index(fields=["workspace_id", "verb", "seq"], name="activity_by_verb"),
            models.Index(fields=["workspace_id", "at", "seq"], name="activity_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb} {self.subject}"


class Touch(models.Model):
    """An index from a key to the activity that concerns it: the feed of an object."""

    workspace_id = models.BigIntegerField()
    key = models.CharField(max_length=32)
    seq = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace_id", "key", "seq"], name="touch_once")]

    def __str__(self) -> str:
        return f"{self.key} in {self.seq}"


class Image(models.Model):
    """An index from a key to the rows that hold an image of it: what was said of an object on any date.

    ``shown`` tells what Headway computed and showed from what people wrote. ``within`` is the key of
    what the object belonged to then. ``text`` is empty where the row's own body holds the image; a row with
    too many keeps them here, and the digest of them all is in its body.
    """

    workspace_id = models.BigIntegerField()
    key = models.CharField(max_length=32)
    shown = models.BooleanField(default=False)
    seq = models.BigIntegerField()
    within = models.CharField(max_length=32, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "key", "shown", "seq", "within"], name="image_once")
        ]
        indexes = [
            models.Index(
                fields=["workspace_id", "within", "seq", "key"], name="image_within", condition=~models.Q(within="")
            ),
            models.Index(fields=["workspace_id", "seq"], name="image_beside", condition=~models.Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.key} in {self.seq}"


class Head(models.Model):
    """The end of a workspace's chain: its row is the lock that numbers activity without gaps."""

    workspace_id = models.BigIntegerField(primary_key=True)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash[:12]}"


class Cursor(models.Model):
    """How far one follower has read one workspace's log, and who is reading on at this moment."""

    follower = models.CharField(max_length=64)
    workspace_id = models.BigIntegerField()
    seq = models.BigIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["follower", "workspace_id"], name="cursor_once")]

    def __str__(self) -> str:
        return f"{self.follower} at {self.seq}"
