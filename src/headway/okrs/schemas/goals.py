"""What the API takes and gives about goals."""

from datetime import date, datetime
from typing import Literal

from ninja import Schema

from headway.okrs.schemas.key_results import KeyResultIn as KeyResultIn
from headway.okrs.schemas.key_results import KeyResultOut as KeyResultOut
from headway.okrs.schemas.key_results import KeyResultPatch as KeyResultPatch
from headway.okrs.schemas.key_results import NewStepIn as NewStepIn
from headway.okrs.schemas.key_results import PointIn as PointIn
from headway.okrs.schemas.key_results import PointOut as PointOut
from headway.people.doors.amounts import Number
from headway.people.doors.strict import Sent


class CycleIn(Sent):
    """A cycle of any span."""

    name: str
    start: date
    end: date
    parent: str = ""


class CycleOut(Schema):
    """A cycle."""

    key: str
    name: str
    start: date
    end: date
    state: str
    parent: str | None


class CyclePatch(Sent):
    """What shall change of a cycle: what is left out stays. An empty parent takes it out of its year."""

    name: str | None = None
    start: date | None = None
    end: date | None = None
    parent: str | None = None
    reason: str = ""


class CycleMove(Sent):
    """Another state; a reason to go back or past a step."""

    state: str
    reason: str = ""


class ObjectiveIn(Sent):
    """A new objective with its key results; unless given, owner and unit are yours, the cycle holds today."""

    title: str
    why: str = ""
    ambition: Literal["committed", "aspirational", "learning"] = "aspirational"
    owner: str = ""
    unit: str = ""
    cycle: str = ""
    start: date | None = None
    due: date | None = None
    private: bool = False
    drivers: Literal["key_results", "children", "both"] = "both"
    means_03: str = ""
    means_07: str = ""
    means_10: str = ""
    key_results: list[KeyResultIn] = []
    assumptions: list[str] = []
    initiatives: list[str] = []
    theme: str = ""
    individual: bool = False
    runs_on: bool = False
    backlog: bool = False
    tags: list[str] = []
    co_owners: list[str] = []
    parent: str = ""
    parent_kind: Literal["contributes", "supports"] = "contributes"


class ObjectivePatch(Sent):
    """What may change of an objective; a field that is left out stays."""

    title: str | None = None
    why: str | None = None
    ambition: Literal["committed", "aspirational", "learning"] | None = None
    owner: str | None = None
    unit: str | None = None
    theme: str | None = None
    individual: bool | None = None
    runs_on: bool | None = None
    tags: list[str] | None = None
    cycle: str | None = None
    start: date | None = None
    due: date | None = None
    private: bool | None = None
    drivers: Literal["key_results", "children", "both"] | None = None
    means_03: str | None = None
    means_07: str | None = None
    means_10: str | None = None


class ObjectiveOut(Schema):
    """An objective; progress is a fraction of the whole."""

    key: str
    title: str
    why: str
    ambition: str
    owner: str
    unit: str
    cycle: str | None
    level: str
    theme: str | None
    runs_on: bool
    tags: list[str]
    parked_reason: str
    start: date
    due: date
    private: bool
    drivers: str
    means_03: str
    means_07: str
    means_10: str
    progress: str | None
    worst: str | None
    worst_key: str
    data_share: str | None
    confidence: int | None
    status: str
    status_reason: str
    hand_status: str
    hand_reason: str
    shown_status: str
    computed_at: datetime | None
    closed_at: datetime | None
    archived_at: datetime | None
    version: int


class ObjectiveFull(ObjectiveOut):
    """An objective with its key results and the keys of those it is aligned to."""

    key_results: list[KeyResultOut]
    parents: list[str]
    children: list[str]


class AlignmentIn(Sent):
    """An objective to count in, or to support."""

    parent: str
    kind: Literal["contributes", "supports"] = "contributes"
    share: Number | None = None


class ParentsIn(Sent):
    """Every parent that an objective shall have; those not named are taken from it."""

    parents: list[AlignmentIn]


class MoveIn(Sent):
    """The new parent of an objective that is moved; without a kind it stays as it was."""

    to: str
    kind: Literal["", "contributes", "supports"] = ""


class SharesIn(Sent):
    """Shares by key as fractions of the whole; null frees one."""

    shares: dict[str, Number | None]
    reason: str = ""


class StatusIn(Sent):
    """A status by hand, with its reason."""

    status: str
    reason: str
    lasting: bool = False


class ReasonIn(Sent):
    """Why."""

    reason: str = ""


class BlockerIn(Sent):
    """What stands in the way."""

    text: str
    owner: str = ""


class AmendmentIn(Sent):
    """Another target, baseline or limit."""

    field: Literal["target", "baseline", "limit_lower", "limit_upper"]
    new: Number
    reason: str


class CheckInIn(Sent):
    """What is said about one key result. A key result on a KPI takes no value."""

    key_result: str = ""
    value: Number | bool | None = None
    confidence: int | None = None
    note: str = ""
    blockers: list[BlockerIn] = []
    resolved: list[str] = []
    assumptions: dict[str, str] = {}
    amendment: AmendmentIn | None = None
    corrects: str = ""


class CheckInsIn(Sent):
    """Check-ins that are sent together, all or none."""

    check_ins: list[CheckInIn]


class CheckInOut(Schema):
    """A check-in, and what was shown then."""

    key: str
    key_result: str
    author: str
    at: datetime
    value: str | None
    confidence: int | None
    note: str
    progress: str | None
    auto_status: str
    shown: str
    supersedes: str | None
    withdrawn_at: datetime | None


class EffectOut(Schema):
    """What check-ins would do to one goal."""

    key: str
    title: str
    before: str | None
    after: str | None
    status: str
    turned: bool


class AmendmentOut(Schema):
    """An amendment."""

    key: str
    key_result: str
    field: str
    old: str | None
    new: str | None
    reason: str
    proposed_by: str
    accepted: bool | None
    answer: str


class ScoreIn(Sent):
    """Grades from 0 to 1; those of key results by key."""

    grade: Number
    rationale: str = ""
    key_results: dict[str, Number] = {}


class ScoreOut(Schema):
    """A score beside what progress suggests, as fractions of the whole."""

    objective: str
    grade: str | None
    suggested_original: str | None
    suggested_amended: str | None
    rationale: str


class RetrospectiveIn(Sent):
    """What was learned."""

    lessons: str = ""
    blockers: str = ""
    missed_assumptions: str = ""


class StartIn(Sent):
    """Where a movement starts and ends next."""

    baseline: Number
    target: Number


class CarryIn(Sent):
    """``starts`` gives each movement's baseline and target in the next cycle, by key."""

    carry: Literal["continue", "change", "drop", "graduate"]
    cycle: str = ""
    title: str = ""
    starts: dict[str, StartIn] = {}


class RetrospectiveOut(Schema):
    """What was learned and what becomes of the objective."""

    objective: str
    lessons: str
    blockers: str
    missed_assumptions: str
    carry: str
    carried_to: str | None


class SpeakerOut(Schema):
    """Who speaks for key results counted by hand: the keys that wait for a word, and how many were heard."""

    person: str
    name: str
    silent: list[str]
    heard: int
    last: datetime | None
    nudged_at: datetime | None
    may_nudge: bool


class NudgeIn(Sent):
    """The keys of people to ask."""

    persons: list[str]


class NudgeOut(Schema):
    """Somebody asked a person to check in."""

    key: str
    person: str
    by: str
    at: datetime
