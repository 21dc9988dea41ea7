"""What stands beside an objective, as the API gives and takes it."""

from datetime import date, datetime
from typing import Literal

from ninja import Schema

from headway.people.doors.strict import Sent


class AssumptionIn(Sent):
    """Something that an objective rests on."""

    text: str


class AssumptionState(Sent):
    """What became of an assumption."""

    state: Literal["open", "holds", "broken"]


class AssumptionOut(Schema):
    """An assumption, and what became of it."""

    key: str
    objective: str
    text: str
    state: str
    archived_at: datetime | None


class CompanionIn(Sent):
    """A KPI to watch beside an objective."""

    kpi: str
    role: Literal["guardrail", "supporting"]


class CompanionOut(Schema):
    """A KPI beside an objective, with the value that it had when it was set there."""

    key: str
    objective: str
    kpi: str
    role: str
    value_at_start: str | None


class InitiativeIn(Sent):
    """Work for an objective or, with its key, for one of its key results."""

    title: str
    owner: str = ""
    due: date | None = None
    key_result: str = ""


class InitiativeOut(Schema):
    """A piece of work, and when it was done."""

    key: str
    objective: str
    key_result: str | None
    title: str
    owner: str
    due: date | None
    done_at: datetime | None
    archived_at: datetime | None


class BlockerOut(Schema):
    """What stands in the way of a key result, since when, and when it was out of the way."""

    key: str
    key_result: str
    text: str
    owner: str | None
    since: date
    resolved_at: datetime | None
