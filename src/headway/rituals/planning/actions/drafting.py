"""Drafting: objectives for a unit and a cycle, many at once, all of them or none."""

from collections.abc import Sequence
from dataclasses import replace

from headway.activity.log import Entry
from headway.kpis.models import Metric
from headway.loop.actions.drafting import ground_of
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.objectives import NewObjective, make_objective
from headway.okrs.models import Cycle, Objective
from headway.okrs.refusals import objective_at
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_key, next_keys
from headway.people.models import Unit
from headway.rituals.planning.access import needs_agreement, plan_of, require_planning
from headway.rituals.planning.models import Plan, Proposal
from headway.rituals.planning.rules.ranking import in_order

MOST_CHOSEN = 5
"""Whoever moves more than this moves nothing."""


def draft_goals(caller: Caller, unit: Unit, cycle: Cycle, goals: Sequence[NewObjective]) -> list[Objective]:
    """Draft objectives for a unit and a cycle. Where somebody has to agree they are proposals, else set at once."""
    require(caller, "plan.draft")
    require_planning(cycle)
    if not goals:
        raise Refused("There is nothing to draft yet: type or paste at least one objective.", field="rows")
    with acting(caller, "plan.drafted") as entry:
        return _draft(caller, entry, unit, cycle, goals)


def draft_from_kpis(caller: Caller, unit: Unit, cycle: Cycle, metrics: Sequence[Metric]) -> list[Objective]:
    """Choose the KPIs to move, and draft an objective on each: from what it usually shows to a level that counts."""
    require(caller, "plan.draft")
    require_planning(cycle)
    if not 1 <= len(metrics) <= MOST_CHOSEN:
        raise Refused(
            f"You chose {len(metrics)} KPIs. Choose the two or three to move; at most {MOST_CHOSEN} fit a cycle.",
            field="kpis",
        )
    goals = [_on_kpi(caller, unit, cycle, metric) for metric in metrics]
    with acting(caller, "plan.drafted") as entry:
        made = _draft(caller, entry, unit, cycle, goals)
        plan = plan_of(caller, unit, cycle)
        plan.chosen = in_order(plan.chosen, [*plan.chosen, *(metric.key for metric in metrics)])
        save_plan(caller, entry, plan)
    return made


def _on_kpi(caller: Caller, unit: Unit, cycle: Cycle, metric: Metric) -> NewObjective:
    ground = ground_of(metric)
    verb = "reaches a level it never held" if ground.way.rising else "comes down to a level it never held"
    bad = metric.state in {"amber", "red"}
    return NewObjective(
        title=f"{metric.name} is healthy again, and stays healthy" if bad else f"{metric.name} {verb}",
        owner=metric.owner, unit=unit, cycle=cycle, private=metric.private,
        key_results=(
            NewKeyResult(metric.name, metric=metric, baseline=ground.way.baseline, target=ground.way.target),
        ),
    )  # fmt: skip


def _draft(caller: Caller, entry: Entry, unit: Unit, cycle: Cycle, goals: Sequence[NewObjective]) -> list[Objective]:
    proposing = needs_agreement(caller)
    made = []
    for at, goal in enumerate(goals):
        with objective_at(at, len(goals), goal.title):
            made.append(make_objective(caller, entry, _placed(goal, unit, cycle, proposing)))
    if proposing:
        keys = next_keys(caller.workspace, Proposal, len(made))
        rows = [
            Proposal(workspace=caller.workspace, key=key, objective=goal, cycle=cycle)
            for key, goal in zip(keys, made, strict=True)
        ]
        Proposal.objects.bulk_create(rows)
        for row in rows:
            record(entry, row)
    plan = plan_of(caller, unit, cycle)
    plan.order = [*plan.order, *(goal.key for goal in made)]
    save_plan(caller, entry, plan)
    entry.concern(cycle.key, unit.key)
    entry.say(drafted=[goal.key for goal in made], count=len(made))
    return made


def _placed(goal: NewObjective, unit: Unit, cycle: Cycle, proposing: bool) -> NewObjective:
    """In the cycle, or with its dates in the backlog."""
    start, due = goal.start or cycle.start, goal.due or cycle.end
    return replace(goal, unit=unit, cycle=None if proposing else cycle, start=start, due=due)


def save_plan(caller: Caller, entry: Entry, plan: Plan) -> None:
    """Write a plan, with its key if it is new, inside somebody's action."""
    plan.key = plan.key or next_key(caller.workspace, Plan)
    plan.save()
    record(entry, plan)
