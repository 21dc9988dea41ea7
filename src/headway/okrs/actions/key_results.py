"""Key results: what shall move, from where to where, until when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from headway.kpis.models import Metric
from headway.okrs.actions.amending import AMENDED, amended_by_shares, amended_openly
from headway.okrs.actions.changing import (
    require_open,
    require_reason_to_go,
    require_same_workspace,
    require_span,
    require_title,
)
from headway.okrs.actions.feeding import check_feeding
from headway.okrs.actions.settling import settle
from headway.okrs.actions.steps import NewStep, add_steps
from headway.okrs.count import count_check_ins, count_readings, valid_check_ins
from headway.okrs.fold import refold
from headway.okrs.hooks import goal_worded
from headway.okrs.models import KeyResult, Objective
from headway.okrs.models.alignments import counted_edges
from headway.okrs.models.mirrors import counted_mirrors
from headway.okrs.parts import children_of, count_children, count_parts, count_steps, set_schedules
from headway.okrs.refusals import key_result_at
from headway.okrs.rules import shares as share_rules
from headway.okrs.rules.curves import weights_by_day
from headway.okrs.tags import kept_tags
from headway.people.access import require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_key
from headway.people.models import Person
from headway.people.options import options_of
from headway.people.versions import claim_version

COMMITTED = {"baseline", "target", "target_words", "limit_lower", "limit_upper"}
COUNTING = {"count_by", "control_by"}
FIXED = {"kind", "metric", "unit_kind", "unit_label", "scale"}
NO_TITLE = "A key result needs a title that says what moves: fill it in."


@dataclass(frozen=True)
class NewKeyResult:
    """What it takes to make a key result. Values are integers scaled by its measure.

    On a KPI the measure is copied from it, and a missing baseline is what the KPI usually shows. A target may
    be given in words instead: “−25 %”, “double”, “+10”. Missing owner and dates are those of the objective.
    ``curve`` are the dated values of a curve of its own, ``steps`` those of a milestone; ``feeds`` is the key
    result whose sum or mean this one counts in.
    """

    title: str = ""
    kind: str = KeyResult.Kind.MOVE
    metric: Metric | None = None
    unit_kind: str = "number"
    unit_label: str = ""
    scale: int = 0
    baseline: int | None = None
    target: int | None = None
    target_words: str = ""
    limit_lower: int | None = None
    limit_upper: int | None = None
    control_by: str = KeyResult.ControlBy.SHARE
    control_reason: str = ""
    owner: Person | None = None
    updater: Person | None = None
    start: date | None = None
    due: date | None = None
    fixed_share: int | None = None
    count_by: str = KeyResult.CountBy.LAST
    derived: str = ""
    feeds: KeyResult | None = None
    curve_by: str = KeyResult.CurveBy.LINEAR
    curve: tuple[tuple[date, int], ...] = ()
    tags: tuple[str, ...] = ()
    steps: tuple[NewStep, ...] = ()


def build_key_results(
    caller: Caller, objective: Objective, told: Sequence[NewKeyResult], keys: Iterable[str]
) -> list[KeyResult]:
    """Unsaved key results of ``objective``, checked and counted from their KPIs' readings."""
    rows = shape_key_results(caller, objective, told, keys)
    for row in rows:
        _count(row)
    return rows


def _count(row: KeyResult) -> None:
    if row.metric:
        count_readings([row], {row.metric.pk: row.metric})


def shape_key_results(
    caller: Caller, objective: Objective, told: Sequence[NewKeyResult], keys: Iterable[str]
) -> list[KeyResult]:
    """Unsaved key results of ``objective``, checked, with nothing counted yet; what is refused says of which."""
    rows = []
    for at, (new, key) in enumerate(zip(told, keys, strict=False)):
        with key_result_at(at, len(told)):
            rows.append(_shaped(caller, objective, new, key))
    return rows


