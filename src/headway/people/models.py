"""Who there is: workspaces, persons and their logins, units, invitations, tokens."""

from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _


class Users(UserManager["User"]):
    """Logins are made by e-mail address; there is no other name."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":  # type: ignore[override]
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractUser):
    """A login. It may be a person in several workspaces."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    theme = models.CharField(max_length=8, blank=True)
    language = models.CharField(max_length=8, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[Users] = Users()

    def __str__(self) -> str:
        return self.email


class Preset(models.TextChoices):
    STARTUP = "startup", _("Startup")
    SCALE_UP = "scale-up", _("Scale-up")
    ENTERPRISE = "enterprise", _("Enterprise")


class Workspace(models.Model):
    """One organisation. No row refers, and nothing is visible, across workspaces.

    ``options`` overrides single values of the preset; read them through ``headway.people.rhythm.settings_of``.
    """

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    preset = models.CharField(max_length=16, choices=Preset, default=Preset.STARTUP)
    timezone = models.CharField(max_length=64, default="UTC")
    currency = models.CharField(max_length=3, default="EUR")
    week_start = models.PositiveSmallIntegerField(default=0)
    fiscal_start = models.PositiveSmallIntegerField(default=1)
    mission = models.TextField(blank=True)
    options = models.JSONField(default=dict, blank=True)
    is_demo = models.BooleanField(default=False)
    guide_step = models.CharField(max_length=16, blank=True)
    refold_due_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    tracked = (
        "slug",
        "name",
        "preset",
        "timezone",
        "currency",
        "week_start",
        "fiscal_start",
        "mission",
        "options",
    )

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        return self.slug

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def local(self, moment: datetime) -> datetime:
        """``moment`` on this workspace's clock."""
        return moment.astimezone(self.zone)


class KeyCounter(models.Model):
    """The last number given out for one kind of key in one workspace; numbers are never used again."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    prefix = models.CharField(max_length=4)
    last = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "prefix"], name="counter_once")]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.last}"


class Keyed(models.Model):
    """A row of one workspace with a public key such as ``O-12``. ``tracked`` fields go into its log images."""

    PREFIX: ClassVar[str]
    tracked: ClassVar[tuple[str, ...]] = ()

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=32)

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="%(class)s_key")]

    def __str__(self) -> str:
        return self.key

    def _get_FIELD_display(self, field: Any) -> str:
        """The word of a choice, as Django finds it, who asks the catalogue for the words of all the others too."""
        value = getattr(self, field.attname)
        word = next((word for choice, word in field.flatchoices if choice == value), value)
        return force_str(word, strings_only=True)

    def helper_ids(self) -> set[int]:
        """Persons who look after it beside those whose it is; asked last, as it may cost a statement."""
        return set()


class Role(models.TextChoices):
    OWNER = "owner", _("Owner")
    ADMIN = "admin", _("Admin")
    MEMBER = "member", _("Member")
    VIEWER = "viewer", _("Viewer")
    GUEST = "guest", _("Guest")
    AUDITOR = "auditor", _("Auditor")


class Person(Keyed):
    """Someone in a workspace, with or without a login."""

    PREFIX = "P"
    tracked = ("role", "left_at", "persona")
    personal = ("name", "email", "title")

    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="persons")
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    title = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=16, choices=Role, default=Role.MEMBER)
    persona = models.CharField(max_length=32, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(Keyed.Meta):
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="person_key"),
            models.UniqueConstraint(fields=["workspace", "user"], name="person_once_per_login"),
        ]

    def __str__(self) -> str:
        return self.name


class UnitKind(models.TextChoices):
    COMPANY = "company", _("Company")
    DEPARTMENT = "department", _("Department")
    TEAM = "team", _("Team")


class Unit(Keyed):
    """A company, department or team: one node of the workspace's tree."""

    PREFIX = "U"
    tracked = ("name", "kind", "parent", "lead", "archived_at")

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=UnitKind, default=UnitKind.TEAM)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    lead = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="leads")
    members: models.ManyToManyField = models.ManyToManyField(Person, related_name="units", blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class Invitation(Keyed):
    """A door for one e-mail address, open until it is used, withdrawn or out of date. Only a digest is kept."""

    PREFIX = "INV"
    tracked = ("role", "unit", "invited_by", "expires_at", "accepted_at", "withdrawn_at")
    personal = ("email", "name")

    email = models.EmailField()
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=16, choices=Role, default=Role.MEMBER)
    unit = models.ForeignKey(Unit, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)


class ApiToken(Keyed):
    """A personal API token: bound to a person in a workspace, scoped, revocable; only a digest is kept."""

    PREFIX = "TOK"
    tracked = ("name", "person", "scopes", "prefix", "expires_at", "revoked_at")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=16)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)


class Comment(Keyed):
    """What a person says about an object, named by its key. Withdrawn comments keep their place in the log."""

    PREFIX = "M"
    tracked = ("about", "author", "text", "withdrawn_at")

    about = models.CharField(max_length=32)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="comments")
    text = models.TextField()
    mentions: models.ManyToManyField = models.ManyToManyField(Person, related_name="mentioned_in", blank=True)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(Keyed.Meta):
        indexes = [models.Index(fields=["workspace", "about", "at"], name="comment_about")]


class SentRequest(models.Model):
    """The answer to an API write under its ``Idempotency-Key``, so that a repeat does nothing twice."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    idempotency_key = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "idempotency_key"], name="sent_once")]

    def __str__(self) -> str:
        return self.idempotency_key
