"""Dependencies: what a key result needs of another unit, asked for, answered, delivered."""

from dataclasses import dataclass
from datetime import date

from headway.activity.log import Entry
from headway.okrs.access import objectives_for
from headway.okrs.actions.changing import require_open, require_text
from headway.okrs.models import Dependency, KeyResult, Objective
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_key
from headway.people.models import Unit


@dataclass(frozen=True)
class NewDependency:
    """What is needed, of whom, by which day."""

    unit: Unit
    need: str
    needed_by: date


def request_dependency(caller: Caller, row: KeyResult, new: NewDependency) -> Dependency:
    """Ask another unit for something that a key result needs."""
    require(caller, "key_result.change", row)
    goal = row.objective
    require_open(goal)
    need = require_text(new.need, "need", "Say what is needed, so that the other unit can answer: fill it in.", 300)
    _refuse_unit(caller, goal, new.unit)
    if not goal.start <= new.needed_by <= goal.due:
        raise Refused(
            f"{goal.key} runs from {goal.start} to {goal.due}: choose a day inside, by which it is needed.",
            field="needed_by",
        )
    with acting(caller, "dependency.requested") as entry:
        made = Dependency.objects.create(
            workspace=caller.workspace, key=next_key(caller.workspace, Dependency), key_result=row, unit=new.unit,
            need=need, needed_by=new.needed_by, asked_by=caller.person, asked_at=caller.now,
        )  # fmt: skip
        entry.concern(row.key, goal.key, new.unit.key)
        record(entry, made)
    return made


def _refuse_unit(caller: Caller, goal: Objective, unit: Unit) -> None:
    if unit.workspace_id != goal.workspace_id or unit.archived_at is not None:
        raise Refused("There is no such unit here: choose another one.", field="unit")
    if unit.pk == goal.unit_id:
        raise Refused(
            f"{goal.key} belongs to {unit.name} itself: write down an initiative for what it does itself.", field="unit"
        )
    if not goal.private:
        return
    lead = unit.lead
    if lead is None or not objectives_for(Caller(caller.workspace, lead, caller.now)).filter(pk=goal.pk).exists():
        raise Refused(
            f"{goal.key} is private, and the lead of {unit.name} may not see it, so they could not answer: "
            "make the objective visible, or ask them in person.", field="unit",
        )  # fmt: skip


def accept_dependency(caller: Caller, asked: Dependency, promised_on: date | None = None, note: str = "") -> Dependency:
    """Promise what is needed by a day: the one asked for, unless another is given."""
    _require_waiting(caller, asked)
    day = promised_on or asked.needed_by
    if day < caller.today:
        raise Refused(f"{day} is past: promise a day from today on.", field="promised_on")
    return _answer(caller, asked, "dependency.accepted", True, day, note)


def decline_dependency(caller: Caller, asked: Dependency, reason: str, possible_on: date | None = None) -> Dependency:
    """Say no, with the reason, and if there is one the day from which it would be possible."""
    _require_waiting(caller, asked)
    if not reason.strip():
        raise Refused("Saying no takes a reason, so that the other unit can plan without it: fill it in.",
                      field="reason")  # fmt: skip
    return _answer(caller, asked, "dependency.declined", False, possible_on, reason)


def _require_waiting(caller: Caller, asked: Dependency) -> None:
    require(caller, "dependency.answer", asked)
    if asked.state not in {"asked", "accepted", "declined"}:
        raise Refused(f"{asked.key} is {asked.state}, so there is nothing to answer any more.")


def _answer(caller: Caller, asked: Dependency, verb: str, accepted: bool, day: date | None, reason: str) -> Dependency:
    with acting(caller, verb, reason=reason) as entry:
        asked.accepted, asked.promised_on, asked.reason = accepted, day, reason.strip()
        asked.answered_by, asked.answered_at = caller.person, caller.now
        _save(asked)
        _concern(entry, asked)
    return asked


def deliver_dependency(caller: Caller, asked: Dependency) -> Dependency:
    """Say that what was promised is there; either side may."""
    if caller.person_id not in asked.key_result.steward_ids():
        require(caller, "dependency.answer", asked)
    if asked.state != "accepted":
        raise Refused(f"{asked.key} is {asked.state}: only what was promised can be delivered.")
    with acting(caller, "dependency.delivered") as entry:
        asked.delivered_at = caller.now
        _save(asked)
        _concern(entry, asked)
    return asked


def withdraw_dependency(caller: Caller, asked: Dependency, reason: str = "") -> Dependency:
    """Take a request back: it is not needed any more."""
    require(caller, "key_result.change", asked.key_result)
    if asked.state in {"withdrawn", "delivered"}:
        raise Refused(f"{asked.key} is {asked.state} already.")
    with acting(caller, "dependency.withdrawn", reason=reason) as entry:
        asked.withdrawn_at = caller.now
        _save(asked)
        _concern(entry, asked)
    return asked


def _save(asked: Dependency) -> None:
    asked.save(update_fields=[
        "accepted", "promised_on", "reason", "answered_by", "answered_at", "delivered_at", "withdrawn_at",
    ])  # fmt: skip


def _concern(entry: Entry, asked: Dependency) -> None:
    entry.concern(asked.key_result.key, asked.key_result.objective.key, asked.unit.key)
    record(entry, asked)
