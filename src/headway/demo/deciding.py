"""The demo company's way round the loop: decisions are answered as the story tells, and graduations decided."""

from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from headway.demo import goals
from headway.demo.rhythm import arrival, period
from headway.demo.setting import complete_objective, objective_of
from headway.demo.stage import Stage, scaled
from headway.loop.access import decision_for, graduation_for
from headway.loop.actions.answering import Answer, Fix, Watch, answer_decision, mark_fixed
from headway.loop.actions.deciding import Limits, accept_graduation
from headway.loop.actions.drafting import Draft
from headway.loop.actions.graduating import propose_graduation
from headway.loop.models import Choice, Decision, Graduation, Trigger
from headway.operations.working import jobs
from headway.people.caller import Caller

NEAR = timedelta(days=9)
"""A decision is the one that the story tells when it opens about the same thing within so many days."""
UNTOLD_AFTER, UNTOLD_FOR = timedelta(hours=20), timedelta(weeks=8)


FORECASTS = ("kpis.forecast", "okrs.chances")


def do_what_is_due(at: datetime) -> None:
    """The worker's jobs. What is usual of a number is computed in the end, once: nothing before rests on it."""
    for name, run in jobs().items():
        if name != "kpis.fit" and name not in FORECASTS:
            run(at)


def forecast(at: datetime) -> None:
    """Renew every forecast that is due, and take the chances of the key results on it."""
    for name in FORECASTS:
        while jobs()[name](at):
            pass


def watch_the_loop(stage: Stage) -> None:
    """Plan the answer to every decision that waits for one since the last look."""
    waiting = Decision.objects.filter(workspace=stage.workspace, answered_at=None, resolved_itself_at=None)
    for pk, asked_until in waiting.order_by("pk").values_list("pk", "answer_by"):
        if (pk, asked_until) not in stage.looked_at:
            stage.looked_at.add((pk, asked_until))
            _plan_answer(stage, Decision.objects.select_related("metric", "key_result").get(pk=pk))


def plan_graduations(stage: Stage) -> None:
    """Propose early what Headway would not propose by itself; decide what the story decides."""
    for told in stage.story.graduation:
        stage.plan(stage.moment(told.proposed), partial(_propose, stage, told), rank=6)
        if told.decided_by:
            stage.plan(_decided(stage, told), partial(_decide, stage, told), rank=7)


def _decided(stage: Stage, told: goals.Graduation) -> datetime:
    """In the period from which on the new standard holds: on its second day."""
    metric = stage.kpi(stage.caller(told.decided_by, stage.founded), told.kpi)
    day = period(stage, told.kpi, metric, told.since) + timedelta(days=1)
    return datetime.combine(day, time(11), stage.zone).astimezone(UTC)


def _plan_answer(stage: Stage, decision: Decision) -> None:
    told = _told(stage, decision)
    if told is None:
        stage.plan(decision.opened_at + UNTOLD_AFTER, partial(_pass_over, stage, decision), rank=9)
        return
    stage.keys["decision", told.slug] = decision.key
    if told.is_open:
        stage.plan(decision.answer_by, do_what_is_due)
    else:
        after = stage.moment(told.answered) - stage.moment(told.opened)
        stage.plan(decision.opened_at + after, partial(_answer, stage, told, decision.key), rank=7)


def _told(stage: Stage, decision: Decision) -> goals.Decision | None:
    """The story's decision about the same thing, to open at about the same time, that no other one took."""
    near = [
        (abs(_to_open(stage, told, decision) - decision.opened_at), told.slug, told)
        for told in stage.story.decision
        if ("decision", told.slug) not in stage.keys and _is_about(stage, told, decision)
    ]
    gap, _, told = min(near, default=(NEAR, "", None))
    return told if gap < NEAR else None


def _is_about(stage: Stage, told: goals.Decision, decision: Decision) -> bool:
    subject = decision.metric or decision.key_result
    key = stage.keys.get(("kpi", told.kpi)) or stage.keys.get(("key_result", told.key_result))
    alike = all(
        (told.trigger == apart) == (decision.trigger == apart) for apart in (Trigger.REGRESSION, Trigger.LEADING)
    )
    return alike and subject is not None and subject.key == key


def _to_open(stage: Stage, told: goals.Decision, decision: Decision) -> datetime:
    if decision.metric:
        return arrival(stage, told.kpi, decision.metric, told.ago)
    return stage.moment(told.opened)


def _open(stage: Stage, key: str, slug: str, at: datetime) -> Decision | None:
    decision = decision_for(stage.caller(slug, at), key)
    return decision if decision.is_open else None


def _pass_over(stage: Stage, opened: Decision, at: datetime) -> None:
    """Answer what the story does not tell: its owner looks at it again in some weeks."""
    slug = next(slug for slug, person in stage.people.items() if person.pk == opened.asked_id)
    if decision := _open(stage, opened.key, slug, at):
        caller = stage.caller(slug, at)
        answer_decision(caller, decision, Watch(caller.today + UNTOLD_FOR), stage.story.workspace.unspoken)


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
        stage.plan(later, partial(_fixed, stage, told, key))


def _choice(stage: Stage, told: goals.Decision, today: date) -> Answer:
    if told.choice == Choice.WATCH:
        return Watch(max(stage.day(told.watch_until), today + timedelta(days=1)))
    return Fix(told.fix_what, stage.people[told.fix_owner], max(stage.day(told.fix_due), today))


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
