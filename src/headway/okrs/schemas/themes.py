"""What the API takes and gives about themes, and about where objectives are put and what they are made of."""

from datetime import date, datetime
from typing import Literal

from ninja import Schema

from headway.people.doors.amounts import Number
from headway.people.doors.strict import Sent


class ThemeIn(Sent):
    """A new theme; its sponsor is you unless given."""

    title: str
    narrative: str = ""
    sponsor: str = ""
    start: date
    end: date


class ThemePatch(Sent):
    """What may change of a theme; a field that is left out stays."""

    title: str | None = None
    narrative: str | None = None
    sponsor: str | None = None
    start: date | None = None
    end: date | None = None


class ThemeOut(Schema):
    """A theme."""

    key: str
    title: str
    narrative: str
    sponsor: str
    start: date
    end: date
    archived_at: datetime | None


class PlanOut(Schema):
    """A line of a plan; amounts are decimal texts of money or heads."""

    key: str
    kind: str
    name: str
    planned: str
    actual: str | None


class ReviewOut(Schema):
    """A review of a theme."""

    key: str
    verdict: str
    text: str
    by: str
    at: datetime


class FollowedOut(Schema):
    """A KPI that a theme is followed by."""

    key: str
    kpi: str


class ThemeFull(ThemeOut):
    """A theme with all that belongs to it and that you may see."""

    objectives: list[str]
    kpis: list[FollowedOut]
    plans: list[PlanOut]
    reviews: list[ReviewOut]


class ReviewIn(Sent):
    """A verdict, and what speaks for it."""

    verdict: Literal["continue", "adjust", "stop"]
    text: str


class PlanIn(Sent):
    """A line of money or heads."""

    kind: Literal["money", "heads"]
    name: str
    planned: Number
    actual: Number | None = None


class PlanPatch(Sent):
    """What may change of a line; a field that is left out stays."""

    name: str | None = None
    planned: Number | None = None
    actual: Number | None = None


class KpiIn(Sent):
    """The key of a KPI."""

    kpi: str


class PlaceIn(Sent):
    """The key of a cycle, or an empty text for the backlog; with the reason."""

    cycle: str = ""
    reason: str = ""


class CycleKeyIn(Sent):
    """The key of a cycle."""

    cycle: str


class CloneIn(Sent):
    """Where the copy goes (a cycle's key, or an empty text for the backlog), and what its movements start from."""

    cycle: str = ""
    rule: Literal["current", "keep", "blank"] = "current"
    title: str = ""


class RollOverIn(Sent):
    """The objectives that go on, in which cycle, and what their movements start from."""

    objectives: list[str]
    cycle: str
    rule: Literal["current", "keep", "blank"] = "current"


class PersonsIn(Sent):
    """Keys of persons."""

    persons: list[str]


class KeyResultKeyIn(Sent):
    """The key of a key result; an empty text for none."""

    key_result: str


class StepIn(Sent):
    """A step of a milestone."""

    title: str
    due: date
    weight: int = 1


class StepPatch(Sent):
    """What may change of a step; a field that is left out stays."""

    title: str | None = None
    due: date | None = None
    weight: int | None = None


class EvidenceIn(Sent):
    """What shows that a step is done."""

    evidence: str


class StepOut(Schema):
    """A step of a milestone."""

    key: str
    key_result: str
    title: str
    due: date
    weight: int
    done_at: datetime | None
    evidence: str


class MirrorOut(Schema):
    """A key result that counts in another objective, too."""

    key: str
    key_result: str
    objective: str


class TargetIn(Sent):
    """A target, as a number or in words such as “−25 %”; neither takes the one that was kept."""

    target: Number | None = None
    target_words: str = ""


class YearIn(Sent):
    """A day in a fiscal year, and what the year is cut into."""

    starting: date
    grain: Literal["month", "quarter", "half", "year"] = "quarter"