def _shaped(caller: Caller, objective: Objective, new: NewKeyResult, key: str) -> KeyResult:
    measure: Any = new.metric or new
    row = KeyResult(
        workspace=caller.workspace, key=key, objective=objective, kind=new.kind, metric=new.metric,
        title=require_title(new.title or (new.metric.name if new.metric else ""), NO_TITLE),
        unit_kind=measure.unit_kind, unit_label=measure.unit_label, scale=measure.scale,
        baseline=new.baseline, target=new.target, target_words=new.target_words.strip(),
        limit_lower=new.limit_lower, limit_upper=new.limit_upper, control_by=new.control_by,
        control_reason=new.control_reason.strip(), owner=new.owner or objective.owner, updater=new.updater,
        start=new.start or objective.start, due=new.due or objective.due, fixed_share=new.fixed_share,
        count_by=new.count_by, derived=new.derived, feeds=new.feeds, curve_by=new.curve_by,
        curve=[[day.toordinal(), value] for day, value in new.curve], tags=kept_tags(list(new.tags)),
        created_at=caller.now,
    )  # fmt: skip
    require_same_workspace(objective, new.metric, row.owner, new.updater, new.feeds)
    require_span(row.start, row.due, objective)
    if row.metric and row.metric.private and not objective.private:
        raise Refused(
            "A private KPI would show its values to everybody who sees this objective: make the objective private, "
            "or choose another KPI.", field="metric",
        )  # fmt: skip
    settle(row)
    if row.feeds is not None:
        check_feeding(row, row.feeds)
    if row.metric:
        row.chance_due_at = caller.now
        if row.curve_by == KeyResult.CurveBy.SCHEDULE:
            set_schedules([row])
    if row.kind == KeyResult.Kind.MILESTONE:
        count_steps(row, [])
        row.target = sum(step.weight for step in new.steps) or None
        row.current, row.reading_count = 0 if new.steps else None, len(new.steps)
        row.curve = weights_by_day([(step.due.toordinal(), step.weight) for step in new.steps])
    row.original_baseline, row.original_target = row.baseline, row.target
    return row


def add_key_result(caller: Caller, objective: Objective, new: NewKeyResult) -> KeyResult:
    """Add a key result to an open objective and fold it in."""
    require(caller, "objective.change", objective)
    require_open(objective)
    with acting(caller, "key_result.created") as entry:
        row = _shaped(caller, objective, new, next_key(caller.workspace, KeyResult))
        _count(row)
        refuse_shares(objective, {row.key: row.fixed_share})
        goal_worded.send(KeyResult, caller=caller, objective=None, key_results=[row], new=False, entry=entry)
        row.save()
        record(entry, row)
        entry.concern(objective.key)
        add_steps(caller, entry, row, new.steps)
        refold(caller, entry, [objective.pk], [row])
    return row


def change_key_result(
    caller: Caller, row: KeyResult, changes: Mapping[str, Any], version: int | None = None
) -> KeyResult:
    """Change a key result's fields. Kind and measure are fixed; target and baseline, once the cycle runs, are amended.

    Raises ``Conflict`` if it changed since ``version`` was read.
    """
    require(caller, "key_result.change", row)
    require_open(row.objective)
    changed = {name: value for name, value in changes.items() if getattr(row, name) != value}
    amended = _refuse_change(caller, row, changed)
    if not changed:
        return row
    with acting(caller, "key_result.changed") as entry:
        claim_version(row, version)
        before = {name: getattr(row, name) for name in AMENDED}
        for name, value in changed.items():
            setattr(row, name, value)
        if "target_words" in changed and "target" not in changed:
            row.target = None
        require_same_workspace(row, row.owner, row.updater)
        row.title = require_title(row.title, NO_TITLE, worded="title" in changed)
        require_span(row.start, row.due, row.objective)
        settle(row)
        refuse_shares(row.objective, {row.key: row.fixed_share})
        amended_openly(caller, entry, row, before, amended)
        if COMMITTED & changed.keys() and not row.objective.is_running:
            row.original_baseline, row.original_target = row.baseline, row.target
            row.first_lower = row.first_upper = row.first_inside = None
        if "title" in changed:
            goal_worded.send(KeyResult, caller=caller, objective=None, key_results=[row], new=False, entry=entry)
        recount(caller, row)
        row.save()
        record(entry, row)
        entry.concern(row.objective.key)
        refold(caller, entry, [row.objective_id], [row])
    return row


def _refuse_change(caller: Caller, row: KeyResult, changed: Mapping[str, Any]) -> list[str]:
    """Refuse what is fixed or frozen; name the committed fields that change openly in a running cycle."""
    if fixed := sorted(FIXED & changed.keys()):
        raise Refused(
            "The kind and the measure of a key result are fixed: archive this one and make another.", field=fixed[0]
        )
    committed = sorted(COMMITTED & changed.keys())
    if committed and row.objective.is_running and options_of(caller.workspace).freeze_targets:
        raise Refused(
            "The cycle is running, so this is a commitment: propose an amendment with its reason instead. "
            "Both values will be shown at scoring.", field=committed[0],
        )  # fmt: skip
    counting = sorted(COUNTING & changed.keys())
    if counting and row.objective.is_running and options_of(caller.workspace).freeze_targets:
        raise Refused(
            "The cycle is running, so how its values count is a commitment: archive this key result and make another.",
            field=counting[0],
        )
    return committed if row.objective.is_running else []


