"""What decisions, graduations and plateaus look like over the API."""

from datetime import date, datetime
from typing import Any

from ninja import Schema

from headway.people.doors.amounts import Number
from headway.people.doors.strict import Sent


class DecisionOut(Schema):
    """A decision: what it is about, by when, what was shown, and what was chosen."""

    key: str
    kpi: str | None
    key_result: str | None
    trigger: str
    severity: str
    opened_at: datetime
    answer_by: datetime
    asked: str
    escalate_to: str | None
    escalated_at: datetime | None
    evidence: dict[str, Any]
    sentences: list[str]
    response: str
    is_open: bool
    choice: str
    why: str
    answered_by: str | None
    answered_at: datetime | None
    watch_until: date | None
    fix_what: str
    fix_owner: str | None
    fix_due: date | None
    fixed_at: datetime | None
    objective: str | None
    resolved_itself_at: datetime | None
    resolved_by: str
    version: int


class DraftIn(Sent):
    """What to change of the draft before the objective is opened; the rest is taken as drafted."""

    title: str | None = None
    why: str | None = None
    owner: str | None = None
    unit: str | None = None
    cycle: str | None = None
    start: date | None = None
    due: date | None = None
    baseline: Number | None = None
    target: Number | None = None
    guardrails: list[str] | None = None
    supporting: list[str] | None = None
    assumptions: list[str] | None = None


class DraftOut(Schema):
    """The objective that a decision drafts."""

    title: str
    why: str
    owner: str
    unit: str
    cycle: str
    start: date
    due: date
    kpi: str
    baseline: str
    target: str
    guardrails: list[str]
    supporting: list[str]
    assumptions: list[str]


class AnswerIn(Sent):
    """``choice`` is watch (with ``watch_until``), fix (with ``fix_…``), objective, or leave (a plateau)."""

    choice: str
    why: str
    watch_until: date | None = None
    fix_what: str = ""
    fix_owner: str = ""
    fix_due: date | None = None
    objective: DraftIn | None = None


class ReasonIn(Sent):
    """Why."""

    reason: str = ""


class GraduationOut(Schema):
    """A graduation: the standard proposed or set, what it rests on, and how its watch stands."""

    key: str
    kpi: str | None
    key_result: str
    proposed_at: datetime
    early_reason: str
    lower: str | None
    upper: str | None
    amber_lower: str | None
    amber_upper: str | None
    evidence: dict[str, Any]
    decided_at: datetime | None
    accepted: bool | None
    reason: str
    watch_from: date | None
    watch_needed: int
    watch_seen: int
    watch_outside: int
    verdict: str
    verdict_at: datetime | None
    withdrawn_at: datetime | None
    version: int


class ProposalIn(Sent):
    """Which KPIs take the new standard (that of the key result by default), and why before it held."""

    kpis: list[str] = []
    early_reason: str = ""


class StandardIn(Sent):
    """The new standard as it shall be; without any side, as proposed. The last three make a KPI of a manual number."""

    lower: Number | None = None
    upper: Number | None = None
    amber_lower: Number | None = None
    amber_upper: Number | None = None
    reason: str = ""
    name: str = ""
    definition: str = ""
    answers: dict[str, str] = {}


class OfferOut(Schema):
    """A healthy KPI that is flat, with nobody improving it."""

    kpi: str
    periods: int
    mean: str | None


class WhyIn(Sent):
    """Why this level is good enough."""

    why: str
