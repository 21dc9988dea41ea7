"""How the actions on goals are taken back. Each runs as an action of its own."""

from datetime import date
from typing import Any

from headway.activity.log import body_of, image_before
from headway.activity.models import Activity
from headway.okrs.access import check_in_for, cycle_for, key_result_for, objective_for, objectives_for, theme_for
from headway.okrs.actions.alignments import Wanted, realign
from headway.okrs.actions.assumptions import set_assumption
from headway.okrs.actions.changing import require_open
from headway.okrs.actions.check_ins import set_resolved, take_back
from headway.okrs.actions.cycle_changes import change_cycle
from headway.okrs.actions.objectives import archive_objective, unarchive_objective
from headway.okrs.actions.postponing import restore_place
from headway.okrs.actions.statuses import HAND, lift_hand
from headway.okrs.actions.themes import unarchive_theme
from headway.okrs.models import Assumption, Blocker, KeyResult, Objective
from headway.okrs.undo_changes import undo_changes
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller

HAND_IMAGE = ("hand_status", "hand_reason", "hand_lasting")


def undo_check_ins(caller: Caller, row: Activity) -> None:
    """Withdraw what was sent, resolve the blockers that came with it, and restore assumptions."""
    images = body_of(row)["images"]
    made = [check_in_for(caller, key) for key in images if key.startswith("CI-")]
    for one in made:
        require(caller, "key_result.check_in", one.key_result)
        require_open(one.key_result.objective)
    with acting(caller, "check_in.sent.undone") as entry:
        take_back(caller, entry, made)
        mine = {"workspace": caller.workspace, "key__in": list(images)}
        for blocker in Blocker.objects.filter(**mine).select_related("key_result", "owner"):
            before = image_before(caller.workspace.pk, blocker.key, row.seq)
            set_resolved(caller, entry, blocker, before is None)
        for assumption in Assumption.objects.filter(**mine).select_related("objective"):
            before = image_before(caller.workspace.pk, assumption.key, row.seq)
            set_assumption(caller, entry, assumption, before["state"] if before else Assumption.State.OPEN)


def undo_status(caller: Caller, row: Activity) -> None:
    """Restore the status by hand that stood before, or none."""
    goal = _goal(caller, row.subject)
    verb = "objective.change" if isinstance(goal, Objective) else "key_result.check_in"
    require(caller, verb, goal)
    before = image_before(caller.workspace.pk, goal.key, row.seq) or {}
    with acting(caller, f"{row.verb}.undone") as entry:
        lift_hand(goal)
        if before.get("hand_status"):
            for name in HAND_IMAGE:
                setattr(goal, name, before[name])
            goal.hand_by, goal.hand_at = caller.person, caller.now
        goal.version += 1
        goal.save(update_fields=[*HAND, "version"])
        record(entry, goal)


def undo_archive(caller: Caller, row: Activity) -> None:
    """Bring an archived objective back."""
    unarchive_objective(caller, objective_for(caller, row.subject))


def undo_creation(caller: Caller, row: Activity) -> None:
    """Archive an objective that was just made: its key is never used again."""
    archive_objective(caller, objective_for(caller, row.subject), "Its creation was undone.")


def undo_move(caller: Caller, row: Activity) -> None:
    """Put a postponed or scheduled objective back where it was, with its dates."""
    goal = objective_for(caller, row.subject)
    require(caller, "objective.change", goal)
    with acting(caller, f"{row.verb}.undone") as entry:
        restore_place(caller, entry, goal, lambda key: image_before(caller.workspace.pk, key, row.seq))


def undo_cycle_change(caller: Caller, row: Activity) -> None:
    """Give a cycle back its name, days and parent; goals that last as long go with it."""
    image = image_before(caller.workspace.pk, row.subject, row.seq) or {}
    before: dict[str, Any] = {name: date.fromisoformat(image[name]) for name in ("start", "end")}
    before |= {"name": image["name"], "parent": cycle_for(caller, image["parent"]) if image["parent"] else None}
    change_cycle(caller, cycle_for(caller, row.subject), before, "Its change was taken back.")


def undo_theme_archive(caller: Caller, row: Activity) -> None:
    """Bring an archived theme back."""
    unarchive_theme(caller, theme_for(caller, row.subject))


def undo_alignment(caller: Caller, row: Activity) -> None:
    """Give an objective back the parents that it had."""
    child = objective_for(caller, row.subject)
    before = {key: (kind, share) for key, kind, share in body_of(row)["facts"]["before"]}
    parents = objectives_for(caller).filter(key__in=before).select_related("cycle", "owner", "unit").order_by("pk")
    realign(caller, child, [Wanted(parent, *before[parent.key]) for parent in parents])


def _goal(caller: Caller, key: str) -> Objective | KeyResult:
    return objective_for(caller, key) if key.startswith("O-") else key_result_for(caller, key)


UNDO = {
    "check_in.sent": undo_check_ins,
    "status.overridden": undo_status,
    "status.resumed": undo_status,
    "objective.aligned": undo_alignment,
    "objective.unaligned": undo_alignment,
    "objective.realigned": undo_alignment,
    "objective.archived": undo_archive,
    "objective.created": undo_creation,
    "objective.cloned": undo_creation,
    "objective.postponed": undo_move,
    "objective.scheduled": undo_move,
    "cycle.changed": undo_cycle_change,
    "theme.archived": undo_theme_archive,
    "objectives.changed": undo_changes,
}
