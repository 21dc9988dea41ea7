"""What the plan of a unit shows: its goals in order, what is asked of it, and how many do well."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headway.coach.finding import Finding
from headway.coach.wording import recorded
from headway.coaching.telling import finding_told
from headway.okrs.access import objectives_for
from headway.okrs.models import Alignment, Cycle, KeyResult, Objective
from headway.okrs.queries.alignment import cycles_around
from headway.people.caller import Caller
from headway.people.models import Unit
from headway.people.options import Options, chose_limits, options_of, preset_of
from headway.rituals.planning.access import needs_agreement, plan_of
from headway.rituals.planning.lines import line_of
from headway.rituals.planning.models import Plan, Proposal
from headway.rituals.planning.rules.limits import Limits, Outside, outside
from headway.rituals.planning.rules.ranking import in_order, split


@dataclass
class Remark:
    """What the coach finds in one line of a goal."""

    line: str
    finding: Finding


@dataclass
class Planned:
    """One goal of a plan, at its place in the order."""

    goal: Objective
    rows: list[KeyResult]
    proposal: Proposal | None
    nth: int
    below: bool
    remarks: list[Remark]
    parents: list[Objective] = field(default_factory=list)

    @property
    def state(self) -> str:
        """drafted, submitted, returned, accepted, or set where nobody has to agree."""
        return self.proposal.state if self.proposal else "set"


@dataclass
class Asked:
    """A goal above, and the goals of the plan that would help to reach it."""

    goal: Objective
    offers: list[Planned]


@dataclass
class PlanPage:
    """A unit's plan for a cycle."""

    plan: Plan
    goals: list[Planned]
    asked: list[Asked]
    alone: list[Planned]
    outside: list[Outside]
    limits: Limits
    finding: str
    proposing: bool

    @property
    def below(self) -> list[Planned]:
        return [one for one in self.goals if one.below]

    @property
    def to_submit(self) -> int:
        """How many would be submitted now."""
        return sum(one.state in {"drafted", "returned"} for one in self.goals)

    @property
    def remarks(self) -> int:
        return sum(len(one.remarks) for one in self.goals)


def goals_of(caller: Caller, unit: Unit, cycle: Cycle) -> QuerySet[Objective]:
    """The visible goals that a unit plans for a cycle: those in it, and those proposed for it."""
    proposed = Q(cycle=None, proposals__cycle=cycle)
    rows = objectives_for(caller).filter(Q(cycle=cycle) | proposed, unit=unit, archived_at=None)
    return rows.distinct().order_by("pk")


def plan_page(caller: Caller, unit: Unit, cycle: Cycle) -> PlanPage:
    """Read the plan of a unit: five statements."""
    plan = plan_of(caller, unit, cycle)
    goals = {goal.key: goal for goal in _with_proposals(goals_of(caller, unit, cycle), cycle)}
    rows = key_results_of(list(goals.values()))
    order = in_order(plan.order, goals)
    below = set(split(order, plan.cut)[1])
    planned = [
        Planned(goals[key], rows[goals[key].pk], getattr(goals[key], "proposal", None), nth, key in below,
                remarks_on(goals[key], rows[goals[key].pk]))
        for nth, key in enumerate(order, start=1)
    ]  # fmt: skip
    asked = _asked(caller, unit, cycle, planned)
    limits, finding = limits_of(caller, unit)
    above = [one for one in planned if not one.below]
    counted = {one.goal.key: len(one.rows) for one in above}
    own = Counter(one.goal.owner.name for one in above if one.goal.individual)
    alone = [one for one in planned if not one.parents] if asked else []
    return PlanPage(
        plan, planned, asked, alone, outside(limits, counted, own), limits, finding, needs_agreement(caller)
    )  # fmt: skip


def _with_proposals(rows: QuerySet[Objective], cycle: Cycle) -> QuerySet[Any]:
    """Goals with what was proposed of them for the cycle, in the same statement."""
    found: QuerySet[Any] = rows.annotate(proposal=FilteredRelation("proposals", condition=Q(proposals__cycle=cycle)))
    return found.select_related("owner", "unit", "cycle", "proposal__decided_by", "proposal__submitted_by")


def key_results_of(goals: Sequence[Objective]) -> dict[int, list[KeyResult]]:
    """The live key results of each goal: one statement."""
    found: dict[int, list[KeyResult]] = defaultdict(list)
    for row in KeyResult.objects.filter(objective__in=goals, archived_at=None).select_related("owner").order_by("pk"):
        found[row.objective_id].append(row)
    return found


