"""The demo company's way round the loop: decisions are answered as the story tells, and graduations decided."""

from datetime import date, datetime, timedelta

from headway.demo import goals
from headway.demo.setting import complete_objective, objective_of
from headway.demo.stage import Stage, scaled
from headway.loop.access import decision_for, graduation_for
from headway.loop.actions.answering import Answer, Fix, Leave, Watch, answer_decision, mark_fixed
from headway.loop.actions.deciding import Limits, accept_graduation
from headway.loop.actions.drafting import Draft
from headway.loop.actions.graduating import propose_graduation
from headway.loop.models import Choice, Decision, Graduation
from headway.people.caller import Caller

NEAR = timedelta(days=9)
"""A decision is the one that the story tells when it opens about the same thing within so many days."""
LONG = timedelta(days=28)


def watch_the_loop(stage: Stage) -> None:
    """Plan the answer of every decision that has opened since, and of every graduation that was proposed."""
    for decision in Decision.objects.filter(workspace=stage.workspace).order_by("pk"):
        if ("seen", decision.key) not in stage.keys:
            stage.keys["seen", decision.key] = decision.key
            _plan_answer(stage, decision)
    for told in stage.story.graduation:
        _plan_graduation(stage, told)


def _plan_answer(stage: Stage, decision: Decision) -> None:
    told = _told(stage, decision)
    if told is None:
        at = min(decision.opened_at + timedelta(hours=20), stage.now - timedelta(minutes=5))
        stage.plan(max(at, decision.opened_at), lambda: _pass_over(stage, decision.key, at), rank=9)
        return
    stage.keys["decision", told.slug] = decision.key
    if told.choice:
        at = max(stage.moment(told.answered), decision.opened_at + timedelta(hours=2))
        at = min(at, stage.now - timedelta(minutes=5))
        stage.plan(at, lambda: _answer(stage, told, decision.key, at), rank=7)


def _told(stage: Stage, decision: Decision) -> goals.Decision | None:
    """The story's decision about the same thing, opened at about the same time, that no other one took."""
    subject = _subject_key(decision)
    near = [
        (abs(stage.moment(told.opened) - decision.opened_at), told.slug, told)
        for told in stage.story.decision
        if ("decision", told.slug) not in stage.keys and _subject(stage, told) == subject
    ]
    gap, _, told = min(near, default=(LONG, "", None))
    return told if gap <= NEAR else None


def _subject(stage: Stage, told: goals.Decision) -> str:
    return stage.keys.get(("kpi", told.kpi)) or stage.keys.get(("key_result", told.key_result)) or ""


def _open(stage: Stage, key: str, slug: str, at: datetime) -> Decision | None:
    decision = decision_for(stage.caller(slug, at), key)
    return decision if decision.is_open else None


def _pass_over(stage: Stage, key: str, at: datetime) -> None:
    asked = Decision.objects.select_related("asked").get(workspace=stage.workspace, key=key).asked
    slug = next(slug for slug, person in stage.people.items() if person.pk == asked.pk)
    if decision := _open(stage, key, slug, at):
        caller = stage.caller(slug, at)
        answer_decision(caller, decision, Watch(_until(stage, decision, caller.today)), stage.story.workspace.unspoken)


def _until(stage: Stage, decision: Decision, today: date) -> date:
    """Until the story speaks of the same thing, so that it asks again then; else as long as a watch may last."""
    for told in stage.story.decision:
        if ("decision", told.slug) not in stage.keys and _subject(stage, told) == _subject_key(decision):
            stage.keys["decision", told.slug] = decision.key
            return max(stage.day(told.opened), today + timedelta(days=1))
    return today + timedelta(days=80)


def _subject_key(decision: Decision) -> str:
    return decision.metric.key if decision.metric else decision.key_result.key if decision.key_result else ""


def _answer(stage: Stage, told: goals.Decision, key: str, at: datetime) -> None:
    decision = _open(stage, key, told.answered_by, at)
    if decision is None:
        return
    caller = stage.caller(told.answered_by, at)
    if told.choice == Choice.OBJECTIVE:
        _adopt(stage, told, decision, at)
        return
    answer_decision(caller, decision, _choice(stage, told, caller.today), told.why)
    if told.fixed:
        later = max(stage.moment(told.fixed), at + timedelta(hours=1))
        stage.plan(later, lambda: _fixed(stage, told, key, later))


