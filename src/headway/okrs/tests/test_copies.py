"""Whatever makes a copy keeps the same things: clone, roll-over and carry-forward."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.okrs.actions.alignments import align
from headway.okrs.actions.cloning import _sharing_whole, clone_objective, roll_over
from headway.okrs.actions.cycles import NewCycle, create_cycle
from headway.okrs.actions.key_results import NewKeyResult, set_shares
from headway.okrs.actions.retrospectives import carry_forward
from headway.okrs.actions.steps import NewStep, finish_step
from headway.okrs.actions.themes import NewTheme, create_theme
from headway.okrs.check import full_refold
from headway.okrs.checks import log_keeps_goals
from headway.okrs.models import Alignment, KeyResult, Objective, Step
from headway.okrs.rules.shares import WHOLE, problem
from headway.okrs.tests.world import colleague, objective, steps
from headway.people.errors import Refused
from tests.world import founder

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller():
    return founder()


@pytest.fixture
def after(caller):
    return create_cycle(caller, NewCycle("Q1 2027", date(2027, 1, 1), date(2027, 3, 31)))


def rich(caller) -> Objective:
    """A goal with everything that a copy must not lose; Q4 runs from 1 October."""
    ruth = colleague(caller)
    theme = create_theme(caller, NewTheme("Clinics stay", caller.person, date(2026, 1, 1), date(2027, 12, 31)))
    lease = (NewStep("Lease", date(2026, 10, 31)), NewStep("Team", date(2026, 12, 1), 3))
    goal = objective(
        caller, "Open a second office",
        steps("People there", curve_by="points", curve=((date(2026, 11, 15), 4),), tags=("berlin",), fixed_share=6_000),
        NewKeyResult("It is open", kind="milestone", steps=lease, start=date(2026, 10, 8), due=date(2026, 12, 10)),
        steps("Visits", baseline=0, target=50, count_by="sum", curve_by="monthly"),
        theme=theme, tags=("europe",), co_owners=(ruth.person,), runs_on=False,
    )  # fmt: skip
    first = Step.objects.order_by("pk").select_related("key_result__objective__cycle", "key_result__workspace").first()
    finish_step(caller, first, "Signed")
    return goal


def carried(caller, goal, after):
    starts = {row.key: (row.baseline, row.target) for row in goal.key_results.filter(kind="move")}
    return carry_forward(caller, goal, "continue", after, starts).carried_to


WAYS = {
    "clone": lambda caller, goal, after: clone_objective(caller, goal, after, "keep"),
    "roll_over": lambda caller, goal, after: roll_over(caller, [goal], after, "keep")[0],
    "carry_forward": carried,
}


@pytest.mark.parametrize("way", WAYS)
def test_a_copy_keeps_people_theme_tags_steps_pace_and_distances(caller, after, way):
    goal = rich(caller)
    made = Objective.objects.get(pk=WAYS[way](caller, Objective.objects.get(pk=goal.pk), after).pk)
    assert (made.theme, made.tag_list) == (goal.theme, ["europe"])
    assert [person.name for person in made.co_owners.all()] == ["Ruth Adeyemi"]
    people, opened, visits = made.key_results.order_by("pk")
    assert (people.tag_list, people.fixed_share) == (["berlin"], 6_000)
    assert (people.curve_by, people.curve) == ("points", [[date(2027, 2, 15).toordinal(), 4]])
    assert (visits.count_by, visits.curve_by, visits.start) == ("sum", "monthly", after.start)
    assert (opened.start, opened.due) == (date(2027, 1, 8), date(2027, 3, 12))
    assert [(step.title, step.due, step.weight) for step in opened.steps.all()] == [("Team", date(2027, 3, 3), 3)]
    assert full_refold(caller) == []
    assert log_keeps_goals(caller.workspace) == []


def test_a_pace_of_its_own_becomes_even_where_the_start_is_another(caller, after):
    goal = rich(caller)
    made = clone_objective(caller, goal, after, "blank")
    people = made.key_results.order_by("pk").first()
    assert (people.kind, people.curve_by, people.curve) == (KeyResult.Kind.BASELINE, "linear", [])


def test_a_carried_movement_needs_its_new_start(caller, after):
    with pytest.raises(Refused, match="needs the value it starts from"):
        carry_forward(caller, objective(caller), "continue", after, {})


def test_alignments_among_those_that_go_on_together_go_on(caller, after):
    top, left, right, aside = (objective(caller, name) for name in ("Top", "Left", "Right", "Aside"))
    align(caller, left, top, fixed_share=3_000)
    align(caller, right, top, "supports")
    align(caller, left, aside)
    made = {goal.title: goal for goal in roll_over(caller, [left, top, right], after, "keep")}
    found = Alignment.objects.filter(parent__cycle=after).values_list("child_id", "parent_id", "kind", "fixed_share")
    assert set(found) == {
        (made["Left"].pk, made["Top"].pk, "contributes", 3_000), (made["Right"].pk, made["Top"].pk, "supports", None),
    }  # fmt: skip
    assert full_refold(caller) == []
    assert log_keeps_goals(caller.workspace) == []


def test_shares_that_stood_beside_children_are_scaled_to_the_whole(caller, after):
    goal, child = objective(caller, "Top", steps("One"), steps("Two")), objective(caller, "Child")
    align(caller, child, goal)
    one, two = goal.key_results.order_by("pk")
    set_shares(caller, goal, {one.key: 3_000, two.key: 2_000, child.key: 5_000}, "Planned so.")
    made = clone_objective(caller, Objective.objects.get(pk=goal.pk), after, "keep")
    assert list(made.key_results.order_by("pk").values_list("fixed_share", flat=True)) == [6_000, 4_000]


@given(st.lists(st.one_of(st.none(), st.integers(0, WHOLE)), min_size=1, max_size=6))
def test_the_shares_of_a_copy_can_always_stand(fixed):
    copies = _sharing_whole([NewKeyResult("One", fixed_share=share) for share in fixed])
    assert problem([new.fixed_share for new in copies]) == ""
