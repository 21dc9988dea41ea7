"""Retrospectives: what was learned, and what becomes of an objective in the next cycle."""

from collections.abc import Mapping
from dataclasses import dataclass

from headway.activity.log import Entry
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.objectives import NewObjective, make_objective
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
            row.carried_to = make_objective(caller, entry, _copy(objective, cycle, starts or {}, title))
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


def _copy(objective: Objective, cycle: Cycle, starts: Mapping[str, tuple[int, int]], title: str) -> NewObjective:
    rows = objective.key_results.filter(archived_at=None).select_related("metric", "owner", "updater").order_by("pk")
    texts = objective.assumptions.filter(archived_at=None).exclude(state="broken").order_by("pk")
    return NewObjective(
        title=title or objective.title, why=objective.why, ambition=objective.ambition, owner=objective.owner,
        unit=objective.unit, cycle=cycle, private=objective.private, drivers=objective.drivers,
        means_03=objective.means_03, means_07=objective.means_07, means_10=objective.means_10,
        key_results=tuple(_copy_of(row, starts) for row in rows),
        assumptions=tuple(texts.values_list("text", flat=True)),
        companions=tuple((one.metric, one.role) for one in objective.companions.select_related("metric")),
    )  # fmt: skip


def _copy_of(row: KeyResult, starts: Mapping[str, tuple[int, int]]) -> NewKeyResult:
    baseline, target = starts.get(row.key, (None, None))
    if row.kind == KeyResult.Kind.MOVE and (baseline is None or target is None):
        raise Refused(
            f"{row.key} needs the value it starts from and its target in the next cycle: fill in both.", field="starts"
        )
    return NewKeyResult(
        title=row.title, kind=row.kind, metric=row.metric, unit_kind=row.unit_kind, unit_label=row.unit_label,
        scale=row.scale, baseline=baseline, target=target, limit_lower=row.limit_lower, limit_upper=row.limit_upper,
        control_by=row.control_by, control_reason=row.control_reason, owner=row.owner, updater=row.updater,
        fixed_share=row.fixed_share,
    )  # fmt: skip
