"""What the coach takes and answers over the API."""

from datetime import date, datetime

from ninja import Schema

from headway.people.doors.strict import Sent


class DismissalOut(Schema):
    """A finding that was waved away."""

    key: str
    about: str
    code: str
    digest: str
    reason: str
    by: str
    at: datetime
    lifted_at: datetime | None


class FindingOut(Schema):
    """A finding: ``digest`` names it as long as what it rests on is the same; ``wording`` may take the text's place."""

    digest: str
    code: str
    title: str
    level: str
    unit: str
    subjects: list[str]
    evidence: str
    why: str
    rewrite: str
    wording: str
    dismissed: DismissalOut | None


class DismissalIn(Sent):
    """Which finding does not hold, and why; a large company asks for the key of its unit too."""

    digest: str
    reason: str
    unit: str = ""


class TextIn(Sent):
    """A text in its slot: objective, key_result, kpi or task; none lets the coach guess."""

    text: str
    declared: str | None = None
    parent_objective: str = ""


class SaidOut(Schema):
    """A finding about a text."""

    code: str
    level: str
    evidence: str
    why: str
    rewrite: str
    wording: str


class TextOut(Schema):
    """What the coach reads in a text."""

    kind: str
    metric: str | None
    findings: list[SaidOut]


class DraftOut(Schema):
    """What to write down: a KPI has its band, an OKR its key result; null is what a person must still say."""

    kind: str
    name: str
    objective: str | None
    key_result: str | None
    kpi: str | None
    direction: str | None
    baseline: float | None
    target: float | None
    unit: str | None
    relative: bool
    lower: float | None
    upper: float | None
    healthy: str | None
    trigger: str | None
    due: str | None
    initiative: str | None
    still_needed: list[str]


class ChoiceOut(Schema):
    """kpi or okr, why, how clear it is (0.5 to 1), the answers it rests on, and the draft."""

    kind: str
    reasons: list[str]
    clarity: float
    answers: dict[str, bool]
    draft: DraftOut


class ExampleOut(Schema):
    text: str
    slot: str
    found: bool


class PatternOut(Schema):
    """A pattern: what it is, why it matters, examples, and what to write instead."""

    code: str
    title: str
    what: str
    why: str
    rewrite: str
    in_sets: bool
    may_be_mandatory: bool
    examples: list[ExampleOut]


class PartOut(Schema):
    """One part of the health; ``share`` and ``points`` are null where there is nothing to judge."""

    code: str
    title: str
    weight: int
    share: float | None
    points: float | None
    told: str
    advice: str


class WeekOut(Schema):
    week: date
    score: int | None


class HealthOut(Schema):
    """The program health, 0 to 100: ``points`` had of those to have, by part, and the weeks that were kept."""

    unit: str | None
    score: int | None
    points: float
    of: int
    parts: list[PartOut]
    weeks: list[WeekOut]


class AgainstOut(Schema):
    code: str
    told: str
    next_step: str


class AuditOut(Schema):
    """What an audit decided about a KPI."""

    key: str
    kpi: str
    verdict: str
    reason: str
    evidence: list[str]
    by: str
    at: datetime


class CaseOut(Schema):
    """A KPI before the audit; ``due`` until this quarter decided on it."""

    kpi: str
    name: str
    unit: str
    owner: str
    due: bool
    suggestion: str
    against: list[AgainstOut]
    last: AuditOut | None


class VerdictIn(Sent):
    """keep, sharpen or cut; a cut makes it a metric again (``how`` demote) or ends it (retire)."""

    verdict: str
    reason: str
    how: str = "demote"


class MappedOut(Schema):
    """A KPI in a cycle: what it is tied to, what was answered, and what that makes of it."""

    kpi: str
    name: str
    tied_to: list[str]
    movable: bool | None
    final: bool | None
    role: str | None
    advice: str | None


class MappedIn(Sent):
    """The answers for one KPI, or one of them: what is left out stays as it was."""

    kpi: str
    movable: bool | None = None
    final: bool | None = None


class RulesOut(Schema):
    """What no goal may be set with, and how many of each are usual."""

    mandatory: list[str]
    limits: dict[str, int]


class RulesIn(Sent):
    """What to change of the house rules; what is left out stays."""

    mandatory: list[str] | None = None
    limits: dict[str, int] | None = None