def _choice(stage: Stage, told: goals.Decision, today: date) -> Answer:
    ahead = today + timedelta(days=1)
    if told.choice == Choice.WATCH:
        return Watch(max(stage.day(told.watch_until), ahead))
    if told.choice == Choice.FIX:
        return Fix(told.fix_what, stage.people[told.fix_owner], max(stage.day(told.fix_due), today))
    return Leave()


def _adopt(stage: Stage, told: goals.Decision, decision: Decision, at: datetime) -> None:
    """Open the story's objective from the decision: first what a draft holds, then the rest of it."""
    caller = stage.caller(told.answered_by, at)
    goal = objective_of(stage, told.objective)
    rows = [row for row in stage.story.key_result if row.objective == goal.slug]
    first = next(row for row in rows if row.kpi == told.kpi)
    answered = answer_decision(caller, decision, _draft(stage, caller, goal, first), told.why)
    assert answered.objective is not None
    stage.keys["objective", goal.slug] = answered.objective.key
    made = answered.objective.key_results.get()
    stage.keys["key_result", first.slug] = made.key
    complete_objective(stage, goal, first, [row for row in rows if row is not first], at)


def _draft(stage: Stage, caller: Caller, goal: goals.Objective, first: goals.KeyResult) -> Draft:
    cycle, metric = stage.cycle(caller, goal.cycle), stage.kpi(caller, first.kpi)
    return Draft(
        title=goal.title, why=goal.why, owner=stage.people[goal.owner], unit=stage.units[goal.unit], cycle=cycle,
        start=cycle.start, due=cycle.end,
        baseline=scaled(first.baseline, metric.scale) or 0, target=scaled(first.target, metric.scale) or 0,
        guardrails=tuple(stage.kpi(caller, slug) for slug in goal.guardrails),
        supporting=tuple(stage.kpi(caller, slug) for slug in goal.supporting),
        assumptions=tuple(assumption.text for assumption in goal.assumptions),
    )  # fmt: skip


def _fixed(stage: Stage, told: goals.Decision, key: str, at: datetime) -> None:
    caller = stage.caller(told.fix_owner, at)
    decision = decision_for(caller, key)
    if decision.choice == Choice.FIX and not decision.fixed_at:
        mark_fixed(caller, decision)


def _plan_graduation(stage: Stage, told: goals.Graduation) -> None:
    """Propose early what Headway would not propose by itself; decide what the story decides."""
    if ("key_result", told.key_result) not in stage.keys or ("graduation", told.key_result) in stage.keys:
        return
    stage.keys["graduation", told.key_result] = told.key_result
    at = stage.moment(told.proposed)
    stage.plan(at, lambda: _propose(stage, told, at), rank=6)
    if told.decided:
        later = stage.moment(told.decided)
        stage.plan(later, lambda: _decide(stage, told, later), rank=7)


def _waiting(stage: Stage, told: goals.Graduation) -> Graduation | None:
    rows = Graduation.objects.filter(key_result__key=stage.keys["key_result", told.key_result])
    return rows.filter(workspace=stage.workspace, decided_at=None).first()


def _propose(stage: Stage, told: goals.Graduation, at: datetime) -> None:
    if _waiting(stage, told) is None:
        owner = next(row.owner for row in stage.story.key_result if row.slug == told.key_result)
        caller = stage.caller(owner, at)
        propose_graduation(caller, stage.key_result(caller, told.key_result), (), told.early_reason)


def _decide(stage: Stage, told: goals.Graduation, at: datetime) -> None:
    waiting = _waiting(stage, told)
    assert waiting is not None
    caller = stage.caller(told.decided_by, at)
    graduation = graduation_for(caller, waiting.key)
    scale = stage.kpi(caller, told.kpi).scale
    limits = Limits(*(scaled(getattr(told, name), scale) for name in ("lower", "upper", "amber_lower", "amber_upper")))
    accept_graduation(caller, graduation, limits, told.reason)
