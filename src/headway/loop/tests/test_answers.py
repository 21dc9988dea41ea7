from dataclasses import replace
from datetime import date, timedelta

import pytest

from headway.activity import log
from headway.loop.actions.answering import Fix, Leave, Watch, answer_decision, mark_fixed, reopen_decision
from headway.loop.actions.drafting import draft_objective
from headway.loop.jobs import run_escalations, run_returns
from headway.loop.models import Decision
from headway.okrs.models import Objective
from headway.people.errors import Conflict, NotAllowed, Refused
from headway.people.undo import undo
from tests.world import company, founder, later

from .scene import FIRST, as_person, breached, cycle, follow, kpi, member, read

pytestmark = pytest.mark.django_db
SOON = date(2026, 11, 30)


def last(caller, key):
    return log.feed(caller.workspace.pk, key).first()


def test_watching_until_a_day_is_kept_with_its_reason():
    caller = founder()
    metric, decision = breached(caller)
    answer_decision(caller, decision, Watch(SOON), "Two weeks of holidays.")
    decision.refresh_from_db()
    assert (decision.choice, decision.watch_until, decision.why) == ("watch", SOON, "Two weeks of holidays.")
    row = last(caller, metric.key)
    assert (row.verb, row.subject) == ("decision.answered", decision.key)


@pytest.mark.parametrize(
    ("answer", "field"),
    [(Watch(date(2026, 11, 16)), "watch_until"), (Watch(date(2027, 6, 1)), "watch_until"), (Leave(), "choice")],
)
def test_an_answer_that_cannot_stand_is_refused_and_nothing_is_written(answer, field):
    caller = founder()
    _, decision = breached(caller)
    with pytest.raises(Refused) as refused:
        answer_decision(caller, decision, answer, "Because.")
    assert refused.value.field == field
    decision.refresh_from_db()
    assert decision.is_open


def test_a_decision_needs_its_reason():
    caller = founder()
    _, decision = breached(caller)
    with pytest.raises(Refused, match="write why"):
        answer_decision(caller, decision, Watch(SOON), "  ")


def test_of_two_who_answer_at_once_one_is_told():
    caller = founder()
    _, decision = breached(caller)
    same = Decision.objects.get(pk=decision.pk)
    answer_decision(caller, decision, Watch(SOON), "I was first.")
    with pytest.raises(Conflict):
        answer_decision(caller, same, Watch(SOON), "So was I.")


def test_the_owner_and_the_leads_above_may_answer_and_nobody_else():
    caller = founder()
    owner, stranger = member(caller, "Ruth Adeyemi"), member(caller, "Jonas Petersen")
    _, decision = breached(caller, owner=owner)
    with pytest.raises(NotAllowed):
        answer_decision(as_person(caller, stranger), decision, Watch(SOON), "I would watch.")
    answer_decision(as_person(caller, owner), decision, Watch(SOON), "I watch.")
    assert not Decision.objects.get().is_open


def test_a_watch_that_ends_while_the_number_is_still_out_asks_again():
    caller = founder()
    _, decision = breached(caller)
    answer_decision(caller, decision, Watch(SOON), "Holidays.")
    assert run_returns(caller.now + timedelta(days=13)) == 0
    assert run_returns(caller.now + timedelta(days=14)) == 1
    decision.refresh_from_db()
    assert (decision.is_open, decision.choice) == (True, "")
    assert log.body_of(last(caller, decision.key))["facts"]["answer"]["why"] == "Holidays."
    assert run_returns(caller.now + timedelta(days=14)) == 0


def test_a_watch_that_ends_with_the_number_back_closes():
    caller = founder()
    metric, decision = breached(caller)
    answer_decision(caller, decision, Watch(SOON), "Holidays.")
    read(later(caller, days=13), metric, [121, 122], FIRST + timedelta(weeks=12))
    assert run_returns(caller.now + timedelta(days=14)) == 1
    decision.refresh_from_db()
    assert decision.resolved_by == "decision.watched"


def test_a_fix_that_did_not_help_asks_again():
    caller = founder()
    metric, decision = breached(caller)
    answer_decision(caller, decision, Fix("Call the last ten.", caller.person, SOON), "It is quick.")
    mark_fixed(later(caller, hours=1), decision)
    assert run_returns(caller.now + timedelta(hours=2)) == 0
    after = later(caller, weeks=2)
    read(after, metric, [94, 95], FIRST + timedelta(weeks=12))
    assert run_returns(after.now) == 0  # the week of the fix itself proves nothing
    much_later = later(caller, weeks=3)
    read(much_later, metric, [93], FIRST + timedelta(weeks=14))
    assert run_returns(much_later.now) == 1
    assert Decision.objects.get().is_open


