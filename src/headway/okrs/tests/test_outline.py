"""The outline of a cycle at size: pages of it, all of it as a sheet, and the unit that it is of."""

import pytest
from django.test import Client

from headway.okrs.actions.alignments import align
from headway.okrs.actions.statuses import override_status
from headway.okrs.models import Objective
from headway.okrs.tests.world import objective, quarter
from headway.okrs.views import alignment
from headway.people.actions.units import create_unit
from headway.ui import picking
from tests.world import company, founder

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller():
    return founder()


@pytest.fixture
def client(caller):
    client = Client()
    client.force_login(caller.person.user)
    return client


def outline(caller, tail=""):
    return f"/lumen/cycles/{quarter(caller).key}/alignment{tail}"


def test_what_one_page_has_no_room_for_is_on_the_next_and_all_of_it_in_the_sheet(caller, client, monkeypatch):
    monkeypatch.setattr(alignment, "LINES", 3)
    goals = [objective(caller, f"Goal {n}") for n in range(5)]
    first, second = (client.get(outline(caller, f"?page={n}")).content.decode() for n in (1, 2))
    assert "1 to 3 of 5" in first
    assert [goal.title in second for goal in goals] == [False, False, False, True, True]
    assert b"".join(client.get(outline(caller, "?format=csv")).streaming_content).count(b"Goal ") == 5


def test_after_an_edit_the_page_with_its_place_is_shown(caller, client, monkeypatch):
    monkeypatch.setattr(alignment, "LINES", 2)
    one, *_, last, child = (objective(caller, f"Goal {n}") for n in range(4))
    sent = {"child": child.key, "parent": last.key, "kind": "supports"}
    after = client.post(outline(caller), sent, follow=True)
    assert f'data-key="{child.key}"' in after.content.decode()
    assert f'data-key="{one.key}"' not in after.content.decode()


def test_a_unit_is_chosen_from_a_list_or_named_where_there_are_many(caller, client, monkeypatch):
    sales = create_unit(caller, "Sales", company(caller))
    objective(caller, "Ours", unit=sales)
    objective(caller, "Theirs")
    assert "<select" in client.get(outline(caller)).content.decode()
    monkeypatch.setattr(picking, "MOST", 1)
    text = client.get(outline(caller, "?unit=sales")).content.decode()
    assert f'value="Sales ({sales.key})"' in text
    assert ("Ours" in text, "Theirs" in text) == (True, False)


def test_a_unit_that_is_not_there_is_said_beside_the_field(caller, client):
    objective(caller, "Ours")
    answer = client.get(outline(caller, "?unit=Nowhere"))
    assert answer.status_code == 404
    assert "There is no “Nowhere” to choose here" in answer.content.decode()


def test_a_status_by_hand_stands_under_that_of_the_data_wherever_goals_are_listed(caller, client):
    goal, top = objective(caller, "Ours"), objective(caller, "Top")
    align(caller, goal, top)
    Objective.objects.filter(pk=goal.pk).update(status="off_track")
    goal.refresh_from_db()
    override_status(caller, goal, "on_track", "It ships on Friday.", lasting=True)
    Objective.objects.filter(pk=goal.pk).update(status="off_track")
    for page in (outline(caller), f"/lumen/cycles/{quarter(caller).key}"):
        assert "by hand: on track" in client.get(page).content.decode()
    assert "1\n            off track" in client.get(f"/lumen/cycles/{quarter(caller).key}").content.decode()


def test_parents_are_typed_where_a_list_would_be_too_long(caller, client, monkeypatch):
    one, other, child = (objective(caller, f"Goal {n}") for n in range(3))
    align(caller, child, one)
    monkeypatch.setattr(picking, "MOST", 1)
    url = f"/lumen/objectives/{child.key}/parents"
    assert f'value="{one.key} {one.title}"' in client.get(url).content.decode()
    client.post(url, {"parent-0-parent": f"{one.key} {one.title}", "parent-1-parent": other.title})
    assert set(child.parents.values_list("parent__key", flat=True)) == {one.key, other.key}
    wrong = client.post(url, {"parent-0-parent": "Nothing like it"})
    assert wrong.status_code == 422
    assert "There is no “Nothing like it” to choose here" in wrong.content.decode()
