"""The story's goals and what people say, decide and learn about them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from headway.kpis.presets import UnitKind

Status = Literal["on_track", "at_risk", "off_track"]
Trigger = Literal["breach", "at_risk", "off_track", "regression", "guardrail", "plateau", "leading"]


@dataclass(frozen=True, slots=True)
class Assumption:
    text: str
    state: Literal["open", "holds", "broken"]


@dataclass(frozen=True, slots=True)
class Objective:
    """It runs from the first to the last day of its cycle. Guardrails and supporting are slugs of KPIs."""

    slug: str
    title: str
    why: str
    ambition: Literal["committed", "aspirational", "learning"]
    owner: str
    unit: str
    cycle: str
    drivers: Literal["key_results", "children", "both"]
    means_03: str
    means_07: str
    means_10: str
    private: bool = False
    theme: str = ""
    assumptions: tuple[Assumption, ...] = ()
    guardrails: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """`share` is in percent of the parent; 0 takes an even part of the rest."""

    child: str
    parent: str
    kind: Literal["contributes", "supports"]
    share: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """A dated step of a milestone; one that is done has its evidence."""

    title: str
    due: str
    weight: int = 1
    done: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class KeyResult:
    """It runs as long as its objective. On a KPI, the measure is the KPI's. `target` is the original one.

    `course` and `confidence` hold one weekly check-in each, oldest first, the newest `heard_days` ago; a KR on
    a KPI, a control, a milestone and a *done* have an empty course. `share` in percent; 0 takes an even part of
    the rest.
    """

    slug: str
    objective: str
    title: str
    owner: str
    kind: Literal["move", "control", "milestone", "done"] = "move"
    kpi: str = ""
    unit_kind: UnitKind = "number"
    unit_label: str = ""
    scale: int = 0
    baseline: Decimal | None = None
    target: Decimal | None = None
    target_words: str = ""
    limit_lower: Decimal | None = None
    limit_upper: Decimal | None = None
    control_by: Literal["share", "distance"] = "share"
    control_reason: str = ""
    share: int = 0
    heard_days: int = 0
    course: tuple[Decimal, ...] = ()
    confidence: tuple[int, ...] = ()
    done: str = ""
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """What was said at the check-in `ago` of a key result, the newest being 1."""

    key_result: str
    ago: int
    note: str
    blocker: str = ""
    blocker_owner: str = ""
    blocker_resolved: bool = False


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One weekly check-in, put together from a key result's course and the words said then."""

    key_result: str
    ago: int
    days: int
    value: Decimal | None
    confidence: int
    words: Words | None


@dataclass(frozen=True, slots=True)
class Override:
    objective: str
    status: Status
    reason: str
    lasting: bool
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """Proposed by `by`; still waiting where nobody has accepted it."""

    key_result: str
    field: Literal["target", "baseline"]
    old: Decimal
    new: Decimal
    reason: str
    by: str
    at: str
    accepted_by: str = ""
    accepted_at: str = ""


@dataclass(frozen=True, slots=True)
class Initiative:
    objective: str
    title: str
    owner: str
    due: str
    key_result: str = ""
    done: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """About a KPI's reading `ago`, or about a key result. An empty `choice` is open."""

    slug: str
    trigger: Trigger
    opened: str
    answer_by: str
    asked: str
    escalate_to: str
    kpi: str = ""
    ago: int = 0
    key_result: str = ""
    escalated: str = ""
    choice: Literal["", "watch", "fix", "objective", "leave"] = ""
    why: str = ""
    answered_by: str = ""
    answered: str = ""
    watch_until: str = ""
    fix_what: str = ""
    fix_owner: str = ""
    fix_due: str = ""
    fixed: str = ""
    objective: str = ""

    @property
    def is_open(self) -> bool:
        return not self.choice


@dataclass(frozen=True, slots=True)
class Graduation:
    """A new standard for a KPI; its band is in force from `since` periods ago, once it is decided."""

    key_result: str
    kpi: str
    state: Literal["proposed", "watching", "held", "regressed"]
    proposed: str
    lower: Decimal | None = None
    upper: Decimal | None = None
    amber_lower: Decimal | None = None
    amber_upper: Decimal | None = None
    early_reason: str = ""
    decided_by: str = ""
    decided: str = ""
    reason: str = ""
    since: int = 0
    watch_needed: int = 0
    watch_seen: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """0.0 to 1.0: of the objective, or of one key result where it is named."""

    objective: str
    grade: Decimal
    by: str
    at: str
    key_result: str = ""
    rationale: str = ""


@dataclass(frozen=True, slots=True)
class Retrospective:
    objective: str
    lessons: str
    carry: Literal["continue", "change", "drop", "graduate"]
    by: str
    at: str
    blockers: str = ""
    missed_assumptions: str = ""
    carried_to: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """`about` is objective:…, key_result:…, kpi:… or decision:… with a slug; @slug mentions a person."""

    about: str
    author: str
    text: str
    at: str
