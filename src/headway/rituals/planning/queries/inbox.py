"""What was submitted to whoever leads above: proposals by unit, what changed in them, and what agreeing would do."""

import difflib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from headway.okrs.access import goals_seen_by
from headway.okrs.models import Alignment, Cycle, CycleState, KeyResult, Objective
from headway.people.access import can
from headway.people.caller import Caller
from headway.people.models import Role, Unit
from headway.rituals.planning.access import proposals_for
from headway.rituals.planning.lines import line_of
from headway.rituals.planning.models import Proposal
from headway.rituals.planning.queries.plan import Remark, key_results_of, limits_of, remarks_on


@dataclass
class Change:
    """One line of what differs from the version that was returned: ``sign`` is + or −."""

    sign: str
    text: str


@dataclass
class Submitted:
    """A proposal to decide, with its key results, the coach's remarks, and what changed since it was returned."""

    proposal: Proposal
    rows: list[KeyResult]
    remarks: list[Remark]
    changes: list[Change]
    parents: list[Objective] = field(default_factory=list)


@dataclass
class FromUnit:
    """What one unit submitted: how many goals it has, how many it would have, and how many do well."""

    unit: Unit
    rows: list[Submitted]
    now: int
    least: int
    most: int

    @property
    def then(self) -> int:
        return self.now + sum(not one.proposal.objective.individual for one in self.rows)


@dataclass
class Effect:
    """What agreeing to all would do to a goal above: how many parts count in it now, and then."""

    goal: Objective
    now: int
    then: int


@dataclass
class Inbox:
    """Everything that waits for the reader's yes or no."""

    units: list[FromUnit]
    effects: list[Effect]

    @property
    def n(self) -> int:
        return sum(len(one.rows) for one in self.units)


def submitted_to(caller: Caller, cycle: Cycle | None = None) -> QuerySet[Proposal]:
    """Submitted proposals that the caller may decide: of units below one they lead; of all, for owners and admins."""
    rows = proposals_for(caller).filter(submitted_at__isnull=False, accepted=None, objective__cycle=None)
    rows = rows.filter(cycle__state=CycleState.PLANNING)
    rows = rows.filter(cycle=cycle) if cycle else rows
    if not can(caller, "plan.draft"):
        return rows.none()
    if caller.role in {Role.OWNER, Role.ADMIN}:
        return rows
    return rows.filter(objective__unit__parent_id__in=caller.led_units_sql)


def read_inbox(caller: Caller, cycle: Cycle) -> Inbox:
    """Read the page: seven statements, whatever was submitted."""
    named = ("objective__owner", "objective__unit", "submitted_by", "cycle")
    rows = list(submitted_to(caller, cycle).select_related(*named).order_by("objective__unit__name", "pk"))
    goals = [row.objective for row in rows]
    results = key_results_of(goals)
    edges = list(
        Alignment.objects.filter(goals_seen_by(caller, "parent"), child__in=goals)
        .select_related("parent__unit")
        .order_by("pk")
    )
    parents: dict[int, list[Objective]] = defaultdict(list)
    for edge in edges:
        parents[edge.child_id].append(edge.parent)
    shown = [
        Submitted(row, results[row.objective_id], remarks_on(row.objective, results[row.objective_id]),
                  _changes(row, results[row.objective_id]), parents[row.objective_id])
        for row in rows
    ]  # fmt: skip
    return Inbox(_by_unit(caller, cycle, shown), _effects(edges))


def _changes(row: Proposal, results: Sequence[KeyResult]) -> list[Change]:
    """What differs from the version that was returned; nothing for one that never was."""
    if not row.returned_as:
        return []
    goal = row.objective
    now = [goal.title, *([goal.why] if goal.why else []), *map(line_of, results)]
    signs = {"- ": "−", "+ ": "+"}
    return [
        Change(signs[line[:2]], line[2:]) for line in difflib.ndiff(row.returned_as, now) if line[:2] in signs
    ]  # fmt: skip


def _by_unit(caller: Caller, cycle: Cycle, shown: Sequence[Submitted]) -> list[FromUnit]:
    units = {one.proposal.objective.unit_id: one.proposal.objective.unit for one in shown}
    live = Count(
        "objectives", filter=Q(objectives__cycle=cycle, objectives__archived_at=None, objectives__individual=False)
    )
    counts = dict(Unit.objects.filter(pk__in=units).annotate(n=live).values_list("pk", "n"))
    found = []
    for pk, unit in units.items():
        least, most = limits_of(caller, unit)[0].objectives
        mine = [one for one in shown if one.proposal.objective.unit_id == pk]
        found.append(FromUnit(unit, mine, counts[pk], least, most))
    return found


def _effects(edges: Sequence[Alignment]) -> list[Effect]:
    """For each goal above: its parts that count now, and with the proposals."""
    coming: dict[int, int] = defaultdict(int)
    goals = {}
    for edge in edges:
        if edge.kind == Alignment.Kind.CONTRIBUTES:
            coming[edge.parent_id] += 1
            goals[edge.parent_id] = edge.parent
    live = Q(children__kind="contributes", children__child__archived_at=None, children__child__cycle__isnull=False)
    counts = Objective.objects.filter(pk__in=goals).annotate(n=Count("children", filter=live, distinct=True))
    now = dict(counts.values_list("pk", "n"))
    return [Effect(goals[pk], now[pk], now[pk] + n) for pk, n in coming.items()]
