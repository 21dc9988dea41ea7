"""The objective that a decision drafts: its key result sits on the KPI, from what the KPI usually shows."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from headway.activity.log import Entry
from headway.kpis.models import Metric
from headway.loop.evidence import closed_readings, metric_evidence
from headway.loop.models import Decision
from headway.loop.rules.draft import Movement, movement
from headway.loop.rules.evidence import Evidence
from headway.loop.words import why_text
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.objectives import NewObjective, make_objective
from headway.okrs.models import Companion, Cycle, CycleState, Objective
from headway.people.access import require
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.models import Person, Unit

ROOM = timedelta(weeks=4)
"""With less than this left of a cycle, a draft is for the next one: a level takes several readings to show."""


@dataclass(frozen=True)
class Draft:
    """An objective with one key result on a KPI, to be reviewed before it is made. Values are scaled integers."""

    title: str
    why: str
    owner: Person
    unit: Unit
    cycle: Cycle
    start: date
    due: date
    baseline: int
    target: int
    guardrails: tuple[Metric, ...] = ()
    supporting: tuple[Metric, ...] = ()
    assumptions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ground:
    """What a draft rests on, for the page beside it."""

    metric: Metric
    readings: list[tuple[date, int]]
    shown: Evidence
    way: Movement


def subject_of(decision: Decision) -> Metric:
    """The KPI that an objective would rest on. Raises ``Refused`` for a key result that is counted by hand."""
    metric = decision.metric or (decision.key_result.metric if decision.key_result else None)
    if metric is None:
        raise Refused(
            "This key result is counted by hand, so there is no KPI to open an objective on: "
            "watch it, fix it, or propose an amendment of its target.",
            field="choice",
        )
    return metric


def ground_of(metric: Metric) -> Ground:
    """Evidence and proposed movement of a KPI as they are now. Raises ``Refused`` without a closed reading."""
    readings = closed_readings(metric)
    shown = metric_evidence(metric, readings)
    if shown.usual is None or shown.value is None:
        raise Refused(f"{metric.key} has no closed reading yet: record one before opening an objective on it.")
    return Ground(metric, readings, shown, movement(shown.usual, shown.band, metric.direction, shown.value))


def draft_objective(caller: Caller, decision: Decision, found: Ground | None = None) -> Draft:
    """The draft that the review page starts from, on what was found already if anything was; nothing is written."""
    metric = subject_of(decision)
    found = found or ground_of(metric)
    cycle = next_cycle(caller)
    if cycle is None:
        raise Refused("There is no cycle for an objective to belong to: make one first, then open it from here.")
    start = max(caller.today, cycle.start)
    return Draft(
        title=_title(metric, found.way),
        why=why_text(decision),
        owner=decision.asked,
        unit=metric.unit,
        cycle=cycle,
        start=start,
        due=cycle.end,
        baseline=found.way.baseline,
        target=found.way.target,
    )


def _title(metric: Metric, way: Movement) -> str:
    if metric.state in {"amber", "red"}:
        return _("%(name)s is healthy again, and stays healthy") % {"name": metric.name}
    if way.rising:
        return _("%(name)s reaches a level it never held before") % {"name": metric.name}
    return _("%(name)s comes down to a level it never held before") % {"name": metric.name}


def next_cycle(caller: Caller) -> Cycle | None:
    """The cycle that runs now, or the next one when little of it is left; the shortest of those that fit."""
    rows = Cycle.objects.filter(workspace=caller.workspace, end__gte=caller.today).exclude(state=CycleState.CLOSED)
    cycles = sorted(rows.exclude(state=CycleState.SCORING), key=lambda row: (row.end, row.start, row.pk))
    roomy = [row for row in cycles if row.end - max(row.start, caller.today) >= ROOM]
    return next(iter(roomy or cycles), None)


def open_objective(caller: Caller, entry: Entry, decision: Decision, draft: Draft) -> Objective:
    """Make the objective, its key result on the KPI and its companions, as part of the answer's action."""
    require(caller, "objective.create")
    metric = subject_of(decision)
    guards = [(row, Companion.Role.GUARDRAIL) for row in draft.guardrails]
    helps = [(row, Companion.Role.SUPPORTING) for row in draft.supporting if row not in draft.guardrails]
    return make_objective(caller, entry, NewObjective(
        title=draft.title, why=draft.why, owner=draft.owner, unit=draft.unit, cycle=draft.cycle, start=draft.start,
        due=draft.due, private=metric.private, assumptions=draft.assumptions,
        key_results=(NewKeyResult(title=metric.name, metric=metric, baseline=draft.baseline, target=draft.target),),
        companions=tuple(pair for pair in guards + helps if pair[0] != metric),
    ))  # fmt: skip
