"""Objectives: what shall become true, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from headway.activity.log import Entry
from headway.kpis.models import Metric
from headway.okrs.actions.aligning import check_alignment
from headway.okrs.actions.changing import (
    require_dates,
    require_open,
    require_reason_to_go,
    require_same_workspace,
    require_title,
)
from headway.okrs.actions.co_owners import add_co_owners
from headway.okrs.actions.initiatives import add_work, check_work
from headway.okrs.actions.key_results import NewKeyResult, build_key_results, refuse_new_shares
from headway.okrs.actions.steps import add_steps
from headway.okrs.fold import fold_tree, refold
from headway.okrs.hooks import goal_worded
from headway.okrs.judge import thresholds_of
from headway.okrs.levels import refuse_individual
from headway.okrs.models import (
    Alignment,
    Ambition,
    Assumption,
    Companion,
    Cycle,
    CycleState,
    Drivers,
    Initiative,
    KeyResult,
    Objective,
    Theme,
)
from headway.okrs.privacy import refuse_leak
from headway.okrs.shown import show
from headway.okrs.tags import kept_tags
from headway.okrs.tree import Tree
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_keys_of
from headway.people.models import Person, Unit
from headway.people.versions import claim_version

IDEA_SPAN = timedelta(days=90)
"""How long an idea without dates is taken to last."""
REFOLDED = {"start", "due", "drivers", "cycle", "runs_on"}
SHAPE = {"owner", "unit", "private"}


@dataclass(frozen=True)
class NewObjective:
    """What it takes to make an objective with all that belongs to it. Missing dates are those of the cycle.

    Without a cycle it is an idea in the backlog. ``co_owners`` may do what the owner may.
    ``companions`` pairs KPIs with a role; ``parent`` is what it contributes to (or supports). ``initiatives`` name work
    for it, owned by its owner.
    """

    title: str
    owner: Person
    unit: Unit
    cycle: Cycle | None
    why: str = ""
    ambition: str = Ambition.ASPIRATIONAL
    start: date | None = None
    due: date | None = None
    private: bool = False
    drivers: str = Drivers.BOTH
    means_03: str = ""
    means_07: str = ""
    means_10: str = ""
    key_results: tuple[NewKeyResult, ...] = ()
    assumptions: tuple[str, ...] = ()
    initiatives: tuple[str, ...] = ()
    companions: tuple[tuple[Metric, str], ...] = ()
    theme: Theme | None = None
    individual: bool = False
    runs_on: bool = False
    tags: tuple[str, ...] = ()
    co_owners: tuple[Person, ...] = ()
    parent: Objective | None = None
    parent_kind: str = Alignment.Kind.CONTRIBUTES


def create_objective(caller: Caller, new: NewObjective) -> Objective:
    """Make an objective with its key results, assumptions, initiatives, companions and parent: one action."""
    require(caller, "objective.create")
    with acting(caller, "objective.created") as entry:
        return make_objective(caller, entry, new)


def make_objective(caller: Caller, entry: Entry, new: NewObjective) -> Objective:
    """The making itself, inside somebody's action (a decision may open an objective)."""
    if new.cycle is not None and new.cycle.state == CycleState.CLOSED:
        raise Refused(f"{new.cycle.name} is closed: choose a cycle that is planned or running.", field="cycle")
    if new.individual:
        refuse_individual(caller)
    refuse_new_shares(new.key_results)
    texts = [text.strip() for text in new.assumptions if text.strip()]
    work = check_work(new.initiatives)
    keys = next_keys_of(
        caller.workspace,
        {
            Objective: 1, KeyResult: len(new.key_results), Assumption: len(texts), Initiative: len(work),
            Companion: len(new.companions), Alignment: int(new.parent is not None),
        },
    )  # fmt: skip
    objective = build_objective(caller, new, keys[Objective][0])
    rows = build_key_results(caller, objective, new.key_results, keys[KeyResult])
    guards = [metric.key for metric, role in new.companions if role == Companion.Role.GUARDRAIL]
    goal_worded.send(
        Objective, caller=caller, objective=objective, key_results=rows, new=True, guardrails=guards, entry=entry
    )
    _fold_in_memory(caller, objective, rows)
    objective.save()
    record(entry, objective)
    KeyResult.objects.bulk_create(rows)
    _add_assumptions(caller, entry, objective, dict(zip(keys[Assumption], texts, strict=True)))
    add_work(caller, entry, objective, dict(zip(keys[Initiative], work, strict=True)))
    _add_companions(caller, entry, objective, dict(zip(keys[Companion], new.companions, strict=True)))
    for row in rows:
        record(entry, row)
    show(entry, [objective, *rows])
    add_co_owners(caller, entry, objective, new.co_owners)
    for row, made in zip(rows, new.key_results, strict=True):
        add_steps(caller, entry, row, made.steps)
    if feeding := [row for row in rows if row.feeds_id]:
        refold(caller, entry, [], feeding)
    if new.parent is not None:
        _join(caller, entry, objective, new.parent, new.parent_kind, keys[Alignment][0])
    return objective


