"""Putting a cycle right: its name, its days, what it is part of. Goals that last as long as the cycle go with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from headway.activity.log import Entry
from headway.okrs.actions.changing import require_dates, require_same_workspace, require_text
from headway.okrs.count import count_readings
from headway.okrs.fold import refold
from headway.okrs.models import Cycle, CycleState, KeyResult, Objective
from headway.okrs.store import write_goals
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused

FIELDS = ("name", "start", "end", "parent")
DAYS = {"start", "end"}


@dataclass
class _Moved:
    """The goals whose days change with the cycle's, in memory."""

    objectives: list[Objective]
    rows: list[KeyResult]


def change_cycle(caller: Caller, cycle: Cycle, changes: Mapping[str, Any], reason: str = "") -> Cycle:
    """Change the name, the days or the parent of a cycle; once it runs, other days take a reason.

    Objectives and key results that last as long as the cycle take its new days. One with days of its own keeps them;
    where they no longer fit, nothing changes and the refusal names it.
    """
    require(caller, "cycle.change")
    changed = {name: value for name, value in changes.items() if name in FIELDS and getattr(cycle, name) != value}
    if not changed:
        return cycle
    _refuse_days(cycle, changed, reason)
    before = cycle.start, cycle.end
    for name, value in changed.items():
        setattr(cycle, name, value)
    _check(cycle)
    moved = _moved(cycle, before) if DAYS & changed.keys() else _Moved([], [])
    with acting(caller, "cycle.changed", reason=reason) as entry:
        cycle.save(update_fields=list(changed))
        record(entry, cycle)
        if DAYS & changed.keys():
            entry.say(old=[day.isoformat() for day in before], new=[cycle.start.isoformat(), cycle.end.isoformat()])
        _write(caller, entry, moved)
    return cycle


def _refuse_days(cycle: Cycle, changed: Mapping[str, Any], reason: str) -> None:
    field = next((name for name in ("start", "end") if name in changed), "")
    if not field:
        return
    if cycle.state == CycleState.CLOSED:
        raise Refused(f"{cycle.name} is closed, so its days stand: move it back to scoring first.", field=field)
    if cycle.state != CycleState.PLANNING and not reason.strip():
        raise Refused("The cycle is running, so goals are due with it: say why its days change.", field="reason")


def _check(cycle: Cycle) -> None:
    cycle.name = require_text(cycle.name, "name", "A cycle needs a name, such as “Q1 2027”: fill it in.", 60)
    require_same_workspace(cycle, cycle.parent)
    if Cycle.objects.filter(workspace_id=cycle.workspace_id, name=cycle.name).exclude(pk=cycle.pk).exists():
        raise Refused(f"There is a cycle called “{cycle.name}” already: choose another name.", field="name")
    if cycle.end < cycle.start:
        raise Refused(
            f"The cycle ends on {cycle.end}, before it starts on {cycle.start}: choose a later end.", field="end"
        )
    _check_place(cycle)


def _check_place(cycle: Cycle) -> None:
    """It lies inside what it is part of, and what is part of it lies inside."""
    outer: Cycle | None = cycle.parent
    if outer is not None and not (outer.start <= cycle.start and cycle.end <= outer.end):
        raise Refused(f"{outer.name} runs from {outer.start} to {outer.end}: choose dates inside.", field="start")
    way = [cycle.name]
    while outer is not None:
        way.append(outer.name)
        if outer.pk == cycle.pk:
            loop = " → ".join(way)
            raise Refused(f"That would close a loop: {loop}. Choose another cycle that it is part of.", field="parent")
        outer = outer.parent
    inner = cycle.children.exclude(start__gte=cycle.start, end__lte=cycle.end).order_by("start").first()
    if inner is not None:
        raise Refused(
            f"{inner.name}, from {inner.start} to {inner.end}, is part of it and would lie outside: change that first.",
            field="end",
        )


def _moved(cycle: Cycle, before: tuple[date, date]) -> _Moved:
    """The goals that go with the cycle, with their new days; refused where one with days of its own does not fit."""
    goals = {goal.pk: goal for goal in _goals(cycle)}
    rows = KeyResult.objects.filter(objective__in=goals, archived_at=None).order_by("pk")
    found = _Moved([], [])
    spans = {pk: (goal.start, goal.due) for pk, goal in goals.items()}
    for goal in goals.values():
        if spans[goal.pk] == before:
            goal.start, goal.due = cycle.start, cycle.end
            found.objectives.append(goal)
        goal.cycle = cycle
        _refuse_outside(goal)
    for row in rows.select_related("metric", "owner", "updater", "feeds", "workspace"):
        row.objective = goals[row.objective_id]
        if (row.start, row.due) == spans[row.objective_id] == before:
            row.start, row.due = cycle.start, cycle.end
            _refuse_steps_outside(row)
            found.rows.append(row)
        elif not row.objective.start <= row.start <= row.due <= row.objective.due:
            raise Refused(
                f"{row.key} of {row.objective.key} has days of its own, from {row.start} to {row.due}, and would lie "
                "outside: change them first.", field="end",
            )  # fmt: skip
    return found


def _refuse_steps_outside(row: KeyResult) -> None:
    if row.kind != KeyResult.Kind.MILESTONE and row.curve_by != KeyResult.CurveBy.POINTS:
        return
    days = [date.fromordinal(day) for day, _value in row.curve]
    if outside := [day for day in days if not row.start <= day <= row.due]:
        raise Refused(f"{row.key} has a step on {outside[0]}, which would lie outside: change it first.", field="end")


def _goals(cycle: Cycle) -> list[Objective]:
    rows = Objective.objects.filter(cycle=cycle, archived_at=None, closed_at=None).order_by("pk")
    return list(rows.select_related("owner", "unit", "theme", "workspace"))


def _refuse_outside(goal: Objective) -> None:
    try:
        require_dates(goal)
    except Refused as error:
        raise Refused(
            f"{goal.key} has days of its own, from {goal.start} to {goal.due}, and would lie outside: "
            "change them first.",
            field="end",
        ) from error


def _write(caller: Caller, entry: Entry, moved: _Moved) -> None:
    for goal in [*moved.objectives, *moved.rows]:
        goal.version += 1
        record(entry, goal)
    entry.concern(*(goal.key for goal in moved.objectives))
    on_kpis = [row for row in moved.rows if row.metric is not None]
    for row in on_kpis:
        row.chance_due_at = caller.now
    count_readings(on_kpis, {row.metric.pk: row.metric for row in on_kpis if row.metric is not None})
    write_goals(moved.objectives, ["start", "due", "version"])
    write_goals(moved.rows, ["start", "due", "version", "chance_due_at"])
    if moved.objectives:
        refold(caller, entry, [goal.pk for goal in moved.objectives], moved.rows)
