"""Copies: clones, roll-over by a rule for start values, years with their periods, and what runs on."""

from datetime import date

import pytest
from django.urls import reverse

from headway.okrs.actions.check_ins import CheckInDraft, check_in
from headway.okrs.actions.cloning import clone_objective, roll_over, start_of
from headway.okrs.actions.cycles import NewCycle, create_cycle, move_cycle, plan_year
from headway.okrs.actions.key_results import NewKeyResult, change_key_result
from headway.okrs.actions.steps import NewStep, finish_step
from headway.okrs.check import full_refold
from headway.okrs.checks import log_keeps_goals
from headway.okrs.models import Amendment, Cycle, KeyResult, Objective
from headway.okrs.tests.world import colleague, objective, quarter, steps
from headway.people.actions.settings import set_options
from headway.people.errors import NotAllowed, Refused
from tests.world import founder

pytestmark = pytest.mark.django_db


def following(caller) -> Cycle:
    return create_cycle(caller, NewCycle("Q1 2027", date(2027, 1, 1), date(2027, 3, 31)))


def row_of(goal: Objective) -> KeyResult:
    return goal.key_results.select_related("objective__cycle", "workspace").get()


@pytest.mark.parametrize(
    ("rule", "said", "expected"),
    [
        ("keep", 4, ("move", 0, 10)), ("current", 4, ("move", 4, 10)), ("current", 12, ("move", 12, 22)),
        ("current", None, ("move", 0, 10)), ("blank", 4, ("baseline", None, 10)),
    ],
)  # fmt: skip
def test_a_rule_says_what_a_copy_starts_from(rule, said, expected):
    caller = founder()
    goal = objective(caller)
    if said is not None:
        check_in(caller, CheckInDraft(row_of(goal), said))
    assert start_of(row_of(goal), rule) == expected
    made = clone_objective(caller, Objective.objects.get(pk=goal.pk), following(caller), rule)
    copy = row_of(made)
    assert (copy.kind, copy.baseline, copy.target) == expected
    assert full_refold(caller) == []
    assert log_keeps_goals(caller.workspace) == []


@pytest.mark.parametrize(("now", "expected"), [(9, ("move", 9, 0)), (0, ("move", 40, 10)), (-5, ("move", -5, -35))])
def test_a_count_that_fell_to_its_target_falls_on_to_nothing_and_no_further(now, expected):
    caller = founder()
    goal = objective(caller, "Less by hand", NewKeyResult("Entries", baseline=40, target=10))
    check_in(caller, CheckInDraft(row_of(goal), now))
    assert start_of(row_of(goal), "current") == expected


def test_a_clone_may_be_an_idea():
    caller = founder()
    assert clone_objective(caller, objective(caller), None, title="Later").in_backlog


def test_objectives_roll_over_together_and_once():
    caller = founder()
    goals = [objective(caller, "One"), objective(caller, "Two")]
    cycle = following(caller)
    made = roll_over(caller, goals, cycle, "current")
    assert [one.title for one in made] == ["One", "Two"]
    assert {one.cycle_id for one in made} == {cycle.pk}
    assert goals[0].retrospective.carried_to == made[0]
    with pytest.raises(Refused, match="goes on as"):
        roll_over(caller, goals, cycle, "current")
    with pytest.raises(NotAllowed):
        roll_over(colleague(caller), goals, cycle, "keep")


def test_the_milestones_of_a_copy_are_those_not_done():
    caller = founder()
    news = (NewStep("Lease", date(2026, 10, 31)), NewStep("Team", date(2026, 12, 1), 3))
    goal = objective(caller, "Open", NewKeyResult("Open", kind="milestone", steps=news))
    finish_step(caller, row_of(goal).steps.select_related("key_result__objective__cycle").first(), "Signed")
    made = clone_objective(caller, goal, following(caller))
    assert [(one.title, one.due) for one in row_of(made).steps.all()] == [("Team", date(2027, 3, 3))]


def test_a_fiscal_year_comes_with_its_quarters():
    caller = founder()
    made = plan_year(caller, date(2028, 5, 1), "quarter")
    assert [cycle.name for cycle in made] == ["2028", "Q1 2028", "Q2 2028", "Q3 2028", "Q4 2028"]
    assert {cycle.parent_id for cycle in made[1:]} == {made[0].pk}
    assert (made[1].start, made[4].end) == (date(2028, 1, 1), date(2028, 12, 31))
    with pytest.raises(Refused, match="there already"):
        plan_year(caller, date(2028, 1, 1), "quarter")


def test_what_runs_on_moves_into_the_next_cycle_when_its_own_closes():
    caller = founder()
    goal = objective(caller, "Long", due=date(2027, 3, 31), runs_on=True)
    short = objective(caller, "Short")
    with pytest.raises(Refused, match="make the next one first"):
        move_cycle(caller, quarter(caller), "closed", "Early.")
    after = following(caller)
    move_cycle(caller, quarter(caller), "closed", "Early.")
    goal.refresh_from_db()
    short.refresh_from_db()
    assert (goal.cycle, goal.closed_at) == (after, None)
    assert short.closed_at is not None
    assert full_refold(caller) == []
    assert log_keeps_goals(caller.workspace) == []


def test_targets_freeze_only_where_the_workspace_wants_it():
    caller = founder()
    row = row_of(objective(caller))
    with pytest.raises(Refused, match="propose an amendment"):
        change_key_result(caller, row, {"target": 12})
    set_options(caller, {"freeze_targets": False})
    change_key_result(caller, row_of(row.objective), {"target": 12})
    row = row_of(row.objective)
    assert (row.original_target, row.target) == (10, 12)
    kept = Amendment.objects.get()
    assert (kept.field, kept.old, kept.new, kept.accepted) == ("target", 10, 12, True)


def test_the_page_offers_what_one_looks_after_a_page_at_a_time(client, monkeypatch):
    monkeypatch.setattr("headway.okrs.views.places.MOST", 2)
    caller = founder()
    other = colleague(caller)
    goals = [objective(caller, title, steps()) for title in ("First", "Second")]
    goals.append(objective(caller, "Third", steps(), co_owners=(other.person,)))
    url = reverse("okrs:roll-over", args=["lumen", goals[0].cycle.key])
    seen = {}
    for who, number in ((caller, 1), (caller, 2), (other, 1)):
        client.force_login(who.person.user)
        page = client.get(url, {"page": number}).content.decode()
        seen[who.person.name, number] = [goal.title for goal in goals if f'value="{goal.key}"' in page]
    assert list(seen.values()) == [["First", "Second"], ["Third"], ["Third"]]