def build_objective(caller: Caller, new: NewObjective, key: str) -> Objective:
    """An unsaved objective, checked."""
    start = new.start or (new.cycle.start if new.cycle else caller.today)
    due = new.due or (new.cycle.end if new.cycle else start + IDEA_SPAN)
    require_same_workspace(new.owner, new.unit, new.cycle, new.parent, new.theme, *new.co_owners)
    row = Objective(
        workspace=caller.workspace, key=key, owner=new.owner, unit=new.unit, cycle=new.cycle, start=start, due=due,
        title=require_title(new.title, "An objective needs a title that says what becomes true: fill it in."),
        why=new.why.strip(), ambition=new.ambition, private=new.private, drivers=new.drivers,
        means_03=new.means_03.strip(), means_07=new.means_07.strip(), means_10=new.means_10.strip(),
        theme=new.theme, individual=new.individual, runs_on=new.runs_on, tags=kept_tags(list(new.tags)),
        parked_at=None if new.cycle else caller.now, created_at=caller.now,
    )  # fmt: skip
    require_dates(row)
    return row


def _fold_in_memory(caller: Caller, objective: Objective, rows: list[KeyResult]) -> None:
    """A new goal has nothing below it but its own key results, so nothing needs to be read."""
    objective.pk = 0
    today = caller.today
    tree = Tree({0: objective}, {0: rows}, {})
    fold_tree(tree, thresholds_of(caller), lambda goal: today, caller.now)
    objective.pk = None


def _add_assumptions(caller: Caller, entry: Entry, objective: Objective, texts: Mapping[str, str]) -> None:
    rows = [
        Assumption(workspace=caller.workspace, key=key, objective=objective, text=text) for key, text in texts.items()
    ]
    if rows:
        Assumption.objects.bulk_create(rows)
    for row in rows:
        record(entry, row)


def _add_companions(
    caller: Caller, entry: Entry, objective: Objective, pairs: Mapping[str, tuple[Metric, str]]
) -> None:
    rows = [
        Companion(
            workspace=caller.workspace, key=key, objective=objective, metric=metric, role=role,
            value_at_start=metric.judged_value,
        )
        for key, (metric, role) in pairs.items()
    ]  # fmt: skip
    if rows:
        Companion.objects.bulk_create(rows)
    for row in rows:
        record(entry, row)


def _join(caller: Caller, entry: Entry, child: Objective, parent: Objective, kind: str, key: str) -> None:
    """Align a goal that is new: it can close no loop and make no paths meet."""
    check_alignment(child, parent, kind)
    edge = Alignment.objects.create(workspace=caller.workspace, key=key, child=child, parent=parent, kind=kind)
    record(entry, edge)
    entry.concern(parent.key)
    if kind == Alignment.Kind.CONTRIBUTES:
        refold(caller, entry, [parent.pk])


