"""Postponing, the backlog of ideas, and objectives that run on."""

from datetime import date, timedelta

import pytest

from headway.okrs.actions.alignments import align
from headway.okrs.actions.check_ins import CheckInDraft, check_in
from headway.okrs.actions.co_owners import set_co_owners
from headway.okrs.actions.cycles import NewCycle, create_cycle
from headway.okrs.actions.objectives import NewObjective, change_objective, create_objective
from headway.okrs.actions.postponing import postpone_objective, schedule_objective
from headway.okrs.check import full_refold
from headway.okrs.checks import log_keeps_goals
from headway.okrs.models import Cycle, Objective, Status
from headway.okrs.tests.world import NEW_YEAR, OCTOBER, colleague, objective, quarter, steps
from headway.people.caller import Caller
from headway.people.errors import NotAllowed, Refused
from headway.people.undo import undo
from tests.world import company, founder

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruth() -> Caller:
    return founder()


def next_quarter(caller: Caller) -> Cycle:
    return create_cycle(caller, NewCycle("Q1 2027", date(2027, 1, 1), date(2027, 3, 31)))


def test_a_postponed_objective_takes_the_new_cycles_dates_and_its_key_results_keep_their_distance(ruth):
    late = steps("Late", start=OCTOBER + timedelta(days=31))
    goal = objective(ruth, "Checkout", steps(), late)
    postpone_objective(ruth, goal, next_quarter(ruth), "The provider is late.")
    goal.refresh_from_db()
    assert (goal.cycle.name, goal.start, goal.due) == ("Q1 2027", date(2027, 1, 1), date(2027, 3, 31))
    whole, later = goal.key_results.order_by("pk")
    assert (whole.start, whole.due) == (goal.start, goal.due)
    assert later.start == date(2027, 2, 1)
    assert full_refold(ruth) == []
    assert log_keeps_goals(ruth.workspace) == []


def test_postponing_a_running_objective_takes_a_reason(ruth):
    with pytest.raises(Refused, match="takes a reason"):
        postpone_objective(ruth, objective(ruth), next_quarter(ruth))


def test_an_idea_counts_nowhere_and_takes_no_check_in(ruth):
    top, child = objective(ruth, "Top"), objective(ruth, "Child")
    align(ruth, child, top)
    row = child.key_results.get()
    check_in(ruth, CheckInDraft(row, 10))
    top.refresh_from_db()
    assert top.progress == 500_000
    postpone_objective(ruth, Objective.objects.get(pk=child.pk), None, "Others first.")
    top.refresh_from_db()
    assert top.progress is None
    row.refresh_from_db()
    assert row.status == Status.UNKNOWN
    idea = Objective.objects.get(pk=child.pk)
    assert idea.in_backlog
    assert idea.parked_reason == "Others first."
    row.objective = idea
    with pytest.raises(Refused, match="idea in the backlog"):
        check_in(ruth, CheckInDraft(row, 3))
    assert full_refold(ruth) == []
    assert log_keeps_goals(ruth.workspace) == []


def test_an_idea_comes_back_with_what_was_said_of_it(ruth):
    goal = objective(ruth)
    check_in(ruth, CheckInDraft(goal.key_results.get(), 4))
    goal = postpone_objective(ruth, Objective.objects.get(pk=goal.pk), None, "Not now.")
    schedule_objective(ruth, goal, quarter(ruth))
    goal.refresh_from_db()
    assert goal.progress == 400_000
    assert goal.parked_reason == ""
    assert full_refold(ruth) == []
    assert log_keeps_goals(ruth.workspace) == []


def test_an_idea_needs_no_cycle_and_may_be_edited(ruth):
    idea = objective(ruth, "A thought", cycle=None)
    change_objective(ruth, idea, {"title": "A better thought"})
    assert Objective.objects.get(pk=idea.pk).title == "A better thought"


def test_postponing_is_undone_with_its_dates(ruth):
    goal = objective(ruth)
    postpone_objective(ruth, goal, None, "Too much.")
    undo(ruth, ruth.did[-1])
    goal = Objective.objects.get(pk=goal.pk)
    assert (goal.cycle.name, goal.start, goal.due) == ("Q4 2026", OCTOBER, NEW_YEAR)
    assert full_refold(ruth) == []
    assert log_keeps_goals(ruth.workspace) == []


def test_only_one_that_runs_on_is_due_after_its_cycle(ruth):
    with pytest.raises(Refused, match="Q4 2026 ends on"):
        objective(ruth, due=date(2027, 3, 31))
    goal = objective(ruth, due=date(2027, 3, 31), runs_on=True)
    assert goal.due > goal.cycle.end


def test_a_co_owner_does_what_the_owner_may_and_a_stranger_does_not(ruth):
    goal = objective(ruth, private=True)
    other = colleague(ruth)
    with pytest.raises(NotAllowed):
        change_objective(other, Objective.objects.get(pk=goal.pk), {"title": "Mine"})
    set_co_owners(ruth, goal, [other.person])
    change_objective(other, Objective.objects.get(pk=goal.pk), {"title": "Ours"})
    assert Objective.objects.get(pk=goal.pk).title == "Ours"


def test_a_change_of_fields_is_no_way_around_the_reason_nor_into_a_closed_cycle():
    caller = founder()
    goal = objective(caller)
    planned = create_cycle(caller, NewCycle("Q1 2027", date(2027, 1, 1), date(2027, 3, 31)))
    closed = create_cycle(caller, NewCycle("Q3 2026", date(2026, 7, 1), date(2026, 9, 30), state="closed"))
    with pytest.raises(Refused, match="postpone it with a reason"):
        change_objective(caller, goal, {"cycle": planned, "start": planned.start, "due": planned.end})
    idea = create_objective(caller, NewObjective("Later", caller.someone, company(caller), None))
    with pytest.raises(Refused, match="Q3 2026 is closed"):
        change_objective(caller, idea, {"cycle": closed, "start": closed.start, "due": closed.end})
