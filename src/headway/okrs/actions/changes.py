"""One change of many objectives: planned for each, then done for all of them or for none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from headway.activity.log import Entry
from headway.okrs.actions.changing import require_open
from headway.okrs.actions.objectives import REFOLDED, check_changed
from headway.okrs.actions.postponing import move_objective
from headway.okrs.fold import refold
from headway.okrs.models import Alignment, CycleState, KeyResult, Objective
from headway.okrs.store import write_goals
from headway.okrs.tags import kept_tags
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Conflict, LineError, LinesRefused, Refused
from headway.people.versions import claim_version

MOST = 500
"""More at once would keep others from writing for too long."""
FIELDS = ("owner", "unit", "theme", "cycle", "due", "ambition", "add_tags", "remove_tags", "archived")
"""What may be changed of many. Tags are lists; ``archived`` is yes or no; a cycle takes its dates with it."""


@dataclass
class Planned:
    """What a change would do to one objective: old and new by field, or why it cannot be."""

    objective: Objective
    changed: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    refused: str = ""


def plan_changes(
    caller: Caller, objectives: Sequence[Objective], changes: Mapping[str, Any], reason: str = ""
) -> list[Planned]:
    """What ``changes`` would do to each; nothing is written, but they are set on the objectives in memory."""
    if len(objectives) > MOST:
        raise Refused(f"These are {len(objectives)} objectives, and {MOST} can be changed at once: choose fewer.")
    if strange := [name for name in changes if name not in FIELDS]:
        raise Refused(f"“{strange[0]}” cannot be changed of many: choose {', '.join(FIELDS)}.", field=strange[0])
    if {"cycle", "due"} <= changes.keys():
        raise Refused("A cycle brings its own dates: change either the cycle or the due date.", field="due")
    rows = _rows_of(objectives) if "due" in changes else {}
    return [_plan(caller, goal, changes, reason, rows.get(goal.pk, [])) for goal in objectives]


def _rows_of(objectives: Sequence[Objective]) -> dict[int, list[KeyResult]]:
    found: dict[int, list[KeyResult]] = {}
    for row in KeyResult.objects.filter(objective__in=objectives, archived_at=None).order_by("pk"):
        found.setdefault(row.objective_id, []).append(row)
    return found


def _plan(
    caller: Caller, objective: Objective, changes: Mapping[str, Any], reason: str, rows: list[KeyResult]
) -> Planned:
    plan = Planned(objective)
    try:
        require(caller, "objective.change", objective)
        require_open(objective)
        plan.changed = _differences(objective, changes)
        _require_movable(plan, reason)
        for name, (_old, new) in plan.changed.items():
            if name not in {"archived", "cycle"}:
                setattr(objective, name, new)
        check_changed(objective, {name: new for name, (_o, new) in plan.changed.items() if name != "cycle"}, rows)
    except Refused as error:
        plan.refused = error.message
    return plan


def _differences(objective: Objective, changes: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    wanted = {name: new for name, new in changes.items() if name not in {"add_tags", "remove_tags"}}
    if {"add_tags", "remove_tags"} & changes.keys():
        gone = set(kept_tags(list(changes.get("remove_tags", ()))).split(","))
        kept = [tag for tag in objective.tag_list if tag not in gone]
        wanted["tags"] = kept_tags([*kept, *changes.get("add_tags", ())])
    found = {}
    for name, new in wanted.items():
        old = objective.archived_at is not None if name == "archived" else getattr(objective, name)
        if old != new:
            found[name] = (old, new)
    return found


def _require_movable(plan: Planned, reason: str) -> None:
    """What moving to another cycle asks: an open cycle, and a reason once the present one runs."""
    if "cycle" not in plan.changed:
        return
    cycle = plan.changed["cycle"][1]
    if cycle is not None and cycle.state == CycleState.CLOSED:
        raise Refused(f"{cycle.name} is closed: choose a cycle that is planned or running.", field="cycle")
    if plan.objective.is_running and not reason.strip():
        raise Refused("Its cycle is running, so postponing it takes a reason: fill it in.", field="reason")


def change_objectives(
    caller: Caller,
    objectives: Sequence[Objective],
    changes: Mapping[str, Any],
    versions: Mapping[str, int] | None = None,
    reason: str = "",
) -> list[Planned]:
    """Change many objectives at once: all of them or, if one cannot be changed, none.

    ``versions`` are those that the change was decided on, by key. Returns what was done; objectives that
    already are as wanted are left out.
    """
    plans = plan_changes(caller, objectives, changes, reason)
    _refuse([plan for plan in plans if plan.refused])
    doing = [plan for plan in plans if plan.changed]
    if doing:
        with acting(caller, "objectives.changed", reason=reason) as entry:
            entry.concern(*(plan.objective.key for plan in doing))
            _write(caller, entry, doing, versions or {}, reason)
            entry.say(before={plan.objective.key: _before(plan) for plan in doing})
    return doing


def _refuse(refused: Sequence[Planned]) -> None:
    if refused:
        lines = [LineError(n, "objective", plan.objective.key, plan.refused) for n, plan in enumerate(refused, start=1)]
        raise LinesRefused(lines)


def _write(caller: Caller, entry: Entry, plans: Sequence[Planned], versions: Mapping[str, int], reason: str) -> None:
    for plan in plans:
        _claim(plan, versions.get(plan.objective.key, plan.objective.version))
        if "archived" in plan.changed:
            plan.objective.archived_at = caller.now if plan.changed["archived"][1] else None
    names = {name for plan in plans for name in plan.changed} - {"cycle", "archived"}
    archived = {"archived_at"} if any("archived" in plan.changed for plan in plans) else set()
    if names | archived:
        write_goals([plan.objective for plan in plans], sorted(names | archived))
    for plan in plans:
        if "cycle" in plan.changed:
            move_objective(caller, entry, plan.objective, plan.changed["cycle"][1], reason)
        else:
            record(entry, plan.objective)
    if ids := _to_refold(plans):
        refold(caller, entry, ids)


def _claim(plan: Planned, version: int) -> None:
    """A move claims the next version itself, so here it is only compared."""
    if "cycle" not in plan.changed:
        claim_version(plan.objective, version)
    elif plan.objective.version != version:
        raise Conflict(f"{plan.objective.key} was changed by somebody else since you looked: look again, then repeat.")


def _before(plan: Planned) -> dict[str, Any]:
    return {name: _plainly(old) for name, (old, _new) in plan.changed.items()}


def _plainly(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else getattr(value, "key", value)


def _to_refold(plans: Sequence[Planned]) -> list[int]:
    turned = [plan.objective.pk for plan in plans if (REFOLDED | {"archived"}) & plan.changed.keys() - {"cycle"}]
    shelved = [plan.objective.pk for plan in plans if "archived" in plan.changed]
    above = Alignment.objects.filter(child__in=shelved, kind=Alignment.Kind.CONTRIBUTES) if shelved else []
    return [*turned, *(edge.parent_id for edge in above)]
