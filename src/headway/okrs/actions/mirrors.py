"""Mirrored key results: one key result, shown and counted in several objectives."""

from headway.okrs.actions.alignments import mark_meetings
from headway.okrs.actions.changing import require_open, require_same_workspace
from headway.okrs.fold import refold
from headway.okrs.models import KeyResult, Mirror, Objective
from headway.okrs.privacy import hides_from
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_key


def mirror_key_result(caller: Caller, row: KeyResult, objective: Objective) -> Mirror:
    """Let a key result count in another objective, too. On a common ancestor it still counts once."""
    require(caller, "objective.change", objective)
    require_open(objective)
    require_same_workspace(objective, row)
    if row.objective_id == objective.pk or objective.mirrored.filter(key_result=row).exists():
        raise Refused(f"{row.key} counts in {objective.key} already.", field="key_result")
    if row.archived_at is not None:
        raise Refused(f"{row.key} is archived, so it counts nowhere: unarchive it first.", field="key_result")
    if hides_from(row.objective, objective):
        raise Refused(
            f"{row.key} is private and {objective.key} is seen by others, so it may not count there.",
            field="key_result",
        )
    with acting(caller, "key_result.mirrored") as entry:
        mirror = Mirror.objects.create(
            workspace=caller.workspace, key=next_key(caller.workspace, Mirror), key_result=row, objective=objective
        )
        record(entry, mirror)
        entry.concern(row.key, objective.key)
        _set_hosting(objective)
        refold(caller, entry, [objective.pk])
    return mirror


def unmirror_key_result(caller: Caller, mirror: Mirror) -> None:
    """Let a key result count in this objective no longer."""
    objective = mirror.objective
    require(caller, "objective.change", objective)
    require_open(objective)
    with acting(caller, "key_result.unmirrored") as entry:
        entry.record(mirror.key, {})
        entry.concern(mirror.key_result.key, objective.key)
        entry.say(removed=mirror.key)
        mirror.delete()
        _set_hosting(objective)
        refold(caller, entry, [objective.pk])


def _set_hosting(objective: Objective) -> None:
    objective.hosts = objective.mirrored.exists()
    objective.save(update_fields=["hosts"])
    mark_meetings(objective.workspace_id, [objective.pk])
