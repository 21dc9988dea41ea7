"""Cycles, objectives, key results, and what people say and decide about them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from headway.kpis.models import Direction, Metric, UnitKind
from headway.okrs.judged import Judged as Judged
from headway.okrs.judged import Status as Status
from headway.people.models import Keyed, Person, Unit


class CycleState(models.TextChoices):
    PLANNING = "planning", _("Planning")
    ACTIVE = "active", _("Active")
    SCORING = "scoring", _("Scoring")
    CLOSED = "closed", _("Closed")


class Cycle(Keyed):
    """A span that goals are set for: a year, half, quarter, month or a custom one. Cycles nest."""

    PREFIX = "C"
    tracked = ("name", "start", "end", "parent", "state", "closed_at")

    name = models.CharField(max_length=60)
    start = models.DateField()
    end = models.DateField()
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    state = models.CharField(max_length=12, choices=CycleState, default=CycleState.PLANNING)
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Ambition(models.TextChoices):
    COMMITTED = "committed", _("Committed")
    ASPIRATIONAL = "aspirational", _("Aspirational")
    LEARNING = "learning", _("Learning")


class Drivers(models.TextChoices):
    KEY_RESULTS = "key_results", _("Its key results")
    CHILDREN = "children", _("The objectives that contribute to it")
    BOTH = "both", _("Both")


class Objective(Judged):
    """Qualitative, time-bound, owned: what shall become true, and why.

    The last block is kept by the fold to be read in lists: the worst part, the share of parts with data, the
    lowest confidence, when somebody was last heard, the course week by week (see ``rules.course``), and
    whether paths of the goal graph meet here, so that what is below must be counted once.
    """

    PREFIX = "O"
    tracked = (
        "title", "why", "ambition", "owner", "unit", "cycle", "start", "due", "private", "drivers",
        "means_03", "means_07", "means_10", "closed_at", "archived_at", "hand_status", "hand_reason", "hand_lasting",
    )  # fmt: skip

    title = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    ambition = models.CharField(max_length=16, choices=Ambition, default=Ambition.ASPIRATIONAL)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="objectives")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="objectives")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="objectives")
    start = models.DateField()
    due = models.DateField()
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
    confidence = models.PositiveSmallIntegerField(null=True)
    heard_at = models.DateTimeField(null=True)
    course = models.JSONField(default=list)
    meets = models.BooleanField(default=False)

    class Meta(Judged.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="objective_key")]
        indexes = [models.Index(fields=["workspace", "cycle", "unit"], name="objective_list")]

    def __str__(self) -> str:
        return self.title

    def steward_ids(self) -> set[int]:
        return {self.owner_id}

    def steward_unit_id(self) -> int | None:
        return self.unit_id


class Assumption(Keyed):
    """What an objective rests on, and what became of it."""

    PREFIX = "A"
    tracked = ("objective", "text", "state", "archived_at")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        HOLDS = "holds", _("Holds")
        BROKEN = "broken", _("Broken")

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="assumptions")
    text = models.TextField()
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    changed_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)


class Alignment(Keyed):
    """An edge of the goal graph: the child contributes to the parent (counted) or supports it (shown)."""

    PREFIX = "L"
    tracked = ("child", "parent", "kind", "fixed_share")

    class Kind(models.TextChoices):
        CONTRIBUTES = "contributes", _("contributes")
        SUPPORTS = "supports", _("supports")

    child = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="parents")
    parent = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="children")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.CONTRIBUTES)
    fixed_share = models.PositiveIntegerField(null=True, blank=True)

    class Meta(Keyed.Meta):
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="alignment_key"),
            models.UniqueConstraint(fields=["child", "parent"], name="alignment_once"),
        ]


class KeyResult(Judged):
    """A measurable movement from a baseline to a target; its measure is its own or that of its KPI.

    ``kind`` *move* goes from baseline to target; *control* stays inside ``limit_lower``…``limit_upper``;
    *done* is yes or no. Shares are ten-thousandths of the objective; None takes an even part of the rest.
    ``run`` counts the latest closed readings in a row at or beyond the target.
    """

    PREFIX = "KR"
    tracked = (
        "objective", "title", "kind", "metric", "unit_kind", "unit_label", "scale", "baseline", "target",
        "original_baseline", "original_target", "target_words", "limit_lower", "limit_upper", "control_by",
        "control_reason", "owner", "updater", "start", "due", "fixed_share", "current", "current_on",
        "confidence", "hand_status", "hand_reason", "hand_lasting", "archived_at",
    )  # fmt: skip

    class Kind(models.TextChoices):
        MOVE = "move", _("Move from a baseline to a target")
        CONTROL = "control", _("Stay above, below or within")
        DONE = "done", _("Done or not")

    class ControlBy(models.TextChoices):
        SHARE = "share", _("Share of readings inside")
        DISTANCE = "distance", _("Distance from the limit")

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="key_results")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.MOVE)
    metric = models.ForeignKey(Metric, on_delete=models.PROTECT, null=True, blank=True, related_name="key_results")
    unit_kind = models.CharField(max_length=16, choices=UnitKind, default=UnitKind.NUMBER)
    unit_label = models.CharField(max_length=16, blank=True)
    scale = models.PositiveSmallIntegerField(default=0)
    baseline = models.BigIntegerField(null=True, blank=True)
    target = models.BigIntegerField(null=True, blank=True)
    original_baseline = models.BigIntegerField(null=True, blank=True)
    original_target = models.BigIntegerField(null=True, blank=True)
    target_words = models.CharField(max_length=60, blank=True)
    limit_lower = models.BigIntegerField(null=True, blank=True)
    limit_upper = models.BigIntegerField(null=True, blank=True)
    control_by = models.CharField(max_length=12, choices=ControlBy, default=ControlBy.SHARE)
    control_reason = models.TextField(blank=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="key_results")
    updater = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="updates")
    start = models.DateField()
    due = models.DateField()
    fixed_share = models.PositiveIntegerField(null=True, blank=True)
    confidence = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    current = models.BigIntegerField(null=True)
    current_on = models.DateField(null=True)
    inside_count = models.PositiveIntegerField(default=0)
    reading_count = models.PositiveIntegerField(default=0)
    run = models.PositiveIntegerField(default=0)
    checked_in_at = models.DateTimeField(null=True)

    class Meta(Judged.Meta):
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="key_result_key")]

    def __str__(self) -> str:
        return self.title

    @property
    def direction(self) -> str:
        """The sign of the movement: up or down; within for a control with both limits."""
        if self.kind == self.Kind.CONTROL:
            one_sided = Direction.UP if self.limit_upper is None else Direction.DOWN
            return Direction.WITHIN if None not in (self.limit_lower, self.limit_upper) else one_sided
        rising = self.baseline is None or self.target is None or self.target > self.baseline
        return Direction.UP if rising else Direction.DOWN

    def steward_ids(self) -> set[int]:
        return {self.owner_id, self.objective.owner_id, *([self.updater_id] if self.updater_id else [])}

    def steward_unit_id(self) -> int | None:
        return self.objective.unit_id


class Companion(Keyed):
    """A KPI beside an objective: a guardrail must not get worse; a supporting one shows early if work works."""

    PREFIX = "G"
    tracked = ("objective", "metric", "role", "value_at_start")

    class Role(models.TextChoices):
        GUARDRAIL = "guardrail", _("Must not get worse")
        SUPPORTING = "supporting", _("Shows early whether it works")

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="companions")
    metric = models.ForeignKey(Metric, on_delete=models.CASCADE, related_name="companions")
    role = models.CharField(max_length=12, choices=Role, default=Role.GUARDRAIL)
    value_at_start = models.BigIntegerField(null=True, blank=True)

    class Meta(Keyed.Meta):
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="companion_key"),
            models.UniqueConstraint(fields=["objective", "metric"], name="companion_once"),
        ]


class Initiative(Keyed):
    """The work that is believed to move a key result; never proof that it moved."""

    PREFIX = "I"
    tracked = ("title", "objective", "key_result", "owner", "due", "done_at", "archived_at")

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="initiatives")
    key_result = models.ForeignKey(
        KeyResult, on_delete=models.SET_NULL, null=True, blank=True, related_name="initiatives"
    )
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="initiatives")
    due = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)


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

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="check_ins")
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


class Amendment(Keyed):
    """A change of a committed target, baseline or share: proposed with its reason, then accepted or declined."""

    PREFIX = "AM"
    tracked = ("key_result", "field", "old", "new", "reason", "proposed_by", "decided_by", "accepted")

    class Field(models.TextChoices):
        TARGET = "target", _("Target")
        BASELINE = "baseline", _("Baseline")
        SHARE = "fixed_share", _("Share")

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="amendments")
    field = models.CharField(max_length=12, choices=Field)
    old = models.BigIntegerField(null=True)
    new = models.BigIntegerField(null=True)
    reason = models.TextField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)


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
