"""Who is in the story: the workspace, its cycles, units and people."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal


@dataclass(frozen=True, slots=True)
class Workspace:
    """The company. `unspoken` is the reason for decisions that open on the way and that the story does not tell."""

    slug: str
    name: str
    mission: str
    preset: str
    currency: str
    timezone: str
    north_star: str
    unspoken: str
    plan_approval: bool = False


@dataclass(frozen=True, slots=True)
class Cycle:
    """A span of whole weeks; `starts` counts days from the day on which the story is loaded."""

    slug: str
    name: str
    starts: int
    weeks: int
    state: Literal["planning", "active", "scoring", "closed"]
    parent: str = ""

    def span(self, today: date) -> tuple[date, date]:
        """First and last day."""
        first = today + timedelta(days=self.starts)
        return first, first + timedelta(weeks=self.weeks, days=-1)


@dataclass(frozen=True, slots=True)
class Unit:
    slug: str
    name: str
    kind: Literal["company", "department", "team"]
    lead: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the company; those with a `persona` can be entered as on the demo's login page."""

    slug: str
    name: str
    title: str
    email: str
    unit: str
    role: Literal["owner", "admin", "member", "viewer", "guest", "auditor"]
    persona: str = ""
