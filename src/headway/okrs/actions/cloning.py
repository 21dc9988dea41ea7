"""Copies of objectives: cloned anywhere, or rolled over into the next cycle, by a rule for their start values."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from headway.okrs.actions.alignments import keep_alignments
from headway.okrs.actions.changing import require_same_workspace
from headway.okrs.actions.key_results import NewKeyResult
from headway.okrs.actions.objectives import NewObjective, make_objective
from headway.okrs.actions.postponing import shifted
from headway.okrs.actions.steps import NewStep
from headway.okrs.baselines import usual_level
from headway.okrs.models import Cycle, CycleState, KeyResult, Objective, Retrospective
from headway.okrs.rules import shares as share_rules
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_key

Carry = Retrospective.Carry
StartOf = Callable[[KeyResult], tuple[str, int | None, int | None]]
"""(kind, baseline, target) that the copy of a key result begins with."""


class StartRule(TextChoices):
    """What the movements of a copy start from."""

    CURRENT = "current", _("From where they stand now")
    KEEP = "keep", _("From the same baseline as before")
    BLANK = "blank", _("Measured afresh: the baseline is found out first")


def clone_objective(
    caller: Caller, objective: Objective, cycle: Cycle | None, rule: str = StartRule.CURRENT, title: str = ""
) -> Objective:
    """Copy an objective with all that it intends into a cycle or the backlog; see :func:`copy_of`."""
    require(caller, "objective.create")
    _check(rule)
    require_same_workspace(objective, cycle)
    with acting(caller, "objective.cloned") as entry:
        entry.say(source=objective.key, rule=rule)
        made = make_objective(caller, entry, copy_of(objective, cycle, partial(start_of, rule=rule), title))
        entry.concern(objective.key)
    return made


def roll_over(caller: Caller, objectives: Sequence[Objective], cycle: Cycle, rule: str) -> list[Objective]:
    """Carry objectives into the next cycle together: each goes on as a copy, and says where it came from.

    Alignments among them go on among the copies.
    """
    _check(rule)
    if not objectives:
        raise Refused("Choose at least one objective that goes on.", field="objectives")
    if cycle.state == CycleState.CLOSED:
        raise Refused(f"{cycle.name} is closed: choose a cycle that is planned or running.", field="cycle")
    for objective in objectives:
        require(caller, "objective.score", objective)
        if objective.cycle_id == cycle.pk:
            raise Refused(f"{objective.key} is in {cycle.name} already: choose another cycle.", field="cycle")
    with acting(caller, "cycle.rolled_over") as entry:
        entry.concern(cycle.key)
        made = []
        for objective in objectives:
            row = _carried(caller, objective)
            row.carried_to = make_objective(caller, entry, copy_of(objective, cycle, partial(start_of, rule=rule)))
            row.save()
            record(entry, row)
            entry.concern(objective.key)
            made.append(row.carried_to)
        keep_alignments(caller, entry, dict(zip([one.pk for one in objectives], made, strict=True)))
        entry.say(rule=rule, count=len(made))
    return made


def _carried(caller: Caller, objective: Objective) -> Retrospective:
    row = Retrospective.objects.filter(objective=objective).select_related("carried_to").first()
    if row is not None and row.carried_to is not None:
        raise Refused(f"{objective.key} goes on as {row.carried_to.key} already: leave it out.", field="objectives")
    row = row or Retrospective(
        workspace=caller.workspace, objective=objective, key=next_key(caller.workspace, Retrospective)
    )
    row.objective, row.carry, row.by, row.at = objective, Carry.CONTINUE, caller.person, caller.now
    return row


def _check(rule: str) -> None:
    if rule not in StartRule.values:
        raise Refused(f"“{rule}” is no rule for start values: choose current, keep or blank.", field="rule")


def copy_of(objective: Objective, cycle: Cycle | None, start: StartOf, title: str = "") -> NewObjective:
    """What it takes to make the copy.

    It keeps texts, people, theme, tags, drivers and the assumptions that were not broken; of each key result the
    owner, share, tags, way of counting, pace and its distance from the cycle's ends; of a milestone the steps that
    are not done. Check-ins, grades, amendments, mirrors and what feeds a sum stay with the original.
    """
    rows = objective.key_results.filter(archived_at=None).select_related("metric", "owner", "updater", "objective")
    copies = [_key_result(row, cycle, start(row)) for row in rows.order_by("pk")]
    texts = objective.assumptions.filter(archived_at=None).exclude(state="broken").order_by("pk")
    companions = objective.companions.select_related("metric").order_by("pk")
    return NewObjective(
        title=title.strip() or objective.title, why=objective.why, ambition=objective.ambition, owner=objective.owner,
        unit=objective.unit, cycle=cycle, private=objective.private, drivers=objective.drivers,
        means_03=objective.means_03, means_07=objective.means_07, means_10=objective.means_10, theme=objective.theme,
        individual=objective.individual, tags=tuple(objective.tag_list),
        co_owners=tuple(objective.co_owners.filter(left_at=None)),
        key_results=tuple(_sharing_whole(copies)),
        assumptions=tuple(texts.values_list("text", flat=True)),
        companions=tuple((one.metric, one.role) for one in companions),
    )  # fmt: skip


def _key_result(row: KeyResult, cycle: Cycle | None, start: tuple[str, int | None, int | None]) -> NewKeyResult:
    kind, baseline, target = start
    moves = kind == KeyResult.Kind.MOVE
    first, last = _span(row, cycle)
    return NewKeyResult(
        title=row.title, kind=kind, metric=row.metric, unit_kind=row.unit_kind, unit_label=row.unit_label,
        scale=row.scale, baseline=baseline, target=target, limit_lower=row.limit_lower, limit_upper=row.limit_upper,
        control_by=row.control_by, control_reason=row.control_reason, owner=row.owner, updater=row.updater,
        fixed_share=row.fixed_share, tags=tuple(row.tag_list), derived=row.derived, start=first, due=last,
        count_by=row.count_by if moves else KeyResult.CountBy.LAST, **_pace(row, cycle, start),
        steps=tuple(_steps(row, cycle)),
    )  # fmt: skip


def _span(row: KeyResult, cycle: Cycle | None) -> tuple[date | None, date | None]:
    """Its own dates keep their distance from those of the cycle; as long as its objective stays so."""
    goal = row.objective
    if cycle is None or (row.start, row.due) == (goal.start, goal.due):
        return None, None
    return shifted(row.start, row.due, cycle.start - goal.start, cycle)


def _pace(row: KeyResult, cycle: Cycle | None, start: tuple[str, int | None, int | None]) -> dict[str, Any]:
    """The curve; dated values of its own hold only between the same baseline and target, else the pace is even."""
    if start[0] != KeyResult.Kind.MOVE:
        return {}
    if row.curve_by != KeyResult.CurveBy.POINTS:
        return {"curve_by": row.curve_by}
    if cycle is None or start[1:] != (row.baseline, row.target):
        return {}
    first, last = _span(row, cycle)
    by = cycle.start - row.objective.start
    moved = [(date.fromordinal(day) + by, value) for day, value in row.curve]
    inside = tuple((day, value) for day, value in moved if (first or cycle.start) <= day <= (last or cycle.end))
    return {"curve_by": row.curve_by, "curve": inside} if inside else {}


def _sharing_whole(copies: list[NewKeyResult]) -> list[NewKeyResult]:
    """Fixed shares that stood only beside children, which stay behind, are scaled to the whole."""
    fixed = [new.fixed_share for new in copies]
    if not share_rules.problem(fixed):
        return copies
    return [replace(new, fixed_share=share) for new, share in zip(copies, share_rules.shares(fixed), strict=True)]


def start_of(row: KeyResult, rule: str) -> tuple[str, int | None, int | None]:
    """(kind, baseline, target) of the copy of a key result.

    From where it stands, a target that was reached moves on by the same distance, and not below zero where the
    number never was. Measured afresh, a movement on a KPI starts from what that usually shows, its target moving on
    in the same way, and any other finds its baseline out first.
    """
    if row.kind != KeyResult.Kind.MOVE or row.baseline is None or row.target is None:
        return row.kind, None, row.target if row.kind == KeyResult.Kind.BASELINE else None
    if row.count_by == KeyResult.CountBy.SUM or rule == StartRule.KEEP or row.derived:
        return row.kind, row.baseline, row.target
    if rule == StartRule.BLANK:
        return _from(row, _usual(row)) if starts_as_usual(row) else (KeyResult.Kind.BASELINE, None, row.target)
    return _from(row, row.baseline if row.current is None else row.current)


def starts_as_usual(row: KeyResult) -> bool:
    """Whether a movement that is measured afresh starts from what its KPI usually shows."""
    return row.metric_id is not None and row.count_by != KeyResult.CountBy.SUM


def _usual(row: KeyResult) -> int:
    """What its KPI usually shows, else what it showed last, else where the movement began."""
    assert row.metric is not None
    assert row.baseline is not None
    usual = usual_level(row.metric)
    last = row.metric.judged_value if usual is None else usual.value
    return row.baseline if last is None else last


def _from(row: KeyResult, start: int) -> tuple[str, int | None, int | None]:
    """A movement from ``start`` to its target, which moves on by the same distance where it is reached already."""
    assert row.baseline is not None
    assert row.target is not None
    way = row.target - row.baseline
    if (start - row.target) * (1 if way > 0 else -1) < 0:
        return row.kind, start, row.target
    further = start + way
    if further < 0 <= min(row.baseline, row.target, start):
        further = 0
    return (row.kind, start, further) if further != start else (row.kind, row.baseline, row.target)


def _steps(row: KeyResult, cycle: Cycle | None) -> list[NewStep]:
    """The steps that are not done yet, moved into the cycle."""
    left = row.steps.filter(archived_at=None, done_at=None).order_by("due", "pk") if row.source == "steps" else []
    by = cycle.start - row.objective.start if cycle else timedelta()
    return [NewStep(step.title, _moved(step.due, by, cycle), step.weight) for step in left]


def _moved(due: date, by: timedelta, cycle: Cycle | None) -> date:
    return due if cycle is None else shifted(cycle.start - by, due, by, cycle)[1]
