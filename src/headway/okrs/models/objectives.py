"""What shall become true, and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from headway.okrs.judged import Judged
from headway.okrs.models.cycles import Cycle, CycleState
from headway.okrs.models.themes import Theme
from headway.okrs.tags import tag_list
from headway.people.models import Person, Unit


class Ambition(models.TextChoices):
    COMMITTED = "committed", _("Committed")
    ASPIRATIONAL = "aspirational", _("Aspirational")
    LEARNING = "learning", _("Learning")


class Drivers(models.TextChoices):
    KEY_RESULTS = "key_results", _("Its key results")
    CHILDREN = "children", _("The objectives that contribute to it")
    BOTH = "both", _("Both")


MEANS = (("0.3", "means_03"), ("0.7", "means_07"), ("1.0", "means_10"))


class Objective(Judged):
    """Qualitative, time-bound, owned: what shall become true, and why.

    Without a cycle it is an idea in the backlog: kept whole, counted nowhere, its dates those it last had.
    ``runs_on`` lets it be due after its cycle ends; it moves on with its values when the cycle closes.
    ``tags`` is a text like ``,growth,europe,``, so that one ``LIKE`` finds a tag on both engines.

    The last block is kept by the fold to be read in lists: the worst part, the share of parts with data, the
    share of each part by its key, the lowest confidence, when somebody was last heard, the course week by week
    (see ``rules.course``), whether paths of the goal graph meet here, so that what is below must be counted once,
    and whether it hosts key results of other objectives.
    """

    PREFIX = "O"
    tracked = (
        "title", "why", "ambition", "owner", "unit", "cycle", "theme", "individual", "start", "due", "runs_on", "tags",
        "parked_at", "parked_reason", "private", "drivers",
        "means_03", "means_07", "means_10", "closed_at", "archived_at", "hand_status", "hand_reason", "hand_lasting",
    )  # fmt: skip

    title = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    ambition = models.CharField(max_length=16, choices=Ambition, default=Ambition.ASPIRATIONAL)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="objectives")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="objectives")
    co_owners: models.ManyToManyField = models.ManyToManyField(
        Person, through="okrs.CoOwner", related_name="co_owned", blank=True
    )
    individual = models.BooleanField(default=False)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="objectives")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, null=True, blank=True, related_name="objectives")
    start = models.DateField()
    due = models.DateField()
    runs_on = models.BooleanField(default=False)
    tags = models.CharField(max_length=400, blank=True)
    parked_at = models.DateTimeField(null=True, blank=True)
    parked_reason = models.TextField(blank=True)
    private = models.BooleanField(default=False)
    drivers = models.CharField(max_length=12, choices=Drivers, default=Drivers.BOTH)
    means_03 = models.TextField(blank=True)
    means_07 = models.TextField(blank=True)
    means_10 = models.TextField(blank=True)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    worst = models.BigIntegerField(null=True)
    worst_key = models.CharField(max_length=32, blank=True)
    data_share = models.PositiveIntegerField(default=0)
    shares = models.JSONField(default=dict)
    confidence = models.PositiveSmallIntegerField(null=True)
    heard_at = models.DateTimeField(null=True)
    course = models.JSONField(default=list)
    meets = models.BooleanField(default=False)
    hosts = models.BooleanField(default=False)

    class Meta(Judged.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="objective_key")]
        indexes = [
            models.Index(
                fields=["workspace", "cycle", "unit", "archived_at", "private", "owner"], name="objective_list"
            ),
            models.Index(
                fields=["workspace", "archived_at", "closed_at", "private", "owner", "unit"], name="objective_live"
            ),
            # Those said to be on track by hand are few, and every page counts which of them the data contradict.
            models.Index(fields=["workspace"], name="objective_by_hand", condition=models.Q(hand_status="on_track")),
        ]

    def __str__(self) -> str:
        return self.title

    def steward_ids(self) -> set[int]:
        return {self.owner_id}

    def steward_unit_id(self) -> int | None:
        return self.unit_id

    def helper_ids(self) -> set[int]:
        return {person.pk for person in self.co_owners.all()}

    @property
    def in_backlog(self) -> bool:
        """Whether it is an idea outside any cycle."""
        return self.cycle_id is None

    @property
    def is_running(self) -> bool:
        """Whether its cycle has left planning, so that its numbers are commitments."""
        return self.cycle is not None and self.cycle.state != CycleState.PLANNING

    @property
    def level(self) -> str:
        """Company, department or team by its unit; individual where it is one person's."""
        return "individual" if self.individual else str(self.unit.kind)

    @property
    def means(self) -> list[tuple[str, str]]:
        """What each grade would mean; empty while nothing is written."""
        told = [(grade, getattr(self, name)) for grade, name in MEANS]
        return told if any(text for _grade, text in told) else []

    @property
    def tag_list(self) -> list[str]:
        return tag_list(self.tags)
