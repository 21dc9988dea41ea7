"""How the actions of planning are taken back. Each runs as an action of its own."""

from headway.activity.log import body_of
from headway.activity.models import Activity
from headway.okrs.access import objective_for
from headway.okrs.actions.changing import require_open
from headway.okrs.fold import refold
from headway.okrs.models import Alignment
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.rituals.planning.access import proposals_for


def undo_drafting(caller: Caller, row: Activity) -> None:
    """Archive what was just drafted: its keys are never used again."""
    goals = [objective_for(caller, key) for key in body_of(row)["facts"]["drafted"]]
    for goal in goals:
        require(caller, "objective.change", goal)
        require_open(goal)
    with acting(caller, "plan.drafted.undone") as entry:
        for goal in goals:
            goal.archived_at = caller.now
            goal.version += 1
            goal.save(update_fields=["archived_at", "version"])
            record(entry, goal)
        above = Alignment.objects.filter(child__in=goals).values_list("parent_id", flat=True)
        refold(caller, entry, [*(goal.pk for goal in goals), *above])


def undo_submission(caller: Caller, row: Activity) -> None:
    """Take a submission back, unless somebody has decided on it meanwhile."""
    keys = body_of(row)["facts"]["submitted"]
    rows = list(proposals_for(caller).filter(key__in=keys, accepted=None, objective__cycle=None))
    if len(rows) != len(keys):
        raise Refused("Something of it was decided already, so it can no longer be taken back: talk to who decided.")
    with acting(caller, "plan.submitted.undone") as entry:
        for one in rows:
            one.submitted_at, one.submitted_by = None, None
            one.save(update_fields=["submitted_at", "submitted_by"])
            record(entry, one)


UNDO = {"plan.drafted": undo_drafting, "plan.submitted": undo_submission}
