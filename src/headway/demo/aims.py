"""What the story says above and between goals: themes, mirrors, dependencies, proposals, and a list to share."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from headway.kpis.presets import UnitKind


@dataclass(frozen=True, slots=True)
class Amount:
    """A line of a theme's plan, in the workspace's currency or in heads."""

    kind: Literal["money", "heads"]
    name: str
    planned: Decimal
    actual: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """What the sponsor says of a theme."""

    verdict: Literal["continue", "adjust", "stop"]
    text: str
    at: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with its sponsor, its money and heads, its KPIs, and what was said of it."""

    slug: str
    title: str
    narrative: str
    sponsor: str
    starts: str
    ends: str
    kpis: tuple[str, ...] = ()
    plans: tuple[Amount, ...] = ()
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True)
class Mirror:
    """A key result that counts in one more objective."""

    key_result: str
    objective: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Dependency:
    """What a key result needs of a unit; `day` is the one promised, or the one from which it could."""

    key_result: str
    unit: str
    need: str
    needed_by: str
    by: str
    at: str
    answered_by: str
    answered: str
    accepted: bool
    day: str
    answer: str


@dataclass(frozen=True, slots=True)
class Movement:
    """A key result of a proposal."""

    title: str
    baseline: Decimal
    target: Decimal
    unit_kind: UnitKind = "number"
    unit_label: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An objective drafted and submitted for a cycle; it waits, unless it was returned."""

    title: str
    why: str
    by: str
    unit: str
    cycle: str
    drafted: str
    key_results: tuple[Movement, ...]
    returned_by: str = ""
    returned: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A finding of the coach that somebody waved away, with the reason."""

    pattern: str
    key_result: str
    by: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class Audit:
    """What a KPI audit decided about one KPI, and why."""

    kpi: str
    verdict: Literal["keep", "sharpen", "cut"]
    by: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class View:
    """A question to the Explorer, kept under a name."""

    name: str
    table: Literal["objectives", "key-results", "kpis"]
    query: str
    owner: str
    shared: bool
    at: str
