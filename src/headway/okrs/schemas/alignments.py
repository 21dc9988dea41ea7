"""Dependencies, conflicts and reviews as the API sends and takes them."""

from datetime import date, datetime

from ninja import Schema

from headway.people.doors.strict import Sent


class DependencyIn(Sent):
    """What a key result needs, of which unit, by when."""

    unit: str
    need: str
    needed_by: date


class DependencyAnswerIn(Sent):
    """Yes by a day (the asked one by default), or no with a reason and perhaps a day from which it could be."""

    accepted: bool
    on: date | None = None
    reason: str = ""


class DependencyOut(Schema):
    """A dependency between a key result and another unit."""

    key: str
    key_result: str
    objective: str
    unit: str
    need: str
    needed_by: date
    state: str
    promised_on: date | None
    reason: str
    asked_by: str | None
    answered_by: str | None
    is_late: bool


class ConflictOut(Schema):
    """Goals in each other's way: ``opposed``, ``against_guardrail``, ``counted_twice`` or ``alike``."""

    kind: str
    about: str
    keys: list[str]


class OrphanOut(Schema):
    """An objective that stands under nothing, though its level expects a parent."""

    key: str
    title: str
    unit: str


class AlignmentReviewIn(Sent):
    """A review that was held, or is left out with a reason."""

    held: bool = True
    note: str = ""
    on: date | None = None


class AlignmentReviewOut(Schema):
    """A review on record."""

    key: str
    cycle: str
    held: bool
    on: date
    by: str | None
    at: datetime
    note: str
    unanswered: int


class AlignmentOut(Schema):
    """How a cycle is aligned: conflicts, orphans, reviews."""

    conflicts: list[ConflictOut]
    orphans: list[OrphanOut]
    reviews: list[AlignmentReviewOut]