def change_objective(
    caller: Caller, objective: Objective, changes: Mapping[str, Any], version: int | None = None
) -> Objective:
    """Change fields of an objective: title, why, ambition, owner, unit, cycle, dates, drivers, what grades mean.

    Raises ``Conflict`` if it changed since ``version`` was read.
    """
    require(caller, "objective.change", objective)
    require_open(objective)
    changed = {name: value for name, value in changes.items() if getattr(objective, name) != value}
    if not changed:
        return objective
    _refuse_place(objective, changed)
    was_idea = objective.in_backlog
    with acting(caller, "objective.changed") as entry:
        claim_version(objective, version)
        for name, value in changed.items():
            setattr(objective, name, value)
        check_changed(objective, changed)
        if "title" in changed or (was_idea and not objective.in_backlog):
            goal_worded.send(Objective, caller=caller, objective=objective, key_results=[], new=False, entry=entry)
        objective.save(update_fields=list(changed))
        record(entry, objective)
        if REFOLDED & changed.keys():
            refold(caller, entry, [objective.pk])
    return objective


def _refuse_place(objective: Objective, changed: Mapping[str, Any]) -> None:
    """What is committed in a running cycle leaves it with a reason, and nothing is put into a closed one."""
    if "cycle" not in changed:
        return
    cycle = changed["cycle"]
    if cycle is not None and cycle.state == CycleState.CLOSED:
        raise Refused(f"{cycle.name} is closed: choose a cycle that is planned or running.", field="cycle")
    if objective.is_running:
        raise Refused(
            f"{objective.key} is committed in a running cycle: postpone it with a reason, and its key results go along "
            "with it.",
            field="cycle",
        )


def check_changed(objective: Objective, changed: Mapping[str, Any], rows: Iterable[KeyResult] | None = None) -> None:
    """Refuse what an objective has just become in memory; ``rows`` are its key results where they are at hand."""
    told = "An objective needs a title: fill it in."
    objective.title = require_title(objective.title, told, worded="title" in changed)
    require_same_workspace(objective, objective.owner, objective.unit, objective.cycle, objective.theme)
    if {"start", "due", "cycle", "runs_on"} & changed.keys():
        require_dates(objective)
        outside = [
            row.key
            for row in (objective.key_results.filter(archived_at=None) if rows is None else rows)
            if row.start < objective.start or row.due > objective.due
        ]
        if outside:
            raise Refused(f"{outside[0]} would lie outside these dates: change its dates first.", field="due")
    if SHAPE & changed.keys():
        refuse_leak(objective)


def archive_objective(caller: Caller, objective: Objective, reason: str = "") -> Objective:
    """Take an objective out of lists and roll-ups; its history stays. From a running cycle only with a reason."""
    require(caller, "objective.change", objective)
    if objective.archived_at is not None:
        raise Refused(f"{objective.key} is archived already.")
    why = require_reason_to_go(caller, objective, objective.key, reason)
    return _shelve(caller, objective, "objective.archived", why)


def unarchive_objective(caller: Caller, objective: Objective) -> Objective:
    """Bring an archived objective back."""
    require(caller, "objective.change", objective)
    if objective.archived_at is None:
        raise Refused(f"{objective.key} is not archived.")
    return _shelve(caller, objective, "objective.unarchived", "")


def _shelve(caller: Caller, objective: Objective, verb: str, reason: str) -> Objective:
    with acting(caller, verb, reason=reason) as entry:
        claim_version(objective, None)
        objective.archived_at = caller.now if verb == "objective.archived" else None
        objective.save(update_fields=["archived_at"])
        record(entry, objective)
        parents = objective.parents.filter(kind=Alignment.Kind.CONTRIBUTES).values_list("parent_id", flat=True)
        refold(caller, entry, [objective.pk, *parents])
    return objective
