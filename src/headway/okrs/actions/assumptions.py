"""Assumptions: what an objective rests on, and what became of it."""

from headway.activity.log import Entry
from headway.okrs.actions.changing import require_open, require_text
from headway.okrs.models import Assumption, Objective
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_key


def add_assumption(caller: Caller, objective: Objective, text: str) -> Assumption:
    """Write down something that the objective rests on."""
    require(caller, "objective.change", objective)
    require_open(objective)
    said = require_text(text, "text", "Say what the objective rests on: fill it in.", 1000)
    with acting(caller, "assumption.added") as entry:
        row = Assumption.objects.create(
            workspace=caller.workspace, key=next_key(caller.workspace, Assumption), objective=objective, text=said
        )
        entry.concern(objective.key)
        record(entry, row)
    return row


def judge_assumption(caller: Caller, row: Assumption, state: str) -> Assumption:
    """Say what became of an assumption: open, holds or broken."""
    require(caller, "objective.change", row.objective)
    require_open(row.objective)
    with acting(caller, "assumption.judged") as entry:
        entry.concern(row.objective.key)
        set_assumption(caller, entry, row, state)
    return row


def set_assumption(caller: Caller, entry: Entry, row: Assumption, state: str) -> None:
    """The judgement itself, inside somebody's action."""
    if state not in Assumption.State.values:
        raise Refused("An assumption is open, holds or is broken: choose one of the three.", field="state")
    row.state, row.changed_at = state, caller.now
    row.save(update_fields=["state", "changed_at"])
    record(entry, row)


def archive_assumption(caller: Caller, row: Assumption) -> None:
    """Take an assumption from an objective; the log keeps it."""
    require(caller, "objective.change", row.objective)
    require_open(row.objective)
    with acting(caller, "assumption.archived") as entry:
        row.archived_at = caller.now
        row.save(update_fields=["archived_at"])
        entry.concern(row.objective.key)
        record(entry, row)