def remarks_on(goal: Objective, rows: Sequence[KeyResult]) -> list[Remark]:
    """What the coach finds in a goal and its key results; hints are left to their own pages."""
    return remarks_in(goal.title, [(line_of(row), row.kind) for row in rows])


def remarks_in(title: str, rows: Sequence[tuple[str, str]]) -> list[Remark]:
    """What the coach finds in a title and in key results as lines with their movement, each with its kind."""
    lines = [(title, recorded(title, "objective"))]
    lines += [(text, recorded(text, "key_result", title, kind)) for text, kind in rows]
    return [
        Remark(line, finding_told(found)) for line, findings in lines for found in findings if found.level != "hint"
    ]


def limits_of(caller: Caller, unit: Unit) -> tuple[Limits, str]:
    """How many objectives and key results do well at the level of a unit, and the sentence that says so."""
    own = options_of(caller.workspace)
    of_company = (own.company_objectives_min, own.company_objectives_max)
    of_unit = (own.unit_objectives_min, own.unit_objectives_max)
    objectives = of_company if unit.parent_id is None else of_unit
    said = _said_of_own(caller, own) if chose_limits(caller.workspace) else preset_of(caller.workspace).finding
    return Limits(objectives, (own.objective_krs_min, own.objective_krs_max), own.person_objectives_max), said


def _said_of_own(caller: Caller, own: Options) -> str:
    """The sentence for a workspace that chose limits of its own."""
    return _(
        "%(name)s does well with %(company)s company objectives, %(unit)s a unit, %(results)s key results each and "
        "%(kpis)s KPIs a unit. That is what it chose for itself."
    ) % {
        "name": caller.workspace.name,
        "company": _span(own.company_objectives_min, own.company_objectives_max),
        "unit": _span(own.unit_objectives_min, own.unit_objectives_max),
        "results": _span(own.objective_krs_min, own.objective_krs_max),
        "kpis": _span(own.unit_kpis_min, own.unit_kpis_max),
    }


def _span(least: int, most: int) -> str:
    return str(most) if least == most else _("%(least)s to %(most)s") % {"least": least, "most": most}


def _asked(caller: Caller, unit: Unit, cycle: Cycle, planned: Sequence[Planned]) -> list[Asked]:
    """The goals of the units above, nearest first, each with what this plan offers for it: three statements."""
    above = _units_above(unit)
    if not above:
        return []
    rows = objectives_for(caller).filter(unit__in=above, cycle__in=cycles_around(cycle), archived_at=None)
    goals = {goal.pk: goal for goal in rows.filter(closed_at=None).select_related("unit", "owner", "cycle")}
    offers: dict[int, list[Planned]] = defaultdict(list)
    by_id = {one.goal.pk: one for one in planned}
    for child, parent in Alignment.objects.filter(child__in=by_id).values_list("child_id", "parent_id"):
        if parent in goals:
            by_id[child].parents.append(goals[parent])
            offers[parent].append(by_id[child])
    nearest: Mapping[int, int] = {pk: at for at, pk in enumerate(above)}
    found = sorted(goals.values(), key=lambda goal: (nearest[goal.unit_id], goal.pk))
    return [Asked(goal, sorted(offers[goal.pk], key=lambda one: one.nth)) for goal in found]


def _units_above(unit: Unit) -> list[int]:
    """The units above one, nearest first."""
    found: list[int] = []
    here = unit.parent
    while here is not None and here.pk not in found:
        found.append(here.pk)
        here = here.parent
    return found


def said_of(found: Outside) -> str:
    """What a count outside its limits means, in a sentence."""
    span = {"n": found.n, "least": found.least, "most": found.most, "key": found.which}
    if found.what == "person":
        return _("%(key)s has %(n)s individual objectives; %(most)s at most do well.") % span
    if found.what == "key_results":
        return _("%(key)s has %(n)s key results; %(least)s to %(most)s do well.") % span
    if found.too_many:
        return _("%(n)s objectives stand above the line; %(least)s to %(most)s do well.") % span
    return ngettext(
        "Only one objective stands here so far; %(least)s to %(most)s do well.",
        "Only %(n)s objectives stand here so far; %(least)s to %(most)s do well.", found.n,
    ) % span  # fmt: skip
