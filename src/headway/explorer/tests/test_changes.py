"""One change of many objectives: previewed, made whole or not at all, and taken back."""

from datetime import date

import pytest

from headway.activity.log import body_of
from headway.activity.models import Activity
from headway.okrs.actions.changes import MOST, change_objectives, plan_changes
from headway.okrs.actions.cycles import NewCycle, create_cycle
from headway.okrs.actions.objectives import archive_objective, change_objective
from headway.okrs.models import Objective
from headway.okrs.tests.world import colleague, objective, only_kr
from headway.people.actions.units import create_unit
from headway.people.errors import Conflict, LinesRefused, Refused
from headway.people.undo import undo
from tests.world import company, founder, later

pytestmark = pytest.mark.django_db


def goals(caller, *keys):
    rows = Objective.objects.filter(workspace=caller.workspace).select_related("owner", "unit", "cycle", "theme")
    return list((rows.filter(key__in=keys) if keys else rows).order_by("pk"))


@pytest.fixture
def three(ines):
    for n in range(3):
        objective(ines, f"Goal {n}")
    return goals(ines)


@pytest.fixture
def next_quarter(ines):
    return create_cycle(ines, NewCycle("Q1 2027", date(2027, 1, 1), date(2027, 3, 31)))


def test_many_fields_of_many_objectives_are_one_line_of_the_log(ines, three):
    ruth, team = colleague(ines), create_unit(ines, "Growth", company(ines))
    before = Activity.objects.count()
    done = change_objectives(
        ines, three, {"owner": ruth.person, "unit": team, "due": date(2026, 12, 31), "add_tags": ["Europe"]}
    )
    assert len(done) == 3
    assert Activity.objects.count() == before + 1
    row = Activity.objects.order_by("-seq")[0]
    assert (row.verb, set(body_of(row)["images"]) >= {"O-1", "O-2", "O-3"}) == ("objectives.changed", True)
    assert {(g.owner, g.unit, g.tags) for g in goals(ines)} == {(ruth.person, team, ",europe,")}


def test_a_move_to_another_cycle_takes_its_dates_key_results_and_a_reason(ines, three, next_quarter):
    with pytest.raises(LinesRefused) as refused:
        change_objectives(ines, three, {"cycle": next_quarter})
    assert "takes a reason" in refused.value.errors[0].message
    change_objectives(ines, goals(ines), {"cycle": next_quarter}, reason="The budget came late.")
    assert {(g.cycle, g.start, g.due) for g in goals(ines)} == {(next_quarter, date(2027, 1, 1), date(2027, 3, 31))}
    assert {only_kr(goal).due for goal in goals(ines)} == {date(2027, 3, 31)}


def test_one_that_cannot_change_keeps_all_from_changing_and_is_named(ines, three):
    archive_objective(ines, three[1], "It was done by others.")
    with pytest.raises(LinesRefused) as refused:
        change_objectives(ines, goals(ines), {"ambition": "committed"})
    assert [(line.value, "archived" in line.message) for line in refused.value.errors] == [("O-2", True)]
    assert {goal.ambition for goal in goals(ines)} == {"aspirational"}


def test_what_belongs_to_others_stays(ines, three):
    ruth = colleague(ines)
    own = objective(ines, "Ruth's", owner=ruth.person)
    plans = plan_changes(ruth, goals(ines), {"ambition": "learning"})
    assert [plan.objective.key for plan in plans if not plan.refused] == [own.key]
    with pytest.raises(LinesRefused):
        change_objectives(ruth, goals(ines), {"ambition": "learning"})


def test_too_many_strange_fields_and_two_dates_are_refused(ines, three, next_quarter):
    for rows, changes in (
        (three * (MOST // 3 + 1), {"ambition": "learning"}),
        (three, {"title": "All the same"}),
        (three, {"cycle": next_quarter, "due": date(2027, 3, 1)}),
    ):
        with pytest.raises(Refused):
            change_objectives(ines, rows, changes)


def test_an_edit_in_between_is_not_overwritten(ines, three):
    versions = {goal.key: goal.version for goal in three}
    change_objective(ines, goals(ines, "O-2")[0], {"why": "Because."})
    with pytest.raises(Conflict):
        change_objectives(ines, goals(ines), {"ambition": "learning"}, versions)
    assert {goal.ambition for goal in goals(ines)} == {"aspirational"}


@pytest.mark.parametrize("what", ["owner", "archived", "tags", "cycle"])
def test_undo_gives_every_objective_back_what_it_had(ines, three, next_quarter, what):
    ruth = colleague(ines)
    change = {
        "owner": {"owner": ruth.person}, "archived": {"archived": True},
        "tags": {"add_tags": ["europe"]}, "cycle": {"cycle": next_quarter},
    }[what]  # fmt: skip
    columns = ("owner_id", "due", "start", "archived_at", "tags", "cycle_id", "progress", "status")
    before = list(Objective.objects.order_by("pk").values_list(*columns))
    change_objectives(ines, three, change, reason="A trial.")
    assert list(Objective.objects.order_by("pk").values_list(*columns)) != before
    undo(later(ines, minutes=1), ines.did[-1])
    assert list(Objective.objects.order_by("pk").values_list(*columns)) == before


def test_undo_is_refused_once_one_of_them_changed_again(ines, three):
    change_objectives(ines, three, {"ambition": "committed"})
    seq = ines.did[-1]
    change_objective(ines, goals(ines, "O-3")[0], {"why": "Because."})
    with pytest.raises(Conflict, match="O-3 was changed again"):
        undo(ines, seq)


def test_the_page_previews_the_difference_then_makes_it_and_offers_undo(ines, enter, three):
    client = enter(ines)
    url = "/lumen/objectives/changes"
    form = client.post(url, {"key": ["O-1", "O-3"], "query": "group=owner"})
    assert "Change 2 objectives" in form.content.decode()
    assert client.post(url, {"key": ["O-1"], "step": "preview"}).status_code == 422
    sent = {"key": ["O-1", "O-3"], "query": "group=owner", "ambition": "committed", "add_tags": "Europe, new"}
    preview = client.post(url, sent | {"step": "preview"}).content.decode()
    for words in ("2 objectives would change", "<del>Aspirational</del>", "<ins>Committed</ins>", "europe, new"):
        assert words in preview, words
    assert {goal.ambition for goal in goals(ines)} == {"aspirational"}
    done = client.post(url, sent | {"step": "change", "version": ["O-1:1", "O-3:1"]}, follow=True)
    assert done.redirect_chain[0][0] == "/lumen/objectives?group=owner"
    assert "Changed 2 objectives." in done.content.decode()
    assert [goal.ambition for goal in goals(ines)] == ["committed", "aspirational", "committed"]


def test_all_of_a_view_are_chosen_without_a_tick_each(ines, enter, three):
    answer = enter(ines).post("/lumen/objectives/changes", {"all": "1", "query": "words=goal"})
    assert len(answer.context["goals"]) == 3


def test_a_form_with_nobody_of_that_name_says_so(ines, enter, three):
    answer = enter(ines).post("/lumen/objectives/changes", {"key": "O-1", "step": "preview", "owner": "P-99"})
    assert answer.status_code == 422
    assert "“P-99” is not here" in answer.content.decode()


def test_keys_that_one_may_not_see_are_not_chosen(ines, enter, three):
    foreign = objective(founder("other"), "Elsewhere")
    answer = enter(ines).post("/lumen/objectives/changes", {"key": [foreign.key, "O-2"]})
    assert {goal.workspace_id for goal in answer.context["goals"]} == {ines.workspace.pk}
