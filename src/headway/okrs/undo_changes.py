"""Taking one change of many objectives back: every one of them, as one action, or none."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from headway.activity.log import Entry, body_of, image_before
from headway.activity.models import Activity, Touch
from headway.okrs.access import objectives_for
from headway.okrs.actions.postponing import restore_place
from headway.okrs.fold import refold
from headway.okrs.models import Alignment, Objective, Theme
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Conflict
from headway.people.models import Person, Unit

MODELS: dict[str, Any] = {"owner": Person, "unit": Unit, "theme": Theme}


def undo_changes(caller: Caller, row: Activity) -> None:
    """Restore every objective of one change of many; none, if one of them was changed again since."""
    before = body_of(row)["facts"]["before"]
    later = Touch.objects.filter(workspace_id=row.workspace_id, key__in=list(before), seq__gt=row.seq)
    if touched := later.order_by("seq").values_list("key", flat=True).first():
        raise Conflict(f"{touched} was changed again since, so this can no longer be undone: change it by hand.")
    found = objectives_for(caller).filter(key__in=list(before))
    goals = list(found.select_related("cycle", "owner", "unit", "theme").order_by("pk"))
    for goal in goals:
        require(caller, "objective.change", goal)
    with acting(caller, "objectives.changed.undone") as entry:
        for goal in goals:
            _restore(caller, entry, goal, before[goal.key], row.seq)
        above = Alignment.objects.filter(child__in=goals, kind=Alignment.Kind.CONTRIBUTES)
        refold(caller, entry, [*(goal.pk for goal in goals), *above.values_list("parent_id", flat=True)])


def _restore(caller: Caller, entry: Entry, goal: Objective, old: Mapping[str, Any], seq: int) -> None:
    for name, value in old.items():
        if name == "archived":
            goal.archived_at = caller.now if value else None
        elif name == "due":
            goal.due = date.fromisoformat(value)
        elif name in MODELS:
            model = MODELS[name]
            setattr(goal, name, model.objects.get(workspace=caller.workspace, key=value) if value else None)
        elif name != "cycle":
            setattr(goal, name, value)
    goal.version += 1
    goal.save()
    record(entry, goal)
    if "cycle" in old:
        restore_place(caller, entry, goal, lambda key: image_before(caller.workspace.pk, key, seq))