def recount(caller: Caller, row: KeyResult) -> None:
    """Count a key result afresh from its check-ins, its KPI's readings or its parts; a worker takes its chance anew."""
    count_check_ins(row, valid_check_ins([row.pk])[row.pk])
    if row.metric is not None:
        count_readings([row], {row.metric.pk: row.metric})
        row.chance_due_at = caller.now
    count_parts([row])
    if row.source == "key_results":
        count_children(row, list(children_of([row])))


def archive_key_result(caller: Caller, row: KeyResult, reason: str = "") -> KeyResult:
    """Take a key result out of its objective; its history stays. From a running cycle only with a reason."""
    require(caller, "key_result.change", row)
    why = require_reason_to_go(caller, row.objective, row.key, reason)
    return _shelve(caller, row, "key_result.archived", why)


def unarchive_key_result(caller: Caller, row: KeyResult) -> KeyResult:
    """Bring an archived key result back; what arrived meanwhile is counted."""
    return _shelve(caller, row, "key_result.unarchived", "")


def _shelve(caller: Caller, row: KeyResult, verb: str, reason: str) -> KeyResult:
    require(caller, "key_result.change", row)
    require_open(row.objective)
    archiving = verb == "key_result.archived"
    if archiving == (row.archived_at is not None):
        raise Refused(f"{row.key} is {'archived already' if archiving else 'not archived'}.")
    with acting(caller, verb, reason=reason) as entry:
        row.archived_at = caller.now if archiving else None
        if not archiving:
            recount(caller, row)
            refuse_shares(row.objective, {row.key: row.fixed_share})
        row.version += 1
        row.save()
        record(entry, row)
        entry.concern(row.objective.key)
        refold(caller, entry, [row.objective_id], [row])
    return row


def set_shares(caller: Caller, objective: Objective, shares: Mapping[str, int | None], reason: str = "") -> None:
    """Fix the shares (ten-thousandths) of what counts in an objective, by key; None frees one.

    Keys name key results, mirrored ones too, or contributing objectives; a mirrored key result has a share of its
    own in each objective. Fixed shares must leave room for the free ones, and
    total the whole when none is free. In a running cycle it takes a reason, and is kept as an amendment.
    """
    require(caller, "objective.change", objective)
    require_open(objective)
    if objective.is_running and not reason.strip():
        raise Refused("The cycle is running, so changing shares is an amendment: give its reason.", field="reason")
    parts = _fixed_shares(objective)
    if unknown := sorted(set(shares) - set(parts)):
        raise Refused(f"{unknown[0]} does not count in {objective.key}, so it has no share there.", field="shares")
    refuse_shares(objective, shares)
    with acting(caller, "shares.set", reason=reason) as entry:
        entry.concern(objective.key, *shares)
        entry.say(shares=dict(shares))
        amended_by_shares(caller, entry, objective, shares, reason)
        for key, share in shares.items():
            objective.key_results.filter(key=key).update(fixed_share=share, version=F("version") + 1)
            objective.children.filter(child__key=key).update(fixed_share=share)
            objective.mirrored.filter(key_result__key=key).update(fixed_share=share)
        for row in objective.key_results.filter(key__in=shares).select_related(
            "objective", "metric", "owner", "updater"
        ):
            record(entry, row)
        for edge in objective.children.filter(child__key__in=shares).select_related("child", "parent"):
            record(entry, edge)
        for mirror in objective.mirrored.filter(key_result__key__in=shares).select_related("key_result", "objective"):
            record(entry, mirror)
        refold(caller, entry, [objective.pk])


def _fixed_shares(objective: Objective) -> dict[str, int | None]:
    rows = objective.key_results.filter(archived_at=None).order_by("pk").values_list("key", "fixed_share")
    mirrors = counted_mirrors(objective.mirrored.all()).values_list("key_result__key", "fixed_share")
    children = counted_edges(objective.children.all()).order_by("pk")
    return dict(rows) | dict(mirrors) | dict(children.values_list("child__key", "fixed_share"))


def refuse_shares(objective: Objective, new: Mapping[str, int | None]) -> None:
    """Refuse shares that cannot stand together; free ones can always."""
    if all(share is None for share in new.values()):
        return
    for share in new.values():
        if share is not None and not 0 <= share <= share_rules.WHOLE:
            raise Refused("A share lies between 0 and 100 %: choose one in between.", field="shares")
    if problem := shares_refused(objective, new):
        raise Refused(problem, field="shares")


def shares_refused(objective: Objective, new: Mapping[str, int | None]) -> str:
    """Why these shares cannot stand beside the other parts of an objective; an empty text when they can."""
    return share_rules.problem(list((_fixed_shares(objective) | dict(new)).values()))


def refuse_new_shares(rows: Sequence[NewKeyResult]) -> None:
    """Refuse the shares of key results that are made together."""
    if problem := share_rules.problem([row.fixed_share for row in rows]):
        raise Refused(problem, field="shares")
