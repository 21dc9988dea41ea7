"""Goals and check-ins made many at a time are what they would be if each had been made by itself."""

from datetime import timedelta

import pytest

from headway.activity.log import verify
from headway.activity.models import Activity
from headway.okrs.actions.bulk import Edge, NewGoals, Saying, create_goals
from headway.okrs.actions.bulk_check_ins import send_many_check_ins
from headway.okrs.actions.check_ins import CheckInDraft, check_in
from headway.okrs.actions.objectives import NewObjective, change_objective
from headway.okrs.actions.statuses import override_status
from headway.okrs.checks import goals_follow, log_keeps_goals
from headway.okrs.models import CheckIn, KeyResult, Objective
from headway.okrs.queries.history import versions_of
from headway.okrs.tests.world import colleague, quarter, steps
from headway.okrs.tree import read_workspace
from headway.people.actions.bulk import NewUnit, add_people, create_units
from headway.people.actions.persons import NewPerson
from headway.people.errors import NotAllowed, Refused
from headway.people.models import Unit
from tests.statements import count_statements
from tests.world import company, founder, later

pytestmark = pytest.mark.django_db
SHOWN = ("title", "progress", "status", "status_reason", "worst", "data_share", "confidence", "heard_at", "course")


def chain_of(caller, count=3):
    """Objectives, each contributing to the one before it."""
    unit, cycle = company(caller), quarter(caller)
    rows = (steps(), steps("More"))
    goals = [NewObjective(f"Goal {n}", caller.person, unit, cycle, key_results=rows) for n in range(count)]
    return create_goals(caller, NewGoals(goals, [Edge(n, n - 1) for n in range(1, count)]), "test")


def test_what_is_refused_in_a_batch_is_named_by_objective_and_key_result():
    caller = founder()
    unit, cycle = company(caller), quarter(caller)
    rows = (steps(), steps("Raise <measure>"))
    goals = [NewObjective("Goal 0", caller.person, unit, cycle)]
    goals.append(NewObjective("Goal 1", caller.person, unit, cycle, key_results=rows))
    with pytest.raises(Refused, match=r"^“Goal 1”: Key result 2: The blank <measure> is not filled in yet") as refused:
        create_goals(caller, NewGoals(goals), "test")
    assert (refused.value.field, refused.value.code) == ("objectives.1.key_results.1.title", "blank")
    assert not Objective.objects.exists()


def say(at, value, author):
    return Saying(at, author, value, 7, "On its way.")


def test_many_check_ins_fold_as_each_by_itself_does():
    one, many = founder("one"), founder("many")
    for caller in (one, many):
        chain_of(caller)
    for days, value in ((1, 3), (2, 5), (3, 4)):
        there, here = later(one, days=days), later(many, days=days)
        for row in KeyResult.objects.filter(workspace=one.workspace).select_related("objective__cycle", "workspace"):
            check_in(there, CheckInDraft(row, value, 7, "On its way."))
        keys = KeyResult.objects.filter(workspace=many.workspace).values_list("key", flat=True)
        send_many_check_ins(here, {key: say(here.now, value, many.person) for key in keys}, "test")
    of = [list(Objective.objects.filter(workspace=w.workspace).order_by("pk").values(*SHOWN)) for w in (one, many)]
    assert of[0] == of[1]
    said = [CheckIn.objects.filter(workspace=w.workspace).order_by("at", "pk") for w in (one, many)]
    assert len({tuple(rows.values_list("value", "progress", "shown")) for rows in said}) == 1
    assert (goals_follow(many.workspace), log_keeps_goals(many.workspace)) == ([], [])


def test_a_batch_is_one_row_in_the_log_and_few_statements_whatever_its_size():
    caller = founder()
    quarter(caller)
    ran = []
    for count in (2, 300):
        with count_statements() as statements:
            chain_of(caller, count)
        ran.append(len(statements))
    assert ran[1] <= ran[0] + 4  # a raw insert of many rows is counted as one statement for each kind
    assert list(Activity.objects.filter(verb="goals.imported").values_list("verb", flat=True)) == ["goals.imported"] * 2
    assert verify(caller.workspace.pk).intact


def test_a_loop_in_a_batch_is_refused_and_nothing_is_made():
    caller = founder()
    goals = [NewObjective(f"Goal {n}", caller.person, company(caller), quarter(caller)) for n in range(3)]
    with pytest.raises(Refused, match="loop"):
        create_goals(caller, NewGoals(goals, [Edge(0, 1), Edge(1, 2), Edge(2, 0)]), "test")
    assert not Objective.objects.exists()


def test_a_check_in_older_than_what_was_heard_is_refused():
    caller = founder()
    row = chain_of(caller).key_results[0][0]
    send_many_check_ins(later(caller, days=2), {row.key: say(later(caller, days=2).now, 3, caller.person)}, "test")
    with pytest.raises(Refused, match="later than that"):
        send_many_check_ins(later(caller, days=3), {row.key: say(caller.now, 3, caller.person)}, "test")


def test_a_status_by_hand_that_was_set_once_ends_with_a_check_in_of_a_batch_too():
    caller = founder()
    made = chain_of(caller, 1)
    row = KeyResult.objects.select_related("objective__cycle").get(pk=made.key_results[0][0].pk)
    override_status(caller, row, "off_track", "The contract slips.")
    send_many_check_ins(later(caller, days=1), {row.key: say(caller.now + timedelta(days=1), 3, caller.person)}, "test")
    row.refresh_from_db()
    assert row.hand_status == ""
    assert log_keeps_goals(caller.workspace) == []


def test_people_and_units_come_many_at_a_time_with_their_members():
    caller = founder()
    ada, bob = add_people(caller, [NewPerson("Ada"), NewPerson("Bob")], "test")
    (sales,) = create_units(caller, [NewUnit("Sales", company(caller), lead=ada, members=(bob,))], "test")
    assert set(Unit.objects.get(pk=sales.pk).members.all()) == {ada, bob}


def test_only_an_admin_brings_in_goals_people_and_units():
    caller = colleague(founder())
    for refused in (lambda: chain_of(caller), lambda: add_people(caller, [NewPerson("Ada")], "test")):
        with pytest.raises(NotAllowed):
            refused()


def test_a_workspace_that_is_read_to_be_folded_leaves_texts_where_they_are():
    caller = founder()
    made = chain_of(caller)
    whole, lean = read_workspace(caller.workspace.pk), read_workspace(caller.workspace.pk, to_fold=True)
    pk = made.objectives[0].pk
    assert "title" in whole.objectives[pk].__dict__
    assert "title" not in lean.objectives[pk].__dict__
    with count_statements() as ran:
        assert lean.objectives[pk].title == whole.objectives[pk].title
    assert len(ran) == 1
    assert [row.current for row in lean.key_results[pk]] == [row.current for row in whole.key_results[pk]]


@pytest.mark.parametrize("count", [3, 300])
def test_the_first_words_of_a_goal_that_came_in_a_batch_are_kept(count):
    caller = founder()
    goal = chain_of(caller, count).objectives[0]
    old = goal.title
    change_objective(later(caller, days=1), Objective.objects.get(pk=goal.pk), {"title": "Better words"})
    (version,) = versions_of(caller, goal.key)
    assert (version.field, version.old, version.new, version.who) == ("title", old, "Better words", caller.someone.name)
