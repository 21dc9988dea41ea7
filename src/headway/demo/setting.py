"""The demo company's goals: objectives with key results, check-ins week by week, and how they ended."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from headway.demo import goals
from headway.demo.stage import Stage, scaled
from headway.demo.story import check_ins
from headway.okrs.access import key_results_for, step_for, theme_for, with_its_objective
from headway.okrs.actions.alignments import align
from headway.okrs.actions.amendments import NewAmendment, accept_amendment, propose_amendment
from headway.okrs.actions.assumptions import judge_assumption
from headway.okrs.actions.check_ins import CheckInDraft, NewBlocker, check_in, send_check_ins
from headway.okrs.actions.initiatives import NewInitiative, create_initiative, finish_initiative
from headway.okrs.actions.key_results import NewKeyResult, add_key_result, change_key_result, set_shares
from headway.okrs.actions.objectives import NewObjective, change_objective, create_objective
from headway.okrs.actions.retrospectives import Learned, carry_forward, write_retrospective
from headway.okrs.actions.scores import score_objective
from headway.okrs.actions.statuses import override_status
from headway.okrs.actions.steps import NewStep, finish_step
from headway.okrs.models import Amendment, Blocker, Companion, Initiative, KeyResult
from headway.people.actions.comments import write_comment
from headway.people.caller import Caller
from headway.people.models import Keyed

MORNING = time(10)
BEFORE = timedelta(days=3)
"""Objectives are written a few days before their cycle begins; those of a later cycle a few days ago."""


def set_goals(stage: Stage) -> None:
    """Plan every objective with all that happens to it."""
    opened = {decision.objective for decision in stage.story.decision}
    for told in stage.story.objective:
        at = _written(stage, told)
        if told.slug not in opened:
            stage.plan(at, partial(write_objective, stage, told), rank=2)
    for edge in stage.story.alignment:
        at = max(_written(stage, objective_of(stage, edge.child)), _written(stage, objective_of(stage, edge.parent)))
        stage.plan(at, partial(_align, stage, edge), rank=4)
    _plan_check_ins(stage)
    for amendment in stage.story.amendment:
        _plan_amendment(stage, amendment)
    for work in stage.story.initiative:
        _plan_initiative(stage, work)
    _plan_words(stage)


def objective_of(stage: Stage, slug: str) -> goals.Objective:
    return next(told for told in stage.story.objective if told.slug == slug)


def _written(stage: Stage, told: goals.Objective) -> datetime:
    """When an objective is written: before its cycle, or by a decision, which is answered before its first day."""
    today = stage.workspace.local(stage.now).date()
    cycle = next(cycle for cycle in stage.story.cycle if cycle.slug == told.cycle)
    first = datetime.combine(cycle.span(today)[0], MORNING, stage.zone).astimezone(UTC)
    if any(decision.objective == told.slug for decision in stage.story.decision):
        return first
    return max(stage.founded, min(first - BEFORE, stage.now - timedelta(days=4)))


def write_objective(stage: Stage, told: goals.Objective, at: datetime) -> None:
    """Make one objective with its key results, assumptions and companions."""
    caller = stage.caller(told.owner, at)
    rows = [row for row in stage.story.key_result if row.objective == told.slug]
    companions = [(slug, Companion.Role.GUARDRAIL) for slug in told.guardrails]
    companions += [(slug, Companion.Role.SUPPORTING) for slug in told.supporting]
    new = NewObjective(
        title=told.title, owner=caller.someone, unit=stage.units[told.unit], cycle=stage.cycle(caller, told.cycle),
        why=told.why, ambition=told.ambition, private=told.private, drivers=told.drivers,
        means_03=told.means_03, means_07=told.means_07, means_10=told.means_10,
        key_results=tuple(_key_result(stage, caller, row) for row in rows),
        assumptions=tuple(assumption.text for assumption in told.assumptions),
        companions=tuple((stage.kpi(caller, slug), role) for slug, role in companions),
        theme=theme_for(caller, stage.keys["theme", told.theme]) if told.theme else None,
    )  # fmt: skip
    objective = create_objective(caller, new)
    stage.keys["objective", told.slug] = objective.key
    for row, made in zip(rows, objective.key_results.order_by("pk"), strict=True):
        stage.keys["key_result", row.slug] = made.key
        _plan_steps(stage, row, made)


def _plan_steps(stage: Stage, told: goals.KeyResult, made: KeyResult) -> None:
    for step, row in zip(told.steps, made.steps.order_by("pk"), strict=True):
        if step.done:
            stage.plan(stage.moment(step.done), partial(_finish_step, stage, told, step, row.key), rank=6)


def _finish_step(stage: Stage, told: goals.KeyResult, step: goals.Step, key: str, at: datetime) -> None:
    caller = stage.caller(told.owner, at)
    finish_step(caller, step_for(caller, key), step.evidence)


def complete_objective(
    stage: Stage, told: goals.Objective, first: goals.KeyResult, rest: list[goals.KeyResult], at: datetime
) -> None:
    """Give an objective that a decision opened what a draft does not hold: what grades mean, more key results."""
    caller = stage.caller(told.owner, at)
    words = {name: getattr(told, name) for name in ("ambition", "drivers", "means_03", "means_07", "means_10")}
    theme = theme_for(caller, stage.keys["theme", told.theme]) if told.theme else None
    change_objective(caller, stage.objective(caller, told.slug), words | {"theme": theme})
    shares: dict[str, int | None] = {}
    for row in rest:
        made = add_key_result(caller, stage.objective(caller, told.slug), _key_result(stage, caller, row))
        stage.keys["key_result", row.slug] = made.key
        shares[made.key] = row.share * 100 or None
    one = stage.key_result(caller, first.slug)
    change_key_result(caller, one, {"title": first.title, "owner": stage.people[first.owner]})
    if first.share:
        shares[one.key] = first.share * 100
        set_shares(caller, stage.objective(caller, told.slug), shares, "Planned so.")


def _key_result(stage: Stage, caller: Caller, told: goals.KeyResult) -> NewKeyResult:
    metric = stage.kpi(caller, told.kpi) if told.kpi else None
    scale = metric.scale if metric else told.scale
    values: dict[str, Any] = {
        name: scaled(getattr(told, name), scale) for name in ("baseline", "target", "limit_lower", "limit_upper")
    }
    label = told.unit_label or (stage.workspace.currency if told.unit_kind == "money" else "")
    return NewKeyResult(
        title=told.title, kind=told.kind, metric=metric, unit_kind=told.unit_kind, unit_label=label, scale=scale,
        control_by=told.control_by, control_reason=told.control_reason, owner=stage.people[told.owner],
        fixed_share=told.share * 100 or None, **values,
        steps=tuple(NewStep(step.title, stage.day(step.due), step.weight) for step in told.steps),
    )  # fmt: skip


def _align(stage: Stage, told: goals.Alignment, at: datetime) -> None:
    child = objective_of(stage, told.child)
    caller = stage.caller(child.owner, at)
    parent = stage.objective(caller, told.parent)
    align(caller, stage.objective(caller, told.child), parent, told.kind, told.share * 100 or None)


def _plan_check_ins(stage: Stage) -> None:
    """What one person says at one moment is sent together, as from the grid."""
    together: dict[tuple[datetime, str], list[tuple[str, goals.CheckIn]]] = defaultdict(list)
    for told in stage.story.key_result:
        first = _written(stage, objective_of(stage, told.objective)) + BEFORE
        for said in check_ins(told):
            at = max(stage.moment(f"-{said.days}d 16:30"), first)
            together[at, told.owner].append((told.slug, said))
        if told.done:
            stage.plan(stage.moment(told.done), partial(_done, stage, told))
    for (at, owner), batch in together.items():
        stage.plan(at, partial(_check_in, stage, owner, batch))


def _check_in(stage: Stage, owner: str, batch: list[tuple[str, goals.CheckIn]], at: datetime) -> None:
    caller = stage.caller(owner, at)
    said = {stage.keys["key_result", slug]: one for slug, one in batch}
    rows = with_its_objective(key_results_for(caller)).filter(key__in=said).order_by("pk")
    send_check_ins(caller, [_draft(stage, row, said[row.key]) for row in rows])


def _draft(stage: Stage, row: KeyResult, said: goals.CheckIn) -> CheckInDraft:
    counted = row.metric_id is None and row.kind != KeyResult.Kind.DONE
    draft = CheckInDraft(row, value=scaled(said.value, row.scale) if counted else None, confidence=said.confidence)
    words = said.words
    if words is None:
        return draft
    blockers = (NewBlocker(words.blocker, stage.people.get(words.blocker_owner)),) if words.blocker else ()
    resolved = Blocker.objects.filter(key_result=row, resolved_at=None) if words.blocker_resolved else ()
    return replace(draft, note=words.note, blockers=blockers, resolved=tuple(resolved))


def _done(stage: Stage, told: goals.KeyResult, at: datetime) -> None:
    caller = stage.caller(told.owner, at)
    check_in(caller, CheckInDraft(stage.key_result(caller, told.slug), value=1))


def _plan_amendment(stage: Stage, told: goals.Amendment) -> None:
    def propose(at: datetime) -> None:
        caller = stage.caller(told.by, at)
        row = stage.key_result(caller, told.key_result)
        propose_amendment(caller, row, NewAmendment(told.field, scaled(told.new, row.scale) or 0, told.reason))

    stage.plan(stage.moment(told.at), propose)
    if told.accepted_by:
        stage.plan(stage.moment(told.accepted_at), partial(_accept, stage, told))


def _accept(stage: Stage, told: goals.Amendment, at: datetime) -> None:
    caller = stage.caller(told.accepted_by, at)
    row = stage.key_result(caller, told.key_result)
    waiting = Amendment.objects.select_related("key_result__objective").get(key_result=row, decided_at=None)
    accept_amendment(caller, waiting)


def _plan_initiative(stage: Stage, told: goals.Initiative) -> None:
    begun = _written(stage, objective_of(stage, told.objective)) + timedelta(days=1)

    def start(at: datetime) -> None:
        caller = stage.caller(objective_of(stage, told.objective).owner, at)
        row = stage.key_result(caller, told.key_result) if told.key_result else None
        new = NewInitiative(told.title, stage.people[told.owner], stage.day(told.due), row)
        made = create_initiative(caller, stage.objective(caller, told.objective), new)
        stage.keys["initiative", told.title] = made.key

    stage.plan(begun, start, rank=6)
    if told.done:
        later = max(stage.moment(told.done), begun + timedelta(hours=1))
        stage.plan(later, partial(_finish, stage, told))


def _finish(stage: Stage, told: goals.Initiative, at: datetime) -> None:
    rows = Initiative.objects.filter(workspace=stage.workspace, key=stage.keys["initiative", told.title])
    finish_initiative(stage.caller(told.owner, at), rows.select_related("objective", "key_result", "owner").get())


def _plan_words(stage: Stage) -> None:
    for hand in stage.story.override:
        stage.plan(stage.moment(hand.at), partial(_override, stage, hand))
    for score in stage.story.score:
        if not score.key_result:
            stage.plan(stage.moment(score.at), partial(_score, stage, score))
    for learned in stage.story.retrospective:
        stage.plan(stage.moment(learned.at), partial(_learn, stage, learned))
    for comment in stage.story.comment:
        stage.plan(stage.moment(comment.at), partial(_comment, stage, comment), rank=8)
    for told in stage.story.objective:
        turned = [(n, row.state) for n, row in enumerate(told.assumptions) if row.state != "open"]
        at = max(_written(stage, told) + timedelta(days=20), stage.founded)
        if turned:
            stage.plan(at, partial(_judge, stage, told, turned))


def _override(stage: Stage, told: goals.Override, at: datetime) -> None:
    caller = stage.caller(told.by, at)
    override_status(caller, stage.objective(caller, told.objective), told.status, told.reason, lasting=told.lasting)


def _score(stage: Stage, told: goals.Score, at: datetime) -> None:
    caller = stage.caller(told.by, at)
    parts = {
        stage.keys["key_result", row.key_result]: hundredths(row.grade)
        for row in stage.story.score
        if row.objective == told.objective and row.key_result
    }
    rationale = told.rationale or "Graded against what was written down before the work."
    score_objective(caller, stage.objective(caller, told.objective), hundredths(told.grade), rationale, parts)


def hundredths(grade: Decimal) -> int:
    """A grade from 0.0 to 1.0 as it is kept."""
    return int(grade * 100)


def _learn(stage: Stage, told: goals.Retrospective, at: datetime) -> None:
    caller = stage.caller(told.by, at)
    objective = stage.objective(caller, told.objective)
    write_retrospective(caller, objective, Learned(told.lessons, told.blockers, told.missed_assumptions))
    carry = told.carry if not told.carried_to else "drop"
    carry_forward(caller, objective, carry)


def _judge(stage: Stage, told: goals.Objective, turned: Sequence[tuple[int, str]], at: datetime) -> None:
    caller = stage.caller(told.owner, at)
    rows = list(stage.objective(caller, told.slug).assumptions.select_related("objective__cycle").order_by("pk"))
    for number, state in turned:
        judge_assumption(caller, rows[number], state)


def _comment(stage: Stage, told: goals.Comment, at: datetime) -> None:
    caller = stage.caller(told.author, at)
    kind, _, slug = told.about.partition(":")
    text = told.text
    for name, person in stage.people.items():
        text = text.replace(f"@{name}", f"@{person.name}")
    if about := _about(stage, caller, kind, slug):
        write_comment(caller, about, text)


def _about(stage: Stage, caller: Caller, kind: str, slug: str) -> Keyed | None:
    if (kind, slug) not in stage.keys:
        return None
    find: dict[str, Callable[[Caller, str], Keyed]] = {
        "objective": stage.objective,
        "key_result": stage.key_result,
        "kpi": stage.kpi,
        "decision": stage.decision,
    }
    return find[kind](caller, slug)
