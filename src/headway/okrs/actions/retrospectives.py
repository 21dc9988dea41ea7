"""Retrospectives: what was learned, and what becomes of an objective in the next cycle."""

from collections.abc import Mapping
from dataclasses import dataclass

from headway.activity.log import Entry
from headway.okrs.actions.cloning import StartOf, StartRule, copy_of, start_of
from headway.okrs.actions.objectives import make_objective
from headway.okrs.models import Cycle, KeyResult, Objective, Retrospective
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_key

Carry = Retrospective.Carry


@dataclass(frozen=True)
class Learned:
    """What a retrospective says: lessons, what stood in the way, and which assumptions were missed."""

    lessons: str = ""
    blockers: str = ""
    missed_assumptions: str = ""


def write_retrospective(caller: Caller, objective: Objective, learned: Learned) -> Retrospective:
    """Write down what was learned; written already, it is replaced and the log keeps the old one.

    It may be written after the cycle is closed, too: a lesson often comes late.
    """
    require(caller, "objective.score", objective)
    if not any(text.strip() for text in vars(learned).values()):
        raise Refused(
            "There is nothing to keep yet: write a lesson, a blocker or a missed assumption.", field="lessons"
        )
    with acting(caller, "retrospective.written") as entry:
        entry.concern(objective.key)
        row = _of(caller, objective)
        row.lessons, row.blockers = learned.lessons.strip(), learned.blockers.strip()
        row.missed_assumptions = learned.missed_assumptions.strip()
        _save(caller, entry, row)
    return row


def carry_forward(
    caller: Caller,
    objective: Objective,
    carry: str,
    cycle: Cycle | None = None,
    starts: Mapping[str, tuple[int, int]] | None = None,
    title: str = "",
) -> Retrospective:
    """Decide what becomes of an objective: continue, change, drop or graduate.

    *Continue* and *change* make a copy in ``cycle``; ``starts`` gives each movement's new (baseline, target)
    by the key of the old key result, and must name every one of them that is a movement.
    """
    require(caller, "objective.score", objective)
    if carry not in Carry.values:
        raise Refused("An objective is continued, changed, dropped or graduated: choose one.", field="carry")
    row = _of(caller, objective)
    if row.carried_to is not None:
        raise Refused(f"{objective.key} was carried forward already, to {row.carried_to.key}.")
    copies = carry in {Carry.CONTINUE, Carry.CHANGE}
    if copies and cycle is None:
        raise Refused("Choose the cycle that it goes on in.", field="cycle")
    with acting(caller, "objective.carried_forward") as entry:
        entry.concern(objective.key)
        row.carry = carry
        if copies and cycle is not None:
            row.carried_to = make_objective(caller, entry, copy_of(objective, cycle, _chosen(starts or {}), title))
        _save(caller, entry, row)
        entry.say(carry=carry)
    return row


def _of(caller: Caller, objective: Objective) -> Retrospective:
    found = Retrospective.objects.filter(objective=objective).select_related("carried_to").first()
    row = found or Retrospective(workspace=caller.workspace, objective=objective)
    row.objective = objective
    return row


def _save(caller: Caller, entry: Entry, row: Retrospective) -> None:
    row.key = row.key or next_key(caller.workspace, Retrospective)
    row.by, row.at = caller.person, caller.now
    row.save()
    record(entry, row)


def _chosen(starts: Mapping[str, tuple[int, int]]) -> StartOf:
    """The start that somebody chose for each movement; what does not move begins as it is."""

    def start(row: KeyResult) -> tuple[str, int | None, int | None]:
        if row.kind != KeyResult.Kind.MOVE:
            return start_of(row, StartRule.KEEP)
        if row.key not in starts:
            raise Refused(
                f"{row.key} needs the value it starts from and its target in the next cycle: fill in both.",
                field="starts",
            )
        return row.kind, *starts[row.key]

    return start