def test_a_fix_is_given_to_somebody_who_can_see_what_it_is_about():
    caller = founder()
    owner, stranger = member(caller, "Ruth Adeyemi"), member(caller, "Jonas Petersen")
    _, decision = breached(caller, owner=owner, private=True)
    with pytest.raises(Refused) as refused:
        answer_decision(as_person(caller, owner), decision, Fix("Call them.", stranger, SOON), "Quick.")
    assert refused.value.field == "fix_owner"


def test_a_late_decision_escalates_once():
    caller = founder()
    _, decision = breached(caller, owner=member(caller, "Ruth Adeyemi"))
    assert run_escalations(decision.answer_by - timedelta(minutes=1)) == 0
    assert run_escalations(decision.answer_by) == 1
    assert run_escalations(decision.answer_by) == 0
    assert last(caller, decision.key).verb == "decision.escalated"


def test_two_workers_escalate_a_decision_once():
    from headway.loop.actions.opening import escalate_decision

    caller = founder()
    _, decision = breached(caller, owner=member(caller, "Ruth Adeyemi"))
    same = Decision.objects.get(pk=decision.pk)
    assert escalate_decision(caller, decision)
    assert not escalate_decision(caller, same)


def test_a_worker_that_dies_in_the_middle_loses_nothing(monkeypatch):
    from headway.people import acting

    caller = founder()
    _, decision = breached(caller, owner=member(caller, "Ruth Adeyemi"))

    class Killed(BaseException):
        pass

    def die(*args):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(acting.log, "append", die)
        with pytest.raises(Killed):
            run_escalations(decision.answer_by)
    decision.refresh_from_db()
    assert decision.escalated_at is None
    assert run_escalations(decision.answer_by) == 1


def test_an_objective_is_drafted_from_what_the_kpi_usually_shows():
    caller = founder()
    metric, decision = breached(caller)
    cycle(caller)
    draft = draft_objective(caller, decision)
    assert draft.baseline == decision.evidence["usual"]["mean"] != 95
    assert draft.target > draft.baseline
    assert draft.cycle.name == "Q4 2026"
    assert metric.name in draft.why


def test_opening_the_objective_puts_a_key_result_on_the_kpi_in_the_same_action():
    caller = founder()
    metric, decision = breached(caller)
    guard = kpi(caller, "Refund rate")
    cycle(caller)
    draft = replace(draft_objective(caller, decision), title="Trials become customers", guardrails=(guard,))
    answer_decision(caller, decision, draft, "Two months under the floor.")
    objective = Objective.objects.get()
    row = objective.key_results.get()
    assert (row.metric, row.baseline, row.target) == (metric, draft.baseline, draft.target)
    assert objective.companions.get().metric == guard
    assert decision.objective == objective
    assert last(caller, objective.key).verb == "decision.answered"
    assert log.verify(caller.workspace.pk).intact


def test_without_a_cycle_the_draft_says_what_to_do():
    caller = founder()
    _, decision = breached(caller)
    with pytest.raises(Refused, match="make one first"):
        draft_objective(caller, decision)


def test_taking_an_answer_back_needs_a_reason_and_asks_anew():
    caller = founder()
    _, decision = breached(caller)
    answer_decision(caller, decision, Watch(SOON), "Holidays.")
    with pytest.raises(Refused):
        reopen_decision(caller, decision, "")
    reopen_decision(caller, decision, "The holidays are over.")
    decision.refresh_from_db()
    assert decision.is_open


def test_an_answer_can_be_undone_and_its_objective_goes_with_it():
    caller = founder()
    _, decision = breached(caller)
    cycle(caller)
    answer_decision(caller, decision, draft_objective(caller, decision), "Too low.")
    undo(caller, last(caller, decision.key).seq)
    decision.refresh_from_db()
    assert decision.is_open
    assert Objective.objects.get().archived_at is not None


def test_a_key_result_that_turns_off_track_asks_its_owner():
    from headway.okrs.actions.key_results import NewKeyResult
    from headway.okrs.actions.objectives import NewObjective, create_objective

    caller = founder()
    metric = kpi(caller)
    read(caller, metric, [120, 121])
    objective = create_objective(caller, NewObjective(
        "Grow", caller.person, company(caller), cycle(caller),
        key_results=(NewKeyResult(metric=metric, baseline=120, target=200),),
    ))  # fmt: skip
    read(caller, metric, [120, 121, 119], FIRST + timedelta(weeks=9))
    follow(caller)
    decision = Decision.objects.get()
    assert decision.key_result == objective.key_results.get()
    assert decision.trigger == "off_track"
    assert decision.evidence["target"] == 200
